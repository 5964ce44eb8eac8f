"""Find which surface forms are one person, place or organisation. Pure and cautious.

Forms are put together only where one reading is left; where two people could be meant they stay
apart, and `perhaps` offers the pair as a question.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from workbench.anonymise import (
    families,
    matching,
    name_lists,
    names,
    numbers_raised,
    shapes,
    spoken,
)
from workbench.anonymise.forms import Cluster, Form, is_borne_by_another, rank
from workbench.anonymise.matching import Fit, is_full
from workbench.anonymise.names import normalise, parse

GROUPED_BY_SHAPE = frozenset({"place", "organisation"})
NUMBERS = frozenset({"phone", "nhs_number"})
"""Known by their digits, written or said."""
OF_ONE_INTERVIEW = frozenset({"age"})
"""What is said alike in two interviews is not of the same person."""


def gather(
    found: Iterable[Form], known: Sequence[Cluster], new_ids: Iterable[str]
) -> list[Cluster]:
    """Add forms found to known clusters or open new ones; returns every cluster, known and new."""
    clusters = list(known)
    ids = iter(new_ids)
    index: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    here: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for place in {(cluster.kind, key(form.kind, form.surface)) for form in cluster.forms}:
            index[place].append(cluster)
        for transcript_id in cluster.transcripts():
            here[cluster.kind, transcript_id].append(cluster)
    wanted = set(found)
    said = _said(wanted, clusters)
    for form in sorted(wanted, key=_most_telling_first):
        place, local = (form.kind, key(form.kind, form.surface)), (form.kind, form.transcript_id)
        home = _exact(form, index[place], here[local])
        if home and form.transcript_id not in home.transcripts():
            home = None if is_borne_by_another(form, home, clusters) else home
        home = home or _fitting(form, here[local], clusters, said[form.transcript_id])
        if home is None:
            home = Cluster(id=next(ids), kind=form.kind)
            clusters.append(home)
        home.forms.add(form)
        for listed in (index[place], here[local]):
            if home not in listed:
                listed.append(home)
    return clusters


def _said(fresh: Iterable[Form], known: Iterable[Cluster]) -> dict[str, frozenset[str]]:
    """Collect the names of people by transcript."""
    found: dict[str, set[str]] = defaultdict(set)
    for form in {*fresh, *(form for cluster in known for form in cluster.forms)}:
        if form.kind == "person":
            found[form.transcript_id].add(form.surface)
    return defaultdict(frozenset, {one: frozenset(names_) for one, names_ in found.items()})


def perhaps(
    clusters: Sequence[Cluster], beside: Iterable[tuple[str, str]] = ()
) -> dict[str, set[str]]:
    """Pair people, places and organisations that may be one, for a person to say.

    `beside` are the ids of two that are named with nothing but a comma or a stop between them.
    """
    found: dict[str, set[str]] = defaultdict(set)
    known = {cluster.id: cluster for cluster in clusters}
    for one, other in beside:
        if families.may_complete(*(_surfaces(known[id_]) for id_ in (one, other))):
            found[one].add(other)
            found[other].add(one)
    for kind in ("person", *GROUPED_BY_SHAPE):
        alike = [cluster for cluster in clusters if cluster.kind == kind]
        for left, right in _comparable(alike):
            if _overall(alike[left], alike[right]) != "no":
                found[alike[left].id].add(alike[right].id)
                found[alike[right].id].add(alike[left].id)
    return dict(found)


def _comparable(clusters: Sequence[Cluster]) -> set[tuple[int, int]]:
    """Pair clusters of one transcript, and those that share a word or a short form of it."""
    shared: dict[str, set[int]] = defaultdict(set)
    for place, cluster in enumerate(clusters):
        for form in cluster.forms:
            for mark in _marks(form):
                shared[mark].add(place)
    return {(a, b) for places in shared.values() for a in places for b in places if a < b}


def _marks(form: Form) -> Iterator[str]:
    """Name what two forms must share to be compared: a transcript, or a telling word."""
    yield f"in {form.transcript_id}"
    if form.kind == "person":
        for word in parse(form.surface).words():
            part = word.partition("-")[0]
            yield from names.short_forms().get(part, frozenset()) | {part}
        return
    name = key(form.kind, form.surface)
    if not shapes.is_general(name):
        yield from (word for word in name.split() if not shapes.is_general(word))


def key(kind: str, surface: str) -> str:
    """Give the form by which equal surfaces of a kind are known."""
    if kind in GROUPED_BY_SHAPE:
        return shapes.key(surface)
    bare = normalise(surface)
    if kind in NUMBERS and (digits := spoken.dialled(bare)):
        return digits
    if kind == "postcode":
        return re.sub(r"\W", "", bare)
    if kind == "date":
        return numbers_raised.day(surface)
    if kind == "person":
        return re.sub(r"[\s\-.]+", " ", bare).strip().removeprefix("the ")
    return bare


def _overall(left: Cluster, right: Cluster) -> Fit:
    """Compare clusters: one contradiction between full forms parts them."""
    if left.kind != "person":
        return _overall_shape(left, right)
    fits = {matching.fit_surfaces(a, b) for a in _surfaces(left) for b in _surfaces(right)}
    if "no" in fits and _full(left) and _full(right):
        return "sounds" if "sounds" in fits and "same" not in fits else "no"
    return matching.best(fits)


def _overall_shape(left: Cluster, right: Cluster) -> Fit:
    """Compare places or organisations; a general name means something only where it is said."""
    together = left.transcripts() & right.transcripts()
    fits: set[Fit] = set()
    for a in {key(form.kind, form.surface) for form in left.forms}:
        for b in {key(form.kind, form.surface) for form in right.forms}:
            if together or not (shapes.is_general(a) or shapes.is_general(b)):
                fits.add(shapes.fit(left.kind, a, b))
    return matching.best(fits)


def _full(cluster: Cluster) -> bool:
    return any(is_full(parse(form.surface)) for form in cluster.forms)


def _most_telling_first(form: Form) -> tuple[int, int, str, str]:
    if form.kind != "person":
        return (0, -len(form.surface), form.surface, form.transcript_id)
    return (rank(parse(form.surface)), -len(form.surface), form.surface, form.transcript_id)


def _exact(form: Form, same_key: Sequence[Cluster], near: Sequence[Cluster]) -> Cluster | None:
    """Find the one cluster that bears this very form, here or, where that is safe, elsewhere."""
    here = [c for c in same_key if form.transcript_id in c.transcripts()]
    if len(here) == 1:
        return here[0]
    if here or len(same_key) != 1 or (names.is_public(form.surface) and _borne_here(form, near)):
        return None
    return same_key[0] if _travels(form, same_key[0]) else None


def _borne_here(form: Form, near: Sequence[Cluster]) -> bool:
    """Tell whether a public figure's name may be what somebody of this transcript is called."""
    return any(
        matching.fit_surfaces(form.surface, other.surface) in ("same", "maybe")
        for cluster in near
        for other in cluster.forms
        if not names.is_public(other.surface)
    )


def _travels(form: Form, cluster: Cluster) -> bool:
    """Allow a form to mean the same in another interview: not for what many are called."""
    if form.kind in GROUPED_BY_SHAPE:
        return not shapes.is_general(key(form.kind, form.surface))
    if form.kind != "person":
        return form.kind not in OF_ONE_INTERVIEW
    name = parse(form.surface)
    if is_full(name) or names.is_public(form.surface) or families.holds_office(form.surface):
        return True
    word = name.single or name.forename or name.surname
    return (
        cluster.decided
        and bool(word)
        and not names.is_word(word)
        and not name_lists.is_shared(word)
    )


def _fitting(
    form: Form, here: Sequence[Cluster], everywhere: Sequence[Cluster], said: frozenset[str]
) -> Cluster | None:
    if form.kind != "person" and form.kind not in GROUPED_BY_SHAPE:
        return None
    lone = Cluster(id="", kind=form.kind, forms={form})
    local = [(one, _overall(lone, one)) for one in here if not _known_alone(form, one)]
    fitting = [(one, how) for one, how in local if how in ("same", "maybe")]
    if fitting:
        (one, how), *others = fitting
        return one if how == "same" and not others and not _in_family(form, one, said) else None
    if form.kind == "person":
        return _from_afar(form, lone, everywhere)
    return _body_elsewhere(form, everywhere)


def _in_family(form: Form, other: Cluster, said: frozenset[str]) -> bool:
    """Tell whether a title is all that picks one of a family out, which is not enough."""
    return form.kind == "person" and families.is_unsure({form.surface}, _surfaces(other), said)


def _surfaces(cluster: Cluster) -> set[str]:
    return {form.surface for form in cluster.forms}


def _known_alone(form: Form, other: Cluster) -> bool:
    """Tell a public figure from whoever is called by the first name alone."""
    return (
        form.kind == "person"
        and not names.is_public(form.surface)
        and all(names.is_public(one.surface) for one in other.forms)
    )


def _from_afar(form: Form, lone: Cluster, everywhere: Sequence[Cluster]) -> Cluster | None:
    """Find a person of another interview whom a form can mean alone."""
    alone = (
        is_full(parse(form.surface))
        or families.holds_office(form.surface)
        or names.is_public(form.surface)
    )
    if not alone:
        return None
    far = [
        one
        for one in everywhere
        if one.kind == "person" and _tells(form, one) and _overall(lone, one) == "same"
    ]
    return far[0] if len(far) == 1 else None


def _tells(form: Form, other: Cluster) -> bool:
    """Compare like with like: full names, offices, or names of one public figure."""
    if names.is_public(form.surface):
        return any(names.is_public(one.surface) for one in other.forms)
    return _full(other) or any(families.holds_office(one.surface) for one in other.forms)


def _body_elsewhere(form: Form, everywhere: Sequence[Cluster]) -> Cluster | None:
    """Find the one organisation of another interview that a telling word names."""
    name = key(form.kind, form.surface)
    if form.kind != "organisation" or name_lists.is_shared(name):
        return None
    far = [
        one
        for one in everywhere
        if one.kind == form.kind
        and any(shapes.stands_alone(name, key(f.kind, f.surface)) for f in one.forms)
    ]
    return far[0] if len(far) == 1 else None
