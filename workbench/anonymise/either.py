"""Find short names that could mean either of two people, so that neither keeps them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbench.anonymise import aliases, matching, names
from workbench.anonymise.aliases import Cluster, Form
from workbench.anonymise.names import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Say that a form that was known left one cluster for another."""

    form: Form
    source: str
    target: str


def part(
    clusters: list[Cluster], fresh: Collection[Form], new_ids: Iterable[str]
) -> Iterator[Moved]:
    """Take short names out of clusters where a name that has just come could be meant as well.

    "Dave" stays with Dave Prior until Dave Smith is named; from then on it is an entity of its
    own, with a question. What was decided on is left as it is.
    """
    ids = iter(new_ids)
    for transcript_id, here in _by_transcript(clusters, fresh).items():
        for home in here:
            for form in sorted(_open(home, here, transcript_id, fresh), key=_surface):
                other = _alone(form, here) or Cluster(id=next(ids), kind="person")
                if other not in clusters:
                    clusters.append(other)
                    here.append(other)
                home.forms.discard(form)
                other.forms.add(form)
                yield Moved(form=form, source=home.id, target=other.id)


def of_two(clusters: Sequence[Cluster]) -> set[str]:
    """Collect those whose every form could mean two others of its transcript."""
    people = [one for one in clusters if one.kind == "person"]
    found: dict[str, list[Cluster]] = defaultdict(list)
    for one in people:
        for transcript_id in one.transcripts():
            found[transcript_id].append(one)
    return {
        one.id
        for one in people
        if not one.decided
        and all(_means_two(form, one, found[form.transcript_id]) for form in one.forms)
    }


def _by_transcript(
    clusters: Iterable[Cluster], fresh: Collection[Form]
) -> dict[str, list[Cluster]]:
    """List the people of each transcript in which somebody has just been named."""
    named = {form.transcript_id for form in fresh if form.kind == "person"}
    found: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for transcript_id in cluster.transcripts() & named if cluster.kind == "person" else ():
            found[transcript_id].append(cluster)
    return found


def _open(
    home: Cluster, here: Sequence[Cluster], transcript_id: str, fresh: Collection[Form]
) -> list[Form]:
    """List the forms that a cluster may not keep; one of the two names must be new."""
    if home.decided:
        return []
    mine = [form for form in home.forms if form.transcript_id == transcript_id]
    return [
        form
        for form in mine
        if any(
            (anchor in fresh or rival in fresh) and _contradict(anchor, rival)
            for anchor in mine
            if _tells_more(anchor, form)
            for other in here
            if other is not home
            for rival in _readings(form, other)
        )
    ]


def _means_two(form: Form, home: Cluster, here: Sequence[Cluster]) -> bool:
    """Tell whether two people of the transcript bear a fuller name that a form may stand for."""
    others = [_readings(form, other) for other in here if other is not home]
    read = [found for found in others if found]
    if names.is_public(form.surface):
        return bool(read)
    return any(
        _contradict(one, other)
        for place, left in enumerate(read)
        for right in read[place + 1 :]
        for one in left
        for other in right
    )


def _readings(form: Form, other: Cluster) -> list[Form]:
    """List the fuller names of a cluster that a form of the same transcript may stand for."""
    return [
        fuller
        for fuller in other.forms
        if fuller.transcript_id == form.transcript_id
        and _tells_more(fuller, form)
        and (names.is_public(form.surface) or not names.is_public(fuller.surface))
        and matching.fit_surfaces(form.surface, fuller.surface) in ("same", "maybe")
    ]


def _contradict(one: Form, other: Form) -> bool:
    return matching.fit_surfaces(one.surface, other.surface) != "same"


def _tells_more(fuller: Form, form: Form) -> bool:
    return aliases.rank(parse(fuller.surface)) < aliases.rank(parse(form.surface))


def _alone(form: Form, here: Sequence[Cluster]) -> Cluster | None:
    """Find the cluster in which a form stands by itself already."""
    name = aliases.key(form.kind, form.surface)
    return next(
        (one for one in here if {aliases.key(f.kind, f.surface) for f in one.forms} == {name}), None
    )


def _surface(form: Form) -> str:
    return form.surface
