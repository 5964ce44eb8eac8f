"""Prepare a quote table for a report: who is shown how, and the file itself."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from workbench.participants import Participant
from workbench.store import Row
from workbench.themes import quote_document, quote_forms
from workbench.themes.anonymity import Alike
from workbench.themes.conventions import Conventions
from workbench.themes.paper_tables import STALE
from workbench.themes.quotes import Quote

USUAL = ("region", "nation")


def usual(names: Iterable[str]) -> list[str]:
    """Choose the attributes shown unless others are asked for."""
    return [name for name in names if name.casefold() in USUAL]


def template(names: Iterable[str]) -> str:
    """Write an attribution of the pseudonym and these attributes."""
    return "(" + ", ".join("{" + name + "}" for name in ("pseudonym", *names)) + ")"


def alone(people: Iterable[Participant], names: Sequence[str]) -> int:
    """Count the participants with whom nobody shares this combination of attributes."""
    seen = Counter(tuple(person.attributes.get(name, "") for name in names) for person in people)
    return sum(number for number in seen.values() if number == 1) if names else 0


def preview(
    quotes: Sequence[Quote],
    wanted: str,
    names: Sequence[str],
    *,
    memos: bool,
    questions: bool,
    how: Conventions,
    risks: Mapping[str, Alike],
) -> list[Row]:
    """List the quotes as the table will show them; raises NotAllowed for a wrong template.

    `risks` tells by quote with whom alone somebody shares the attributes shown.
    """
    several = len({quote.theme.id for quote in quotes}) > 1
    rows = []
    for quote in quotes:
        row: Row = {"Question": quote.question} if questions else {}
        shown = quote_forms.set_quote(quote, how, wanted)
        row["Quote"] = shown.text
        row["Who"] = shown.who
        row["Where"] = quote_document.where(quote)
        row["Code"] = quote.code_path.rpartition(" > ")[2]
        if several:
            row["Theme"] = quote.theme.name
        if risks:
            row["Alike"] = ", ".join(risks[quote.id].pseudonyms) if quote.id in risks else ""
        if any(one.stale for one in quotes):
            row["Look again"] = STALE if quote.stale else ""
        if memos:
            row["Memo"] = quote.memo
        rows.append(row | {name: quote.attributes[name] for name in names})
    return rows


def file_name(theme: str, kind: str, *, of: str = "quotes-") -> str:
    """Name a file after its theme, in signs that every system takes."""
    bare = unicodedata.normalize("NFKD", theme).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", bare.casefold()).strip("-")[:60]
    return f"{of}{words or 'theme'}{kind}"
