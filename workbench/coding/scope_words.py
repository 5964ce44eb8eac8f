"""Say in words what a question is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
_SAID: dict[Role, str] = {role: name.lower() for role, name in ROLES.items()}


def researchers(study: Study) -> list[str]:
    """List who coded, by name."""
    return [row["researcher"] for row in study.rows(_RESEARCHERS)]


def within(study: Study, scope: Scope) -> list[str]:
    """Say in words what a scope leaves in; nothing where that is everything."""
    paths = {code.id: codebook.joined(code.path) for code in codebook.fetch_all(study)}
    labels = {one.id: one.label for one in transcripts.fetch_all(study)}
    coded = _coded(scope, _known(paths, scope.codes))
    said = [
        *(
            [f"said by {_listed([_SAID[role] for role in scope.roles], ' or ')}"]
            if scope.roles
            else []
        ),
        *([f"in {_listed(homes)}"] if (homes := _known(labels, scope.transcripts)) else []),
        *(
            f"{name}: {_listed([value or 'not known' for value in some], ' or ')}"
            for name, some in scope.attributes.items()
            if some
        ),
        *([coded] if coded else []),
    ]
    return [*said, *(["with retired codes"] if scope.retired else [])]


def sentence(study: Study, scope: Scope) -> str:
    """Say what a scope leaves in, in one line; nothing where that is everything."""
    return "; ".join(within(study, scope))


def grouped(facts: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Gather values by attribute: those of one are alternatives, each attribute must fit."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in facts:
        found[name] = (*found.get(name, ()), value)
    return found


def _coded(scope: Scope, codes: Sequence[str]) -> str:
    """Say which codings are meant, and whether the words carry them."""
    if scope.coded == "any" and not (codes or scope.researchers):
        return ""
    what = f" with {_listed(codes, ' or ')}" if codes else ""
    whose = f" by {_listed(scope.researchers, ' or ')}" if scope.researchers else ""
    return ("not coded" if scope.coded == "without" else "coded") + what + whose


def _known(labels: Mapping[str, str], wanted: Sequence[str]) -> list[str]:
    return [labels[one] for one in wanted if one in labels]


def _listed(some: Sequence[str], between: str = ", ", most: int = 6) -> str:
    more = f" and {len(some) - most} more" if len(some) > most else ""
    return between.join(some[:most]) + more


_RESEARCHERS = "select distinct researcher from codings order by lower(researcher), researcher"
