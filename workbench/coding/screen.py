"""Gather what the coding screen shows of a transcript, for its page and what is drawn sooner."""

from __future__ import annotations

from workbench import audit, transcripts
from workbench.coding import codings, operations, shown
from workbench.store import Row
from workbench.study import Study
from workbench.transcripts import Transcript

VIEW = "transcript"
"""The key under which the page mounts the transcript."""
Place = tuple[tuple[int, int, int] | None, str | None]


def released(study: Study) -> list[Transcript]:
    """List the transcripts that can be coded."""
    return [one for one in transcripts.fetch_all(study) if one.state == "released"]


def of(study: Study, one: Transcript, place: Place = (None, None)) -> Row:
    """Gather a transcript and all that lies on it, as `transcript_view.mount` takes it.

    `place` is a passage to go to and the coding to take in hand there, as `find` gives them.
    """
    go_to, chosen = place
    return {
        "newest": audit.newest(study),  # first, so that nothing read after it is missed
        "transcript": shown.transcript_row(study, one),
        "codes": operations.code_rows(study),
        "codings": operations.coding_rows(study, one.id),
        "read": operations.read_rows(study, one.id),
        "pinned": shown.pinned(study),
        "beside": shown.beside(study, one.id) | {"chosen": chosen},
        "researcher": study.researcher,
        "go_to": go_to,
    }


def find(study: Study, transcript_id: str, wanted: str, number: int) -> Place:
    """Find the passage that a link names by an offset or by a coding's id.

    `number` tells one following of the link from another.
    """
    if not wanted:
        return None, None
    for coding in codings.of_transcript(study, transcript_id):
        if wanted in (coding.id, str(coding.start)):
            return (coding.start, coding.stop, number), coding.id if wanted == coding.id else None
    if not (wanted.isascii() and wanted.isdigit()):
        return None, None
    turn = shown.turn_of(study, transcript_id, int(wanted))
    return (int(wanted), turn.stop if turn else int(wanted) + 1, number), None
