"""Read texts and codings from a REFI-QDA project (.qdpx), as a study to play through. Pure.

The standard counts code points and is silent on line ends and byte order marks; programs count in
different ways. All ways are tried, and that is taken in which most selections begin with the words
that their names quote and stand at the edges of words.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from lxml import etree

from workbench.coding.matrices import Span
from workbench.coding.replay_turns import turns_of
from workbench.coding.replaying import CodedText
from workbench.errors import UnreadableFile
from workbench.readers import archive, encoding
from workbench.readers.package import attribute, local, parse
from workbench.transcripts import Turn

INTERNAL = "internal://"
SURE = 2
_ASTRAL = 0xFFFF


@dataclass(frozen=True, slots=True)
class Selection:
    """Hold a coded place as the file counts it, the words it may be named by, and its codes."""

    start: int
    stop: int
    name: str
    codes: tuple[str, ...]


def read(content: bytes) -> CodedText:
    """Read the sources in plain text and what is coded in them; raises UnreadableFile.

    Only texts inside the file are read, never one that it names elsewhere.
    """
    unpacked = archive.unpack(content, wanted=_is_text)
    project = [name for name in unpacked.parts if name.lower().endswith(".qde")]
    if len(project) != 1 or "/" in project[0]:
        raise UnreadableFile("This file holds no REFI-QDA project. Export it anew as .qdpx.")
    root = parse(unpacked.parts[project[0]], "project")
    names = _codes(root)
    sources = {name.replace("\\", "/").lower(): part for name, part in unpacked.parts.items()}
    texts: dict[str, str] = {}
    turns: dict[str, Sequence[Turn]] = {}
    codes: dict[str, list[Span]] = {}
    for number, source in enumerate(_all(root, "TextSource"), 1):
        raw = _raw(source, sources)
        if raw is None:
            continue
        found = _selections(source, names)
        text, places = _placed(raw, found)
        document = f"{number} {attribute(source, 'name') or ''}".strip()
        texts[document], turns[document] = text, turns_of(text)
        for one, (start, stop) in zip(found, places, strict=True):
            for code in one.codes if text[start:stop].strip() else ():
                codes.setdefault(code, []).append((document, start, stop))
    return CodedText(texts=texts, turns=turns, codes=codes)


def _is_text(name: str) -> bool:
    return name.lower().endswith((".qde", ".txt"))


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (one for one in root.iter() if local(one) == name)


def _codes(root: etree._Element) -> dict[str, str]:
    """Name codes by their guid; equal names keep their guids apart."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for one in _all(root, "Code"):
        guid = (attribute(one, "guid") or "").lower()
        name = attribute(one, "name") or guid
        found[guid] = f"{name} ({guid[:8]})" if name in taken else name
        taken.add(name)
    return found


def _raw(source: etree._Element, sources: dict[str, bytes]) -> str | None:
    # Some programs leave the scheme out; a path with another one leads out of the file.
    path = (attribute(source, "plainTextPath") or "").removeprefix(INTERNAL)
    if path and "://" not in path:
        content = sources.get(f"sources/{path}".lower())
        return None if content is None else encoding.as_written(content)
    inside = [one.text or "" for one in source if local(one) == "PlainTextContent"]
    return inside[0] if inside else None


def _selections(source: etree._Element, names: dict[str, str]) -> list[Selection]:
    found = []
    for one in source:
        if local(one) != "PlainTextSelection":
            continue
        wanted = [(attribute(ref, "targetGUID") or "").lower() for ref in _all(one, "CodeRef")]
        edges = [attribute(one, edge) or "" for edge in ("startPosition", "endPosition")]
        if all(edge.isdigit() and len(edge) < 10 for edge in edges):
            codes = tuple(sorted({names[guid] for guid in wanted if guid in names}))
            start, stop = map(int, edges)
            found.append(Selection(start, stop, attribute(one, "name") or "", codes))
    return found


def _placed(raw: str, found: Sequence[Selection]) -> tuple[str, list[tuple[int, int]]]:
    """Give the text with LF line ends, and places in it, by the way of counting that fits best."""
    bare = raw.removeprefix("\ufeff")
    text = bare.replace("\r\n", "\n").replace("\r", "\n")
    ways = [
        _edges(bare, text, wide=wide, broken=broken, marked=marked)
        for wide, broken, marked in itertools.product((False, True), repeat=3)
    ]
    told = [[(_at(way, one.start), _at(way, one.stop)) for one in found] for way in ways]
    best = max(range(len(ways)), key=lambda n: (_fit(text, found, told[n]), -n))
    return text, told[best]


def _edges(
    bare: str, text: str, *, wide: bool, broken: bool, marked: bool
) -> npt.NDArray[np.int64]:
    """Count where each code point of the text ends: in UTF-16, CRLF as two, after a mark."""
    widths = np.ones(len(text), dtype=np.int64)
    if wide:
        widths[[n for n, sign in enumerate(text) if ord(sign) > _ASTRAL]] = 2
    if broken:
        pairs = bare.replace("\r\n", "\r").replace("\n", "\x00")
        widths[[n for n, sign in enumerate(pairs) if sign == "\r"]] += 1
    return np.cumsum(widths) + int(marked)


def _at(edges: npt.NDArray[np.int64], place: int) -> int:
    return int(np.searchsorted(edges, place, side="right"))


def _fit(text: str, found: Iterable[Selection], places: Sequence[tuple[int, int]]) -> int:
    fits = 0
    for one, (start, stop) in zip(found, places, strict=True):
        name = " ".join(one.name.split())[:20]
        quoted = " ".join(text[start:stop].split())
        fits += SURE * bool(name and quoted.startswith(name))
        fits += start == 0 or not (text[start - 1 : start] + text[start : start + 1]).isalnum()
        fits += not (text[stop - 1 : stop] + text[stop : stop + 1]).isalnum()
    return fits
