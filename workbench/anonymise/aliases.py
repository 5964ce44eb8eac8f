"""Find which surface forms are one person, place or organisation. Pure and cautious.

Forms are put together only where one reading is left; where two people could be meant they stay
apart, and `perhaps` offers the pair as a question.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz.distance import OSA

from workbench.anonymise import name_lists, names
from workbench.anonymise.names import Name, normalise, parse

Fit = Literal["same", "maybe", "no"]

GROUPED_BY_SHAPE = frozenset({"place", "organisation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Name one surface form as it occurs in one transcript."""

    transcript_id: str
    kind: str
    surface: str


@dataclass(slots=True, kw_only=True)
class Cluster:
    """Hold forms that mean the same; `id` is the entity's, or a new one."""

    id: str
    kind: str
    forms: set[Form] = field(default_factory=set)
    decided: bool = False

    def transcripts(self) -> set[str]:
        """List where it occurs."""
        return {form.transcript_id for form in self.forms}


def gather(
    forms: Iterable[Form], known: Sequence[Cluster], new_ids: Iterable[str]
) -> list[Cluster]:
    """Add forms to known clusters or open new ones; returns every cluster, known and new."""
    clusters = list(known)
    ids = iter(new_ids)
    index: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for place in {(cluster.kind, key(form.kind, form.surface)) for form in cluster.forms}:
            index[place].append(cluster)
    for form in sorted(set(forms), key=_most_telling_first):
        place = (form.kind, key(form.kind, form.surface))
        home = _exact(form, index[place]) or _fitting(form, clusters)
        if home is None:
            home = Cluster(id=next(ids), kind=form.kind)
            clusters.append(home)
        home.forms.add(form)
        if home not in index[place]:
            index[place].append(home)
    return clusters


def perhaps(clusters: Sequence[Cluster]) -> dict[str, set[str]]:
    """Pair people who may be one person, for a person to say."""
    people = [cluster for cluster in clusters if cluster.kind == "person"]
    by_word: dict[str, set[int]] = defaultdict(set)
    for place, cluster in enumerate(people):
        for form in cluster.forms:
            for word in parse(form.surface).words():
                for other in names.short_forms().get(word, frozenset()) | {word}:
                    by_word[other].add(place)
    found: dict[str, set[str]] = defaultdict(set)
    for left, right in {(a, b) for places in by_word.values() for a in places for b in places}:
        if left < right and _overall(people[left], people[right]) != "no":
            found[people[left].id].add(people[right].id)
            found[people[right].id].add(people[left].id)
    return dict(found)


def key(kind: str, surface: str) -> str:
    """Give the form by which equal surfaces of a kind are known."""
    bare = normalise(surface)
    if kind in ("phone", "nhs_number", "postcode"):
        return re.sub(r"^(\+44|0044)", "0", re.sub(r"[^\w+]", "", bare))
    if kind in GROUPED_BY_SHAPE:
        plain = re.sub(r"[^\w' ]", " ", bare.replace("&", " and ").replace("-", " "))
        return " ".join(plain.split()).removeprefix("the ")
    return bare.removeprefix("the ") if kind == "person" else bare


def fit(left: Name, right: Name) -> Fit:
    """Compare two name forms: could they be, or must they be, one person?"""
    if _clash(left, right):
        return "no"
    if left.initials and right.initials and not (left.words() | right.words()):
        return "same" if left.initials == right.initials else "no"
    if left.surname and right.surname and not _spelt_alike(left.surname, right.surname):
        return "no"
    if left.forename and right.forename and not _alike(left.forename, right.forename):
        return "no"
    if left.single or right.single:
        return _fit_single(left, right)
    return _fit_parts(left, right)


def _fit_single(left: Name, right: Name) -> Fit:
    single, other = (left, right) if left.single else (right, left)
    surname = other.surname or other.single
    if single.single == surname + "s":
        return "maybe"
    if _alike(single.single, other.forename or other.single) or _spelt_alike(
        single.single, surname
    ):
        return "same" if not other.epithet else "maybe"
    if other.initials and not other.words() and single.single.startswith(other.initials[0]):
        return "maybe"
    return "no"


def _fit_parts(left: Name, right: Name) -> Fit:
    for one, other in ((left, right), (right, left)):
        if one.initials and one.forename and other.surname:
            return "same" if other.surname.startswith(one.initials) else "no"
        if one.initials and one.surname and other.forename:
            return "same" if other.forename.startswith(one.initials) else "no"
        if one.initials and not one.words():
            whole = other.forename[:1] + other.surname[:1]
            if len(one.initials) > 1:
                return "same" if one.initials == whole else "no"
            return "maybe" if one.initials in whole else "no"
    if (left.forename and right.forename) or (left.surname and right.surname):
        return "same" if left.epithet == right.epithet else "maybe"
    return "no"


def _clash(left: Name, right: Name) -> bool:
    """Tell a Mr from a Mrs, and Young Dave from Big Dave."""
    shown = [
        names.presentation(name.title) or name_lists.presentation(name.forename)
        for name in (left, right)
    ]
    titled = names.presentation(left.title) or names.presentation(right.title)
    epithets = left.epithet and right.epithet and left.epithet != right.epithet
    return bool(epithets or (titled and all(shown) and shown[0] != shown[1]))


def _alike(left: str, right: str) -> bool:
    return right in names.short_forms().get(left, frozenset()) or _spelt_alike(left, right)


def _spelt_alike(left: str, right: str) -> bool:
    if left == right:
        return bool(left)
    return min(len(left), len(right)) >= 6 and OSA.distance(left, right, score_cutoff=1) <= 1


def _overall(left: Cluster, right: Cluster) -> Fit:
    """Compare clusters: one contradiction between full forms parts them."""
    fits = {
        fit(parse(a), parse(b))
        for a in {form.surface for form in left.forms}
        for b in {form.surface for form in right.forms}
    }
    if "no" in fits and _full(left) and _full(right):
        return "no"
    return "same" if "same" in fits else "maybe" if "maybe" in fits else "no"


def _full(cluster: Cluster) -> bool:
    return any(_is_full(parse(form.surface)) for form in cluster.forms)


def _is_full(name: Name) -> bool:
    return bool(name.forename and name.surname)


def _most_telling_first(form: Form) -> tuple[int, int, str, str]:
    if form.kind != "person":
        return (0, -len(form.surface), form.surface, form.transcript_id)
    name = parse(form.surface)
    rank = 1 if _is_full(name) else 2 if name.surname or name.forename else 3 if name.single else 4
    return (rank, -len(form.surface), form.surface, form.transcript_id)


def _exact(form: Form, same_key: Sequence[Cluster]) -> Cluster | None:
    """Find the one cluster that bears this very form, here or, where that is safe, elsewhere."""
    here = [c for c in same_key if form.transcript_id in c.transcripts()]
    if len(here) == 1:
        return here[0]
    if here or len(same_key) != 1:
        return None
    return same_key[0] if _travels(form, same_key[0]) else None


def _travels(form: Form, cluster: Cluster) -> bool:
    """Allow a form to mean the same in another interview: not for a bare common name or a word."""
    if form.kind != "person":
        return True
    name = parse(form.surface)
    if _is_full(name):
        return True
    word = name.single or name.forename or name.surname
    return (
        cluster.decided
        and bool(word)
        and not names.is_word(word)
        and not name_lists.is_common(word)
    )


def _fitting(form: Form, clusters: Sequence[Cluster]) -> Cluster | None:
    if form.kind == "person":
        return _fitting_person(form, [c for c in clusters if c.kind == "person"])
    if form.kind in GROUPED_BY_SHAPE:
        return _fitting_shape(form, [c for c in clusters if c.kind == form.kind])
    return None


def _fitting_person(form: Form, people: Sequence[Cluster]) -> Cluster | None:
    name = parse(form.surface)
    lone = Cluster(id="", kind="person", forms={form})
    local = {
        person.id: (person, how)
        for person in people
        if form.transcript_id in person.transcripts() and (how := _overall(lone, person)) != "no"
    }
    if local or not _is_full(name):
        only = next(iter(local.values())) if len(local) == 1 else None
        return only[0] if only and only[1] == "same" else None
    far = [person for person in people if _full(person) and _overall(lone, person) == "same"]
    return far[0] if len(far) == 1 else None


def _fitting_shape(form: Form, others: Sequence[Cluster]) -> Cluster | None:
    mine = key(form.kind, form.surface)
    found = [
        other
        for other in others
        if any(_same_shape(mine, key(form.kind, f.surface)) for f in other.forms)
    ]
    return found[0] if len(found) == 1 else None


def _same_shape(left: str, right: str) -> bool:
    """Accept a misspelling of a long name, and initials that spell a name of three words."""
    if min(len(left), len(right)) >= 8 and OSA.distance(left, right, score_cutoff=1) <= 1:
        return left[-1:].isdigit() == right[-1:].isdigit()
    short, long = sorted((left, right), key=len)
    initials = "".join(word[0] for word in long.split())
    return len(short) >= 3 and short == initials
