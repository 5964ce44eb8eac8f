"""What a printed report is made of: headings, paragraphs, tables, lines to write on. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Begin a section; level 1 is the highest below the title."""

    words: str
    level: int = 1
    on_new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Say something in our own words; `is_note` sets it small."""

    words: str
    is_note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Show rows under headings; `shares` are the widths of columns in relation to each other.

    `by_person` says that a person wrote the headings, as those of attributes.
    """

    caption: str
    headings: Cells
    shares: tuple[int, ...]
    rows: tuple[Cells, ...]
    by_person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Show a question with what a person wrote, or with blank lines to write on."""

    title: str
    question: str
    words: str
    judgement: str = ""
    lines: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Show who signed and when, or a line to sign on."""

    name: str = ""
    date: str = ""


Part = Heading | Paragraph | Table | Answer | Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Hold a whole report."""

    title: str
    subtitle: str
    parts: tuple[Part, ...]


def told(report: Report) -> list[str]:
    """List every piece of writing in a report that came from the study or from a person."""
    found = [report.subtitle]
    for part in report.parts:
        if isinstance(part, Table):
            found += [cell for row in part.rows for cell in row]
            found += part.headings if part.by_person else ()
        elif isinstance(part, Answer):
            found += [part.words]
        elif isinstance(part, Signature):
            found += [part.name]
        elif isinstance(part, Heading):
            found += [part.words]
    return found


def rewritten(report: Report, change: Callable[[str], str]) -> Report:
    """Put each such piece through a function."""
    return replace(
        report,
        subtitle=change(report.subtitle),
        parts=tuple(_rewritten(part, change) for part in report.parts),
    )


def _rewritten(part: Part, change: Callable[[str], str]) -> Part:
    if isinstance(part, Table):
        rows = tuple(tuple(map(change, row)) for row in part.rows)
        headings = tuple(map(change, part.headings)) if part.by_person else part.headings
        return replace(part, rows=rows, headings=headings)
    if isinstance(part, Answer | Heading):
        return replace(part, words=change(part.words))
    if isinstance(part, Signature):
        return replace(part, name=change(part.name))
    return part


def rows(facts: Mapping[str, str] | Sequence[tuple[str, str]]) -> tuple[Cells, ...]:
    """Make rows of names and values."""
    pairs = facts.items() if isinstance(facts, Mapping) else facts
    return tuple((name, value) for name, value in pairs)
