"""See codes that were gathered in sets: which stand apart from their own, or nearer to another.

Nothing here moves a code or says that it is in the wrong place: a theme may hold what is far apart.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from workbench.coding import groups, members
from workbench.coding.coded_passages import Coding
from workbench.coding.matrices import Indices
from workbench.coding.members import Members
from workbench.coding.reasons import span
from workbench.coding.vectors import Vectors
from workbench.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """Hold a code that lies away from the rest of its set.

    `towards` names the set it lies nearer to; "" where it only stands apart. `own` are words that
    weigh most in it and less in the rest; `shared` those that weigh most in it and in that other
    set. `coding_id` is its passage nearest to what it leans to (its most typical one where it
    stands apart), `other_id` the passage of the other set nearest to it, "" where there is none.
    """

    code_id: str
    towards: str
    own: tuple[str, ...]
    shared: tuple[str, ...]
    coding_id: str
    other_id: str


def of_set(
    study: Study, encoder_name: str, of: str, sets: Mapping[str, Collection[str]]
) -> list[Leaning]:
    """List the codes of one of some sets that lie away from the rest of it, in its order.

    Codes are compared by the mean of their windows, less that of the study. One leans towards
    another set when it lies nearer to that than to the rest of its own, and stands apart when it
    lies on the other side of the study's middle. Codes of fewer than three passages are left out,
    and with them all where nothing else is in the set.
    """
    known = members.of_study(study, encoder_name)
    mine = [code_id for code_id in sets[of] if code_id in known.rows]
    found = []
    for code_id in mine:
        rest = _rows(known, [each for each in mine if each != code_id])
        if len(rest) and len(groups.directions(known, code_id)[0]) >= groups.FEWEST:
            away = {name: codes for name, codes in sets.items() if code_id not in codes}
            found.append(_leaning(known, code_id, rest, away))
    return [one for one in found if one]


def _leaning(
    known: Members, code_id: str, rest: Indices, sets: Mapping[str, Collection[str]]
) -> Leaning | None:
    own = _middle(known, known.rows[code_id])
    at_home = _alike(own, _middle(known, rest))
    held = {name: rows for name, codes in sets.items() if len(rows := _rows(known, codes))}
    away = [(_alike(own, _middle(known, rows)), name) for name, rows in held.items()]
    nearest, towards = max(away, default=(-1.0, ""))
    if nearest <= max(at_home, 0):
        towards = ""
    if not towards and at_home >= 0:
        return None
    return _explained(known, code_id, rest, towards, sets.get(towards, ()))


def _explained(
    known: Members, code_id: str, rest: Indices, towards: str, codes: Collection[str]
) -> Leaning:
    terms, mine, theirs = known.units.terms, known.rows[code_id], _rows(known, codes)
    words, beside = terms.mean(mine.tolist()), terms.mean(rest.tolist())
    nearest = _nearest(known, [code_id], theirs if towards else mine)
    other = _nearest(known, codes, mine, nearest)
    return Leaning(
        code_id=code_id,
        towards=towards,
        own=() if words is None or beside is None else terms.named(words - beside),
        shared=terms.heaviest(words, terms.mean(theirs.tolist())) if towards else (),
        coding_id=nearest.id if nearest else "",
        other_id=other.id if other else "",
    )


def _nearest(
    known: Members, codes: Collection[str], rows: Indices, but: Coding | None = None
) -> Coding | None:
    """Find the passage of some codes that is most like the mean of some windows, `but` one."""
    wanted = known.units.window[rows].mean(axis=0)
    found: list[tuple[float, str, Coding]] = []
    for code_id in codes:
        if code_id in known.rows:
            coded, vectors = groups.directions(known, code_id)
            alike = np.round(vectors @ wanted, 6).tolist()
            found += [(each, one.id, one) for each, one in zip(alike, coded, strict=True)]
    return max((one for one in found if not _same(one[2], but)), default=(0.0, "", None))[2]


def _same(one: Coding, other: Coding | None) -> bool:
    return other is not None and span(one) == span(other)


def _rows(known: Members, codes: Collection[str]) -> Indices:
    some = [known.rows[code_id] for code_id in codes if code_id in known.rows]
    return np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *some]))


def _middle(known: Members, rows: Indices) -> Vectors:
    """Give the direction of some windows, less what all have in common."""
    window = known.units.window
    found: Vectors = window[rows].mean(axis=0) - window.mean(axis=0)
    return found


def _alike(one: Vectors, other: Vectors) -> float:
    size = float(np.linalg.norm(one) * np.linalg.norm(other))
    return round(float(one @ other) / size, 6) if size > 1e-9 else 0.0
