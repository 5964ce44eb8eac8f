"""Find whom words name that were noticed late, and make them a mention in the original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from workbench import audit, edits
from workbench.anonymise import gathering, sought
from workbench.anonymise.entities import Treatment
from workbench.anonymise.identifiers import Identifier, directness_of, trimmed
from workbench.anonymise.missed import by_hand
from workbench.anonymise.names import normalise
from workbench.anonymise.treated_texts import Known
from workbench.anonymise.vault import insert_all
from workbench.errors import NotAllowed, NotThere

NewId = Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """Say what names somebody: a place in a released text, or words alone.

    Without a treatment the words are treated as the person they belong to is, or as proposed.
    `ticked` names places of the researcher's writing, by the keys of `Late.asked`, that are meant
    as well.
    """

    kind: str
    transcript_id: str = ""
    start: int = 0
    stop: int = 0
    words: str = field(default="", repr=False)
    treatment: Treatment | None = None
    replacement: str | None = field(default=None, repr=False)
    ticked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Name the entity behind the words; `stand_in` where a pseudonym of it was selected."""

    entity_id: str
    mention_id: str = ""
    stand_in: bool = False
    words: str = field(default="", repr=False)


def find(
    act: audit.Act,
    new_id: NewId,
    noticed: Noticed,
    known: Mapping[str, Known],
    ordinary: frozenset[str],
) -> Found:
    """Mark the words in the originals, and say whose they are.

    Raises NotAllowed for words that cannot be marked, NotThere for no released transcript.
    """
    if noticed.transcript_id:
        return _at_place(act, new_id, noticed, known, ordinary)
    return _by_words(act, new_id, noticed, noticed.words, ordinary)


def _at_place(
    act: audit.Act,
    new_id: NewId,
    noticed: Noticed,
    known: Mapping[str, Known],
    ordinary: frozenset[str],
) -> Found:
    one = known.get(noticed.transcript_id)
    if one is None:
        raise NotThere("These words are in no released transcript.")
    place = _selected(noticed, one.text)
    said = one.text[place.start : place.stop]
    made = edits.apply(one.original, one.edits)
    start, stop = made.undone(one.original).moved(place.start, place.stop)
    if not _shows_original(made, place):
        behind = _mentioned(act, noticed.transcript_id, start, stop)
        if len(behind) > 1:
            raise NotAllowed("These words stand for more than one name. Select one at a time.")
        if behind:
            return Found(entity_id=behind[0], stand_in=True)
        return _by_words(act, new_id, noticed, said, ordinary)
    _require_one_turn(act, noticed.transcript_id, start, stop)
    marked = trimmed(by_hand(start, stop, noticed.kind), one.original)
    found = _marked(act, new_id, noticed.transcript_id, one.original, marked)
    return found if said in one.original[start:stop] else replace(found, words=said)


def _selected(noticed: Noticed, text: str) -> Identifier:
    inside = 0 <= noticed.start < noticed.stop <= len(text)
    place = trimmed(by_hand(noticed.start, noticed.stop, noticed.kind), text) if inside else None
    if place is None:
        raise NotAllowed("Select some words first.")
    return place


def _shows_original(made: edits.Edited, place: Identifier) -> bool:
    """Tell whether any letter of the place stands as it was said."""
    hidden = [
        range(edit.start + shift, edit.start + shift + len(edit.words))
        for edit, shift in zip(made.edits, made.shifts, strict=False)
        if edit.start + shift < place.stop and place.start < edit.start + shift + len(edit.words)
    ]
    return any(
        made.text[at].isalnum() and not any(at in one for one in hidden)
        for at in range(place.start, place.stop)
    )


def _mentioned(act: audit.Act, transcript_id: str, start: int, stop: int) -> list[str]:
    rows = act.rows(
        "select distinct entity_id from mentions where transcript_id = $id and not removed "
        "and start < $stop and stop > $start",
        id=transcript_id,
        start=start,
        stop=stop,
    )
    return [row["entity_id"] for row in rows]


def _require_one_turn(act: audit.Act, transcript_id: str, start: int, stop: int) -> None:
    if not act.row(
        "select id from turns where transcript_id = $id and start <= $start and $stop <= stop",
        id=transcript_id,
        start=start,
        stop=stop,
    ):
        raise NotAllowed("Select words within one turn.")


def _marked(
    act: audit.Act, new_id: NewId, transcript_id: str, text: str, place: Identifier | None
) -> Found:
    """Make the very stretch a mention by hand, whatever a larger or removed one says."""
    if place is None:
        raise NotAllowed("Select some words first.")
    rows = act.rows(
        "select * from mentions where transcript_id = $id and start < $stop and stop > $start",
        id=transcript_id,
        start=place.start,
        stop=place.stop,
    )
    for row in rows:
        if (row["start"], row["stop"]) == (place.start, place.stop):
            act.update(
                "mentions",
                row["id"],
                removed=False,
                detector=gathering.BY_HAND,
                treatment=None,
                replacement=None,
            )
            return Found(entity_id=row["entity_id"], mention_id=row["id"])
    (fresh,) = gathering.store(
        act, new_id, transcript_id, text, [place], over={row["id"] for row in rows}
    )
    home = act.row("select entity_id from mentions where id = $id", id=fresh) or {}
    return Found(entity_id=home["entity_id"], mention_id=fresh)


def _by_words(
    act: audit.Act, new_id: NewId, noticed: Noticed, said: str, ordinary: frozenset[str]
) -> Found:
    """Mark words wherever an original has them; they are whose most mentions say they are."""
    words = " ".join(said.split())
    if not any(sign.isalnum() for sign in words):
        raise NotAllowed("Say which words are to be treated.")
    pattern = sought.compiled({words: words}, ordinary=ordinary)
    fresh = []
    for row in act.rows("select id, text from originals"):
        places = [
            by_hand(one.start, one.stop, noticed.kind)
            for one in pattern.find(row["text"])
            if "\n" not in row["text"][one.start : one.stop]
        ]
        fresh += gathering.unknown(act, row["id"], row["text"], places)
    gathering.store_new(act, new_id, fresh)
    homes = Counter(
        row["entity_id"]
        for row in act.rows("select entity_id, surface from mentions where not removed")
        if normalise(row["surface"]) == normalise(words)
    )
    if not homes:
        return _standing_in(act, words) or _outside(act, new_id, noticed.kind, words)
    return Found(entity_id=homes.most_common(1)[0][0])


def _standing_in(act: audit.Act, words: str) -> Found | None:
    """Know a pseudonym: to hide it as if it were a name would only put another in its place."""
    rows = act.rows(
        "select id, replacement from entities where treatment = 'pseudonymise' "
        "and replacement is not null order by id"
    )
    found = [row["id"] for row in rows if normalise(row["replacement"]) == normalise(words)]
    return Found(entity_id=found[0], stand_in=True) if found else None


def _outside(act: audit.Act, new_id: NewId, kind: str, words: str) -> Found:
    """Know a name that no original has: it came with a correction, or stands in a memo alone."""
    row = act.row("select entity_id from outside where surface = $words", words=words)
    if row:
        return Found(entity_id=row["entity_id"], words=words)
    one = {"id": new_id(), "kind": kind, "directness": directness_of(kind), "name": words}
    insert_all(act.sql, "entities", [one])
    insert_all(act.sql, "outside", [{"id": new_id(), "entity_id": one["id"], "surface": words}])
    return Found(entity_id=one["id"], words=words)
