"""Offer passages for a code, with the reason; a person accepts or dismisses each."""

from __future__ import annotations

import numpy as np

from workbench import audit
from workbench.coding import codings, decisions, learning, lists
from workbench.coding.coded_passages import Coding
from workbench.coding.matrices import Units
from workbench.coding.reasons import Edge, Learned, Suggestion, span, window_at
from workbench.coding.taught import sitting, taught
from workbench.errors import ChangedSince, NotThere
from workbench.store import Row
from workbench.study import Study


def for_code(
    study: Study, encoder_name: str, code_id: str, n: int = 10, *, blinded: bool | None = None
) -> list[Suggestion]:
    """Rank participants' windows for a code and those below it; what nobody has read yet first.

    What was learned follows each coding and decision; nothing is offered that touches a passage
    coded, dismissed or put off in this sitting. In a list of ten two lie far from the middle of
    the code, and in five or more one is by somebody not yet heard on it. Where `blinded` (by
    default as the study is set) three of ten are drawn from what nobody has read. The same study,
    decisions and number of suggestions give the same list. Empty while no coded passage has
    vectors. Raises NotThere.
    """
    with taught(study, encoder_name, code_id) as known:
        evidence = known.evidence
        if not evidence.enough:
            return []
        ranking = lists.rank(evidence, learning.learn(evidence), max(n, lists.DEPTH))
        heard = {voice for coding in known.coded for voice in _voices(evidence.units, coding)}
        chosen = lists.choose(evidence, ranking, n, heard)
        if known.blinded if blinded is None else blinded:
            salt = f"{code_id}/{known.decided}"
            many = max(1, n * lists.DRAWN // lists.LONG)
            chosen = lists.mix(chosen, lists.draw(evidence, salt, many), salt)
        learned = Learned(evidence.units, known.teaching)
        labels = sum(len(rows) for rows in (evidence.windows.yes, evidence.windows.no))
        return [
            learned.explain(
                row, place, ranking.rough.sentences, code_id, kind=kind, labels=labels, heard=heard
            )
            for place, (row, kind) in enumerate(chosen, start=1)
        ]


def at_the_edge(study: Study, encoder_name: str, code_id: str, n: int = 10) -> list[Edge]:
    """List passages that show where a code ends: near ones taken not to belong, and refused ones.

    First come up to n windows close to the middle of the code that the model takes for something
    else, then up to n dismissed passages, those most like the code first. Raises NotThere.
    """
    with taught(study, encoder_name, code_id) as known:
        evidence, units = known.evidence, known.evidence.units
        if not evidence.enough:
            return []
        ranking = lists.rank(evidence, learning.learn(evidence), n)
        single = ranking.rough.sentences
        near = lists.edge(evidence, ranking, n)
        refused: list[tuple[float, int, str]] = []
        for row in known.dismissed:
            rows = units.windows.under(row["transcript_id"], row["start"], row["stop"])
            alike = np.round(lists.closeness(evidence, rows), 6).tolist()
            refused += [(-one, int(at), row["id"]) for one, at in zip(alike, rows, strict=True)]
        return [
            Edge(**window_at(units, row, single), kind="boundary", decision_id=None) for row in near
        ] + [
            Edge(**window_at(units, row, single), kind="dismissed", decision_id=decision)
            for _, row, decision in sorted(refused)[:n]
        ]


def accept(
    study: Study,
    suggestion: Suggestion,
    *,
    start: int | None = None,
    stop: int | None = None,
    event_id: str | None = None,
    coding_id: str | None = None,
) -> Coding:
    """Code a suggested window, or part of it, and record the decision; one undo takes both back.

    Raises ChangedSince when the text was edited after the suggestion was made.
    """
    coding_id = coding_id or study.new_id()
    place = (
        suggestion.start if start is None else start,
        suggestion.stop if stop is None else stop,
    )
    with audit.act(study, "suggestions.accept", subject=coding_id, event_id=event_id) as act:
        _require(act, suggestion)
        done = codings.record(
            study,
            act,
            suggestion.transcript_id,
            place,
            suggestion.code_id,
            found_by="suggestion",
            coding_id=coding_id,
        )
        _decide(study, act, suggestion, "accepted", coding_id=done.id)
        return done


def dismiss(
    study: Study, suggestion: Suggestion, *, why: str = "", event_id: str | None = None
) -> None:
    """Record that a window does not belong to a code, with a memo on the passage where given.

    Raises ChangedSince when the text was edited after the suggestion was made.
    """
    code_id = suggestion.code_id
    with audit.act(study, "suggestions.dismiss", subject=code_id, event_id=event_id) as act:
        _require(act, suggestion)
        passage_id = _decide(study, act, suggestion, "dismissed")
        if why.strip():
            memo: Row = {
                "id": study.new_id(),
                "about": "passage",
                "about_id": passage_id,
                "text": why.strip(),
                "researcher": study.researcher,
                "ts": audit.now(),
            }
            act.insert("memos", memo)


def later(study: Study, suggestion: Suggestion, *, event_id: str | None = None) -> None:
    """Put a suggestion off until the study is opened again; it teaches nothing.

    Raises ChangedSince when the text was edited after the suggestion was made.
    """
    code_id = suggestion.code_id
    sitting(study)
    with audit.act(study, "suggestions.later", subject=code_id, event_id=event_id) as act:
        _require(act, suggestion)
        _decide(study, act, suggestion, "later")


def _require(act: audit.Act, suggestion: Suggestion) -> None:
    found = act.row("select version from transcripts where id = $id", id=suggestion.transcript_id)
    if found is None or not act.row("select id from codes where id = $id", id=suggestion.code_id):
        raise NotThere("The transcript or the code of this suggestion is no longer in the study.")
    if found["version"] != suggestion.version:
        raise ChangedSince("The text has changed since this was suggested. Ask for a new list.")


def _decide(
    study: Study,
    act: audit.Act,
    suggestion: Suggestion,
    verdict: str,
    *,
    coding_id: str | None = None,
) -> str:
    return decisions.record(
        study,
        act,
        (suggestion.transcript_id, suggestion.start, suggestion.stop),
        code_id=suggestion.code_id,
        verdict=verdict,
        place=suggestion.place,
        model=suggestion.model,
        encoder=suggestion.encoder or None,
        labels=suggestion.labels or None,
        drawn=suggestion.kind == "drawn",
        coding_id=coding_id,
    )


def _voices(units: Units, coding: Coding) -> set[str]:
    """Name who speaks in the windows that a coding touches."""
    return {units.voices[int(row)] for row in units.windows.under(*span(coding))}
