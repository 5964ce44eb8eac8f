"""Say in words what a question is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench import transcripts
from workbench.coding import codebook
from workbench.coding.scope import Scope
from workbench.study import Study
from workbench.transcripts import Role

ROLES: dict[Role, str] = {
    "participant": "Participants",
    "interviewer": "Interviewers",
    "other": "Others",
}


def researchers(study: Study) -> list[str]:
    """List who coded, by name."""
    return [row["researcher"] for row in study.rows(_RESEARCHERS)]


def within(study: Study, scope: Scope) -> list[str]:
    """Say in words what a scope leaves in; nothing where that is everything."""
    paths = {code.id: codebook.joined(code.path) for code in codebook.fetch_all(study)}
    labels = {one.id: one.label for one in transcripts.fetch_all(study)}
    parts = {
        "Codes": [paths[one] for one in scope.codes if one in paths],
        "Transcripts": [labels[one] for one in scope.transcripts if one in labels],
        **{
            name: [value or "not known" for value in some]
            for name, some in scope.attributes.items()
        },
        "Coded by": list(scope.researchers),
        "Speakers": [ROLES[role].lower() for role in scope.roles],
    }
    said = [f"{name}: {_listed(some)}" for name, some in parts.items() if some]
    return [*said, *(["With retired codes"] if scope.retired else [])]


def grouped(facts: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Gather values by attribute: those of one are alternatives, each attribute must fit."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in facts:
        found[name] = (*found.get(name, ()), value)
    return found


def _listed(some: Sequence[str], most: int = 6) -> str:
    more = f" and {len(some) - most} more" if len(some) > most else ""
    return ", ".join(some[:most]) + more


_RESEARCHERS = "select distinct researcher from codings order by lower(researcher), researcher"
