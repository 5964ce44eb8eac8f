"""Draw the acts on themes, quotes, phases and participants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from tests.drawing import NONE, Drawing, Verb
from workbench import audit, participants
from workbench.coding import (
    codings,
)
from workbench.study import Study
from workbench.themes import (
    cards,
    checks,
    conventions,
    development,
    gathering,
    phases,
    quotes,
    structure,
    summaries,
    theme_map,
    thoughts,
    trimming,
)
from workbench.themes.trims import Kind, Mark


def of_themes(draw: Drawing) -> dict[str, Verb]:
    s, chance = draw.study, draw.chance

    def theme() -> str:
        return draw.an("themes")

    def held(theme_id: str) -> list[str]:
        found = s.rows(
            "select code_id from theme_codes where theme_id = $id order by id", id=theme_id
        )
        return [row["code_id"] for row in found]

    def split() -> None:
        one = theme()
        cards = s.rows("select id from theme_passages where theme_id = $id order by id", id=one)
        passages = [str(row["id"]) for row in cards[:1]]
        development.split(
            s, one, draw.name() * 2, held(one)[:1], passages=passages, why=draw.name()
        )

    def answered() -> list[tuple[str, str]]:
        found = [one for one in checks.fetch_all(s) if one.researcher == s.researcher]
        return [(one.theme_id, one.question) for one in found]

    def ungroup() -> None:
        one = theme()
        development.ungroup(s, one, held(one)[:1])

    def chosen(verb: Callable[[Study, str, str], None]) -> None:
        one = theme()
        mine = [coding.id for coding in codings.of_codes(s, held(one))]
        mine += [laid.coding.id for laid in gathering.laid(s, [one])]
        verb(s, one, draw.of(mine, draw.an("codings")))

    def unchoose() -> None:
        row = draw.of(s.rows("select theme_id, coding_id from theme_quotes order by id"), {})
        if row:
            quotes.unchoose(s, row["theme_id"], row["coding_id"])

    def quote() -> str:
        return draw.an("theme_quotes")

    def trim() -> None:
        one = quote()
        row = s.row(_WORDS_OF_QUOTE, id=one)
        size = row["stop"] - row["start"] if row else 1
        start = chance.randrange(size)
        stop = chance.randrange(start, size) + 1
        kinds = chance.sample(get_args(Kind), 2)
        marks = [
            Mark(kind=kind, start=start, stop=stop, text="it" if kind[0] in "cr" else "")
            for kind in kinds
        ]
        trimming.trim(s, one, marks)

    return {
        "themes.development.add": (
            2,
            lambda: development.add(s, draw.name() * 2, draw.some(draw.ids("codes"))),
        ),
        "themes.development.group": (
            1,
            lambda: development.group(s, theme(), draw.some(draw.ids("codes"))),
        ),
        "themes.development.ungroup": (1, ungroup),
        "themes.development.rename": (
            1,
            lambda: development.rename(s, theme(), draw.name() * 3),
        ),
        "themes.development.define": (
            1,
            lambda: development.define(s, theme(), concept=draw.name()),
        ),
        "themes.development.set_status": (
            1,
            lambda: development.set_status(s, theme(), chance.choice(["reviewed", "named"])),
        ),
        "themes.development.nest": (
            1,
            lambda: development.nest(s, theme(), chance.choice([None, theme()]), why=draw.name()),
        ),
        "themes.development.reorder": (
            1,
            lambda: development.reorder(s, theme(), chance.randrange(3)),
        ),
        "themes.development.merge": (
            1,
            lambda: development.merge(s, theme(), theme(), why=draw.name()),
        ),
        "themes.development.split": (1, split),
        "themes.development.dissolve": (
            1,
            lambda: development.dissolve(s, theme(), why=draw.name()),
        ),
        "themes.checks.answer": (
            1,
            lambda: checks.answer(
                s,
                theme(),
                chance.choice(list(checks.QUESTIONS)),
                chance.choice(get_args(checks.Verdict)),
                draw.name(),
            ),
        ),
        "themes.checks.withdraw": (
            1,
            lambda: checks.withdraw(s, *draw.of(answered(), (NONE, NONE))),
        ),
        "themes.summaries.write": (
            2,
            lambda: summaries.write(
                s, theme(), draw.an("participants"), chance.choice(["", draw.name(), draw.name()])
            ),
        ),
        "themes.structure.restore": (
            1,
            lambda: structure.restore(
                s, chance.randrange(audit.newest(s) + 1), themes=draw.some(draw.ids("themes"))
            ),
        ),
        "themes.theme_map.place": (
            1,
            lambda: theme_map.place(s, {theme(): (chance.randint(-500, 500), 20.0)}),
        ),
        "themes.theme_map.resize": (1, lambda: theme_map.resize(s, theme(), 1.5)),
        "themes.theme_map.arrange": (1, lambda: theme_map.arrange(s)),
        "themes.theme_map.link": (
            2,
            lambda: theme_map.link(s, theme(), theme(), draw.name(), directed=True),
        ),
        "themes.theme_map.rename_link": (
            1,
            lambda: theme_map.rename_link(
                s, draw.an("theme_links"), draw.name() * 2, directed=False
            ),
        ),
        "themes.theme_map.unlink": (1, lambda: theme_map.unlink(s, draw.an("theme_links"))),
        "themes.quotes.choose": (3, lambda: chosen(quotes.choose)),
        "themes.quotes.unchoose": (1, unchoose),
        "themes.trimming.trim": (3, trim),
        "themes.trimming.set_form": (
            1,
            lambda: trimming.set_form(s, quote(), chance.choice(["auto", "block"])),
        ),
        "themes.trimming.show_question": (
            1,
            lambda: trimming.show_question(s, quote(), shown=chance.random() < 0.5),
        ),
        "themes.trimming.move": (1, lambda: trimming.move(s, quote(), chance.randrange(3))),
        "themes.trimming.look_again": (1, lambda: trimming.look_again(s, quote())),
        "themes.conventions.set_all": (
            1,
            lambda: conventions.set_all(
                s, replace(conventions.fetch(s), enough=chance.randrange(1, 9))
            ),
        ),
        "themes.phases.move": (1, lambda: phases.move(s, chance.randint(1, 6))),
    }


def of_cards(draw: Drawing) -> dict[str, Verb]:
    s, chance = draw.study, draw.chance

    def card() -> str:
        return draw.of([str(row["id"]) for row in s.rows(_CARDS)], NONE)

    def where() -> str | None:
        return chance.choice([None, draw.an("themes"), draw.an("themes")])

    def near() -> dict[str, str]:
        return {"before": card(), "stack": chance.choice(["", "", "heap", "pile"])}

    def stack() -> None:
        row = draw.of(s.rows("select theme_id, stack from theme_codes where stack <> ''"), {})
        cards.name_stack(s, row.get("theme_id", NONE), row.get("stack", ""), draw.name())

    def gather() -> None:
        transcript = draw.transcript()
        start, stop = draw.place(transcript)
        gathering.add(s, draw.an("themes"), transcript, start, stop, before=card())

    return {
        "themes.cards.lay": (2, lambda: cards.lay(s, draw.an("codes"), where(), **near())),
        "themes.cards.put": (3, lambda: cards.put(s, card(), where(), **near())),
        "themes.cards.take": (1, lambda: cards.take(s, card())),
        "themes.cards.name_stack": (1, stack),
        "themes.gathering.add": (2, gather),
        "themes.gathering.copy": (
            1,
            lambda: gathering.copy(s, draw.an("theme_passages"), draw.an("themes"), **near()),
        ),
        "themes.thoughts.add": (
            1,
            lambda: thoughts.add(s, draw.name(), theme_id=where(), **near()),
        ),
        "themes.thoughts.rewrite": (
            1,
            lambda: thoughts.rewrite(s, draw.an("thoughts"), draw.name() * 2),
        ),
    }


_CARDS = """
select id from theme_codes union all select id from theme_passages
union all select id from thoughts union all select id from parked_codes order by id
"""


def of_people(draw: Drawing) -> dict[str, Verb]:
    s, chance = draw.study, draw.chance

    def person() -> str:
        return draw.an("participants")

    def table() -> str:
        known = participants.fetch_all(s)
        named = draw.of([one.pseudonym for one in known], NONE)
        return f"pseudonym,region,age\n{named},{draw.name()},{chance.randrange(3)}\n"

    return {
        "participants.set_attribute": (
            2,
            lambda: participants.set_attribute(
                s, person(), chance.choice(["region", "age"]), chance.choice(["", "x", "y"])
            ),
        ),
        "participants.set_consent": (
            1,
            lambda: participants.set_consent(s, person(), chance.choice([True, False, None])),
        ),
        "participants.import_attributes": (
            1,
            lambda: participants.import_attributes(s, table()),
        ),
    }


_WORDS_OF_QUOTE = """
select p.start, p.stop from theme_quotes q join quotable g on g.id = q.coding_id
join passages p on p.id = g.passage_id where q.id = $id
"""
