"""Draw the acts of getting to know the data, of discussing and of writing up."""

from __future__ import annotations

from collections.abc import Callable

from tests.drawing import Drawing, Verb
from workbench.themes import checklists, discussions, impressions, what_was_done


def of_phases(draw: Drawing) -> dict[str, Verb]:
    s, chance = draw.study, draw.chance

    def note() -> None:
        on = chance.choice([None, draw.transcript()])
        impressions.note(s, on, chance.choice(impressions.KINDS), draw.name() * 2)

    def put_forward() -> None:
        about: discussions.Subject = chance.choice(["memo", "impression"])
        discussions.put_forward(s, about, draw.an(discussions.TABLES[about]))

    def of_one(verb: Callable[[str], object], table: str) -> Callable[[], object]:
        return lambda: verb(draw.an(table))

    def phase() -> int:
        return chance.randint(1, 6)

    return {
        "themes.impressions.note": (2, note),
        "themes.impressions.rewrite": (
            1,
            of_one(lambda one: impressions.rewrite(s, one, draw.name() * 3), "impressions"),
        ),
        "themes.impressions.remove": (
            1,
            of_one(lambda one: impressions.remove(s, one), "impressions"),
        ),
        "themes.discussions.put_forward": (2, put_forward),
        "themes.discussions.answer": (
            1,
            of_one(lambda one: discussions.answer(s, one, draw.name()), "discussions"),
        ),
        "themes.discussions.settle": (
            1,
            of_one(lambda one: discussions.settle(s, one), "discussions"),
        ),
        "themes.discussions.reopen": (
            1,
            of_one(lambda one: discussions.reopen(s, one), "discussions"),
        ),
        "themes.what_was_done.write": (
            1,
            lambda: what_was_done.write(s, phase(), draw.name() * 4),
        ),
        "themes.checklists.place": (
            1,
            lambda: checklists.place(
                s,
                chance.choice(list(checklists.CHECKLISTS)),
                str(chance.randint(1, 20)),
                chance.choice(["", draw.name()]),
            ),
        ),
        "themes.what_was_done.forget": (1, lambda: what_was_done.forget(s, phase())),
        "themes.what_was_done.pick": (
            1,
            lambda: what_was_done.pick(s, draw.some(draw.ids("codes"))),
        ),
    }
