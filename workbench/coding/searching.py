"""Put searches into the words of the screen and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from workbench import clock, participants, transcripts
from workbench.coding import codebook, scope_words
from workbench.coding.concordance import Line
from workbench.coding.results import Searched, Unit
from workbench.coding.scope import Coded, Scope
from workbench.coding.search import Kind, Query
from workbench.coding.written import Written
from workbench.store import Row
from workbench.study import Study
from workbench.transcripts import Role
from workbench.ui.where import Choices, Where

WAYS: Mapping[Kind, str] = {
    "words": "Whole words",
    "forms": "Words with their forms",
    "signs": "Also inside words",
    "pattern": "Regular expression",
}
UNITS: Mapping[Unit, str] = {
    "words": "The words found",
    "sentence": "Their sentence",
    "turn": "Their turn",
}


def choices(study: Study) -> Choices:
    """List what a search can be restricted to."""
    people = participants.fetch_all(study)
    found = transcripts.fetch_all(study)
    return Choices(
        transcripts={one.id: one.label for one in found if one.state == "released"},
        attributes={
            name: sorted({value for one in people if (value := one.attributes.get(name))})
            for name in participants.attribute_names(study)
        },
        codes={code.id: codebook.joined(code.path) for code in codebook.fetch_all(study)},
        researchers=scope_words.researchers(study),
    )


def scope(where: Where) -> Scope:
    """Read what was chosen on the screen."""
    uncoded = where.coded == "uncoded"  # touching none of the codings of any code
    free = where.coded == "any"
    return Scope(
        roles=cast("list[Role]", list(where.roles)),
        attributes=where.attributes,
        transcripts=where.transcripts,
        coded="without" if uncoded else cast("Coded", where.coded),
        codes=[where.code] if where.code and not (uncoded or free) else [],
        researchers=[where.researcher] if where.researcher and not free else [],
    )


def ideas(query: Query, within: str) -> list[str]:
    """Say what else may find something where a search found nothing."""
    inside_words = query.kind in ("words", "forms")
    return [
        *(["search everywhere, by emptying “Where”"] if within else []),
        *(["look inside words too"] if inside_words else []),
        *(["let case and accents make no difference"] if query.exact else []),
        *(["look for other forms of the word"] if query.kind == "words" else []),
    ]


def earlier_rows(earlier: Sequence[Searched]) -> list[Row]:
    """Put searches that were coded into rows of a table."""
    return [
        {
            "Search": one.query,
            "Read as": WAYS[one.kind],
            "Where": one.within,
            "Code": one.code,
            "Passages": one.passages,
            "By": f"{one.researcher}, {clock.day(clock.local(one.ts))}",
        }
        for one in earlier
    ]


def written_rows(found: Sequence[Written]) -> list[Row]:
    """Put memos and parts of codes into rows of a table."""
    return [
        {"Where": one.where, "Before": one.before, "Found": one.words, "After": one.after}
        for one in found
    ]


def marked(study: Study, line: Line) -> tuple[str, str, str]:
    """Cut the turn of a line into what stands before the words found, the words, and the rest."""
    text = transcripts.text(study, line.transcript_id)
    turn = next(
        one for one in transcripts.turns(study, line.transcript_id) if one.position == line.turn
    )
    return (
        text[turn.start : line.start],
        text[line.start : line.stop],
        text[line.stop : turn.stop],
    )
