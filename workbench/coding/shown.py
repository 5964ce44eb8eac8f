"""Put together what the coding screen shows, from the study's nouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from urllib.parse import quote

from workbench import participants, transcripts
from workbench.coding import codebook, codings, counts
from workbench.coding.codebook import Code
from workbench.coding.coded_passages import Coding
from workbench.store import Row
from workbench.study import Study
from workbench.transcripts import Transcript

PINNED = 9


def transcript_row(study: Study, one: Transcript) -> Row:
    """Give a transcript as the transcript view takes it."""
    return {
        "id": one.id,
        "version": one.version,
        "label": one.label,
        "text": transcripts.text(study, one.id),
        "turns": [asdict(turn) for turn in transcripts.turns(study, one.id)],
    }


def facts(study: Study, transcript_id: str) -> list[tuple[str, str]]:
    """List who takes part in a transcript, each with attributes in one line."""
    people = {person.id: person for person in participants.fetch_all(study)}
    return [
        (person.pseudonym, " · ".join(person.attributes.values()))
        for speaker in transcripts.speakers(study, transcript_id)
        if (person := people.get(speaker.participant_id or ""))
    ]


def minutes(study: Study, transcript_id: str) -> int | None:
    """Tell how long the recording is, as far as its times say."""
    times = [turn.ended or turn.began for turn in transcripts.turns(study, transcript_id)]
    known = [time for time in times if time is not None]
    return round(max(known) / 60) if known else None


def code_rows(study: Study, wanted: str, pinned: Sequence[str]) -> list[Row]:
    """List codes for the table beside the text; those whose path holds all `wanted` words."""
    said = counts.by_code(study)
    words = wanted.casefold().split()
    keys = {code_id: str(number) for number, code_id in enumerate(pinned, start=1)}
    return [
        {
            "id": code.id,
            "key": keys.get(code.id, ""),
            "colour": chip(code.colour),
            "code": "\u2003" * code.depth + code.name,
            "passages": said[code.id].passages,
        }
        for code in codebook.fetch_all(study, retired=False)
        if all(word in codebook.joined(code.path).casefold() for word in words)
    ]


def chip(colour: str) -> str:
    """Draw a colour as a small picture; `colour` is #rrggbb, checked when a code is stored."""
    picture = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='26' height='26'>"
        f"<rect x='7' y='7' width='12' height='12' rx='3' fill='{colour}'/></svg>"
    )
    return "data:image/svg+xml," + quote(picture)


def pinned(study: Study) -> list[str]:
    """Choose the codes for the keys 1 to 9: those this researcher used last."""
    mine = [c for c in codings.fetch_all(study) if c.researcher == study.researcher]
    latest: dict[str, Coding] = {}
    for coding in sorted(mine, key=lambda c: c.ts):
        latest[coding.code_id] = coding
    offered = {code.id for code in codebook.fetch_all(study, retired=False)}
    recent = sorted(latest.values(), key=lambda c: c.ts, reverse=True)
    return [c.code_id for c in recent if c.code_id in offered][:PINNED]


def codings_on(study: Study, transcript_id: str, start: int, stop: int) -> list[Coding]:
    """List the codings that share words with a passage."""
    return [
        coding
        for coding in codings.of_transcript(study, transcript_id)
        if coding.start < stop and start < coding.stop
    ]


def turn_of(study: Study, transcript_id: str, start: int) -> transcripts.Turn | None:
    """Find the turn in which an offset lies."""
    found = [turn for turn in transcripts.turns(study, transcript_id) if turn.start <= start]
    return found[-1] if found else None


def clock(seconds: float | None) -> str:
    """Write a time of the recording as m:ss or h:mm:ss."""
    if seconds is None:
        return ""
    rest, second = divmod(int(seconds), 60)
    hour, minute = divmod(rest, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def names(codes: Sequence[Code]) -> dict[str, str]:
    """Map code ids to joined paths."""
    return {code.id: codebook.joined(code.path) for code in codes}
