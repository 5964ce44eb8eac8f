"""Keep how a study writes quotes and counts: signs, marks, scale, how many must be alike."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, get_args

from workbench import audit
from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.themes.trims import SIGNS

SETTING = "quote conventions"
Marks = Literal["double", "single"]
Opening = Literal["as said", "capital", "small"]
TooFew = Literal["warn", "refuse"]
Counts = Literal["off", "figures", "words", "quantifiers"]
QUOTATION_MARKS: Mapping[Marks, tuple[str, str]] = {"double": ("“", "”"), "single": ("‘", "’")}
SCALE = (("a few", 1), ("several", 20), ("many", 40), ("most", 60), ("all", 100))
_BETWEEN = ("aged", "at", "from", "group", "in", "interview", "line", "lines", "p", "time", "turn")
WHY_OFF = (
    "In reflexive thematic analysis how many people said a thing does not say how much it matters, "
    "and who did not say it was perhaps not asked (Braun & Clarke 2021). Turn counts on where your "
    "argument is about who speaks in a theme; they are of participants, never of passages."
)
WHY_THREE = (
    "Three is the least at which nobody who knows one of those alike can tell which of the others "
    "a quote is from. Take more where readers know the people in the study."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """Hold how quotes and counts are written.

    `omission` is the sign for words left out, shown at the beginning and end of a quote where
    `edges`; `opening` sets the first letter, in brackets where it changes. A quote of more than
    `longest` words is a block. `counts` are off until a study turns them on; `scale` gives a word
    from a share of participants in per cent on. Fewer than `enough` participants with the
    attributes shown are told, or `too_few` refuses the file. `template` writes who said a quote; ""
    is the usual one.
    """

    omission: str = SIGNS[0]
    edges: bool = True
    marks: Marks = "double"
    opening: Opening = "as said"
    longest: int = 40
    counts: Counts = "off"
    scale: tuple[tuple[str, int], ...] = SCALE
    enough: int = 3
    too_few: TooFew = "warn"
    template: str = ""


def fetch(study: Study) -> Conventions:
    """Read what the study has chosen; what cannot be read stands as it does in a new study."""
    found = study.row("select value from settings where id = $id", id=SETTING)
    try:
        kept: dict[str, Any] = json.loads(found["value"]) if found else {}
        known = {one.name: kept[one.name] for one in fields(Conventions) if one.name in kept}
        if "scale" in known:
            known["scale"] = tuple((str(word), int(share)) for word, share in known["scale"])
        return _checked(Conventions(**known))
    except (ValueError, TypeError, AttributeError, NotAllowed):
        return Conventions()


def set_all(study: Study, wanted: Conventions, *, event_id: str | None = None) -> None:
    """Write quotes and counts so from now on; raises NotAllowed for what makes no sense."""
    value = json.dumps(asdict(_checked(wanted)), ensure_ascii=False)
    with audit.act(study, "conventions.set_all", event_id=event_id) as act:
        if act.row("select id from settings where id = $id", id=SETTING):
            act.update("settings", SETTING, value=value)
        else:
            act.insert("settings", {"id": SETTING, "value": value})


def read_scale(written: str) -> tuple[tuple[str, int], ...]:
    """Read a scale such as “a few 1, several 20, many 40, most 60, all 100”; raises NotAllowed."""
    found = []
    for part in filter(str.strip, re.split("[,;\n]", written)):
        match = re.fullmatch(r"\s*(.+?)\s+(\d{1,3})\s*%?\s*", part)
        if match is None:
            raise NotAllowed("Write each word with the share it begins at, as in “many 40”.")
        found.append((match[1], int(match[2])))
    return _checked(replace(Conventions(), scale=tuple(found))).scale


def _is_template(written: str) -> bool:
    """Tell whether there is nothing in an attribution that could name somebody by itself."""
    try:
        between = " ".join(text for text, *_ in string.Formatter().parse(written))
    except ValueError:
        return False
    words = re.findall(r"[^\W\d_]+", between.casefold())
    return len(written) <= 200 and written.isprintable() and set(words) <= set(_BETWEEN)


def _checked(wanted: Conventions) -> Conventions:
    shares = [share for _, share in wanted.scale]
    choices = (
        (wanted.omission, SIGNS),
        (wanted.marks, get_args(Marks)),
        (wanted.opening, get_args(Opening)),
        (wanted.counts, get_args(Counts)),
        (wanted.too_few, get_args(TooFew)),
        (wanted.edges, (True, False)),
    )
    if not all(value in known for value, known in choices):
        raise NotAllowed("That way of writing quotes is not known. Choose one of those offered.")
    if not (1 <= wanted.enough <= 1000 and 1 <= wanted.longest <= 1000):
        raise NotAllowed("Give a number of participants and of words between 1 and 1,000.")
    if not _is_template(wanted.template):
        raise NotAllowed(
            "An attribution has names in braces with signs between them, and no words but "
            f"{', '.join(_BETWEEN)}: what describes a participant is an attribute."
        )
    if (
        not shares
        or shares != sorted(set(shares))
        or not all(0 <= share <= 100 for share in shares)
        or not all(re.fullmatch(r"[^\W\d_][\w’' -]{0,29}", word) for word, _ in wanted.scale)
    ):
        raise NotAllowed(
            "A scale needs words, each with a share of participants from 0 to 100 that is greater "
            "than the one before."
        )
    return wanted
