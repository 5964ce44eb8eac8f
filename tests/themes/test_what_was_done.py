"""Phases are told from the trail, undone acts left out; own words stand and no draft hides them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.drawing import tables
from tests.themes.conftest import Example
from workbench import audit, memos, transcripts
from workbench.coding import codebook
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study
from workbench.themes import development, impressions, phase_acts, phases, prompts, quotes
from workbench.themes import what_was_done as table
from workbench.themes.sentences import listed, many, quoted, sentence, times


def told(study: Study, number: int) -> str:
    return table.paragraphs(study)[number - 1][1]


def test_an_empty_study_has_nothing_to_tell(study: Study) -> None:
    assert [(phase.number, words) for phase, words in table.paragraphs(study)] == [
        (number, "") for number in range(1, 7)
    ]


def test_the_first_two_phases(example: Example) -> None:
    study = example.study
    for transcript in (example.karen, example.mo):
        transcripts.mark_read(study, transcript)
    impressions.note(study, None, "listening", "Loud.")
    assert told(study, 1) == (
        "Both transcripts were read to the end. In getting to know them, one listening note was "
        "written down. Of these, one concerned the data as a whole."
    )
    example.code("Us three", "Numbers")
    example.code("People", "Fatigue")
    coded = told(study, 2)
    assert "In one transcript, two passages were coded with two codes, such as “" in coded
    assert "“Fatigue”" in coded
    assert "No codebook was imported" in coded
    table.pick(study, [example.codes["Numbers"]])
    assert "such as “Numbers”." in told(study, 2)


def test_structure_is_told_with_reasons_and_without_what_was_undone(example: Example) -> None:
    study = example.study
    other = development.add(study, "Staying", [example.codes["Loose"]])
    assert "“Keeping going” and “Staying”" in told(study, 3)
    development.merge(study, other.id, example.theme, why="Too thin to stand alone.")
    assert told(study, 4) == (
        "“Staying” was merged into “Keeping going” (Too thin to stand alone)."
    )
    audit.undo(study)
    assert told(study, 4) == ""
    development.rename(study, example.theme, "Going on")
    assert told(study, 5).startswith("The analysis came to two themes with one subtheme:")
    assert "“Keeping going” was renamed “Going on”." in told(study, 5)
    coding = example.code("Us three", "Numbers")
    quotes.choose(study, example.subtheme, coding)
    assert told(study, 6) == "To show the theme, one quote by one participant was chosen."


def test_notes_and_memos_follow_without_their_prompt(study: Study) -> None:
    phases.move(study, 3, "Laid out on the floor.")
    phases.move(study, 1)
    phases.move(study, 3)
    prompt = prompts.of_phase(3).prompts[0]
    memos.write(study, "phase", "3", prompts.begun(prompt) + "Care that tires.")
    assert told(study, 3) == (
        "The analysis came back to this phase once.\nLaid out on the floor.\nCare that tires."
    )
    assert "came back" in told(study, 1)


def test_own_words_stand_until_they_are_given_up(example: Example) -> None:
    study = example.study
    draft = told(study, 2)
    table.write(study, 2, "We coded by hand.")
    now = table.fetch(study, 2)
    assert (now.text, now.researcher, now.newer) == ("We coded by hand.", "Ana", 0)
    example.code("Us three", "Numbers")
    now = table.fetch(study, 2)
    assert (now.text, now.newer) == ("We coded by hand.", 1)
    assert now.draft != draft
    table.write(study, 2, "We coded by hand, twice.")
    assert table.fetch(study, 2).newer == 0
    assert len(memos.fetch_all(study, about="phase")) == 1
    table.forget(study, 2)
    assert told(study, 2) == now.draft
    with pytest.raises(NotThere):
        table.forget(study, 2)
    with pytest.raises(NotAllowed):
        table.write(study, 2, " ")


def test_undo_and_redo_bring_back_the_same(study: Study) -> None:
    code = codebook.add(study, "Silence").id
    states = [tables(study)]
    table.write(study, 4, "Once.")
    states.append(tables(study))
    table.write(study, 4, "Twice.")
    states.append(tables(study))
    table.forget(study, 4)
    states.append(tables(study))
    table.pick(study, [code])
    states.append(tables(study))
    table.pick(study, [])
    states.append(tables(study))
    for state in states[-2::-1]:
        audit.undo(study)
        assert tables(study) == state
    for state in states[1:]:
        audit.redo(study)
        assert tables(study) == state


def test_acts_are_counted_by_phase_kind_and_day(example: Example) -> None:
    study, ben = example.study, example.study.seat("Ben")
    before = {kind.words: kind for kind in phase_acts.of_phase(study, phases.numbered(2)).kinds}
    example.code("Us three", "Numbers")
    example.code("People", "Fatigue")
    audit.undo(study)
    memos.write(ben, "code", example.codes["Numbers"], "Counted.")
    memos.write(ben, "phase", "2", "Slow.")
    done = phase_acts.of_phase(study, phases.numbered(2))
    kinds = {kind.words: kind for kind in done.kinds}
    assert "Coding" not in before
    assert (kinds["Coding"].times, kinds["Coding"].back) == (1, 1)
    assert (kinds["Memo"].times, kinds["Memo"].researchers) == (2, ("Ben",))
    today = datetime.now(UTC).astimezone().date()
    assert [(day.day, day.done) for day in done.days if day.researcher == "Ben"] == [
        (today, (("Memo", 2),))
    ]


@pytest.mark.parametrize(
    ("verb", "about", "on", "number"),
    [
        ("codings.apply", None, None, 2),
        ("development.add", None, None, 3),
        ("development.merge", None, None, 4),
        ("development.define", None, None, 5),
        ("quotes.choose", None, None, 6),
        ("memos.write", "theme", "t", 4),
        ("memos.write", "phase", "5", 5),
        ("discussions.answer", None, None, 1),
        ("exports.write", None, None, None),
    ],
)
def test_acts_belong_to_a_phase_by_what_they_do(
    verb: str, about: str | None, on: str | None, number: int | None
) -> None:
    assert phase_acts.phase_of(verb, about, on) == number


def test_numbers_and_names_in_sentences() -> None:
    assert [many(0, "code"), many(1, "code"), many(12, "code")] == [
        "no code" + "s",
        "one code",
        "12 codes",
    ]
    assert [times(1), times(2), times(10)] == ["once", "twice", "10 times"]
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert quoted(list("abcd"), 2) == "“a”, “b” and two more"
    assert quoted(list("abc"), 2) == "“a”, “b” and “c”"
    assert [sentence("so it was"), sentence("Was it?")] == ["So it was.", "Was it?"]
