"""Read WebVTT and SRT: cut cues, keep their times, report what is not speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.readers import cues
from workbench.readers.header import field_of
from workbench.readers.lines import seconds
from workbench.readers.reading import Choices, Draft, Finding, HeaderField

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"\s*({_CLOCK})\s*-->\s*({_CLOCK})(?:\s.*)?")
_PADDED = re.compile(r"\s*(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3}\s*-->")
_ORDINARY_ID = re.compile(r"\d+|[0-9a-f]{8}-[0-9a-f-]{20,}(?:/[\d-]+)?", re.IGNORECASE)
_ASIDE = re.compile(r"(NOTE|STYLE|REGION)(?:\s|$)")
_LONGEST_TIMING = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Hold the cues of a file, the blocks that are not cues, and the header lines."""

    cues: Sequence[cues.Cue]
    asides: Sequence[str]
    header: Sequence[str]
    names: Sequence[str]


def is_captions(text: str) -> bool:
    """Tell caption files from other text: a WEBVTT line, or a first block with cue times."""
    if text.startswith("WEBVTT"):
        return True
    top = [line for line in text[:20_000].split("\n") if line.strip()]
    starts = [at for at, line in enumerate(top[:12]) if _PADDED.match(line[:_LONGEST_TIMING])]
    return bool(starts) and _timing(top[starts[0]]) is not None


def read(text: str, choices: Choices) -> Draft:
    """Cut captions into units with speakers; what is no cue becomes header or a finding."""
    split = _split(text.split("\n"))
    kept, repeated = cues.without_repeats(split.cues)
    units, style, findings = cues.voiced(kept, choices)
    if not any(unit.speaker for unit in units):
        units = cues.paragraphs(units)
    comma = any("," in cue.timing.partition("-->")[0] for cue in split.cues[:1])
    marked = text.startswith("WEBVTT")
    kind = "srt" if comma and not marked else "youtube vtt" if repeated else f"{style} vtt".strip()
    fields = [field_of(line) for line in split.header]
    return Draft(
        kind=kind,
        units=units,
        header=_titled(fields),
        findings=(
            *_missing(marked, kind),
            *_asides(split.asides),
            *_odd(split),
            *_repeats(repeated),
            *findings,
        ),
        joint=" ",
        whole=not any(unit.speaker for unit in units),
    )


def _titled(fields: Sequence[HeaderField]) -> list[HeaderField]:
    """Keep what follows WEBVTT on its line as the title."""
    kept = []
    for field in fields:
        whole = f"{field.name}: {field.value}" if field.name else field.value
        if not whole.startswith("WEBVTT"):
            kept.append(field)
        elif title := whole.removeprefix("WEBVTT").strip(" -\t"):
            kept.append(HeaderField(name="title", value=title))
    return kept


def _split(lines: Sequence[str]) -> Split:
    marks = [at for at, line in enumerate(lines) if _timing(line)]
    opens = [_opening(lines, mark) for mark in marks]
    found: list[cues.Cue] = []
    asides: list[str] = []
    header = _part(lines[: opens[0] if opens else len(lines)], asides)
    for mark, stop in zip(marks, [*opens, len(lines)][1:], strict=True):
        match = _timing(lines[mark])
        began, ended = (seconds(time) for time in match.groups()) if match else (0.0, 0.0)
        text = _part(lines[mark + 1 : stop], asides)
        found.append(cues.Cue(lines=text, began=began, ended=ended, timing=lines[mark]))
    names = [lines[at].strip() for at, mark in zip(opens, marks, strict=True) if at < mark]
    return Split(cues=found, asides=asides, header=header, names=names)


def _timing(line: str) -> re.Match[str] | None:
    if "-->" not in line or len(line) > _LONGEST_TIMING:
        return None
    return _TIMING.fullmatch(line)


def _opening(lines: Sequence[str], mark: int) -> int:
    """Find where a cue opens: at its id, the line between a blank one and the times."""
    before = lines[mark - 1].strip() if mark else ""
    if not before or before.startswith("WEBVTT"):
        return mark
    alone = mark < 2 or not lines[mark - 2].strip()
    return mark - 1 if alone or before.isdecimal() else mark


def _part(lines: Sequence[str], asides: list[str]) -> list[str]:
    """Keep the lines of a cue; move NOTE, STYLE and REGION blocks to `asides`."""
    kept: list[str] = []
    aside: list[str] | None = None
    after_blank = False
    for line in lines:
        if not line.strip():
            _keep(aside, asides)
            aside, after_blank = None, True
        elif aside is not None:
            aside.append(line)
        elif after_blank and _ASIDE.match(line):
            aside = [line]
        else:
            kept.append(line)
    _keep(aside, asides)
    return kept


def _keep(aside: list[str] | None, asides: list[str]) -> None:
    if aside is not None:
        asides.append("\n".join(aside))


def _missing(marked: bool, kind: str) -> list[Finding]:
    if marked or kind == "srt":
        return []
    message = "The WEBVTT line is missing; the cues were read all the same."
    return [Finding(kind="missing header", message=message)]


def _asides(asides: Sequence[str]) -> list[Finding]:
    findings = []
    for name in ("NOTE", "STYLE", "REGION"):
        blocks = [block for block in asides if block.startswith(name)]
        if blocks:
            message = f"{name} blocks, left out of the words: {len(blocks)}."
            detail = "\n\n".join(blocks)
            findings.append(Finding(kind=f"{name.lower()} blocks", message=message, detail=detail))
    return findings


def _odd(split: Split) -> list[Finding]:
    findings = []
    empty = sum(not any(line.strip() for line in cue.lines) for cue in split.cues)
    if empty:
        findings.append(Finding(kind="empty cues", message=f"Cues without words: {empty}."))
    numbers = [number for number, cue in enumerate(split.cues, 1) if cue.ended < cue.began]
    pairs = pairwise(split.cues)
    early = [number for number, (one, two) in enumerate(pairs, 2) if two.began < one.began]
    if numbers or early:
        detail = f"ends before it begins: {numbers}; begins before the cue above: {early}"
        message = (
            f"Cues with odd times, kept in the order of the file: {len(numbers) + len(early)}."
        )
        findings.append(Finding(kind="odd cues", message=message, detail=detail))
    names = [name for name in split.names if not _ORDINARY_ID.fullmatch(name)]
    if names:
        message = f"Names that cues carry of their own, left out of the words: {len(names)}."
        findings.append(Finding(kind="cue names", message=message, detail="\n".join(names)))
    return findings


def _repeats(repeated: Sequence[str]) -> list[Finding]:
    if not repeated:
        return []
    message = f"Lines that a rolling caption shows again, taken once: {len(repeated)}."
    return [Finding(kind="rolling captions", message=message, detail="\n".join(repeated))]
