"""The paragraph for a paper: its numbers are those of the tables, counted another way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.coding.toy import WordEncoder, code_topic, make
from tests.conftest import Said
from workbench import audit, transcripts
from workbench.coding import (
    codebook,
    codings,
    edges,
    embeddings,
    how_found,
    how_found_words,
    restraint,
    suggestions,
)
from workbench.study import Study

ENCODER = "words"


@pytest.fixture
def ids(study: Study, released: Callable[[str, Said], str]) -> list[str]:
    found = make(study, released, 3)
    embeddings.embed_all(study, WordEncoder())
    return found


def test_without_suggestions_it_says_so(study: Study, ids: list[str]) -> None:
    assert how_found_words.paragraph(how_found.account(study, ENCODER)).startswith("Nothing has")
    code_topic(study, ids[0], "money", 3)
    restraint.set_on(study, on=False)
    told = how_found.account(study, ENCODER)
    words = how_found_words.whole(told)
    assert "Of 3 codings on 3 passages, 3 came about in reading, 0 by searching" in words
    assert how_found_words.NEVER in words
    assert f"switched off since {how_found_words.day(audit.now())}" in words
    audit.undo(study)
    told = how_found.account(study, ENCODER)
    assert "switched off" not in how_found_words.paragraph(told)
    assert [one.on for one in told.switched] == [False, True]


def decide(study: Study, ids: list[str]) -> tuple[str, str]:
    """Use suggestions for two codes, one of them blinded."""
    money = code_topic(study, ids[0], "money", 3)
    food = code_topic(study, ids[0], "food", 2)
    turn = transcripts.turns(study, ids[1])[1]
    codings.apply(study, ids[1], turn.start, turn.stop, food, found_by="search")
    transcripts.mark_read(study, ids[0])
    first, second, third, *_ = suggestions.for_code(study, ENCODER, money)
    suggestions.accept(study, first)
    gone = suggestions.accept(study, second, start=second.start, stop=second.start + 20)
    suggestions.accept(study, third, start=third.start, stop=third.start + 20)
    codings.remove(study, gone.id)
    for one in suggestions.for_code(study, ENCODER, money)[:4]:
        suggestions.dismiss(study, one)
    put_off = suggestions.for_code(study, ENCODER, money)[0]
    suggestions.later(study, put_off)
    suggestions.dismiss(study, put_off)
    suggestions.later(study, suggestions.for_code(study, ENCODER, money)[0])
    suggestions.dismiss(study, suggestions.for_code(study, ENCODER, money)[0])
    audit.undo(study)
    restraint.set_blinded(study, on=True)
    for one in suggestions.for_code(study, ENCODER, food):
        suggestions.dismiss(study, one)
    transcripts.mark_read(study, ids[1])
    other = codebook.add(study, "other").id
    codings.apply(study, ids[2], turn.start, turn.stop, other, found_by="suggestion")
    return money, food


def test_numbers_are_those_of_the_tables(study: Study, ids: list[str]) -> None:
    money, food = decide(study, ids)
    told = how_found.account(study, ENCODER)
    scopes: list[tuple[str, how_found.Account | how_found.OfCode]] = [("true", told)]
    scopes += [(f"code_id = '{each.code_id}'", each) for each in told.codes]
    for scope, one in scopes:
        for name, count in (
            ("reading", one.found.reading),
            ("search", one.found.search),
            ("suggestion", one.found.suggestion),
        ):
            assert number(study, f"codings where found_by = '{name}' and {scope}") == count
        for name, count in (
            ("accepted", one.decided.accepted),
            ("dismissed", one.decided.dismissed),
        ):
            assert number(study, f"decisions where verdict = '{name}' and {scope}") == count
    assert number(study, "codings") == told.found.codings
    assert (told.decided.put_off, told.decided.adjusted, told.decided.removed) == (1, 1, 1)
    assert told.decided.offered == 3 + 5 + 1 + 10
    assert told.unlisted == 1
    assert told.read_first == ["Interview 1"]
    assert (told.released, told.researchers) == (3, 1)
    by_code = {one.code_id: one for one in told.codes}
    assert by_code[money].worth is None
    assert by_code[food].worth == restraint.worth(study, ENCODER, food)
    assert [(each.setting, each.on) for each in told.switched] == [("blinded", True)]


def test_the_paragraph_says_each_number(study: Study, ids: list[str]) -> None:
    decide(study, ids)
    words = how_found_words.whole(how_found.account(study, ENCODER))
    for said in (
        "Of 9 codings on 9 passages, 5 came about in reading, 1 by searching and 3 by suggestion.",
        "Of those by suggestion, 1 did not come from the list of a code.",
        "(words, ridge regression 3; ",
        "the first after 1 of 3 transcripts had been read through (Interview 1).",
        "Of 19 suggestions decided on, 3 were coded (1 with other edges than offered and "
        "1 taken off again later), 15 dismissed and 1 put off.",
        "drawn at random were mixed",
        "“money”: 3 came about in reading",
        "Of 3 passages drawn at random, 0 were coded.",
    ):
        assert said in words
    assert "“other”" not in words


def test_lists_that_were_asked_for_are_counted_apart(study: Study, ids: list[str]) -> None:
    food = code_topic(study, ids[0], "food", 1)
    transcripts.mark_read(study, ids[0])
    suggestions.dismiss(study, suggestions.for_code(study, ENCODER, food)[0])
    edge = edges.boundary(study, ENCODER, food)[0]
    suggestions.later(study, edge)
    suggestions.accept(study, edge)
    suggestions.later(study, edges.opposite(study, ENCODER, food)[0])
    told = how_found.account(study, ENCODER)
    for each in (told, told.codes[0]):
        lists = (each.decided, each.edge, each.opposite)
        found = [(one.accepted, one.dismissed, one.put_off) for one in lists]
        assert found == [(0, 1, 0), (1, 0, 0), (0, 0, 1)]
        assert each.offered == 3
    assert told.models == ["words, ridge regression 3"]
    words = how_found_words.whole(told)
    for said in (
        "Of 1 suggestion decided on, 0 were coded, 1 dismissed and 0 put off.",
        "Of 1 passage decided on in lists of the edge of a code, 1 was coded, 0 dismissed",
        "Of 1 passage decided on in lists of what is opposite to this code, 0 were coded",
        how_found_words.ASKED_FOR,
    ):
        assert said in words
    assert words.count("Of 1 suggestion decided on") == 2


def test_what_was_only_asked_for_was_used(study: Study, ids: list[str]) -> None:
    food = code_topic(study, ids[0], "food", 1)
    transcripts.mark_read(study, ids[0])
    suggestions.dismiss(study, edges.boundary(study, ENCODER, food)[0])
    words = how_found_words.whole(how_found.account(study, ENCODER))
    assert how_found_words.NEVER not in words
    assert "suggestion decided on" not in words
    assert "“food”: 1 came about in reading, 0 by searching and 0 by suggestion. Of 1 passage" in (
        words
    )


def test_settings_are_told_by_day(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 1)
    restraint.set_before_reading(study, on=True)
    restraint.set_on(study, on=False, code_id=code)
    restraint.reset(study, code)
    lines = how_found_words.switches(how_found.account(study, ENCODER))
    day = how_found_words.day(audit.now())
    assert lines == [
        f"{day}: Suggestions before reading switched on",
        f"{day}: Suggestions for “money” switched off",
        f"{day}: “money” begun anew",
    ]


def number(study: Study, of: str) -> int:
    return int(study.rows(f"select count(*) as n from {of}")[0]["n"])
