"""The themes of any past moment are read from the trail, and come back as copies."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest

from tests.acts_of_themes import of_themes
from tests.drawing import Drawing
from tests.themes import hung
from tests.themes.conftest import Example, snapshot
from workbench import audit
from workbench.coding import codebook
from workbench.errors import ChangedSince, NotAllowed, NotThere, WorkbenchError
from workbench.store import Row
from workbench.study import Study
from workbench.themes import development, moves, outline, steps, structure
from workbench.themes.outline import Theme
from workbench.themes.structure import Structure

State = tuple[list[Theme], dict[str, list[tuple[str, str]]]]


def standing(study: Study) -> State:
    rows = study.rows("select * from theme_passages order by position, id")
    return outline.fetch_all(study), homes(rows)


def homes(rows: list[Row]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(row["theme_id"], []).append((row["passage_id"], row["stack"]))
    return found


def shown(found: Structure) -> State:
    return list(found.themes), homes(list(found.passages))


def at_random(study: Study, seed: int, number: int, *, since: int = 0) -> None:
    """Act by chance on themes, and undo and redo now and then, but nothing up to event `since`."""
    draw = Drawing(study, seed)
    verbs = of_themes(draw)
    done = 0
    while done < number:
        before = audit.newest(study)
        with suppress(WorkbenchError):
            if draw.chance.random() < 0.2:
                back = partial(audit.undo, study, lowest=since + 1)
                draw.chance.choice([back, partial(audit.redo, study)])()
            else:
                (name,) = draw.chance.choices(list(verbs), [many for many, _ in verbs.values()])
                verbs[name][1]()
        done += audit.newest(study) > before


@pytest.mark.parametrize(
    ("seed", "many"), [(1, 25), *[pytest.param(n, 400, marks=pytest.mark.slow) for n in (2, 3)]]
)
def test_the_structure_at_any_event_is_that_of_its_time(
    example: Example, seed: int, many: int
) -> None:
    study = example.study
    hung.passage(study, example.theme, example.karen, 0, 6)
    known = {audit.newest(study): standing(study)}
    draw = Drawing(study, seed)
    for _ in range(many):
        at_random(study, draw.chance.randrange(10**6), 1)
        known[audit.newest(study)] = standing(study)
    before = snapshot(study)
    for number, state in known.items():
        assert shown(structure.after(study, number)) == state
    assert structure.after(study, 0).themes == ()
    assert snapshot(study) == before


@pytest.mark.parametrize("seed", [1, *[pytest.param(n, marks=pytest.mark.slow) for n in (2, 3)]])
def test_all_undone_and_all_done_again_is_nothing(example: Example, seed: int) -> None:
    study = example.study
    coding = example.code("People", "Effort")
    other = development.add(study, "Other", [example.codes["Effort"]]).id
    hung.everything(study, example.theme, other, coding, example.karen)
    first, start = audit.newest(study), snapshot(study)
    at_random(study, seed + 10, 25, since=first)
    end = snapshot(study)
    many = audit.undo_to(study, first + 1)
    assert snapshot(study) == start
    for _ in range(many):
        audit.redo(study)
    assert snapshot(study) == end
    assert study.orphans() == []


def test_a_split_is_undone_after_ten_more_acts(example: Example) -> None:
    study = example.study
    development.group(study, example.theme, [example.codes["Loose"]])
    before = snapshot(study)
    new = development.split(study, example.theme, "Part", [example.codes["Loose"]]).id
    split = audit.newest(study)
    for number in range(9):
        development.rename(study, new, f"Part {number}")
    development.merge(study, example.subtheme, new)
    assert audit.undo_to(study, split) == 11
    assert snapshot(study) == before


def test_a_split_that_others_built_on_says_so(example: Example) -> None:
    study = example.study
    development.group(study, example.theme, [example.codes["Loose"]])
    new = development.split(study, example.theme, "Part", [example.codes["Loose"]]).id
    split = audit.newest(study)
    ben = study.seat("Ben")
    for number in range(10):
        development.rename(ben, new, f"Part {number}")
    with pytest.raises(ChangedSince):
        audit.undo_to(study, split)
    assert development.fetch(study, new).name == "Part 9"
    audit.undo_to(ben, split)
    assert audit.undo_to(study, split) == 1
    assert example.subtheme in {theme.id for theme in outline.fetch_all(study)}


def test_an_earlier_structure_comes_back_as_a_copy(example: Example) -> None:
    study = example.study
    hung.passage(study, example.theme, example.karen, 0, 6)
    hung.passage(study, example.theme, example.mo, 0, 4)
    development.define(study, example.theme, story="First they came.")
    then = audit.newest(study)
    development.dissolve(study, example.subtheme)
    development.dissolve(study, example.theme)
    codebook.remove(study, example.codes["Numbers"])
    before = snapshot(study)
    found = structure.restore(study, then)
    day = audit.now().astimezone().strftime("%-d %b %Y")
    top, under = outline.fetch_all(study)
    assert (top.name, under.name) == (f"Keeping going (as of {day})", f"Few hands (as of {day})")
    assert (top.story, top.central_concept, top.status) == (
        "First they came.",
        "Staying is work",
        "candidate",
    )
    assert under.parent_id == top.id
    assert top.codes == (example.codes["Effort"],)
    assert (found.themes, found.codes, found.passages) == ((top.id, under.id), ("Numbers",), 0)
    assert len(study.rows("select * from theme_passages")) == 2
    assert study.orphans() == []
    again = structure.restore(study, then, themes=[example.subtheme])
    assert development.fetch(study, again.themes[0]).name == f"Few hands (as of {day}) 2"
    audit.undo(study)
    audit.undo(study)
    assert snapshot(study) == before
    with pytest.raises(NotAllowed):
        structure.restore(study, 0)


def test_two_moments_are_compared(example: Example) -> None:
    study = example.study
    loose, effort = example.codes["Loose"], example.codes["Effort"]
    hung.passage(study, example.subtheme, example.karen, 0, 6)
    third = development.add(study, "Third", [loose]).id
    fourth = development.add(study, "Fourth").id
    then = audit.newest(study)
    development.rename(study, example.theme, "Lasting")
    development.define(study, example.theme, concept="It takes work")
    development.nest(study, third, example.theme)
    development.set_status(study, third, "reviewed")
    development.split(study, third, "Fifth", [loose])
    development.merge(study, example.subtheme, third)
    development.dissolve(study, fourth)
    found = moves.compare(study, audit.newest(study), then)
    assert [(one.kind, one.name, one.before, one.after) for one in found.themes] == [
        ("split off", "Fifth", "Third", ""),
        ("merged", "Few hands", "", "Third"),
        ("gone", "Fourth", "", ""),
        ("renamed", "Lasting", "Keeping going", "Lasting"),
        ("defined", "Lasting", "Staying is work", "It takes work"),
        ("moved", "Third", "", "Lasting"),
        ("status", "Third", "candidate", "reviewed"),
    ]
    assert [(one.name, one.before, one.after) for one in found.codes] == [
        ("Loose", ("Third",), ("Fifth",)),
        ("Numbers", ("Few hands",), ("Third",)),
    ]
    assert [(one.before, one.after) for one in found.passages] == [(("Few hands",), ("Third",))]
    assert found.same == 0
    assert effort not in {one.id for one in found.codes}
    same = moves.compare(study, then, then)
    assert (same.themes, same.codes, same.passages, same.same) == ((), (), (), 4)


def test_a_moment_is_found_by_its_date(example: Example) -> None:
    study = example.study
    now = audit.now()
    assert structure.number_on(study, now) == audit.newest(study)
    assert structure.on(study, now - timedelta(days=1)).themes == ()


def test_changes_are_listed_with_their_reasons(example: Example) -> None:
    study = example.study
    development.nest(study, example.subtheme, None, why="It stands alone.")
    codebook.add(study, "Elsewhere")
    audit.undo(study)
    audit.undo(study)
    found = steps.fetch_all(study)
    assert [(one.words, one.why) for one in found[:2]] == [
        ("Undone: Theme moved: Few hands to the top", "It stands alone."),
        ("Theme moved: Few hands to the top", "It stands alone."),
    ]
    assert [one.verb for one in steps.fetch_all(study, verbs=["development.add"])] == [
        "development.add",
        "development.add",
    ]


def test_only_what_stood_is_shown_and_brought_back(example: Example) -> None:
    study, last = example.study, audit.newest(example.study)
    for number in (-1, last + 1):
        with pytest.raises(NotThere, match=f"Its last one is {last}"):
            structure.after(study, number)
    new = development.add(study, "Later").id
    with pytest.raises(NotThere, match="Nothing was brought back"):
        structure.restore(study, last, themes=[example.theme, new])
    assert len(outline.fetch_all(study)) == 3
