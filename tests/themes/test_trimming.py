"""Chosen quotes keep their marks through corrections, and say what the transcript says."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.themes.conftest import Example
from tests.themes.test_trims import HOW, bare, left_out, marks_of, said
from workbench import audit, corrections, edits, transcripts
from workbench.errors import NotAllowed, NotThere
from workbench.themes import (
    conventions,
    quote_forms,
    quotes,
    trim_reading,
    trimming,
)
from workbench.themes.conventions import Conventions
from workbench.themes.quotes import Quote
from workbench.themes.trims import Mark


def chosen(example: Example, words: str) -> Quote:
    coding = example.code(words, "Effort")
    quotes.choose(example.study, example.theme, coding)
    return only(example)


def only(example: Example) -> Quote:
    (quote,) = quotes.table(example.study, example.theme, chosen_only=True)
    return quote


def shown(quote: Quote, how: Conventions = HOW) -> str:
    return quote_forms.set_quote(quote, how, "({pseudonym}, {nation})").text


def trim(example: Example, written: str) -> Quote:
    quote = only(example)
    assert quote.setting
    reading = trim_reading.read(quote.words, written)
    assert not reading.strange
    trimming.trim(example.study, quote.setting.id, reading.marks)
    return only(example)


def test_forms_of_a_quote(example: Example) -> None:
    chosen(example, "People drifted off, it was hard\tto keep going.\nStill, we met 😀 each week.")
    quote_written = "People drifted off, [the group] Still, *we* met 😀 each week."
    quote = trim(example, quote_written)
    broken = quote_forms.set_quote(quote, HOW, "({pseudonym}, {nation})")
    assert (broken.form, broken.opens) == ("block", "")
    found = quote_forms.set_quote(quote, HOW, "({pseudonym}, {nation})", form="inline")
    assert found.text == "“People drifted off, [the group]\nStill, we met 😀 each week.”"
    assert found.who == "(Karen, England, emphasis added)"
    heard = trim(example, "People drifted off, [the group] Still, **we** met 😀 each week.")
    who = quote_forms.set_quote(heard, HOW, "({pseudonym})").who
    assert who == "(Karen, emphasis in original)"
    both = trim(example, "*People* drifted off, [the group] Still, **we** met 😀 each week.")
    assert quote_forms.set_quote(both, HOW, "").who == "(emphasis in original and added)"
    quote = trim(example, quote_written)
    single = quote_forms.set_quote(quote, replace(HOW, marks="single", longest=3), "{pseudonym}")
    assert (single.form, single.who) == ("block", "Karen (emphasis added)")
    assert single.text.startswith("People")
    small = replace(HOW, opening="small")
    assert shown(quote, small).startswith("People drifted")
    within = quote_forms.set_quote(quote, small, "", form="inline")
    assert within.text.startswith("“[p]eople drifted")
    asked = quote_forms.set_quote(quote, HOW, "({pseudonym})", question=True)
    assert asked.form == "dialogue"
    assert asked.text.startswith("Interviewer: And later on?\nKaren: People")


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("each week. (...) “Us three”", "Karen: each week. (...)  “Us three”"),
        (
            "each week. Who did? “Us”",
            "Karen: each week.\nInterviewer: Who did?\nKaren:  “Us (...)”",
        ),
        (
            "week. Who did? “Us three”",
            "Karen: (...) week.\nInterviewer: Who did?\nKaren:  “Us three”",
        ),
        (
            "each week. did? “Us three”",
            "Karen: each week.\nInterviewer: (...) did?\nKaren:  “Us three”",
        ),
        ("each (...) “Us three”", "Karen: each (...)  “Us three”"),
        (
            "each (...) did? “Us three”",
            "Karen: each (...)\nInterviewer: did?\nKaren:  “Us three”",
        ),
    ],
)
def test_dialogues_name_who_speaks(example: Example, written: str, lines: str) -> None:
    chosen(example, "each week.\nWho did?\n “Us three”")
    quote = trim(example, written)
    found = quote_forms.set_quote(quote, HOW, "({pseudonym})", form="dialogue")
    assert "\n".join(map(quote_forms.written, found.lines)) == lines


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_trims_follow_corrections(example: Example, data: st.DataObject) -> None:
    """After any corrections and their undo, what is kept is what the transcript says there."""
    study = example.study
    if not quotes.table(study, example.theme, chosen_only=True):
        chosen(example, "each week.\nWho did?\n “Us three”")
    quote = only(example)
    assert quote.setting
    marks = [one for one in data.draw(marks_of(quote.words)) if _fits(quote.words, one)]
    try:
        trimming.trim(study, quote.setting.id, marks)
    except NotAllowed:
        assert marks
        return
    before = only(example)
    count = 0
    for _ in range(data.draw(st.integers(1, 3))):
        text = transcripts.text(study, example.karen)
        start = data.draw(st.integers(0, len(text) - 1))
        stop = min(start + data.draw(st.integers(1, 6)), len(text))
        words = data.draw(st.sampled_from(["", "we", "😀 all", "x y z"]))
        count += _corrected(example, start, stop, words)
        _check(example)
    for _ in range(count):
        audit.undo(study)
    assert only(example).setting == before.setting


def _fits(words: str, mark: Mark) -> bool:
    inside = 0 <= mark.start < mark.stop <= len(words)
    return inside and bool(words[mark.start : mark.stop].strip())


def _corrected(example: Example, start: int, stop: int, words: str) -> int:
    text = transcripts.text(example.study, example.karen)
    if "\n" in text[start:stop]:
        return 0
    try:
        corrections.correct(
            example.study, example.karen, [edits.Edit(start=start, stop=stop, words=words)]
        )
    except NotAllowed:
        return 0
    return int(transcripts.text(example.study, example.karen) != text)


def _check(example: Example) -> None:
    text = transcripts.text(example.study, example.karen)
    for quote in quotes.table(example.study, example.theme, chosen_only=True):
        assert text[quote.start : quote.stop] == quote.words
        assert quote.setting
        pieces = quote_forms.laid_out(quote.words, quote.setting.marks, HOW)
        assert bare(said(pieces)) == bare(left_out(quote.words, list(quote.setting.marks)))
        found = quote_forms.set_quote(quote, HOW, "({pseudonym})")
        kept = "".join(
            piece.text for line in found.lines for piece in line.pieces if piece.start is not None
        )
        assert bare(kept) == bare(said(pieces))


def test_a_quote_is_stale_once_its_words_change(example: Example) -> None:
    study = example.study
    quote = chosen(example, "it was hard\tto keep going.")
    assert quote.setting
    assert not quote.stale
    text = transcripts.text(study, example.karen)
    at = text.index("each")
    corrections.correct(study, example.karen, [edits.Edit(start=at, stop=at + 4, words="every")])
    at = text.index("People")
    corrections.correct(study, example.karen, [edits.Edit(start=at, stop=at + 6, words="Folk")])
    assert not only(example).stale
    text = transcripts.text(study, example.karen)
    at = text.index("hard")
    corrections.correct(study, example.karen, [edits.Edit(start=at, stop=at + 4, words="tough")])
    assert only(example).stale
    trimming.look_again(study, quote.setting.id)
    assert not only(example).stale
    audit.undo(study)
    assert only(example).stale
    audit.undo(study)
    assert not only(example).stale


def test_an_act_on_a_quote_that_is_not_chosen_is_refused(example: Example) -> None:
    with pytest.raises(NotThere):
        trimming.trim(example.study, "nothing", [])
    with pytest.raises(NotThere):
        trimming.look_again(example.study, "nothing")
    with pytest.raises(NotThere):
        trimming.move(example.study, "nothing", 0)


def test_quotes_are_put_in_order(example: Example) -> None:
    ids = [example.code(words, "Effort") for words in ("People", "each week", "more of us")]
    for coding in ids:
        quotes.choose(example.study, example.theme, coding)
    found = quotes.table(example.study, example.theme, chosen_only=True)
    assert found[2].setting
    trimming.move(example.study, found[2].setting.id, 0)
    order = [one.id for one in quotes.table(example.study, example.theme, chosen_only=True)]
    assert order == [ids[2], ids[0], ids[1]]


def test_conventions_are_kept(example: Example) -> None:
    study = example.study
    wanted = replace(HOW, omission="[…]", counts="words", scale=(("some", 1), ("all", 100)))
    conventions.set_all(study, wanted)
    assert conventions.fetch(study) == wanted
    audit.undo(study)
    assert conventions.fetch(study) == HOW
    with pytest.raises(NotAllowed):
        conventions.set_all(study, replace(HOW, omission="<b>"))
    assert conventions.read_scale("a few 1, most 60 %") == (("a few", 1), ("most", 60))
    for wrong in ("", "few", "many 40, few 10", "<b> 10", "few 101"):
        with pytest.raises(NotAllowed):
            conventions.read_scale(wrong)
    with study.cursor() as sql:
        sql.execute(
            "insert into settings values ($id, $value)",
            {"id": conventions.SETTING, "value": '{"scale": 3, "marks": "none"}'},
        )
    assert conventions.fetch(study) == HOW


def test_undo_and_redo_of_trims_leave_the_same_rows(example: Example) -> None:
    study = example.study
    quote = chosen(example, "each week.\nWho did?\n “Us three”")
    assert quote.setting
    chance = random.Random(1)

    def rows() -> list[object]:
        return [
            study.rows(f"select * from {table} order by id")
            for table in ("theme_quotes", "quote_marks", "passages", "settings")
        ]

    states = [rows()]
    for number in range(3):
        start = chance.randrange(8)
        mark = Mark(kind="clarification", start=start, stop=start + 2, text=f"n{number}")
        trimming.trim(study, quote.setting.id, [mark])
        states.append(rows())
        trimming.set_form(study, quote.setting.id, "block" if number % 2 else "dialogue")
        states.append(rows())
    for state in states[-2::-1]:
        audit.undo(study)
        assert rows() == state
    for state in states[1:]:
        audit.redo(study)
        assert rows() == state
