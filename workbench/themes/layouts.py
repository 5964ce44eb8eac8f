"""Lay themes and their quotes out as papers print them: T1 to T3, the overview of themes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench import participants
from workbench.coding import codebook
from workbench.participants import Participant
from workbench.study import Study
from workbench.themes import anonymity, counting, coverage, outline, quote_forms, quotes
from workbench.themes import paper_tables as paper
from workbench.themes.conventions import Conventions
from workbench.themes.outline import Theme
from workbench.themes.paper_tables import Cell, Row, Table, cell, quote_cell
from workbench.themes.quote_document import theme_row, where
from workbench.themes.quote_forms import SetQuote
from workbench.themes.quotes import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Say how a table is to be: how quotes are written, who is named how, how many of each.

    `theme_id` keeps to one theme with its subthemes; `most` quotes stand for a theme, the chosen
    ones first, or with `chosen_only` these alone. `attributes` are columns of their own.
    Without a word on `landscape` a table stands or lies as most do.
    """

    how: Conventions
    template: str
    attributes: tuple[str, ...] = ()
    theme_id: str | None = None
    chosen_only: bool = False
    most: int = 1
    landscape: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Hold the themes of a table with their quotes, and everybody in the study."""

    themes: Sequence[Theme]
    quotes: Sequence[Quote]
    people: Sequence[Participant]


def theme_summary(study: Study, wish: Wish) -> Table:
    """T1: theme, subtheme, description, illustrative quotes; with counts where they are on."""
    found = _find(study, wish)
    counts = wish.how.counts != "off"
    rows: list[Row] = []
    shown: list[SetQuote] = []
    before: Theme | None = None
    for theme in found.themes:
        fixed = _theme_cells(study, theme, found, wish, counts=counts)
        mine = _some(found.quotes, theme, wish)
        for number, quote in enumerate(mine or [None]):
            shown += [_set(quote, wish)] if quote else []
            words = quote_cell(shown[-1], stale=quote.stale) if quote else cell("")
            under = bool(before and before.path[0] == theme.path[0])
            same = len(fixed) if number else int(under)
            origin = paper.origin(quote) if quote else None
            rows.append(Row(cells=(*fixed, words), same=same, origin=origin))
        before = theme
    heads = ("Theme", "Subtheme", "Description", *(["Participants"] if counts else []))
    return Table(
        name="Themes",
        caption="Themes, with illustrative quotes",
        headings=(*heads, "Illustrative quote"),
        shares=(13, 13, 26, 10, 38) if counts else (15, 15, 28, 42),
        rows=tuple(rows),
        notes=paper.notes(shown, wish.how),
        warning=_warning(found, wish),
        landscape=bool(wish.landscape),
    )


def trail(study: Study, wish: Wish) -> Table:
    """T2: from each code to its theme, with an example, who says it and where."""
    found = _find(study, wish)
    paths = {code.id: codebook.joined(code.path) for code in codebook.fetch_all(study)}
    rows: list[Row] = []
    shown: list[SetQuote] = []
    above = ""
    for theme in found.themes:
        first = True
        for code_id in theme.codes:
            under = f"{paths[code_id]} > "
            mine = [
                quote
                for quote in found.quotes
                if quote.theme.id == theme.id and f"{quote.code_path} > ".startswith(under)
            ]
            some = sorted(mine, key=_chosen_first)[: wish.most]
            for number, quote in enumerate(some or [None]):
                shown += [_set(quote, wish)] if quote else []
                fixed = (*_names(theme), cell(paths[code_id]))
                same = 3 if number else 2 if not first else int(theme.path[0] == above)
                rows.append(_trail_row(fixed, quote, shown, same))
                first, above = False, theme.path[0]
    return Table(
        name="Codes and themes",
        caption="From codes to themes",
        headings=("Theme", "Subtheme", "Code", "Example", "Participant", "Source"),
        shares=(15, 15, 17, 31, 12, 10),
        rows=tuple(rows),
        notes=paper.notes(shown, wish.how),
        warning=_warning(found, wish),
        landscape=bool(wish.landscape),
    )


def _trail_row(
    fixed: tuple[Cell, ...], quote: Quote | None, shown: Sequence[SetQuote], same: int
) -> Row:
    if quote is None:
        return Row(cells=(*fixed, cell(""), cell(""), cell("")), same=same)
    words = quote_cell(shown[-1], stale=quote.stale, who=False)
    who = shown[-1].who.removeprefix("(").removesuffix(")")
    cells = (*fixed, words, cell(who), cell(where(quote)))
    return Row(cells=cells, same=same, origin=paper.origin(quote))


def grouped_quotes(study: Study, wish: Wish) -> Table:
    """T3: the quotes under each theme, a row for each, with who said it.

    A theme heads rows where it or a subtheme has quotes; the others are named beneath.
    """
    found = _find(study, wish)
    rows: list[Row] = []
    shown: list[SetQuote] = []
    speaking = _with_those_above({quote.theme.id for quote in found.quotes}, found.themes)
    silent = [theme.name for theme in found.themes if theme.id not in speaking]
    for theme in (one for one in found.themes if one.id in speaking):
        rows.append(theme_row(theme, told=False))
        for quote in sorted(
            (one for one in found.quotes if one.theme.id == theme.id), key=_chosen_first
        ):
            shown.append(_set(quote, wish))
            words = quote_cell(shown[-1], stale=quote.stale)
            rows.append(Row(cells=(words,), origin=paper.origin(quote)))
    return Table(
        name="Quotes",
        caption="Quotes by theme",
        headings=("Quote",),
        shares=(100,),
        rows=tuple(rows),
        notes=(
            *paper.notes(shown, wish.how),
            *([f"Without a quote: {'; '.join(silent)}."] if silent else []),
        ),
        warning=_warning(found, wish),
        landscape=bool(wish.landscape),
        grouped="Theme",
    )


def _with_those_above(ids: set[str], themes: Sequence[Theme]) -> set[str]:
    """Add the themes around some themes; `themes` lists each after the one around it."""
    found = set(ids)
    for theme in reversed(themes):
        if theme.id in found and theme.parent_id:
            found.add(theme.parent_id)
    return found


def overview(study: Study, wish: Wish) -> Table:
    """List the themes with what each says, in its one sentence where that is written."""
    found = _find(study, wish)
    counts = wish.how.counts != "off"
    rows = []
    for theme in found.themes:
        depth = len(theme.path) - 1
        name = cell(f"{'–' * depth} {theme.name}") if depth else cell(theme.name, bold=True)
        told = cell(theme.essence or _description(theme))
        many = [_count(study, theme, found.people, wish)] if counts else []
        rows.append(Row(cells=(name, told, *many)))
    return Table(
        name="Themes",
        caption="Overview of themes",
        headings=("Theme", "Description", *(["Participants"] if counts else [])),
        shares=(24, 60, 16) if counts else (28, 72),
        rows=tuple(rows),
        landscape=bool(wish.landscape),
    )


def _find(study: Study, wish: Wish) -> _Found:
    every = outline.fetch_all(study)
    themes = outline.subtree(study, wish.theme_id) if wish.theme_id else every
    tops = [wish.theme_id] if wish.theme_id else [one.id for one in every if len(one.path) == 1]
    found = [
        quote for top in tops for quote in quotes.table(study, top, chosen_only=wish.chosen_only)
    ]
    return _Found(themes=themes, quotes=found, people=participants.fetch_all(study))


def _chosen_first(quote: Quote) -> tuple[bool, int]:
    return quote.place is None, quote.place or 0


def _some(found: Sequence[Quote], theme: Theme, wish: Wish) -> list[Quote]:
    mine = [quote for quote in found if quote.theme.id == theme.id]
    return sorted(mine, key=_chosen_first)[: wish.most]


def _set(quote: Quote, wish: Wish) -> SetQuote:
    return quote_forms.set_quote(quote, wish.how, wish.template)


def _names(theme: Theme) -> tuple[Cell, Cell]:
    below = " – ".join(theme.path[1:])
    return cell(theme.path[0], bold=True), cell(below)


def _description(theme: Theme) -> str:
    told = (theme.essence or theme.central_concept, theme.definition)
    return "\n".join(filter(None, told))


def _theme_cells(
    study: Study, theme: Theme, found: _Found, wish: Wish, *, counts: bool
) -> tuple[Cell, ...]:
    many = [_count(study, theme, found.people, wish)] if counts else []
    return (*_names(theme), cell(_description(theme)), *many)


def _count(study: Study, theme: Theme, people: Sequence[Participant], wish: Wish) -> Cell:
    present = len(coverage.of_theme(study, theme.id).present)
    return cell(counting.written(present, len(people), wish.how))


def _warning(found: _Found, wish: Wish) -> str:
    """Say who could be singled out; raises NotAllowed where the study refuses that."""
    risks = anonymity.quoted(
        found.quotes, found.people, wish.template, wish.attributes, wish.how.enough
    )
    return anonymity.require(risks.values(), wish.how)


def counts_told(study: Study, wish: Wish) -> Iterator[str]:
    """Say for each theme in a sentence how many participants speak in it, subthemes included."""
    people = participants.fetch_all(study)
    for theme in outline.fetch_all(study):
        present = len(coverage.of_theme(study, theme.id).present)
        who = counting.counted(present, len(people), wish.how, opening=True)
        verb = "speaks" if present == 1 and wish.how.counts != "quantifiers" else "speak"
        yield f"{who} {verb} in “{theme.name}”."
