"""Put the identifiers of a transcript into the order of a review, with what is proposed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from workbench import audit
from workbench.anonymise import (
    conventions,
    either,
    entities,
    gathering,
    originals,
    proposals,
    pseudonyms,
)
from workbench.anonymise.conventions import Conventions
from workbench.anonymise.entities import Entity, Treatment
from workbench.anonymise.identifiers import CERTAIN, KINDS, LIKELY, Certainty
from workbench.anonymise.vault import Vault

Proposal = tuple[Treatment, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Hold what a transcript has to decide, the most doubtful first, with a proposal for each.

    `either` maps short names that could be either of two people to the people.
    """

    entities: tuple[Entity, ...]
    proposals: Mapping[str, Proposal]
    everybody: tuple[Entity, ...]
    either: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def left(self) -> list[Entity]:
        """List what waits for a decision."""
        return [one for one in self.entities if waits(one)]

    @property
    def waiting_elsewhere(self) -> set[str]:
        """Collect the transcripts, this one among them, in which something waits."""
        return {place for one in self.everybody if waits(one) for place in one.transcripts}


@dataclass(slots=True)
class _Read:
    """Remember what was read, and what took long to find out."""

    queues: dict[str, tuple[int, Queue]] = field(default_factory=dict)
    names: frozenset[tuple[str, tuple[str, ...]]] = frozenset()
    perhaps: Mapping[str, set[str]] = field(default_factory=dict)
    rules: tuple[set[str], Conventions] | None = None
    proposed: dict[tuple[Entity, str], Proposal] = field(default_factory=dict)


_READ: WeakKeyDictionary[Vault, _Read] = WeakKeyDictionary()


def queue(vault: Vault, transcript_id: str) -> Queue:
    """Read the identifiers of one transcript in the order of their review.

    It is read again only when something has been done in the vault since; a locked vault takes
    what was read with it.
    """
    newest = max((event.seq for event in audit.read(vault, newest=1)), default=0)
    before = _READ.setdefault(vault, _Read())
    if before.queues.get(transcript_id, (-1,))[0] != newest:
        before.queues[transcript_id] = (newest, _queue(vault, transcript_id, before))
    return before.queues[transcript_id][1]


def _queue(vault: Vault, transcript_id: str, before: _Read) -> Queue:
    known = _compared(vault, before)
    mine = sorted((one for one in known if transcript_id in one.transcripts), key=_doubt)
    proposed = _proposals(mine, known, before, conventions.conventions(vault))
    with vault.cursor() as sql:
        of_two = either.bearers(gathering.clusters(sql))
    return Queue(entities=tuple(mine), proposals=proposed, everybody=tuple(known), either=of_two)


def _compared(vault: Vault, before: _Read) -> list[Entity]:
    """Read everybody, and who may be whom: compared anew only when a name came or went."""
    with vault.cursor() as sql:
        known = entities.read(sql, compare=False)
        named = frozenset((one.id, one.surfaces) for one in known)
        if named != before.names:
            before.names, before.perhaps = named, gathering.perhaps(sql)
    # "Participant" of one file and of another are alike and tell nothing.
    nobody = {one.id for one in known if originals.is_generic(one.name)}
    return [
        replace(e, perhaps=tuple(sorted(before.perhaps.get(e.id, set()) - nobody)))
        if e.id not in nobody
        else e
        for e in known
    ]


def _proposals(
    mine: Sequence[Entity], known: Sequence[Entity], before: _Read, by: Conventions
) -> dict[str, Proposal]:
    """Propose for each that waits; a proposal stays while no name came and none took its words."""
    real, used = proposals.real_names(known), proposals.used_pseudonyms(known)
    surnames = proposals.families(known)
    if before.rules != (real, by):
        before.rules, before.proposed = (real, by), {}
    found: dict[str, Proposal] = {}
    for one in sorted(mine, key=lambda one: one.id):
        if one.treatment:
            found[one.id] = (one.treatment, one.replacement)
            continue
        bare = replace(one, mentions=0, transcripts=(), perhaps=(), doubtful=0, exceptions=0)
        key = (bare, proposals.shared_surname(one, surnames))
        old = before.proposed.get(key)
        if old is None or _is_taken(old, used):
            old = proposals.proposal(one, real, used, surnames=surnames, by=by)
            before.proposed[key] = old
        found[one.id] = old
        if old[0] == "pseudonymise":
            used.add(old[1] or "")
    return found


def _is_taken(proposal: Proposal, used: Collection[str]) -> bool:
    """Tell whether somebody has been given that first name meanwhile, or nearly that."""
    treatment, words = proposal
    firsts = [name.split()[0] for name in used if name]
    first = (words or "").partition(" ")[0]
    return treatment == "pseudonymise" and pseudonyms.is_near(first, firsts, shortest=4)


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


def kinds() -> list[str]:
    """List the kinds a researcher can give to words, the frequent ones first."""
    return list(KINDS)


def _doubt(one: Entity) -> tuple[bool, bool, float, int, str]:
    """Order by doubt: places in doubt, perhaps somebody else, low probability, then frequency.

    A decision moves nothing, so that a list on screen stays as it is.
    """
    return (
        not one.doubtful,
        not one.perhaps,
        one.probability,
        -one.mentions,
        one.name.casefold(),
    )
