"""Find short names that could mean either of two people, so that neither keeps them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbench.anonymise import aliases, forms, matching, names
from workbench.anonymise.forms import Cluster, Form
from workbench.anonymise.names import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Say that a form that was known left one cluster for another.

    With a label, unless the source had been decided on: then it is known who speaks.
    """

    form: Form
    source: str
    target: str
    with_label: bool


def part(
    clusters: list[Cluster], fresh: Collection[Form], new_ids: Iterable[str]
) -> Iterator[Moved]:
    """Take short names out of clusters where a name that has just come could be meant as well.

    "Dave" stays with Dave Prior until Dave Smith is named; from then on it is an entity of its
    own, with a question, whatever was decided on Dave Prior. Places of which a person has said
    whose they are stay.
    """
    ids = iter(new_ids)
    yield from _called_back(clusters, fresh, ids)
    for transcript_id, here in _by_transcript(clusters, fresh).items():
        for home in here:
            for form in sorted(_open(home, here, transcript_id, fresh), key=_surface):
                other = _alone(form, here) or Cluster(id=next(ids), kind="person")
                if other not in clusters:
                    clusters.append(other)
                    here.append(other)
                yield _moved(form, home, other)


def _called_back(
    clusters: list[Cluster], fresh: Collection[Form], ids: Iterator[str]
) -> Iterator[Moved]:
    """Take lone names out of decided clusters to which they came from another interview.

    A rare first name that was decided on is known again elsewhere; not so once another bears it.
    """
    named = {f.surface for f in fresh if f.kind == "person" and matching.is_full(parse(f.surface))}
    for home in [one for one in clusters if one.decided and one.kind == "person"] if named else ():
        for form in sorted(home.forms - home.settled - set(fresh), key=_place):
            rivals = [one for one in clusters if any(f.surface in named for f in one.forms)]
            came = not any(
                _tells_more(one, form) for one in home.forms if _together(one, form)
            ) and any(not _together(one, form) for one in home.forms)
            if came and forms.is_borne_by_another(form, home, rivals):
                other = Cluster(id=next(ids), kind="person")
                clusters.append(other)
                yield _moved(form, home, other)


def _moved(form: Form, home: Cluster, other: Cluster) -> Moved:
    home.forms.discard(form)
    other.forms.add(form)
    return Moved(form=form, source=home.id, target=other.id, with_label=not home.decided)


def of_two(clusters: Sequence[Cluster]) -> set[str]:
    """Collect those whose every form could mean two others of its transcript."""
    return set(bearers(clusters))


def bearers(clusters: Sequence[Cluster]) -> dict[str, tuple[str, ...]]:
    """Map each of them to whom it could mean."""
    people = [one for one in clusters if one.kind == "person"]
    found: dict[str, list[Cluster]] = defaultdict(list)
    for one in people:
        for transcript_id in one.transcripts():
            found[transcript_id].append(one)
    return {
        one.id: tuple(
            other.id
            for other in people
            if other is not one and any(_readings(form, other) for form in one.forms)
        )
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
    mine = [form for form in home.forms if form.transcript_id == transcript_id]
    return [
        form
        for form in mine
        if form not in home.settled
        and any(
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
    return forms.rank(parse(fuller.surface)) < forms.rank(parse(form.surface))


def _alone(form: Form, here: Sequence[Cluster]) -> Cluster | None:
    """Find the cluster in which a form stands by itself already."""
    name = aliases.key(form.kind, form.surface)
    return next(
        (one for one in here if {aliases.key(f.kind, f.surface) for f in one.forms} == {name}), None
    )


def _together(one: Form, other: Form) -> bool:
    return one.transcript_id == other.transcript_id


def _place(form: Form) -> tuple[str, str]:
    return (form.surface, form.transcript_id)


def _surface(form: Form) -> str:
    return form.surface
