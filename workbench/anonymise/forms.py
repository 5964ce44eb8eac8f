"""Name what is gathered: surface forms as they occur, and the clusters that mean the same. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.anonymise import families, matching, names
from workbench.anonymise.matching import is_full
from workbench.anonymise.names import Name, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Name one surface form as it occurs in one transcript."""

    transcript_id: str
    kind: str
    surface: str


@dataclass(slots=True, kw_only=True)
class Cluster:
    """Hold forms that mean the same; `id` is the entity's, or a new one.

    `settled` are those of the forms of which a person has said whose they are.
    """

    id: str
    kind: str
    forms: set[Form] = field(default_factory=set)
    decided: bool = False
    settled: set[Form] = field(default_factory=set)

    def transcripts(self) -> set[str]:
        """List where it occurs."""
        return {form.transcript_id for form in self.forms}


def rank(name: Name) -> int:
    """Say how much a form tells: a full name 1, part of one 2, a lone word 3, initials 4."""
    return 1 if is_full(name) else 2 if name.surname or name.forename else 3 if name.single else 4


def is_borne_by_another(form: Form, home: Cluster, clusters: Iterable[Cluster]) -> bool:
    """Tell whether a first name or surname alone may mean somebody else of the study."""
    if form.kind != "person" or rank(parse(form.surface)) == 1 or names.is_public(form.surface):
        return False
    return not families.holds_office(form.surface) and any(
        is_full(parse(other.surface))
        and matching.fit_surfaces(form.surface, other.surface) in ("same", "maybe")
        for one in clusters
        if one is not home and one.kind == "person"
        for other in one.forms
    )
