"""Prepare a quote table for a report: who is shown how, and the file itself."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.participants import Participant
from workbench.store import Row
from workbench.themes import attribution, board, quote_document
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
    quotes: Sequence[Quote], wanted: str, names: Sequence[str], *, memos: bool, questions: bool
) -> list[Row]:
    """List the quotes as the table will show them; raises NotAllowed for a wrong template."""
    several = len({quote.theme.id for quote in quotes}) > 1
    rows = []
    for quote in quotes:
        row: Row = {"Question": quote.question} if questions else {}
        row["Quote"] = board.shown(quote)
        row["Who"] = attribution.write(quote, wanted)
        row["Where"] = quote_document.where(quote)
        row["Code"] = quote.code_path.rpartition(" > ")[2]
        if several:
            row["Theme"] = quote.theme.name
        if memos:
            row["Memo"] = quote.memo
        rows.append(row | {name: quote.attributes[name] for name in names})
    return rows


def file_name(theme: str, kind: str) -> str:
    """Name a file after its theme, in signs that every system takes."""
    bare = unicodedata.normalize("NFKD", theme).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", bare.casefold()).strip("-")[:60]
    return f"quotes-{words or 'theme'}{kind}"
