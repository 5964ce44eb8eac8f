"""Find the speakers, codes and codings that a scope takes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench import participants
from workbench.coding.codebook import Code
from workbench.coding.scope import Scope
from workbench.store import Row
from workbench.study import Study


def speakers(study: Study, scope: Scope) -> set[str]:
    """Collect the ids of the speakers; who has no value of an attribute has an empty one."""
    wanted = {name: set(values) for name, values in scope.attributes.items() if values}
    facts = {person.id: person.attributes for person in participants.fetch_all(study)}
    return {
        row["id"]
        for row in study.rows("select id, role, participant_id from speakers")
        if (not scope.roles or row["role"] in scope.roles)
        and all(
            facts.get(row["participant_id"], {}).get(name, "") in values
            for name, values in wanted.items()
        )
    }


def codes(known: Sequence[Code], scope: Scope) -> set[str]:
    """Collect the codes a scope names with all below them; all codes where it names none.

    `known` is in the order of the tree.
    """
    found = set(scope.codes or (code.id for code in known))
    for code in known:  # a tree lists a code before those below it
        if code.parent_id in found:
            found.add(code.id)
    return found


def codings(scope: Scope, codes: Iterable[str], transcripts: Iterable[str]) -> tuple[str, Row]:
    """Say in SQL which codings of some codes in some transcripts a scope means.

    The condition is on columns `transcript_id`, `code_id` and `researcher`. Codings whose code is
    gone count where the scope names none.
    """
    return _MEANT, {
        "transcripts": list(transcripts),
        "every": not scope.codes,
        "codes": list(codes) if scope.codes else [],
        "anybody": not scope.researchers,
        "researchers": list(scope.researchers),
    }


_MEANT = (
    "list_contains($transcripts::text[], transcript_id) "
    "and ($every or list_contains($codes::text[], code_id)) "
    "and ($anybody or list_contains($researchers::text[], researcher))"
)
