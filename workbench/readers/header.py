"""Read what stands before the first turn and after the last: title, date, who took part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.readers.labels import is_metadata, is_name_like, names_speaker, role_of
from workbench.readers.lines import Line
from workbench.readers.reading import HeaderField
from workbench.transcripts import Role

_FIELD = re.compile(r"([^:\uff1a\t]{1,40}?)\s*[:\uff1a\t]\s*(.*)")
_LIST = re.compile(
    r"(?:participants?|speakers?|interviewees?|respondents?|interviewers?|researchers?|present"
    r"|attendees)(?: \d{1,2})?",
    re.IGNORECASE,
)
_GREETING = "hello hi hey thanks thank yes ok okay so right good welcome well"
_CLOSING = re.compile(
    r".{1,120} stopped transcription|transcribed by https?://otter\.ai\S*|end of transcript"
    r"|transcription ended after .{1,40}|this editable transcript was computer generated.{0,80}",
    re.IGNORECASE,
)
_DEPTH = 40
_MOST_WORDS = 300


def field_of(line: str) -> HeaderField:
    """Part a header line at its first colon or tab, if it has one in its first words."""
    match = _FIELD.fullmatch(line) if len(line) <= 500 else None
    clock = match is not None and match[1][-1].isdigit() and match[2][:1].isdigit()
    if match is None or clock or not match[2] or match[2].startswith("//"):
        return HeaderField(name="", value=line)
    return HeaderField(name=match[1].strip(), value=match[2].strip())


def listed(lines: Sequence[Line]) -> dict[str, Role | None]:
    """Gather the labels that a header or speaker list names, with the role it gives them."""
    found: dict[str, Role | None] = {}
    top = [line.text for line in lines[:_DEPTH]]
    for number, line in enumerate(top):
        field = field_of(line)
        title, value = field.name or line.rstrip(":"), field.value
        if not _LIST.fullmatch(title):
            continue
        if not field.name:
            value = top[number + 1] if number + 1 < len(top) else ""
        labels = re.split(r"\s*[,;]\s*", value) if len(value) <= 1000 else []
        if all(map(_is_person, labels)):
            found |= dict.fromkeys(labels, role_of(title))
    return found


def zone(lines: Sequence[Line]) -> int:
    """Count the leading lines that are header by what they say (date, title, place …)."""
    stop = 0
    for number, line in enumerate(lines[:_DEPTH]):
        field = field_of(line.text)
        if field.name and is_metadata(field.name) and len(field.value) <= 200:
            stop = number + 1
        elif field.name and names_speaker(field.name) and _is_person(field.value):
            stop = number + 1 if stop == number and stop else stop
        elif field.name or len(line.text) > 120:
            break
    return stop


def is_header(lines: Sequence[Line]) -> bool:
    """Tell a header from speech: speech is longer."""
    return sum(len(line.text.split()) for line in lines) <= _MOST_WORDS


def closing(lines: Sequence[Line]) -> int:
    """Count the lines at the end that a program wrote, such as "… stopped transcription"."""
    count = 0
    while count < min(3, len(lines)) and _CLOSING.fullmatch(lines[-1 - count].text):
        count += 1
    return count


def _is_person(value: str) -> bool:
    words = value.casefold().replace(",", " ").split()
    return is_name_like(value) and set(words).isdisjoint(_GREETING.split())
