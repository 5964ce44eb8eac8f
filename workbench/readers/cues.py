"""Read the words of cues: voices, labels, entities, and captions that roll."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from workbench.readers.encoding import clean
from workbench.readers.labels import Candidate, accepted, is_name_like, key
from workbench.readers.lines import candidate
from workbench.readers.reading import Choices, Finding, Unit

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:[ \t]+([^>]*))?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:c|i|b|u|v|s|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d{1,3}:\d{2}(?::\d{2})?\.\d{3}>",
    re.IGNORECASE,
)
_WORD_TIME = re.compile(r"<\d{1,3}:\d{2}(?::\d{2})?\.\d{3}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_PAUSE = 2.0
_LONG_PARAGRAPH = 300
_LIVE = re.compile(r"\(([^()]{1,60})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Hold one cue: its lines as written and its times in seconds."""

    lines: Sequence[str]
    began: float
    ended: float
    timing: str = field(default="", repr=False)


def plain(text: str) -> str:
    """Take away tags of the format and resolve entities; other angle brackets stay."""
    return clean(_ENTITY.sub(_resolved, _TAG.sub("", text)))[0]


def without_repeats(found: Sequence[Cue]) -> tuple[list[Cue], list[str]]:
    """Take lines that a rolling caption repeats once, where most of the file rolls.

    A file rolls where at least half its cues begin with the line the cue before ended with and
    it has word times or cues of several lines; a person who says "Yeah" twice does not roll.
    """
    shown = [[line for line in map(plain, cue.lines) if line.strip()] for cue in found]
    pairs = list(pairwise(shown))
    rolling = [bool(one and two and one[-1].strip() == two[0].strip()) for one, two in pairs]
    timed = any(_WORD_TIME.search(line) for cue in found for line in cue.lines)
    several = sum(len(two) > 1 for (_, two), rolls in zip(pairs, rolling, strict=True) if rolls)
    if sum(rolling) * 2 < len(pairs) or not (timed or several * 2 >= sum(rolling) > 1):
        return list(found), []
    kept, repeated = list(found[:1]), []
    for cue, lines, rolls in zip(found[1:], shown[1:], rolling, strict=True):
        own = [line for line in cue.lines if plain(line).strip()]
        repeated += lines[:1] if rolls else []
        kept.append(replace(cue, lines=own[1:] if rolls else own))
    return kept, repeated


def voiced(found: Iterable[Cue], choices: Choices) -> tuple[list[Unit], str, list[Finding]]:
    """Find the speaker of every cue; answer units, the style of the captions and findings."""
    cues = list(found)
    if any(_VOICE.search(line) for cue in cues for line in cue.lines):
        return [unit for cue in cues for unit in _voices(cue)], "teams", []
    units = [_unit(cue) for cue in cues]
    heads = [_head(cue) for cue in cues]
    spoken = [head for head, unit in zip(heads, units, strict=True) if unit.text]
    known = choices.labels()
    candidates = [head for head in spoken if head]
    complete = all(head is not None and is_name_like(head.label) for head in spoken)
    keys = accepted(candidates, known=known, complete=complete)
    if not keys:
        return units, "", _left(candidates)
    labelled = [
        replace(unit, speaker=head.label, text=head.text)
        if head and key(head.label) in keys
        else unit
        for head, unit in zip(heads, units, strict=True)
    ]
    return labelled, "zoom", _left([each for each in candidates if key(each.label) not in keys])


def paragraphs(units: Sequence[Unit]) -> list[Unit]:
    """Join the cues of captions without speakers, up to a pause or the end of a sentence."""
    joined: list[Unit] = []
    for unit in (each for each in units if each.text.strip()):
        last = joined[-1] if joined else None
        if last is None or _parted(last, unit):
            joined.append(unit)
        else:
            joined[-1] = replace(last, text=f"{last.text} {unit.text}", ended=unit.ended)
    return joined


def _parted(last: Unit, unit: Unit) -> bool:
    pause = (unit.began or 0.0) - (last.ended or 0.0)
    ends = last.text.endswith((".", "?", "!")) and len(last.text) > _LONG_PARAGRAPH
    return pause > _PAUSE or ends or len(last.text) > 3 * _LONG_PARAGRAPH


def _resolved(match: re.Match[str]) -> str:
    return html.unescape(match[0]) or match[0]


def _unit(cue: Cue) -> Unit:
    text = " ".join(line.strip() for line in map(plain, cue.lines) if line.strip())
    return Unit(speaker=None, text=text, began=cue.began, ended=cue.ended)


def _voices(cue: Cue) -> list[Unit]:
    """Cut a cue at its voice tags; words before the first tag have no named speaker."""
    parts = _VOICE.split("\n".join(cue.lines))
    units = []
    for name, text in zip([None, *parts[1::2]], parts[0::2], strict=True):
        words = " ".join(plain(text).split("\n"))
        label = " ".join(plain(name).split()) if name else None
        if words.strip() or len(parts) == 1:
            units.append(Unit(speaker=label, text=words, began=cue.began, ended=cue.ended))
    return units


def _head(cue: Cue) -> Candidate | None:
    """Read `Name: words`, or `(Name)` on a line of its own (live captions)."""
    lines = [line.strip() for line in map(plain, cue.lines) if line.strip()]
    if not lines:
        return None
    live = _LIVE.fullmatch(lines[0])
    if live and len(lines) > 1:
        return Candidate(label=live[1].strip(), text=" ".join(lines[1:]), form="bracket")
    found = candidate(lines[0])
    if found is None or found.form != "colon":
        return None
    return replace(found, text=" ".join([found.text, *lines[1:]]).strip())


def _left(candidates: Sequence[Candidate]) -> list[Finding]:
    left = [each.label for each in candidates if is_name_like(each.label)]
    if not left:
        return []
    message = (
        f"Cues that begin like a speaker's label, kept as speech: {len(left)}. If one is a "
        "speaker, give its label a role and import again."
    )
    return [Finding(kind="possible labels", message=message, detail="\n".join(left[:200]))]
