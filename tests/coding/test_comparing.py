"""Two researchers' codings of one transcript: what is alike, what is not, and figures if wanted."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Said
from workbench import audit
from workbench.coding import agreement, codebook, codings, comparing, side_by_side
from workbench.errors import NotAllowed
from workbench.study import Study

SAID: Said = [
    ("Interviewer", "How was <script>alert(1)</script> it?"),
    ("P1", "Long & quiet, most of the night. Then *morning*."),
    ("Interviewer", "And then?"),
    ("P1", "Nothing. We carried on until it broke."),
]


@pytest.fixture
def both(study: Study, released: Callable[[str, Said], str]) -> str:
    """Code as Ana and as Ben: the same, with other edges, and each alone."""
    one = released("P01", SAID)
    ben = study.seat("Ben")
    quiet, long = codebook.add(study, "Quiet & <b>"), codebook.add(study, "Long")
    codings.apply(study, one, 40, 60, quiet.id)
    codings.apply(ben, one, 40, 60, quiet.id)
    codings.apply(study, one, 62, 70, long.id)
    codings.apply(ben, one, 60, 74, long.id)
    codings.apply(study, one, 100, 110, long.id)
    codings.apply(ben, one, 100, 110, quiet.id)
    codings.apply(ben, one, 80, 105, long.id)
    return one


def test_each_coding_stands_in_one_pair(study: Study, both: str) -> None:
    pairs = comparing.compare(study, both, "Ana", "Ben")
    assert [(each.kind, each.start, each.stop) for each in pairs] == [
        ("same", 40, 60),
        ("edges", 60, 74),
        ("edges", 80, 110),
        ("second", 100, 110),
    ]
    there = {coding.id for coding in codings.of_transcript(study, both)}
    assert sorted(c.id for each in pairs for c in each.codings) == sorted(there)
    turned = comparing.compare(study, both, "Ben", "Ana")
    assert [each.kind for each in turned] == ["same", "edges", "edges", "first"]
    with pytest.raises(NotAllowed):
        comparing.compare(study, both, "Ana", "Ana")


def test_the_closest_are_paired_first(study: Study, released: Callable[[str, Said], str]) -> None:
    one = released("P01", SAID)
    code, ben = codebook.add(study, "Quiet"), study.seat("Ben")
    codings.apply(study, one, 40, 60, code.id)
    codings.apply(study, one, 45, 90, code.id)
    codings.apply(ben, one, 40, 90, code.id)
    pairs = comparing.compare(study, one, "Ana", "Ben")
    assert [(each.kind, each.start, each.stop) for each in pairs] == [
        ("first", 40, 60),
        ("edges", 40, 90),
    ]


def test_every_turn_is_there_with_what_touches_it(study: Study, both: str) -> None:
    pairs = comparing.compare(study, both, "Ana", "Ben")
    turns = comparing.by_turn(study, both, pairs)
    assert [(turn.number, len(turn.pairs)) for turn in turns] == [(1, 0), (2, 3), (3, 1), (4, 2)]


def test_words_and_names_are_text(study: Study, both: str) -> None:
    pairs = comparing.compare(study, both, "Ana", "Ben")
    codes = {code.id: code for code in codebook.fetch_all(study)}
    text = str(study.rows("select text from texts")[0]["text"])
    turns = comparing.by_turn(study, both, pairs)
    numbers = {side_by_side.key(pairs[1]): 1}
    drawn = side_by_side.written(turns, text, codes, numbers, ("Ana <i>", "Ben"))
    for hostile in ("<script", "<b>", "<i>"):
        assert hostile not in drawn
    assert "Ana &lt;i&gt;" in drawn
    assert "Quiet &amp; &lt;b&gt;" in drawn
    assert drawn.count('class="cmp-n">1<') == 2
    assert drawn.count("cmp-words") == 1 + len(turns)  # once each, and once in the style


def test_pieces_of_a_turn_say_who_coded_them(study: Study, both: str) -> None:
    pairs = comparing.compare(study, both, "Ana", "Ben")
    second = comparing.by_turn(study, both, pairs)[1]
    text = str(study.rows("select text from texts")[0]["text"])
    cut = side_by_side.cuts(second)
    assert "".join(text[start:stop] for start, stop, _ in cut) == SAID[1][1]
    assert [(start, stop, marks) for start, stop, marks in cut if 60 <= start < 74] == [
        (60, 62, "cmp-second"),
        (62, 70, "cmp-both"),
        (70, 74, "cmp-second"),
    ]


def test_a_memo_is_written_on_the_words_and_undone(study: Study, both: str) -> None:
    one = comparing.compare(study, both, "Ana", "Ben")[1]
    with pytest.raises(NotAllowed):
        comparing.discuss(study, both, one, "  ")
    memo = comparing.discuss(study.seat("Ben"), both, one, "Ben reads on.")
    assert [(m.id, m.researcher) for m in comparing.discussed(study, both, one)] == [
        (memo.id, "Ben")
    ]
    tables = study.rows("select * from passages order by id"), study.rows("select * from memos")
    audit.undo(study.seat("Ben"))
    assert not comparing.discussed(study, both, one)
    audit.redo(study.seat("Ben"))
    assert tables == (
        study.rows("select * from passages order by id"),
        study.rows("select * from memos"),
    )


def test_who_coded_what_is_listed(study: Study, both: str) -> None:
    assert comparing.compared_by(study) == {both: ["Ana", "Ben"]}


def test_figures_are_off_until_a_study_wants_them(study: Study) -> None:
    assert not agreement.shown(study)
    agreement.show(study, on=True)
    assert agreement.shown(study)
    audit.undo(study)
    assert not agreement.shown(study)
    audit.redo(study)
    agreement.show(study, on=False)
    assert not agreement.shown(study)


def test_figures_of_a_known_case() -> None:
    """Cohen's own arithmetic: 20 both, 5 and 10 alone, 15 neither, of 50; kappa is 0.4."""
    told = agreement.of_counts("c", 50, 25, 30, 20)
    assert told.same == pytest.approx(0.7)
    assert told.kappa == pytest.approx(0.4)
    assert told.alpha == pytest.approx(1 - 0.3 / (2 * 55 * 45 / (100 * 99)))
    assert agreement.of_counts("c", 50, 0, 0, 0).kappa is None
    assert agreement.of_counts("c", 50, 50, 50, 50).alpha is None
    assert agreement.of_counts("c", 0, 0, 0, 0).same is None
    perfect = agreement.of_counts("c", 50, 9, 9, 9)
    assert (perfect.kappa, perfect.alpha) == (1, 1)


def test_characters_and_turns_are_counted(study: Study, both: str) -> None:
    names = {code.id: code.name for code in codebook.fetch_all(study)}
    by_character = {
        names[each.code_id]: (each.first, each.second, each.both)
        for each in agreement.figures(study, both, "Ana", "Ben", "characters")
    }
    assert by_character == {"Long": (18, 39, 13), "Quiet & <b>": (20, 30, 20)}
    by_turn = {
        names[each.code_id]: (each.units, each.first, each.second, each.both)
        for each in agreement.figures(study, both, "Ana", "Ben", "turns")
    }
    assert by_turn["Quiet & <b>"] == (4, 1, 2, 1)


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=6)


@given(SPANS, SPANS)
def test_stretches_are_counted_as_sets_of_characters(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    a, b = ([(start, start + size) for start, size in each] for each in (one, other))
    in_a, in_b = ({n for start, stop in each for n in range(start, stop)} for each in (a, b))
    assert agreement.length(a) == len(in_a)
    assert agreement.length(agreement.common(a, b)) == len(in_a & in_b)
    told = agreement.of_counts("c", 60, len(in_a), len(in_b), len(in_a & in_b))
    marks = np.array([[n in each for n in range(60)] for each in (in_a, in_b)])
    assert told.same == pytest.approx(float(np.mean(marks[0] == marks[1])))
