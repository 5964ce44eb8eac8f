"""Review lays beside a theme its passages, what it leaves out, and where it meets others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.coding.toy import WordEncoder, code_topic, make, topic_at
from tests.conftest import Said
from tests.themes.conftest import Example, snapshot
from workbench import audit, transcripts
from workbench.coding import codebook, embeddings
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study
from workbench.themes import checks, development, gathering, reviewing
from workbench.themes.reviewing import NEGATIVE

Release = Callable[[str, Said], str]


@pytest.fixture
def ids(study: Study, released: Release) -> list[str]:
    found = make(study, released)
    embeddings.embed_all(study, WordEncoder())
    transcripts.mark_read(study, found[0])
    return found


def test_a_theme_is_read_with_its_subthemes(example: Example) -> None:
    study = example.study
    example.code("People drifted", "Fatigue")
    example.code("more of us", "Numbers")
    found = reviewing.passages(study, example.theme)
    assert [one.words for one in found] == ["People drifted", "more of us"]
    assert [one.words for one in reviewing.passages(study, example.subtheme)] == ["more of us"]
    with pytest.raises(NotThere):
        reviewing.passages(study, "nothing")


def test_who_is_laid_in_a_theme_is_not_silent(example: Example) -> None:
    study = example.study
    example.code("People drifted", "Effort")
    silent = reviewing.silent(study, example.theme)
    assert [(one.pseudonym, one.transcript_id) for one in silent] == [
        ("Mo", example.mo),
        ("Zoë", None),
    ]
    start = transcripts.text(study, example.mo).index("=1+1")
    gathering.add(study, example.subtheme, example.mo, start, start + 4, stack=NEGATIVE)
    assert [one.pseudonym for one in reviewing.silent(study, example.theme)] == ["Zoë"]
    (card,) = reviewing.gathered(study, example.theme)
    assert (card.theme_id, card.stack, card.shown.words) == (example.subtheme, NEGATIVE, "=1+1")


def test_themes_meet_in_codes_and_passages(example: Example) -> None:
    study, codes = example.study, example.codes
    other = development.add(study, "Other", [codes["Loose"], codes["Fatigue"]]).id
    development.add(study, "Far", [])
    one = example.code("People drifted off", "Effort")
    two = example.code("drifted off, it", "Loose")
    (met,) = reviewing.meetings(study, example.theme)
    assert (met.theme.id, met.codes, met.pairs) == (other, (codes["Fatigue"],), ((one, two),))
    assert reviewing.meetings(study, example.subtheme) == []


def test_what_is_near_a_theme_stands_not_in_it(study: Study, ids: list[str]) -> None:
    codes = [code_topic(study, ids[0], topic, 4) for topic in ("money", "food")]
    theme = development.add(study, "Getting by", codes).id
    found = reviewing.near(study, "words", theme)
    about = {topic_at(study, one.transcript_id, one.start, one.stop) for one in found}
    assert len(found) == reviewing.OFFERED
    assert about <= {"money", "food"}
    held = reviewing.passages(study, theme)
    for one in found:
        for other in held:
            coding = other.coding
            assert (
                one.transcript_id != coding.transcript_id
                or one.start >= coding.stop
                or one.stop <= coding.start
            )
    first = found[0]
    gathering.add(study, theme, first.transcript_id, first.start, first.stop)
    assert first not in reviewing.near(study, "words", theme)
    assert reviewing.near(study, "words", development.add(study, "Empty").id) == []


def test_a_code_of_another_matter_leans_there(study: Study, ids: list[str]) -> None:
    stray, first = (code_topic(study, ids[0], topic, 4) for topic in ("food", "money"))
    for code, name in ((stray, "Stray"), (first, "First")):
        codebook.rename(study, code, name)
    meals, second = (code_topic(study, ids[1], topic, 4) for topic in ("food", "money"))
    theme = development.add(study, "Getting by", [first, second, stray]).id
    (alone,) = reviewing.leanings(study, "words", theme)
    assert (alone.code_id, alone.towards, alone.other_id) == (stray, "", "")
    other = development.add(study, "Eating", [meals]).id
    (found,) = reviewing.leanings(study, "words", theme)
    assert (found.code_id, found.towards) == (stray, other)
    known = reviewing.shown(study, [found.coding_id, found.other_id])
    assert [known[each].coding.code_id for each in (found.coding_id, found.other_id)] == [
        stray,
        meals,
    ]
    assert found.own
    assert reviewing.leanings(study, "words", other) == []


def test_answers_are_kept_by_researcher(example: Example) -> None:
    study, theme = example.study, example.theme
    before = snapshot(study)
    checks.answer(study, theme, "meaning", "unsure", " Perhaps ")
    checks.answer(study.seat("Ben"), theme, "meaning", "no")
    checks.answer(study, theme, "meaning", "yes", "Perhaps")
    found = [(one.researcher, one.verdict, one.text) for one in checks.fetch_all(study, theme)]
    assert sorted(found) == [("Ana", "yes", "Perhaps"), ("Ben", "no", "")]
    newest = audit.newest(study)
    checks.answer(study, theme, "meaning", "yes", "Perhaps")
    assert audit.newest(study) == newest
    checks.withdraw(study, theme, "meaning")
    with pytest.raises(NotThere):
        checks.withdraw(study, theme, "meaning")
    with pytest.raises(NotThere):
        checks.answer(study, "nothing", "meaning", "yes")
    with pytest.raises(NotAllowed):
        checks.answer(study, theme, "size", "yes")
    for _ in range(3):
        audit.undo(study)
    audit.undo(study.seat("Ben"))
    assert snapshot(study) == before
