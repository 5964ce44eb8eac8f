"""Write REFI-QDA projects, version 1.0 (urn:QDA-XML:project:1.0): codes, sets, links and graphs.

Elements come in the order of the schema, names of things are GUIDs in capitals derived from the
study's own ids, so that two exports of a study name a thing alike. Offsets and coordinates are
whole numbers. Pure: nothing here knows a study.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from lxml import etree

from workbench.word_tables import UNWRITABLE

NAMESPACE = "urn:QDA-XML:project:1.0"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""A date that says nothing, as zip files must carry one."""
_IDS = uuid.UUID("1d9d6f0e-2c43-4b3e-9d3c-6a1f4f6c9a57")

Direction = Literal["Associative", "OneWay"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Hold a code with what it means and the codes under it."""

    id: str
    name: str
    colour: str
    description: str = ""
    below: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """Hold a set of codes, as other programs take a theme."""

    id: str
    name: str
    description: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Lead from one thing to another; both are named by their ids."""

    id: str
    name: str
    from_id: str
    to_id: str
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Vertex:
    """Stand for a set at a place on a graph: left, top, right and bottom in whole pixels."""

    of: str
    name: str
    place: tuple[int, int, int, int]
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Hold what is written: one graph shows the sets and the links between them."""

    name: str
    researcher: str
    ts: datetime
    codes: Sequence[Code] = ()
    sets: Sequence[Set] = ()
    links: Sequence[Link] = ()
    graph: str = ""
    vertices: Sequence[Vertex] = ()


def write(project: Project) -> bytes:
    """Make a .qdpx file; it carries no path and no other metadata than names and the time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo("project.qde", _FIRST_DAY), xml(project))
    return file.getvalue()


def xml(project: Project) -> bytes:
    """Make the project's XML, UTF-8 without a byte order mark."""
    user = guid("user", project.researcher)
    root: Any = etree.Element(
        _named("Project"),
        {
            "name": _plain(project.name),
            "origin": "Interview workbench",
            "creatingUserGUID": user,
            "creationDateTime": f"{project.ts:%Y-%m-%dT%H:%M:%SZ}",
            "basePath": "",
        },
        nsmap={None: NAMESPACE},  # type: ignore[dict-item]
    )
    users = _add(root, "Users")
    _add(users, "User", guid=user, name=_plain(project.researcher))
    if project.codes:
        codes = _add(_add(root, "CodeBook"), "Codes")
        for code in project.codes:
            _code(codes, code)
    _links(root, project.links)
    _sets(root, project.sets)
    if project.vertices:
        _graph(root, project)
    found: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return found


def guid(kind: str, wanted: str) -> str:
    """Name a thing of the study: the same each time, and another for each kind."""
    return str(uuid.uuid5(_IDS, f"{kind} {wanted}")).upper()


def _code(parent: Any, code: Code) -> None:
    colour = {"color": code.colour} if code.colour else {}
    own = {"guid": guid("code", code.id), "name": _plain(code.name), "isCodable": "true", **colour}
    element = _add(parent, "Code", **own)
    _describe(element, code.description)
    for child in code.below:
        _code(element, child)


def _links(root: Any, links: Sequence[Link]) -> None:
    if links:
        parent = _add(root, "Links")
        for link in links:
            _add(
                parent,
                "Link",
                guid=guid("link", link.id),
                name=_plain(link.name),
                direction=link.direction,
                originGUID=guid("set", link.from_id),
                targetGUID=guid("set", link.to_id),
            )


def _sets(root: Any, sets: Sequence[Set]) -> None:
    if sets:
        parent = _add(root, "Sets")
        for one in sets:
            element = _add(parent, "Set", guid=guid("set", one.id), name=_plain(one.name))
            _describe(element, one.description)
            for code in one.codes:
                _add(element, "MemberCode", targetGUID=guid("code", code))


def _graph(root: Any, project: Project) -> None:
    graph = _add(_add(root, "Graphs"), "Graph", guid=guid("graph", "map"), name=project.graph)
    for one in project.vertices:
        left, top, right, bottom = map(str, one.place)
        _add(
            graph,
            "Vertex",
            guid=guid("vertex", one.of),
            representedGUID=guid("set", one.of),
            name=_plain(one.name),
            firstX=left,
            firstY=top,
            secondX=right,
            secondY=bottom,
            shape="RoundedRectangle",
            color=one.colour,
        )
    for link in project.links:
        _add(
            graph,
            "Edge",
            guid=guid("edge", link.id),
            representedGUID=guid("link", link.id),
            name=_plain(link.name),
            sourceVertex=guid("vertex", link.from_id),
            targetVertex=guid("vertex", link.to_id),
            direction=link.direction,
            lineStyle="solid",
        )


def _describe(element: Any, words: str) -> None:
    if words.strip():
        _add(element, "Description").text = _plain(words)


def _add(parent: Any, tag: str, /, **attributes: str) -> Any:
    return etree.SubElement(parent, _named(tag), attributes)


def _named(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _plain(words: str) -> str:
    """Leave out control characters, which no XML can hold."""
    return "".join(each for each in words if not UNWRITABLE.match(each))
