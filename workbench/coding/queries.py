"""Count passages and participants of codes: by person, attribute, transcript or researcher."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import numpy as np

from workbench import participants
from workbench.coding import grids
from workbench.coding.gathering import gather
from workbench.coding.grids import Grid, Head, Place
from workbench.coding.scope import EVERYTHING, Flags, Gathered, Scope
from workbench.errors import NotThere
from workbench.study import Study

Count = Literal["passages", "participants", "share"]
UNKNOWN = "Not known"

_COUNTED: dict[Count, str] = {
    "passages": "Passages in which such a participant speaks",
    "participants": "Participants who speak in a passage with the code",
    "share": "Participants who speak in a passage with the code, of 100 with the value",
}
_BRACKETS = "In brackets: how many participants have the value."
_ALIKE = "Words coded alike by several researchers count once."
_BELOW = "A code’s passages include those of its sub-codes."


def by_participant(study: Study, scope: Scope = EVERYTHING, *, subcodes: bool = True) -> Grid:
    """Count for each code the passages in which each participant speaks."""
    found = gather(study, scope)
    heads = [Head(id=person.id, label=person.name) for person in found.people]
    silent = int(np.sum(found.carries.any(axis=1) & ~found.speaks.any(axis=1)))
    return _passages(
        found,
        heads,
        found.speaks,
        title="Codes by participant",
        counted="Passages in which the participant speaks",
        notes=_unsaid(silent),
        subcodes=subcodes,
    )


def by_transcript(study: Study, scope: Scope = EVERYTHING, *, subcodes: bool = True) -> Grid:
    """Count for each code the passages in each transcript."""
    found = gather(study, scope)
    inside = found.text[:, None] == np.arange(len(found.texts))
    return _passages(
        found,
        [Head(id=text.id, label=text.label) for text in found.texts],
        inside,
        title="Codes by transcript",
        counted="Passages in the transcript",
        subcodes=subcodes,
    )


def by_researcher(study: Study, scope: Scope = EVERYTHING, *, subcodes: bool = True) -> Grid:
    """Count for each code the passages that each researcher coded with it."""
    found = gather(study, scope)
    names = sorted(set(found.coding_researcher), key=str.casefold)
    column = {name: at for at, name in enumerate(names)}
    values = np.zeros((len(found.listed), len(names)))
    marks = [_coded_by(found, name) for name in names]
    rolled = found.below if subcodes else np.eye(len(found.codes), dtype=np.bool_)
    for name, own in zip(names, marks, strict=True):
        values[:, column[name]] = _times(own, rolled.T)[:, found.listed].sum(axis=0)

    def places(row: int, at: int) -> list[Place]:
        codes = grids.under(found, int(found.listed[row]), subcodes=subcodes)
        return grids.at(found, np.flatnonzero(_times(marks[at], codes[:, None])[:, 0]), codes)

    return Grid(
        title="Codes by researcher",
        corner="Code",
        counted="Passages that the researcher coded",
        rows=grids.code_heads(found),
        columns=[Head(id=name, label=name) for name in names],
        values=values,
        places=places,
        notes=[*_rolled(found, subcodes=subcodes), *grids.left_out(found)],
    )


def by_attribute(
    study: Study,
    attribute: str,
    scope: Scope = EVERYTHING,
    *,
    count: Count = "participants",
    subcodes: bool = True,
) -> Grid:
    """Count for each code the participants with each value of an attribute, or their passages.

    `share` is the percentage of the participants with that value. Raises NotThere for an unknown
    attribute.
    """
    if attribute not in participants.attribute_names(study):
        raise NotThere("There is no such attribute in this study. Import attributes first.")
    found = gather(study, scope)
    names, group = _values(found, attribute)
    sizes = group.sum(axis=0)
    marked = found.marked(subcodes=subcodes)[:, found.listed]
    said = _times(found.speaks, group)
    people = _times(marked.T, found.speaks).astype(np.float64) @ group
    values = {
        "passages": marked.T.astype(np.float64) @ said,
        "participants": people,
        "share": 100 * people / np.maximum(sizes, 1),
    }[count]
    return Grid(
        title=f"Codes by {attribute}",
        corner="Code",
        counted=_COUNTED[count],
        rows=grids.code_heads(found),
        columns=[_sized(name, int(size)) for name, size in zip(names, sizes, strict=True)],
        values=values,
        places=_finder(found, said, subcodes=subcodes),
        notes=[_BRACKETS, *_rolled(found, subcodes=subcodes), *grids.left_out(found)],
        percent=count == "share",
    )


def _passages(
    found: Gathered,
    heads: Sequence[Head],
    belongs: Flags,
    *,
    title: str,
    counted: str,
    subcodes: bool,
    notes: Sequence[str] = (),
) -> Grid:
    marked = found.marked(subcodes=subcodes)[:, found.listed]
    return Grid(
        title=title,
        corner="Code",
        counted=counted,
        rows=grids.code_heads(found),
        columns=heads,
        values=marked.T.astype(np.float64) @ belongs.astype(np.float64),
        places=_finder(found, belongs, subcodes=subcodes),
        notes=[*_rolled(found, subcodes=subcodes), *notes, *grids.left_out(found)],
    )


def _sized(value: str, people: int) -> Head:
    return Head(
        id=value, label=f"{value} ({people})", more=f"{people} of these participants: {value}"
    )


def _values(found: Gathered, attribute: str) -> tuple[list[str], Flags]:
    """List the values of an attribute, and tell which of q people has which."""
    own = [person.attributes.get(attribute, "") or UNKNOWN for person in found.people]
    names = sorted(set(own), key=_natural)
    flags = np.array([[value == name for name in names] for value in own], dtype=np.bool_)
    return names, flags.reshape(len(own), len(names))


class _finder:  # noqa: N801 - reads as a function that remembers what it was made from
    """Find the passages of a cell in the arrays the table was made from."""

    def __init__(self, found: Gathered, belongs: Flags, *, subcodes: bool) -> None:
        self.found, self.belongs, self.subcodes = found, belongs, subcodes

    def __call__(self, row: int, column: int) -> list[Place]:
        """List the passages of a code that belong to a column."""
        codes = grids.under(self.found, int(self.found.listed[row]), subcodes=self.subcodes)
        here = self.found.carries[:, codes].any(axis=1) & self.belongs[:, column]
        return grids.at(self.found, np.flatnonzero(here), codes)


def _coded_by(found: Gathered, researcher: str) -> Flags:
    own = np.array([name == researcher for name in found.coding_researcher], dtype=np.bool_)
    own &= found.coding_code >= 0
    marks: Flags = np.zeros_like(found.carries)
    marks[found.coding_passage[own], found.coding_code[own]] = True
    return marks


def _times(left: Flags, right: Flags) -> Flags:
    found: Flags = (left.astype(np.float32) @ right.astype(np.float32)) > 0
    return found


def _rolled(found: Gathered, *, subcodes: bool) -> list[str]:
    nested = any(code.parent_id for code in found.codes)
    return [_ALIKE, *([_BELOW] if subcodes and nested else [])]


def _unsaid(number: int) -> list[str]:
    if not number:
        return []
    return [f"{number:,} passage{'s' if number != 1 else ''} with no participant’s words left out."]


def _natural(value: str) -> tuple[bool, list[tuple[int, float, str]]]:
    """Order values as people do: 9 before 10, what is not known last."""
    parts = re.findall(r"\d+|\D+", value.casefold())
    return value == UNKNOWN, [
        (0, float(part), "") if part.isdecimal() else (1, 0.0, part) for part in parts
    ]
