"""Lay a study out as one Word document in which its paper can be begun.

All that the study holds stands in its place: who took part, what was done in each phase, the
themes with what was written about them, quotes as they were set. What is for the researcher to
write is left open and says so.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_uppercase

from docx.document import Document

from workbench import overview, participants, word_documents, word_footnotes, word_text
from workbench.coding import codebook
from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.themes import (
    counting,
    coverage,
    outline,
    paper_word,
    phases,
    quote_forms,
    quotes,
)
from workbench.themes.conventions import Conventions
from workbench.themes.outline import Theme
from workbench.themes.paper_tables import Table
from workbench.themes.quote_forms import Line, SetQuote
from workbench.themes.quotes import Quote
from workbench.themes.sentences import many, sentence, were
from workbench.word_tables import QUOTE_WORDS, Element, run
from workbench.word_text import BLOCK, OPEN

INTRODUCTION = "What is known and what is not; the question of this study."
PEOPLE = "How people were found and asked; who is missing. Who interviewed, where and how."
ETHICS = "Consent, approval and its number, funding; where the transcripts are kept."
WHO_WROTE = "Who you are to this work, and what that let you see."
STORY = "The story of this theme: what it says, and how the quotes carry it."
CLOSE = "What this theme adds to the answer, and where it ends."
DISCUSSION = "What the themes say together, beside what others found; what follows from it."
IN_BRACKETS = "Square brackets hold what the researchers put in, to say who or what is meant."
CHANGED = "The words of this quote changed after somebody last looked at it: look again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Hold the tables that stand in the document; those at the end come on pages of their own."""

    participants: Table | None
    phases: Table
    themes: Table
    appendix: tuple[Table, ...] = ()


def require_themes(study: Study) -> None:
    """Raise NotAllowed for a study without a theme: its paper has nothing to say yet."""
    if not outline.fetch_all(study):
        raise NotAllowed("There is no theme yet. Gather codes in a theme first, then write up.")


def compose(
    study: Study, tables: Tables, *, how: Conventions, template: str, methods: str = ""
) -> bytes:
    """Make the document.

    `how` and `template` say how quotes are written and attributed; `methods` is text on how
    passages were found. Raises NotAllowed for a control character, or where a quote would not say
    what its transcript says.
    """
    document = word_documents.document(upright=True)
    word_text.prepare(document)
    word_text.heading(document, study.name, 0)
    _open(document, "Introduction", INTRODUCTION, level=1)
    _method(document, study, tables, methods)
    _results(document, tables, _Themes(document, study, how, template))
    _open(document, "Discussion", DISCUSSION, level=1)
    _appendices(document, tables.appendix)
    file = io.BytesIO()
    word_documents.save(document, file)
    return file.getvalue()


def _appendices(document: Document, tables: Sequence[Table]) -> None:
    """Turn the page once for all that is wide; each begins a page of its own."""
    wide = sorted(tables, key=lambda table: table.landscape)
    for letter, table in zip(ascii_uppercase, wide, strict=False):
        turned = table.landscape and not paper_word.is_landscape(document)
        if turned:
            paper_word.turn(document)
        title = f"Appendix {letter}. {table.caption}"
        word_text.heading(document, title, 1, on_new_page=not turned)
        paper_word.append(document, table)


def _method(document: Document, study: Study, tables: Tables, methods: str) -> None:
    word_text.heading(document, "Method", 1)
    word_text.heading(document, "Participants and interviews", 2)
    word_text.add(document, run(_sample(study)))
    word_text.add(document, run(PEOPLE), style=OPEN)
    if tables.participants:
        paper_word.append(document, tables.participants)
    _open(document, "Ethics", ETHICS, level=2)
    word_text.heading(document, "Analysis", 2)
    word_text.add(document, run(_analysis(study)))
    paper_word.append(document, tables.phases)
    word_text.add_lines(document, methods)
    _open(document, "Reflexivity", WHO_WROTE, level=2)


def _sample(study: Study) -> str:
    seen = overview.look(study)
    hold = "holds" if seen.released == 1 else "hold"
    said = f"{many(seen.released, 'transcript')} {hold} {seen.words:,} words in all"
    if seen.participants:
        people = "person" if seen.participants == 1 else "people"
        said = f"{counting.spelled(seen.participants)} {people} took part; {said}"
    return sentence(said)


def _analysis(study: Study) -> str:
    codes = sum(not code.retired for code in codebook.fetch_all(study))
    stand = "code stands" if codes == 1 else "codes stand"
    themes = len(_tops(study))
    moves = [move.phase.number for move in phases.trail(study)]
    returned = any(later < earlier for earlier, later in pairwise(moves))
    forth = ", between which the work went back and forth" if returned else ""
    return (
        "The interviews were analysed by reflexive thematic analysis (Braun & Clarke 2006, 2019) "
        f"in six phases{forth}. The table of phases tells what was done in each. "
        f"{counting.spelled(codes).capitalize()} {stand} in the codebook, from which "
        f"{many(themes, 'theme')} {were(themes)} developed."
    )


def _results(document: Document, tables: Tables, writing: _Themes) -> None:
    word_text.heading(document, "Results", 1)
    paper_word.append(document, tables.themes)
    for number, theme in enumerate(_tops(writing.study), start=1):
        writing.theme(theme, f"{number}. {theme.name}")


def _tops(study: Study) -> list[Theme]:
    return [theme for theme in outline.fetch_all(study) if len(theme.path) == 1]


class _Themes:
    """Write themes one after the other; a sign is explained where it stands first."""

    def __init__(self, document: Document, study: Study, how: Conventions, template: str) -> None:
        self.document, self.study, self.how, self.template = document, study, how, template
        self.everybody = len(participants.fetch_all(study))
        self.explained: set[str] = set()

    def theme(self, theme: Theme, title: str) -> None:
        """Write a theme with all its subthemes."""
        chosen: dict[str, list[Quote]] = {}
        for quote in quotes.table(self.study, theme.id, chosen_only=True):
            chosen.setdefault(quote.theme.id, []).append(quote)
        for one in outline.subtree(self.study, theme.id):
            top = one.id == theme.id
            depth = min(len(one.path) + 1, 4)
            word_text.heading(self.document, title if top else one.name, depth)
            self._about(one)
            for quote in chosen.get(one.id, []):
                self._quote(quote)
        word_text.add(self.document, run(CLOSE), style=OPEN)

    def _about(self, theme: Theme) -> None:
        for words in (theme.essence or theme.central_concept, theme.definition):
            word_text.add_lines(self.document, words)
        if self.how.counts != "off":
            present = len(coverage.of_theme(self.study, theme.id).present)
            said = counting.counted(present, self.everybody, self.how, opening=True)
            verb = "speaks" if present == 1 else "speak"
            word_text.add(self.document, run(f"{said} {verb} in it."))
        if theme.story:
            word_text.add_lines(self.document, theme.story)
        elif len(theme.path) == 1:
            word_text.add(self.document, run(STORY), style=OPEN)

    def _quote(self, quote: Quote) -> None:
        shown = quote_forms.set_quote(quote, self.how, self.template)
        for number, line in enumerate(shown.lines):
            first, last = number == 0, number == len(shown.lines) - 1
            runs = [*self._line(line, shown, first=first, last=last)]
            if last:
                runs += [run(f" {shown.who}"), *self._stale(quote)]
            style = word_text.BODY if shown.form == "inline" else BLOCK
            added = word_text.add(self.document, *runs, style=style)
            if not last:
                word_text.keep_with_next(added)
            elif style == BLOCK:
                word_text.set_off(added)

    def _line(self, line: Line, shown: SetQuote, *, first: bool, last: bool) -> Iterator[Element]:
        if line.speaker:
            yield run(f"{line.speaker}: ", bold=True)
        if first and shown.opens:
            yield run(shown.opens)
        for piece in line.pieces:
            if not piece.text:
                continue
            said = piece.start is not None and not line.question
            yield run(piece.text, style=QUOTE_WORDS if said else None, italic=piece.slanted)
            if piece.start is None and not piece.spaced:
                yield from self._explained(piece.text)
        if last and shown.closes:
            yield run(shown.closes)

    def _explained(self, sign: str) -> Iterator[Element]:
        """Explain a sign in a footnote, the first time it stands in the document."""
        omission = sign == self.how.omission
        kind = "omission" if omission else "bracket"
        if kind not in self.explained:
            self.explained.add(kind)
            yield word_footnotes.footnote(
                self.document,
                f"{sign} marks words left out." if omission else IN_BRACKETS,
            )

    def _stale(self, quote: Quote) -> Sequence[Element]:
        return [run(f" [{CHANGED}]", bold=True)] if quote.stale else []


def _open(document: Document, title: str, words: str, *, level: int) -> None:
    word_text.heading(document, title, level)
    word_text.add(document, run(words), style=OPEN)
