"""Read one line of a transcript: is there a label, a time, or only speech?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.readers.labels import TIME, Candidate, Form, can_be, is_name_like

_HEAD = 200
_STAMP = rf"[\[(]?(?P<time>{TIME})[\])]?"
_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<label>\S.{{0,78}}?)(?:[ \u00a0]{{2,}}|[ \u00a0]*\t\s*){_STAMP}:?",
        rf"(?P<label>\S.{{0,78}}?)\s+[\[(](?P<time>{TIME})[\])]\s*:?",
        rf"\[(?P<label>[^\]]{{1,60}})\]\s+(?P<time>{TIME})",
        rf"{_STAMP}\s+(?P<label>[^\W\d][^:\uff1a\t]{{0,60}})",
    )
)
_BEFORE = rf"\s*(?:{_STAMP}\s*[-\u2013]?\s*)?(?:>>\s*)?"
_LABEL = r"[^\s:\uff1a*\[][^:\uff1a\t\n]{0,59}?"
_BODIES: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("colon", re.compile(_BEFORE + r"\*\*(?P<label>[^*:]{1,60}):?\*\*:?\s*")),
    ("colon", re.compile(_BEFORE + r"\[(?P<label>[^\]]{1,60})\]\s*[:\uff1a]\s*")),
    (
        "colon",
        re.compile(
            _BEFORE + rf"\*?(?P<label>{_LABEL})(?:\s*[\[(](?P<late>{TIME})[\])])?\s*[:\uff1a]\s*"
        ),
    ),
    ("bracket", re.compile(_BEFORE + r"\[(?P<label>[A-Z][\w ,()]{0,40})\]\s+(?=\S)")),
    ("tab", re.compile(_BEFORE + r"(?P<label>[^\s\t][^\t:]{0,40}?)\t+\s*(?=\S)")),
    ("spaces", re.compile(_BEFORE + r"(?P<label>[A-Z][A-Za-z]{0,11}\d{0,3})[ \u00a0]{2,}(?=\S)")),
)
# Every form but a label that stands alone holds one of these.
_TELLING = re.compile(r"[:\uff1a\[\t]|[ \u00a0]{2}")
_CLOCK = re.compile(r"\d:\d\d")
_ONLY_TIME = re.compile(rf"[\[(]?({TIME})[\])]?")
_CLOSING_TIME = re.compile(r"\s*#(\d{1,2}):(\d{2}):(\d{2})(?:-(\d))?#\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold one line; `fresh` where it begins a paragraph of the file."""

    text: str
    fresh: bool


def lines_of(paragraphs: Iterable[str]) -> list[Line]:
    """Split paragraphs at line breaks; blank lines only mark that a new paragraph begins."""
    lines = []
    for paragraph in paragraphs:
        fresh = True
        for text in paragraph.split("\n"):
            stripped = text.strip()
            if stripped:
                lines.append(Line(text=stripped, fresh=fresh))
            fresh = not stripped
    return lines


def candidate(line: str) -> Candidate | None:
    """Find what may be a label at the head of a line, the most telling form first."""
    head = line[:_HEAD]
    telling = _TELLING.search(head)
    if telling and len(line) <= _HEAD and _CLOCK.search(line):
        for pattern in _HEADS:
            if (match := pattern.fullmatch(line)) and _is_stamped(match["label"], pattern):
                began = seconds(match["time"])
                label = match["label"].strip().rstrip(":")
                return Candidate(label=label, text="", form="stamped", began=began)
    for form, pattern in _BODIES if telling else ():
        if (match := pattern.match(head)) and _is_label(form, match, line):
            return _labelled(form, match, line)
    if len(line) <= 40 and any(map(str.isalpha, line)):
        return Candidate(label=line, text="", form="alone")
    return None


def only_time(line: str) -> float | None:
    """Read a line that holds a time and nothing else, in seconds."""
    match = _ONLY_TIME.fullmatch(line) if len(line) < 20 and ":" in line else None
    return seconds(match[1]) if match else None


def closing_time(text: str) -> tuple[str, float | None]:
    """Part a paragraph from the `#00:00:12-3#` that ends it (f4, MAXQDA)."""
    match = _CLOSING_TIME.search(text, max(0, len(text) - 40)) if text.endswith("#") else None
    if match is None:
        return text, None
    hours, minutes, whole, tenths = match.groups(default="0")
    return text[: match.start()], int(hours) * 3600 + int(minutes) * 60 + int(whole) + int(
        tenths
    ) / 10


def seconds(time: str) -> float:
    """Convert h:mm:ss.mmm or m:ss to seconds."""
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)


def _is_stamped(label: str, pattern: re.Pattern[str]) -> bool:
    if not can_be(label) or label.endswith(("?", "!")):
        return False
    return pattern is not _HEADS[-1] or is_name_like(label)


def _is_label(form: Form, match: re.Match[str], line: str) -> bool:
    label, rest = match["label"].strip(), line[match.end() : match.end() + 2]
    if not can_be(label):
        return False
    if form == "colon":
        apart = match[0][-1].isspace() or not rest
        address = rest.startswith("//") or (label[-1].isdigit() and rest[:1].isdigit())
        return apart or not address
    return is_name_like(label) and (form != "bracket" or label.isupper())


def _labelled(form: Form, match: re.Match[str], line: str) -> Candidate:
    times = match.groupdict()
    time = times.get("time") or times.get("late")
    return Candidate(
        label=match["label"].strip(),
        text=line[match.end() :].strip(),
        form=form,
        began=seconds(time) if time else None,
    )
