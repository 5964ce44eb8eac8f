"""Offer passages for a code, with the reason; a person accepts or dismisses each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from workbench import audit, passages, stretches, transcripts
from workbench.coding import codebook, codings, learning, lists
from workbench.coding.codebook import Code
from workbench.coding.coded_passages import Coding
from workbench.coding.embeddings import Encoder, Vectors
from workbench.coding.evidence import HALF, Marks
from workbench.coding.matrices import Indices, Span, Units, matrix
from workbench.coding.reasons import Edge, Learned, Offer, Suggestion, Window, span, window_at
from workbench.coding.taught import sitting, taught
from workbench.coding.units import with_question
from workbench.errors import ChangedSince, NotThere
from workbench.store import Row
from workbench.study import Study

FEWEST_FOR_FIRM = 5
OFFERS = 3


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


def similar(
    study: Study, encoder: Encoder, transcript_id: str, start: int, stop: int, n: int = 10
) -> list[Window]:
    """List participants' windows most like a passage, which itself is left out."""
    units = matrix(study, encoder.name)
    if not len(units):
        return []
    (wanted,) = encoder.encode([transcripts.text(study, transcript_id)[start:stop]])
    single = units.sentence @ wanted
    whole = units.window @ wanted
    free = np.setdiff1d(np.arange(len(units)), units.windows.under(transcript_id, start, stop))
    scores = sum(
        learning.standard(view.astype(np.float64), free)
        for view in (whole, learning.best_inside(single, units.first))
    )
    order = np.lexsort((free, -np.round(np.asarray(scores)[free], 6)))[:n]
    return [Window(**window_at(units, int(row), single)) for row in free[order]]


def for_passage(
    study: Study, encoder: Encoder, transcript_id: str, start: int, stop: int
) -> list[Offer]:
    """Offer up to three codes that what was coded so far suggests for a passage, best first.

    Compares with the mean of each code, with and without the question, with a ridge regression and
    with the words of each. Codes on this very passage, retired ones and unread material are left
    out.
    """
    units = matrix(study, encoder.name)
    coded: dict[str, list[Coding]] = {}
    for coding in codings.fetch_all(study):
        coded.setdefault(coding.code_id, []).append(coding)
    codes = {code.id: code for code in codebook.fetch_all(study, retired=False)}
    members = {
        code_id: _under(units, coded[code_id])
        for code_id in codes
        if coded.get(code_id)
        and not any(span(one) == (transcript_id, start, stop) for one in coded[code_id])
    }
    members = {code_id: rows for code_id, rows in members.items() if len(rows)}
    if not members:
        return []
    all_spans = [span(one) for found in coded.values() for one in found]
    uncoded = Marks(units.windows, (), _read(study))
    uncoded.change(Counter(), Counter(), Counter(all_spans))
    vectors = _with_question(study, encoder, transcript_id, start, stop)
    offers = learning.learn_all(units, list(members.values()), uncoded.no)
    words = [transcripts.text(study, transcript_id)[start:stop]]
    scores = learning.affinity(units, offers, vectors[:1], vectors[1:], words)[0]
    order = np.lexsort((np.arange(len(scores)), -np.round(scores, 6)))[:OFFERS]
    ids = [list(members)[int(at)] for at in order]
    return [_offer(units, codes[code_id], coded[code_id], vectors[0]) for code_id in ids]


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
    passage = passages.anchor(
        act, suggestion.transcript_id, suggestion.start, suggestion.stop, passage_id=study.new_id()
    )
    act.insert(
        "decisions",
        {
            "id": study.new_id(),
            "passage_id": passage.id,
            "code_id": suggestion.code_id,
            "verdict": verdict,
            "place": suggestion.place,
            "model": suggestion.model,
            "researcher": study.researcher,
            "ts": audit.now(),
            "encoder": suggestion.encoder,
            "labels": suggestion.labels,
            "drawn": suggestion.kind == "drawn",
            "coding_id": coding_id,
        },
    )
    return passage.id


def _with_question(
    study: Study, encoder: Encoder, transcript_id: str, start: int, stop: int
) -> Vectors:
    text = transcripts.text(study, transcript_id)
    turns = transcripts.turns(study, transcript_id)
    return encoder.encode([text[start:stop], with_question(text, turns, start, stop)])


def _offer(units: Units, code: Code, coded: Sequence[Coding], vector: Vectors) -> Offer:
    learned = Learned(units, coded)
    return Offer(
        code=code,
        examples=learned.examples,
        near=learned.near(vector)[0],
        firm=learned.examples >= FEWEST_FOR_FIRM,
    )


def _read(study: Study) -> list[Span]:
    found = stretches.fetch_all(study)
    return [(one.transcript_id, one.start, one.stop) for one in found]


def _under(units: Units, coded: Sequence[Coding]) -> Indices:
    """Find the windows under any of some codings."""
    found = [units.windows.under(*span(one), share=HALF) for one in coded]
    return np.unique(np.concatenate(found))


def _voices(units: Units, coding: Coding) -> set[str]:
    """Name who speaks in the windows that a coding touches."""
    return {units.voices[int(row)] for row in units.windows.under(*span(coding))}
