"""Offer passages for a code, with the reason; a person accepts or dismisses each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from workbench import audit, passages, stretches, transcripts
from workbench.coding import codebook, codings, learning
from workbench.coding.codebook import Code
from workbench.coding.coded_passages import Coding
from workbench.coding.embeddings import Encoder, Vectors
from workbench.coding.learning import Scores, Span
from workbench.coding.matrices import Indices, Units, matrix
from workbench.coding.reasons import Learned, Offer, Suggestion, Window, span, window_at
from workbench.coding.units import with_question
from workbench.errors import ChangedSince, NotThere
from workbench.store import Row
from workbench.study import Study

FEWEST_FOR_FIRM = 5
FEWEST_FOR_FRESH = 5
OFFERS = 3


def for_code(study: Study, encoder_name: str, code_id: str, n: int = 10) -> list[Suggestion]:
    """Rank participants' windows for a code and those below it; what nobody has read yet first.

    Learns anew from all codings and decisions at each call, and offers nothing that touches a
    passage coded or dismissed. One in a list of five or more comes from a transcript without the
    code, so that a voice heard often does not drown the others. Empty while no coded passage has
    vectors. Raises NotThere.
    """
    units = matrix(study, encoder_name)
    ids = codings.with_subcodes(study, code_id)
    coded = codings.of_codes(study, ids)
    spans = [span(coding) for coding in coded]
    dismissed = _dismissed(study, ids)
    read = _read(study)
    windows = learning.label(units.windows, spans, dismissed, read)
    sentences = learning.label(units.sentences, spans, dismissed, read)
    if not (len(windows.coded) and len(windows.free) and len(sentences.coded)):
        return []
    scores, single = learning.blend(units, windows, sentences)
    names = np.array(units.transcript_ids)
    ranked = _ranked(scores, windows.free, _seen(units, read))
    fresh = ~np.isin(names[ranked], sorted({coding.transcript_id for coding in coded}))
    best = _with_fresh(ranked, fresh, n)
    learned = Learned(units, coded)
    return [
        learned.explain(int(row), place, single, code_id) for place, row in enumerate(best, start=1)
    ]


def similar(
    study: Study, encoder: Encoder, transcript_id: str, start: int, stop: int, n: int = 10
) -> list[Window]:
    """List participants' windows most like a passage, which itself is left out."""
    units = matrix(study, encoder.name)
    if not len(units):
        return []
    (wanted,) = encoder.encode([transcripts.text(study, transcript_id)[start:stop]])
    single = (units.sentence @ wanted).astype(np.float64)
    whole = (units.window @ wanted).astype(np.float64)
    free = np.setdiff1d(np.arange(len(units)), units.windows.under(transcript_id, start, stop))
    scores = sum(
        learning.standard(view, free) for view in (whole, learning.best_inside(single, units.first))
    )
    best = _ranked(np.asarray(scores), free, np.zeros(len(units), dtype=bool))[:n]
    return [Window(**window_at(units, int(row), single)) for row in best]


def for_passage(
    study: Study, encoder: Encoder, transcript_id: str, start: int, stop: int
) -> list[Offer]:
    """Offer up to three codes that what was coded so far suggests for a passage, best first.

    Compares with the mean of each code, with and without the question, and with a ridge
    regression. Codes on this very passage, retired ones and unread material are left out.
    """
    units = matrix(study, encoder.name)
    coded: dict[str, list[Coding]] = {}
    for coding in codings.fetch_all(study):
        coded.setdefault(coding.code_id, []).append(coding)
    codes = {code.id: code for code in codebook.fetch_all(study, retired=False)}
    members = {
        code_id: learning.under(units.windows, [span(c) for c in coded[code_id]], learning.HALF)
        for code_id in codes
        if coded.get(code_id)
        and not any(span(one) == (transcript_id, start, stop) for one in coded[code_id])
    }
    members = {code_id: rows for code_id, rows in members.items() if len(rows)}
    if not members:
        return []
    all_spans = [span(one) for found in coded.values() for one in found]
    uncoded = learning.label(units.windows, all_spans, [], _read(study)).uncoded
    vectors = _with_question(study, encoder, transcript_id, start, stop)
    scores = learning.affinity(units, list(members.values()), uncoded, vectors)
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
        _decide(study, act, suggestion, "accepted")
        return codings.record(
            study,
            act,
            suggestion.transcript_id,
            place,
            suggestion.code_id,
            found_by="suggestion",
            coding_id=coding_id,
        )


def dismiss(
    study: Study, suggestion: Suggestion, *, why: str = "", event_id: str | None = None
) -> None:
    """Record that a window does not belong to a code, with a memo on the passage where given.

    Raises ChangedSince when the text was edited after the suggestion was made.
    """
    code_id = suggestion.code_id
    with audit.act(study, "suggestions.dismiss", subject=code_id, event_id=event_id) as act:
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


def _decide(study: Study, act: audit.Act, suggestion: Suggestion, verdict: str) -> str:
    found = act.row("select version from transcripts where id = $id", id=suggestion.transcript_id)
    if found is None or not act.row("select id from codes where id = $id", id=suggestion.code_id):
        raise NotThere("The transcript or the code of this suggestion is no longer in the study.")
    if found["version"] != suggestion.version:
        raise ChangedSince("The text has changed since this was suggested. Ask for a new list.")
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


def _ranked(scores: Scores, free: Indices, seen: npt.NDArray[np.bool_]) -> Indices:
    """Order the free rows: unseen before seen, then by score, earlier ones first on a tie."""
    order: Indices = free[np.lexsort((free, -np.round(scores[free], 6), seen[free]))]
    return order


def _with_fresh(ranked: Indices, fresh: npt.NDArray[np.bool_], n: int) -> Indices:
    """Take the first n rows; where none is fresh, the last gives way to the best that is."""
    chosen = ranked[:n].copy()
    if n >= FEWEST_FOR_FRESH and fresh.any() and not fresh[:n].any():
        chosen[-1] = ranked[np.argmax(fresh)]
    return chosen


def _read(study: Study) -> list[Span]:
    found = stretches.fetch_all(study)
    return [(one.transcript_id, one.start, one.stop) for one in found]


def _seen(units: Units, read: Sequence[Span]) -> npt.NDArray[np.bool_]:
    seen = np.zeros(len(units), dtype=bool)
    seen[learning.under(units.windows, read, learning.HALF)] = True
    return seen


def _dismissed(study: Study, code_ids: Sequence[str]) -> list[Span]:
    found = study.rows(
        "select p.transcript_id, p.start, p.stop from decisions d "
        "join passages p on p.id = d.passage_id where d.verdict = 'dismissed' "
        "and list_contains($ids::text[], d.code_id) order by p.transcript_id, p.start, p.stop",
        ids=list(code_ids),
    )
    return [(row["transcript_id"], row["start"], row["stop"]) for row in found]
