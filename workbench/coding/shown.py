"""Put together what the coding screen shows, from the study's nouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from urllib.parse import quote

from workbench import groupings, participants, transcripts
from workbench.coding import codebook, codings, counts, pins
from workbench.coding.codebook import Code
from workbench.coding.coded_passages import Coding
from workbench.store import Row
from workbench.study import Study
from workbench.transcripts import Transcript
from workbench.ui.plain import count
from workbench.ui.quote_list import Quote


def transcript_row(study: Study, one: Transcript) -> Row:
    """Give a transcript as the transcript view takes it, with who takes part in it."""
    turns = transcripts.turns(study, one.id)
    whole = minutes(turns)
    length = f"{whole} min" if whole else ""
    return {
        "id": one.id,
        "version": one.version,
        "label": one.label,
        "text": transcripts.text(study, one.id),
        "turns": [asdict(turn) for turn in turns],
        "people": [" · ".join(filter(None, person)) for person in facts(study, one.id)],
        "length": " · ".join(filter(None, (count(one.words, "word"), length))),
    }


def facts(study: Study, transcript_id: str) -> list[tuple[str, str]]:
    """List who takes part in a transcript, each with attributes in one line."""
    people = {person.id: person for person in participants.fetch_all(study)}
    return [
        (person.pseudonym, " · ".join(person.attributes.values()))
        for speaker in transcripts.speakers(study, transcript_id)
        if (person := people.get(speaker.participant_id or ""))
    ]


def minutes(turns: Sequence[transcripts.Turn]) -> int | None:
    """Tell how long the recording is, as far as its times say."""
    times = [turn.ended or turn.began for turn in turns]
    known = [time for time in times if time is not None]
    return round(max(known) / 60) if known else None


def chip(colour: str) -> str:
    """Draw a colour as a small picture; `colour` is #rrggbb, checked when a code is stored."""
    picture = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='26' height='26'>"
        f"<rect x='7' y='7' width='12' height='12' rx='3' fill='{colour}'/></svg>"
    )
    return "data:image/svg+xml," + quote(picture)


def beside(study: Study, transcript_id: str) -> Row:
    """Give what the transcript view shows beside the words: pins, counts, sets to filter by."""
    sets = [
        {"id": one.id, "name": one.name, "codes": list(one.codes)}
        for one in groupings.fetch_all(study)
    ]
    return {
        "pins": list(pins.of_researcher(study).values()),
        "counts": counts.elsewhere(study, transcript_id),
        "sets": sets,
    }


def pinned(study: Study) -> list[str]:
    """Choose the codes for the keys 1 to 9: those put there by hand, then those used last.

    A key without a code holds an empty text.
    """
    by_hand = pins.of_researcher(study)
    offered = {code.id for code in codebook.fetch_all(study, retired=False)}
    offered -= set(by_hand.values())
    used = codings.used_last(study, study.researcher)
    rest = iter([code_id for code_id in used if code_id in offered])
    keys = [by_hand.get(number) or next(rest, "") for number in range(1, pins.KEYS + 1)]
    while keys and not keys[-1]:
        keys.pop()
    return keys


def next_place(study: Study, code_id: str, by: int, transcript_id: str, start: int) -> Row | None:
    """Name the next (`by` 1) or previous (-1) coding of a code after a place, over the study.

    After the last comes the first. None where there is no other.
    """
    found = codings.of_codes(study, [code_id])
    order = {one.id: one.position for one in transcripts.fetch_all(study)}
    here = (order.get(transcript_id, 0), start)
    places = [(order[one.transcript_id], one.start) for one in found]
    if not found or places == [here]:
        return None
    if by > 0:
        at = next((i for i, place in enumerate(places) if place > here), 0)
    else:
        at = next((i for i in reversed(range(len(places))) if places[i] < here), -1)
    return {"transcript": found[at].transcript_id, "coding": found[at].id}


def code_in_hand(study: Study, coding_id: str | None, code_id: str | None) -> Code | None:
    """Find the code of the coding in hand, or else the one chosen in the codebook."""
    row = study.row("select code_id from codings where id = $id", id=coding_id)
    wanted = row["code_id"] if row else code_id
    return next((code for code in codebook.fetch_all(study) if code.id == wanted), None)


def quotes(study: Study, code_id: str) -> list[Quote]:
    """List the passages of a code and those below it, for the panel beside the text.

    The same words coded twice stand once, as they are counted.
    """
    places = {
        (one.coding.transcript_id, one.coding.start, one.coding.stop): one
        for one in reversed(codings.of_code(study, code_id))
    }
    return [
        Quote(
            id=one.coding.id,
            words=one.words,
            place=" · ".join(
                filter(
                    None, (one.participant or one.speaker, one.transcript, f"turn {one.turn + 1}")
                )
            ),
            transcript_id=one.coding.transcript_id,
            participant=one.participant,
            researcher=one.coding.researcher,
            ts=one.coding.ts.timestamp(),
        )
        for one in reversed(places.values())
    ]


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
