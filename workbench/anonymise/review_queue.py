"""Put identifiers into the order of a review, and into the rows that a screen draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from weakref import WeakKeyDictionary

from workbench import audit
from workbench.anonymise import proposals
from workbench.anonymise.entities import Entity, Treatment, entities, mentions
from workbench.anonymise.entities import treatment as to_treatment
from workbench.anonymise.identifiers import CERTAIN, KINDS, LIKELY, Certainty
from workbench.anonymise.review import (
    confirm_mentions,
    decide_mention,
    remove_mention,
    split_mentions,
)
from workbench.anonymise.vault import Vault

Proposal = tuple[Treatment, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Hold what a transcript has to decide, the most doubtful first, with a proposal for each."""

    entities: tuple[Entity, ...]
    proposals: Mapping[str, Proposal]
    everybody: tuple[Entity, ...]

    @property
    def left(self) -> list[Entity]:
        """List what waits for a decision."""
        return [one for one in self.entities if waits(one)]

    @property
    def names(self) -> dict[str, str]:
        """Map every entity of the vault to its name."""
        return {one.id: one.name for one in self.everybody}

    def after(self, entity_id: str | None) -> str | None:
        """Name what to look at after an entity: the next that waits, else the first that does."""
        order = [one.id for one in self.entities]
        at = order.index(entity_id) if entity_id in order else -1
        turned = [*self.entities[at + 1 :], *self.entities[:at]]
        return next((one.id for one in turned if waits(one)), None)


_READ: WeakKeyDictionary[Vault, dict[str, tuple[int, Queue]]] = WeakKeyDictionary()


def queue(vault: Vault, transcript_id: str) -> Queue:
    """Read the identifiers of one transcript in the order of their review.

    It is read again only when something has been done in the vault since; a locked vault takes
    what was read with it.
    """
    newest = max((event.seq for event in audit.read(vault, newest=1)), default=0)
    read = _READ.setdefault(vault, {})
    if read.get(transcript_id, (-1,))[0] != newest:
        read[transcript_id] = (newest, _queue(vault, transcript_id))
    return read[transcript_id][1]


def _queue(vault: Vault, transcript_id: str) -> Queue:
    known = entities(vault)
    mine = [one for one in known if transcript_id in one.transcripts]
    real, used = proposals.real_names(known), proposals.used_pseudonyms(known)
    proposed: dict[str, Proposal] = {}
    for one in sorted(mine, key=lambda one: one.id):
        proposed[one.id] = proposals.proposal(one, real, used - {one.replacement or ""})
        if proposed[one.id][0] == "pseudonymise" and waits(one):
            used.add(proposed[one.id][1] or "")
    return Queue(
        entities=tuple(sorted(mine, key=_doubt)),
        proposals=proposed,
        everybody=tuple(known),
    )


def progress(known: Queue) -> tuple[float, str]:
    """Say how far a review is, as a share and in words."""
    total, left = len(known.entities), len(known.left)
    return (total - left) / (total or 1), f"{left} of {total} left" if left else "All decided"


def part(known: Queue, which: str) -> list[Entity]:
    """Choose from the queue: "Left", "Decided" or all."""
    if which == "Left":
        return known.left
    return [one for one in known.entities if which != "Decided" or not waits(one)]


def place(vault: Vault, transcript_id: str, entity_id: str | None) -> tuple[int, int] | None:
    """Find where an entity is first named in a transcript; None where it is not."""
    found = mentions(vault, transcript_id=transcript_id, entity_id=entity_id) if entity_id else []
    return (found[0].start, found[0].stop) if found else None


def waits(one: Entity) -> bool:
    """Tell whether a release waits for this entity; a nameless interviewer needs no decision."""
    if one.doubtful:
        return True
    return one.treatment is None and not (one.speaks_as == "interviewer" and not one.mentions)


def certainty(one: Entity) -> Certainty:
    """Sort an entity into one of three bands by its surest finding."""
    if one.probability >= CERTAIN:
        return "certain"
    return "likely" if one.probability >= LIKELY else "check"


def sure(found: Sequence[Entity]) -> list[str]:
    """List those whose proposal can be accepted together: certain, direct and one of a kind."""
    return [
        one.id
        for one in found
        if certainty(one) == "certain" and one.directness == "direct" and not one.perhaps
    ]


def apart(vault: Vault, ids: Sequence[str]) -> list[tuple[str, Callable[[], object], str]]:
    """List what can be done with single mentions of an identifier: label, act, explanation."""
    keep = partial(_each, vault, ids, partial(decide_mention, chosen="keep"))
    none = partial(_each, vault, ids, remove_mention)
    split = partial(split_mentions, vault, ids)
    named = partial(confirm_mentions, vault, ids)
    return [
        ("This name", named, "Places in doubt: treat them as the rest."),
        ("Somebody else", split, "Make the ticked places an identifier of their own."),
        ("Keep these readable", keep, "An exception for the ticked places."),
        ("No identifier", none, "Take the ticked places off the list."),
    ]


def _each(vault: Vault, ids: Sequence[str], verb: Callable[..., object]) -> None:
    for mention_id in ids:
        verb(vault, mention_id)


def others(known: Queue, one: Entity) -> dict[str, str]:
    """Name the entities of the same kind in this transcript, which may be the same as this."""
    return {e.id: e.name for e in known.entities if e.kind == one.kind and e.id != one.id}


def at(vault: Vault, transcript_id: str, start: int, stop: int) -> str | None:
    """Find whose mention a stretch lies in; None where nothing is marked."""
    found = mentions(vault, transcript_id=transcript_id)
    return next((m.entity_id for m in found if m.start <= start and stop <= m.stop), None)


def words_for_each(known: Queue, one: Entity) -> dict[str, str]:
    """Propose words for every treatment of an entity; empty where a person has to type them."""
    real = proposals.real_names(known.everybody)
    used = proposals.used_pseudonyms(known.everybody, besides=one.id)
    words: dict[str, str] = {"keep": ""}
    for name in ("pseudonymise", "generalise", "redact"):
        if name != "pseudonymise" or one.kind == "person":
            words[name] = proposals.words_for(one, to_treatment(name), real, used) or ""
    return words


def kinds() -> list[str]:
    """List the kinds a researcher can give to words, the frequent ones first."""
    return list(KINDS)


def _doubt(one: Entity) -> tuple[bool, bool, float, int, str]:
    return (not waits(one), not one.perhaps, one.probability, -one.mentions, one.name.casefold())
