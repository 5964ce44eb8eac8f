"""Put into rows what a late treatment touches, for the page and the command."""

from __future__ import annotations

from collections import Counter

from workbench.anonymise.late import Late
from workbench.anonymise.writing import Written
from workbench.store import Row
from workbench.transcripts import Transcript

WHERE = {
    "memos": "Memo",
    "codes": "Code",
    "themes": "Theme",
    "attribute_values": "Attribute of a participant",
    "attributes": "Name of an attribute",
    "phase_moves": "Note on a phase",
    "transcripts": "Label of a transcript",
    "searches": "Search",
    "participants": "Pseudonym",
    "speakers": "Label of a speaker",
    "study": "Name of the study",
}
AROUND = 60


def around(text: str, start: int, stop: int) -> tuple[str, str, str]:
    """Cut a place out of a text with some words on either side."""
    left, right = max(start - AROUND, 0), stop + AROUND
    return text[left:start], text[start:stop], text[stop:right]


def places(told: Late, known: list[Transcript]) -> list[Row]:
    """List the transcripts in their order, with the places that change and those left."""
    return [
        {
            "transcript": one.label,
            "changed": told.places.get(one.label, 0),
            "left": told.left.get(one.label, 0),
        }
        for one in known
        if one.label in told.places or one.label in told.left
    ]


def writing(told: Late) -> list[Row]:
    """List what the researcher wrote that named the person, before and after."""
    return [
        {"where": WHERE.get(one.table, one.table), "was": _cut(one, one.was), "becomes": after(one)}
        for one in told.writing
    ]


def changes(told: Late) -> list[Row]:
    """List the words that change in each transcript, and what stands instead."""
    return [
        {"transcript": one.transcript, "was": one.was, "becomes": one.becomes, "places": one.places}
        for one in told.changes
    ]


def asked(told: Late) -> list[Row]:
    """List places of the researcher's writing that change only where a person ticks them."""
    rows = []
    for one in told.asked:
        left, words, right = around(one.text, one.start, one.stop)
        where = WHERE.get(one.table, one.table)
        shown = " ".join(f"{left}[{words}]{right}".split())
        rows.append({"key": one.key, "where": where, "words": shown, "becomes": one.becomes})
    return rows


def shown(told: Late) -> Row:
    """Gather the words that would change, for a program that rehearses a treatment."""
    return {"changes": changes(told), "texts": writing(told), "ask": asked(told)}


def idle(told: Late) -> str:
    """Say why nothing changes, where nothing does."""
    if not told.is_idle:
        return ""
    if told.stand_in:
        return (
            "Nothing changes: these words stand for somebody already. Name other words to stand "
            "instead, if these may not."
        )
    return (
        "Nothing changes now: these words stand in no released text and in nothing that you wrote. "
        "They are treated when a transcript that has them is released."
    )


def after(one: Written) -> str:
    """Say what becomes of a text, or that a person has to look at it."""
    return "Please look: it may be the word" if one.in_doubt else _cut(one, one.becomes)


def counts(told: Late) -> Row:
    """Count what is touched, without a word of it."""
    done = Counter(WHERE.get(one.table, one.table) for one in told.writing if not one.in_doubt)
    return {
        "treatment": told.treatment,
        "places": dict(told.places),
        "left": dict(told.left),
        "writing": dict(done),
        "in_doubt": sum(one.in_doubt for one in told.writing),
        "asked": len(told.asked),
        "past": told.past,
        "copies_destroyed": told.copies_destroyed,
    }


def _cut(one: Written, text: str) -> str:
    """Show the part in which the two differ."""
    start = next(
        (n for n, (a, b) in enumerate(zip(one.was, one.becomes, strict=False)) if a != b), 0
    )
    first = max(start - AROUND, 0)
    last = start + 2 * AROUND
    return ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")
