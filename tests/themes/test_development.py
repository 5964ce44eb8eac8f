"""Themes gather codes; nothing a verb does is lost or cannot be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.themes.conftest import Example, snapshot
from workbench import audit, memos
from workbench.errors import AlreadyDone, NameTaken, NotAllowed, NotThere
from workbench.themes import coverage, development, quotes


def names(example: Example) -> list[tuple[str, ...]]:
    return [theme.path for theme in development.fetch_all(example.study)]


def codes(example: Example, theme: str) -> list[str]:
    by_id = {code: name for name, code in example.codes.items()}
    return [by_id[code] for code in development.fetch(example.study, theme).codes]


def test_themes_come_as_a_tree(example: Example) -> None:
    development.add(example.study, "Apart")
    assert names(example) == [
        ("Keeping going",),
        ("Keeping going", "Few hands"),
        ("Apart",),
    ]
    theme = development.fetch(example.study, "keeping GOING")
    assert (theme.id, theme.status, theme.central_concept) == (
        example.theme,
        "candidate",
        "Staying is work",
    )


def test_a_code_may_stand_in_several_themes_once_each(example: Example) -> None:
    development.group(
        example.study, example.subtheme, [example.codes["Effort"], example.codes["Numbers"]]
    )
    assert codes(example, example.subtheme) == ["Numbers", "Effort"]
    assert codes(example, example.theme) == ["Effort"]
    development.ungroup(example.study, example.theme, [example.codes["Effort"]])
    assert codes(example, example.theme) == []
    with pytest.raises(NotThere):
        development.ungroup(example.study, example.theme, [example.codes["Effort"]])
    with pytest.raises(NotThere):
        development.group(example.study, example.theme, ["nothing"])


def test_names_are_unique_and_not_empty(example: Example) -> None:
    with pytest.raises(NameTaken):
        development.add(example.study, " few HANDS ")
    with pytest.raises(NotAllowed):
        development.rename(example.study, example.theme, "  ")
    development.rename(example.study, example.theme, "keeping going")
    assert development.fetch(example.study, example.theme).name == "keeping going"


def test_defining_leaves_what_is_not_given(example: Example) -> None:
    development.define(example.study, example.theme, definition=" Lasting. ")
    theme = development.fetch(example.study, example.theme)
    assert (theme.central_concept, theme.definition) == ("Staying is work", "Lasting.")


def test_a_status_is_one_of_three(example: Example) -> None:
    development.set_status(example.study, example.theme, "named")
    development.set_status(example.study, example.theme, "reviewed")
    assert development.fetch(example.study, example.theme).status == "reviewed"
    with pytest.raises(NotAllowed):
        development.set_status(example.study, example.theme, "final")  # type: ignore[arg-type]


def test_nesting_makes_no_ring(example: Example) -> None:
    third = development.add(example.study, "Third", parent_id=example.subtheme)
    for parent in (example.theme, third.id):
        with pytest.raises(NotAllowed):
            development.nest(example.study, example.theme, parent)
    development.nest(example.study, third.id, None)
    assert names(example)[-1] == ("Third",)


def test_a_ring_made_by_two_undos_loses_no_theme(example: Example) -> None:
    study = example.study
    other = development.add(study, "Other")
    development.nest(study, example.theme, other.id)
    audit.undo(study)
    study.researcher = "Ben"
    development.nest(study, other.id, example.theme)
    study.researcher = "Ana"
    audit.redo(study)
    assert {path[-1] for path in names(example)} == {"Keeping going", "Few hands", "Other"}
    assert quotes.table(study, other.id) == []


def test_siblings_can_be_put_in_order(example: Example) -> None:
    for name in ("B", "C"):
        development.add(example.study, name)
    development.reorder(example.study, development.fetch(example.study, "C").id, 0)
    development.reorder(example.study, development.fetch(example.study, "B").id, -5)
    development.reorder(example.study, development.fetch(example.study, "C").id, 99)
    assert [path[0] for path in names(example) if len(path) == 1] == ["B", "Keeping going", "C"]


def test_merging_takes_everything_along(example: Example) -> None:
    study = example.study
    coding = example.code("People", "Effort")
    other = development.add(study, "Other", [example.codes["Loose"], example.codes["Effort"]])
    memo = memos.write(study, "theme", example.theme, "Is this one thing?")
    quotes.choose(study, example.theme, coding)
    quotes.choose(study, other.id, coding)
    development.merge(study, example.theme, other.id)
    assert codes(example, other.id) == ["Loose", "Effort"]
    assert names(example) == [("Other",), ("Other", "Few hands")]
    assert [m.id for m in memos.fetch_all(study, about_id=other.id)] == [memo.id]
    assert len(quotes.table(study, other.id, chosen_only=True)) == 1
    with pytest.raises(NotAllowed):
        development.merge(study, other.id, example.subtheme)
    with pytest.raises(NotAllowed):
        development.merge(study, other.id, other.id)


def test_splitting_takes_codes_and_their_quotes_along(example: Example) -> None:
    study = example.study
    coding = example.code("People", "Fatigue")
    development.group(study, example.theme, [example.codes["Loose"]])
    quotes.choose(study, example.theme, coding)
    new = development.split(study, example.theme, "Tired", [example.codes["Effort"]])
    assert codes(example, example.theme) == ["Loose"]
    assert codes(example, new.id) == ["Effort"]
    assert [quote.id for quote in quotes.table(study, new.id, chosen_only=True)] == [coding]
    with pytest.raises(NotAllowed):
        development.split(study, example.theme, "Nothing", [example.codes["Effort"]])


def test_dissolving_leaves_codes_and_subthemes(example: Example) -> None:
    study = example.study
    memos.write(study, "theme", example.theme, "Doubtful")
    quotes.choose(study, example.theme, example.code("People", "Effort"))
    before = snapshot(study)
    development.dissolve(study, example.theme)
    assert names(example) == [("Few hands",)]
    assert snapshot(study)["codes"] == before["codes"]
    assert study.rows("select * from orphans") == []
    audit.undo(study)
    assert snapshot(study) == before


def test_codes_without_theme_look_through_codes_above(example: Example) -> None:
    found = coverage.codes_without_theme(example.study)
    assert [code.name for code in found] == ["Loose"]


def test_coverage_parts_the_participants(example: Example) -> None:
    study = example.study
    example.code("People drifted", "Fatigue")
    example.code("Still, we met", "Effort")
    example.code("more of us", "Numbers")
    example.code("How did it start", "Effort")
    whole = coverage.of_theme(study, example.theme)
    assert [person.pseudonym for person in whole.present] == ["Karen", "Mo"]
    assert [person.pseudonym for person in whole.absent] == ["Zoë"]
    part = coverage.of_theme(study, example.subtheme)
    assert [person.pseudonym for person in part.present] == ["Mo"]


def test_a_question_alone_counts_for_nobody(example: Example) -> None:
    example.code("How did it start", "Effort")
    assert coverage.of_theme(example.study, example.theme).present == ()


VERBS: dict[str, Callable[[Example, str], object]] = {
    "add": lambda e, op: development.add(e.study, "New", [e.codes["Loose"]], event_id=op),
    "group": lambda e, op: development.group(e.study, e.theme, [e.codes["Loose"]], event_id=op),
    "ungroup": lambda e, op: development.ungroup(
        e.study, e.theme, [e.codes["Effort"]], event_id=op
    ),
    "rename": lambda e, op: development.rename(e.study, e.theme, "Other", event_id=op),
    "define": lambda e, op: development.define(e.study, e.theme, concept="x", event_id=op),
    "set_status": lambda e, op: development.set_status(e.study, e.theme, "named", event_id=op),
    "nest": lambda e, op: development.nest(e.study, e.subtheme, None, event_id=op),
    "reorder": lambda e, op: development.reorder(e.study, "second", 0, event_id=op),
    "merge": lambda e, op: development.merge(e.study, e.theme, "second", event_id=op),
    "split": lambda e, op: development.split(
        e.study, e.theme, "Part", [e.codes["Effort"]], event_id=op
    ),
    "dissolve": lambda e, op: development.dissolve(e.study, e.theme, event_id=op),
    "choose": lambda e, op: quotes.choose(e.study, e.theme, "coding-2", event_id=op),
    "unchoose": lambda e, op: quotes.unchoose(e.study, e.theme, "coding-1", event_id=op),
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_done_once_undone_and_done_again(example: Example, verb: str) -> None:
    study = example.study
    development.add(study, "Second", [example.codes["Effort"]], theme_id="second")
    memos.write(study, "theme", example.theme, "Hm")
    first, other = example.code("People", "Effort"), example.code("Us three", "Effort")
    with study.cursor() as sql:
        sql.execute("update codings set id = 'coding-1' where id = ?", [first])
        sql.execute("update codings set id = 'coding-2' where id = ?", [other])
    quotes.choose(study, example.theme, "coding-1")
    before = snapshot(study)
    VERBS[verb](example, "op")
    after = snapshot(study)
    assert after != before
    with pytest.raises(AlreadyDone):
        VERBS[verb](example, "op")
    audit.undo(study)
    assert snapshot(study) == before
    audit.redo(study)
    assert snapshot(study) == after
    assert study.rows("select * from orphans") == []
