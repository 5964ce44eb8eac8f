"""Count what the review did, from the vault and its trail: kinds, treatments, who decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from workbench import audit, transcripts
from workbench.anonymise import entities, treating
from workbench.anonymise.gathering import BY_HAND
from workbench.anonymise.vault import Vault
from workbench.events import Event
from workbench.study import Study

UNDECIDED = "undecided"
KNOWINGLY = frozenset({"pseudonymise.release_knowingly"})
RELEASES = frozenset({"pseudonymise.release", *KNOWINGLY})
LATE = "pseudonymise.treat_late"
WAYS = {
    "pseudonymise.decide": "each by itself",
    "pseudonymise.decide_mention": "each by itself",
    "pseudonymise.accept_proposals": "proposals accepted together",
    "pseudonymise.keep_rest": "indirect rest kept together",
    "pseudonymise.apply_decisions": "decisions read from a file",
    LATE: "noticed after release",
}
FOUND_BY = {BY_HAND: "marked by a person"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Count the identifiers of one kind and treatment, and the places where they stand."""

    kind: str
    treatment: str
    identifiers: int
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """Count the identifiers that one researcher decided on last, in one way."""

    researcher: str
    way: str
    identifiers: int
    last: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """Tell how one transcript came into the study; `left` identifiers are undecided now."""

    label: str
    state: str
    released: datetime | None
    times: int
    researcher: str
    places: int
    left: int
    knowingly: bool
    searched: bool


def kinds(vault: Vault) -> list[Kind]:
    """Count identifiers by kind and treatment; exceptions count where they stand."""
    found: dict[tuple[str, str], tuple[set[str], int]] = {}
    for mention in entities.mentions(vault):
        key = (mention.kind, mention.treatment or UNDECIDED)
        ids, places = found.get(key, (set(), 0))
        found[key] = (ids | {mention.entity_id}, places + 1)
    counted = [
        Kind(kind=kind, treatment=treatment, identifiers=len(ids), places=places)
        for (kind, treatment), (ids, places) in found.items()
    ]
    totals = Counter[str]()
    for one in counted:
        totals[one.kind] += one.places
    return sorted(counted, key=lambda one: (-totals[one.kind], one.kind, -one.places))


def deciders(vault: Vault) -> list[Decider]:
    """Count who decided on the identifiers that are decided now, by the newest event on each."""
    last = newest_decisions(vault)
    by_id = {event.id: event for event in every_event(vault)}
    counted = Counter[tuple[str, str]]()
    newest: dict[tuple[str, str], datetime] = {}
    for row in vault.rows(_DECIDED):
        told = last.get(row["id"])
        origin = by_id.get(told.about or told.id) if told else None
        verb = origin.verb if origin else ""
        key = (told.researcher if told else "not recorded", way(verb))
        counted[key] += 1
        if told:
            newest[key] = max(told.ts, newest.get(key, told.ts))
    return [
        Decider(researcher=key[0], way=key[1], identifiers=n, last=newest.get(key))
        for key, n in counted.most_common()
    ]


def newest_decisions(vault: Vault) -> dict[str, Event]:
    """Give the newest event that set the treatment of each identifier, by the identifier's id."""
    return {
        change.id: event
        for event in every_event(vault)
        for change in event.changes
        if change.table == "entities" and "treatment" in (change.after or {})
    }


def way(verb: str) -> str:
    """Say in words how a decision was taken."""
    return WAYS.get(verb, verb.partition(".")[2].replace("_", " ") or "not recorded")


def exceptions(vault: Vault) -> int:
    """Count the places that were treated apart from their identifier."""
    return sum(mention.exception for mention in entities.mentions(vault))


def found_by(vault: Vault) -> list[tuple[str, int]]:
    """Count places by what found them: model and rules with their versions, or a person."""
    counted = Counter(mention.detector for mention in entities.mentions(vault))
    return [(FOUND_BY.get(name, name), n) for name, n in counted.most_common()]


def removed(vault: Vault) -> int:
    """Count the findings that a person took off the list."""
    row = vault.row("select count(*) as n from mentions where removed")
    return int(row["n"]) if row else 0


def late(vault: Vault) -> int:
    """Count the names that were noticed after release and treated then."""
    return sum(event.verb == LATE for event in every_event(vault))


def released(study: Study, vault: Vault) -> list[Transcript]:
    """Tell of every transcript when it was released, by whom, and what was left open."""
    events: dict[str, list[Event]] = {}
    for event in every_event(vault):
        if event.verb in RELEASES and event.subject:
            events.setdefault(event.subject, []).append(event)
    places = Counter(mention.transcript_id for mention in entities.mentions(vault))
    return [
        _told(vault, one, events.get(one.id, []), places[one.id])
        for one in transcripts.fetch_all(study)
    ]


def every_event(vault: Vault) -> list[Event]:
    """Read the whole trail of the vault, the oldest first."""
    return audit.read(vault, newest=2**31)[::-1]


def _told(
    vault: Vault, one: transcripts.Transcript, events: list[Event], places: int
) -> Transcript:
    searched = treating.is_searched(vault, one.id)
    return Transcript(
        label=one.label,
        state=one.state,
        released=events[-1].ts if events and one.state == "released" else None,
        times=len(events) if one.state == "released" else 0,
        researcher=events[-1].researcher if events else "",
        places=places,
        left=treating.undecided(vault, one.id),
        knowingly=any(event.verb in KNOWINGLY for event in events)
        or (one.state == "released" and not searched),
        searched=searched,
    )


_DECIDED = """
select id from entities where treatment is not null and (
    id in (select entity_id from mentions where not removed)
    or id in (select entity_id from speakers where entity_id is not null))
"""
