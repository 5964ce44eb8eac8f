"""Offer codes for a passage when a researcher asks which might fit; a person takes one or none."""

from __future__ import annotations

import numpy as np

from workbench import audit, transcripts
from workbench.coding import alike, codebook, codings, decisions, learning, members, restraint
from workbench.coding.alike import Selected
from workbench.coding.coded_passages import Coding
from workbench.coding.evidence import HALF
from workbench.coding.matrices import Span
from workbench.coding.members import Members
from workbench.coding.reasons import WHICH, Learned, Offer
from workbench.store import Row
from workbench.study import Study

FEWEST_FOR_FIRM = 5
OFFERS = 3


def for_passage(
    study: Study, encoder_name: str, transcript_id: str, start: int, stop: int
) -> list[Offer]:
    """Offer up to three codes that what was coded so far suggests for a passage, best first.

    Compares the sentences of the passage with the mean of each code and with ridge regressions,
    each without and with the question, and its words with those of each code. Left out are
    retired codes, those for which suggestions are off, and those that lie on half of the passage
    already. Empty where nothing is coded, or where the passage holds no participant's words.
    """
    known = members.of_study(study, encoder_name)
    chosen = alike.selected(known.units, (transcript_id, start, stop))
    if chosen is None or not known.rows:
        return []
    codes = {code.id: code for code in codebook.fetch_all(study, retired=False)}
    silent = restraint.settings(study).off_for
    free = [
        at
        for at, code_id in enumerate(known.rows)
        if code_id in codes
        and code_id not in silent
        and not any(_lies_on(one, transcript_id, start, stop) for one in known.coded[code_id])
    ]
    ids = list(known.rows)
    return [
        _offer(known, chosen, codes[ids[at]], place)
        for place, at in enumerate(_ordered(known, chosen, free)[:OFFERS], start=1)
    ]


def accept(
    study: Study,
    passage: Span,
    code_id: str,
    *,
    place: int,
    labels: int,
    encoder_name: str,
    version: str | None = None,
    event_id: str | None = None,
    coding_id: str | None = None,
) -> Coding:
    """Code a passage with an offered code and record how it was found; one undo takes both back.

    `place` is that of the offer, `labels` what it was learned from. Raises as `codings.apply` does.
    """
    given: Row = {"found_by": "suggestion", "coding_id": coding_id or study.new_id()}
    subject = given["coding_id"]
    with audit.act(study, "suggestions.accept", subject=subject, event_id=event_id) as act:
        if version is not None:
            transcripts.require_version(act, passage[0], version)
        done = codings.record(study, act, passage[0], passage[1:], code_id, **given)
        if done.id == subject:
            decided = {"code_id": code_id, "coding_id": done.id, "verdict": "accepted"}
            learned = {"labels": labels, "encoder": encoder_name, "drawn": False}
            model = f"{encoder_name}, {WHICH}"
            decisions.record(study, act, passage, place=place, model=model, **decided, **learned)
        return done


def _ordered(known: Members, chosen: Selected, free: list[int]) -> list[int]:
    """Number the codes from the best fitting on; on a tie as they were first used."""
    scores = learning.affinity(
        known.units, known.learned, chosen.bare[None], chosen.asked[None], [chosen.words]
    )[0]
    rows = np.array(free, dtype=np.int64)
    found: list[int] = rows[np.lexsort((rows, -np.round(scores[rows], 6)))].tolist()
    return found


def _offer(known: Members, chosen: Selected, code: codebook.Code, place: int) -> Offer:
    learned = Learned(known.units, known.coded[code.id])
    return Offer(
        code=code,
        place=place,
        examples=learned.examples,
        near=learned.near(chosen.bare),
        shared=known.units.terms.common(chosen.words, learned.words),
        firm=learned.examples >= FEWEST_FOR_FIRM,
        labels=known.labels,
    )


def _lies_on(coding: Coding, transcript_id: str, start: int, stop: int) -> bool:
    common = min(coding.stop, stop) - max(coding.start, start)
    shorter = min(coding.stop - coding.start, stop - start)
    return coding.transcript_id == transcript_id and common > 0 and common >= HALF * shorter
