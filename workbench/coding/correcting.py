"""Put the forms for correcting the text beside it: what is foreseen, done and left to check."""

from __future__ import annotations

from collections.abc import Sequence

from workbench import transcripts
from workbench.coding import checks, codebook, codings
from workbench.coding.asked import Chosen
from workbench.coding.checks import Check
from workbench.edits import Edit
from workbench.study import Study
from workbench.ui import correct_form, swatch
from workbench.ui.correct_form import Waiting
from workbench.ui.plain import plain

WHY = {
    "edge": "Its first or last words were touched: does it begin and end where it should?",
    "inside": "Words inside it were corrected.",
    "emptied": "The correction took its words out of the text.",
}


def draw(study: Study, transcript_id: str, chosen: Chosen | None) -> bool:
    """Draw the form where it is open, else what is left to check; True where that is all."""
    correct_form.renew(transcript_id, transcripts.fetch(study, transcript_id).version)
    place = (chosen.start, chosen.stop) if chosen and chosen.start < chosen.stop else None
    if chosen and place and chosen.asked.startswith("correct"):
        correct_form.open_once(transcript_id, place, chosen.asked)
    if not correct_form.is_open(transcript_id):
        _draw_checks(study, transcript_id, place)
        correct_form.hint(wanted=place is None)
        return place is None

    def foresee(edits: Sequence[Edit]) -> tuple[int, int]:
        touched, moved = checks.would_touch(study, transcript_id, edits)
        return len(touched), moved

    correct_form.draw(study, transcript_id, foresee)
    return True


def _draw_checks(study: Study, transcript_id: str, selected: tuple[int, int] | None) -> None:
    waiting = checks.counts(study)
    if not waiting:
        return
    found = checks.fetch_all(study, transcript_id)
    passages = {one.id: one for one in found}

    def remove(about_id: str) -> None:
        if passages[about_id].code_id:
            codings.remove(study, about_id)
        else:
            checks.accept(study, [about_id])

    def adjust(about_id: str) -> None:
        if selected:
            checks.adjust(study, about_id, *selected)

    correct_form.draw_waiting(
        [_waiting(study, one) for one in found],
        accept=lambda ids: checks.accept(study, ids),
        adjust=adjust if selected else None,
        remove=remove,
        elsewhere=", ".join(
            f"{waiting[one.id]} in {one.label}"
            for one in transcripts.fetch_all(study)
            if one.id in waiting and one.id != transcript_id
        ),
    )


def _waiting(study: Study, one: Check) -> Waiting:
    code = codebook.fetch(study, one.code_id) if one.code_id else None
    return Waiting(
        id=one.id,
        transcript_id=one.transcript_id,
        start=one.start,
        code=f"{swatch.mark(code.colour)} {plain(code.name)}" if code else "Memo on a passage",
        was=one.was,
        words=one.words,
        why=WHY[one.touched],
    )
