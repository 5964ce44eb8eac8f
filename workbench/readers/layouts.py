"""Find the layout of written lines (stamped, labelled, cue ranges, none) and cut units."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from workbench.readers import header
from workbench.readers.labels import Candidate, Form, accepted, is_metadata, is_name_like, key
from workbench.readers.lines import Line, candidate, closing_time, only_time, seconds
from workbench.readers.reading import Choices, Draft, Finding, HeaderField, Unit

# Each family is one habit of writing labels; a file is read by the habit that explains most lines.
_FAMILIES: tuple[frozenset[Form], ...] = (
    frozenset({"stamped"}),
    frozenset({"colon", "stamped"}),
    frozenset({"tab", "colon"}),
    frozenset({"bracket"}),
    frozenset({"spaces"}),
)
_ALONE: frozenset[Form] = frozenset({"alone"})
_CLOCK = r"\d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d{1,9})?"
_RANGE = re.compile(rf"({_CLOCK})\s*-->\s*({_CLOCK})")
_TIMED = re.compile(r"\s*[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?\s+")
Heads = list[Candidate | None]


def lay_out(lines: Sequence[Line], choices: Choices) -> Draft:
    """Cut lines into units; `kind` is the layout found: ranges, stamped, labelled or plain."""
    if sum(bool(_RANGE.fullmatch(line.text)) for line in lines[:400]) > 0:
        return _ranges(lines)
    start, stop = header.zone(lines), len(lines) - header.closing(lines)
    listed = header.listed(lines)
    known = choices.labels() | listed.keys()
    heads = _heads(lines[start:stop], known, choices.labels())
    first = next((start + at for at, head in enumerate(heads) if head), None)
    if first is not None and first > start and only_time(lines[first - 1].text) is not None:
        first -= 1
    fields = [header.field_of(line.text) for line in lines[: first or start]]
    closing = [HeaderField(name="closing line", value=line.text) for line in lines[stop:]]
    if first is None:
        left = _left_in(lines[start:stop], heads)
        plain = _plain(lines[start:stop])
        return replace(plain, header=(*fields, *closing), listed=listed, findings=left)
    body, heads = lines[first:stop], heads[first - start :]
    units, findings = _units(body, heads)
    if not header.is_header(lines[start:first]):
        fields = fields[:start]
        units = [*(Unit(speaker=None, text=line.text) for line in lines[start:first]), *units]
    stamped = any(head.form == "stamped" for head in heads if head)
    return Draft(
        kind="stamped" if stamped else "labelled",
        units=units,
        header=(*fields, *closing),
        findings=(*findings, *_left_in(body, heads)),
        listed=listed,
    )


def _heads(lines: Sequence[Line], known: Collection[str], given: Collection[str]) -> Heads:
    """Choose the family of labels that explains most lines; ties go to the earlier family."""
    found = [_given(line.text, given) or candidate(line.text) for line in lines]
    best: Heads = [None] * len(found)
    most = 0
    forms = {each.form for each in found if each}
    for family in (each for each in _FAMILIES if each & forms):
        heads = _of_family(found, family, known)
        count = sum(head is not None for head in heads)
        if count > most:
            best, most = heads, count
    return best if most else _blocks(lines) or _of_family(found, _ALONE, known)


def _of_family(found: Heads, family: frozenset[Form], known: Collection[str]) -> Heads:
    mine = [each if each and each.form in family else None for each in found]
    candidates = [each for each in mine if each]
    keys = accepted(candidates, known=known, complete=False)
    first = next((at for at, each in enumerate(mine) if each and key(each.label) in keys), None)
    if first is not None and all(_stands(each) for each in mine[first:]):
        keys = accepted(candidates, known=known, complete=True)
    return [each if each and key(each.label) in keys else None for each in mine]


def _stands(each: Candidate | None) -> bool:
    return each is not None and is_name_like(each.label)


def _given(line: str, given: Collection[str]) -> Candidate | None:
    """Find a label the researcher gave, even where nothing but a time parts it from speech."""
    timed = _TIMED.match(line[:40])
    if not given or timed is None:
        return None
    rest = line[timed.end() :]
    for label in sorted(given, key=len, reverse=True):
        if rest.startswith(label) and not rest[len(label) : len(label) + 1].isalnum():
            began = seconds(timed[0].strip(" \t[]()"))
            text = rest[len(label) :].lstrip(" :\t")
            return Candidate(label=label, text=text, form="colon", began=began)
    return None


def _blocks(lines: Sequence[Line]) -> Heads:
    """Read names on lines of their own where every block begins with one; else answer []."""
    starts = [at for at, line in enumerate(lines) if line.fresh]
    names = [lines[at].text for at in starts]
    ends = [*starts[1:], len(lines)]
    sure = (
        len(starts) >= 4
        and 2 <= len({key(name) for name in names}) <= len(names) / 2
        and all(stop - start > 1 for start, stop in zip(starts, ends, strict=True))
        and all(len(name) <= 40 and is_name_like(name.rstrip(":")) for name in names)
    )
    if not sure:
        return []
    heads: Heads = [None] * len(lines)
    for at in starts:
        heads[at] = Candidate(label=lines[at].text.rstrip(":"), text="", form="alone")
    return heads


def _units(lines: Sequence[Line], heads: Heads) -> tuple[list[Unit], list[Finding]]:
    units: list[Unit] = []
    speaker, pending, times = None, None, 0
    for line, head in zip(lines, heads, strict=True):
        time = only_time(line.text)
        if time is not None:
            pending, times = time, times + 1
            continue
        speaker = head.label if head else speaker
        began = head.began if head and head.began is not None else pending
        text, ended = closing_time(head.text if head else line.text)
        units.append(Unit(speaker=speaker, text=text, began=began, ended=ended))
        pending = None
    if not times:
        return units, []
    message = f"Lines with a time alone, kept with the turn and not among its words: {times}."
    return units, [Finding(kind="times", message=message)]


def _left_in(lines: Sequence[Line], heads: Heads) -> list[Finding]:
    """Report words that look like a label but occur once and so stayed in the text."""
    left = []
    for line, head in zip(lines, heads, strict=True):
        each = candidate(line.text) if head is None and ":" in line.text[:80] else None
        if each and each.form == "colon" and is_name_like(each.label):
            left.append(each.label)
    if not left:
        return []
    message = (
        f"Lines that begin like a speaker's label, kept as speech: {len(left)}. If one is a "
        "speaker, give its label a role and import again."
    )
    return [Finding(kind="possible labels", message=message, detail="\n".join(left[:200]))]


def _plain(lines: Sequence[Line]) -> Draft:
    """Make each paragraph a unit; in text that is wrapped by hand, each block."""
    wrapped = max((len(line.text) for line in lines), default=0) <= 100
    paragraphs: list[list[str]] = []
    for line in lines:
        if line.fresh or not wrapped or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line.text)
    units = [Unit(speaker=None, text="\n".join(each)) for each in paragraphs]
    return Draft(kind="plain", units=units, whole=True)


def _ranges(lines: Sequence[Line]) -> Draft:
    """Read `0:0:0.0 --> 0:0:5.120`, a name, then words (Teams, 2021)."""
    marks = [at for at, line in enumerate(lines) if _RANGE.fullmatch(line.text)]
    units = []
    for mark, stop in zip(marks, [*marks[1:], len(lines)], strict=True):
        match = _RANGE.fullmatch(lines[mark].text)
        body = [line.text for line in lines[mark + 1 : stop]]
        named = len(body) > 1 and len(body[0]) <= 80 and not is_metadata(body[0])
        words = body[1:] if named else body
        began, ended = (seconds(time) for time in match.groups()) if match else (None, None)
        speaker = body[0] if named else None
        units.append(Unit(speaker=speaker, text=" ".join(words), began=began, ended=ended))
    before = lines[: marks[0]]
    fields = [header.field_of(line.text) for line in before]
    if not header.is_header(before):
        units = [*(Unit(speaker=None, text=line.text) for line in before), *units]
        fields = []
    return Draft(kind="ranges", units=units, header=fields, joint=" ")
