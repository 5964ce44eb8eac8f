"""Name the tables that are offered, and make the one asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from workbench.errors import NotAllowed
from workbench.store import at_one_moment
from workbench.study import Study
from workbench.themes import framework, layouts, study_tables
from workbench.themes.layouts import Wish
from workbench.themes.paper_tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Describe a table: its name, what it is for, and which choices it takes.

    One that is `wide` lies on its side unless somebody wishes otherwise.
    """

    name: str
    purpose: str
    make: Callable[[Study, Wish], Table]
    quotes: bool = False
    attributes: bool = False
    counts: bool = False
    wide: bool = False


KINDS = {
    "overview": Kind(
        name="Overview of themes",
        purpose="Name and description of each theme: the first table of many papers.",
        make=layouts.overview,
        counts=True,
    ),
    "phases": Kind(
        name="Phases of the analysis",
        purpose="The six phases and what was done in each; for the methods.",
        make=study_tables.phases,
    ),
    "T1": Kind(
        name="Themes with quotes",
        purpose="Theme, subtheme, description and an illustrative quote; for the results.",
        make=layouts.theme_summary,
        quotes=True,
        counts=True,
    ),
    "T2": Kind(
        name="From codes to themes",
        purpose="Each code with its theme, an example and where it stands; for an appendix.",
        make=layouts.trail,
        quotes=True,
        wide=True,
    ),
    "T3": Kind(
        name="Quotes by theme",
        purpose="The quotes under each theme, a row for each; for supplementary material.",
        make=layouts.grouped_quotes,
        quotes=True,
    ),
    "T4": Kind(
        name="Participants",
        purpose="Pseudonym, attributes and length of the interview; for the methods.",
        make=study_tables.people,
        attributes=True,
    ),
    "T5": Kind(
        name="Who speaks in which theme",
        purpose="A tick for each participant and theme. It counts: reflexive analysis seldom "
        "needs it.",
        make=study_tables.presence,
        wide=True,
    ),
    "T6": Kind(
        name="Codebook",
        purpose="Codes with definitions, limits and examples; for an appendix or a deposit.",
        make=study_tables.codes,
        wide=True,
    ),
    "T7": Kind(
        name="Coded segments",
        purpose="Every coding with its words, memo, researcher and date; to work with.",
        make=study_tables.segments,
        wide=True,
    ),
    "T8": Kind(
        name="Framework matrix",
        purpose="A row for each participant, a column for each theme: your summaries, and quotes.",
        make=framework.table,
        quotes=True,
        wide=True,
    ),
}


@at_one_moment
def make(study: Study, kind: str, wish: Wish) -> Table:
    """Lay a table out; raises NotAllowed for another kind, and as the table itself does."""
    if kind not in KINDS:
        raise NotAllowed(f"Tables are called {', '.join(KINDS)}.")
    lying = KINDS[kind].wide if wish.landscape is None else wish.landscape
    return KINDS[kind].make(study, replace(wish, landscape=lying))
