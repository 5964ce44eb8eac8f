"""What is learned depends on what was decided: not on when, in which order, on which cores."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from tests.coding.toy import TOPICS, WordEncoder, said
from workbench.coding import costs, learning, lists, matrices, packed, replaying, scoring
from workbench.coding.evidence import Evidence
from workbench.coding.matrices import Span, Units
from workbench.coding.replaying import CodedText
from workbench.transcripts import Role, Turn


def toy_text(documents: int = 4) -> CodedText:
    """Lay out the toy study without a database; each topic is a code."""
    texts: dict[str, str] = {}
    turns: dict[str, list[Turn]] = {}
    codes: dict[str, list[Span]] = {topic: [] for topic in TOPICS}
    for number in range(documents):
        parts, found, at, name = [], [], 0, f"D{number}"
        for place, (who, words) in enumerate(said(number, [*TOPICS] * 4)):
            role: Role = "interviewer" if who == "Interviewer" else "participant"
            found.append(
                Turn(position=place, speaker=who, role=role, start=at, stop=at + len(words))
            )
            if role == "participant":
                codes[[*TOPICS][place // 2 % 3]].append((name, at, at + len(words)))
            parts.append(words)
            at += len(words) + 1
        texts[name], turns[name] = "\n".join(parts), found
    return CodedText(texts=texts, turns=turns, codes=codes)


@pytest.fixture(scope="module")
def units() -> Units:
    return replaying.assemble(toy_text(), WordEncoder())


def spans(units: Units, rows: list[int]) -> list[Span]:
    """Give the places of some windows, a little shifted, so that they cross others."""
    return [
        (
            units.transcript_ids[row],
            int(units.windows.start[row]) + 3 * (row % 2),
            int(units.windows.stop[row]) + 9 * (row % 3),
        )
        for row in rows
    ]


ROWS = st.lists(st.integers(0, 47), max_size=12)


def ranked(evidence: Evidence, n: int = 12) -> list[tuple[int, float]]:
    found = lists.rank(evidence, learning.learn(evidence), n)
    return list(zip(found.rows.tolist(), found.scores.tolist(), strict=True))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(coded=ROWS.filter(bool), refused=ROWS, gone=ROWS, aside=ROWS, read=st.integers(0, 3))
def test_decisions_in_any_order_give_one_list(
    units: Units,
    coded: list[int],
    refused: list[int],
    gone: list[int],
    aside: list[int],
    read: int,
) -> None:
    whole = [(name, 0, 10_000) for name in list(units.texts)[:read]]
    told = spans(units, coded), spans(units, refused), spans(units, aside)
    at_once = Evidence(units, told[0], told[1], whole)
    at_once.learn(aside=told[2])
    slowly = Evidence(units, spans(units, gone), spans(units, gone), whole)
    for one in reversed(told[1]):
        slowly.learn(dismissed=[one])
        slowly.windows.sums[0][1].products.sum()
    slowly.become(*told)
    for mine, other in zip(
        [*at_once.windows.sums, *at_once.sentences.sums],
        [*slowly.windows.sums, *slowly.sentences.sums],
        strict=True,
    ):
        for a, b in zip(mine, other, strict=True):
            assert a.many == b.many
            assert np.array_equal(a.total, b.total)
            assert np.array_equal(a.products, b.products)
    if at_once.enough:
        assert ranked(at_once) == ranked(slowly)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(coded=ROWS.filter(bool), refused=ROWS, n=st.integers(1, 60))
def test_nothing_judged_is_ever_in_a_list(
    units: Units, coded: list[int], refused: list[int], n: int
) -> None:
    judged = [*spans(units, coded), *spans(units, refused)]
    evidence = Evidence(units, spans(units, coded), spans(units, refused), [])
    if not evidence.enough:
        return
    ranking = lists.rank(evidence, learning.learn(evidence), max(n, lists.DEPTH))
    chosen = lists.choose(evidence, ranking, n, {"D0"})
    mixed = lists.mix(chosen, lists.draw(evidence, "salt", 3), "salt")
    assert len({row for row, _ in chosen}) == len(chosen) <= n
    assert len({row for row, _ in mixed}) == len(mixed)
    for row, _ in [*chosen, *mixed]:
        name = units.transcript_ids[row]
        start, stop = units.windows.start[row], units.windows.stop[row]
        assert not any(t == name and a < stop and start < b for t, a, b in judged)


def test_cores_change_no_list(units: Units) -> None:
    evidence = Evidence(units, spans(units, [0, 3, 6]), spans(units, [1, 2, 4]), [("D0", 0, 900)])
    lengths = []
    for cores in (1, 2, 4):
        with threadpool_limits(cores):
            lengths.append(ranked(evidence))
    assert lengths[0] == lengths[1] == lengths[2]


def test_what_is_surely_first_is_found_exactly(units: Units) -> None:
    evidence = Evidence(units, spans(units, [0, 3, 6]), spans(units, [1, 2, 4]), [])
    learned = learning.learn(evidence)
    free = np.flatnonzero(evidence.windows.free)
    worth = scoring.exactly(units, learned, free) - costs.of(evidence)[free]
    found = lists.rank(evidence, learned, 7)
    assert found.rows.tolist() == free[np.lexsort((free, -worth))][:7].tolist()


@given(
    worth=st.lists(st.integers(0, 9), min_size=1, max_size=60),
    wrong=st.lists(st.integers(-2, 2), min_size=60, max_size=60),
    n=st.integers(0, 5),
    step=st.integers(1, 4),
)
def test_what_may_be_among_the_first_is_kept(
    worth: list[int], wrong: list[int], n: int, step: int
) -> None:
    exact = np.array(worth, dtype=np.float64)
    rough = exact + wrong[: len(worth)]
    group = np.arange(len(worth)) % 5 != 2
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "SPARSE", step)
        kept = lists._first(rough, 2.0, group, n, lambda rows: exact[rows])
    assert group[kept].all()
    order = np.flatnonzero(group)[np.lexsort((np.flatnonzero(group), -exact[group]))]
    assert set(order[:n].tolist()) <= set(kept.tolist())


@given(counts=st.lists(st.integers(1, 5), min_size=1, max_size=40), seed=st.integers(0, 99))
def test_the_best_sentence_is_the_best(counts: list[int], seed: int) -> None:
    first = np.array([sum(counts[:at]) for at in range(len(counts))])
    single = np.random.default_rng(seed).standard_normal(sum(counts)).astype(np.float32)
    found = scoring.best_inside(single, first)
    assert found.tolist() == [max(part) for part in np.split(single, first[1:])]


def test_two_are_far_and_one_is_new(units: Units) -> None:
    evidence = Evidence(units, spans(units, [0, 3, 6, 9]), spans(units, [1, 2, 4, 5]), [])
    ranking = lists.rank(evidence, learning.learn(evidence), lists.DEPTH)
    kinds = [kind for _, kind in lists.choose(evidence, ranking, 10, {"D0", "D1", "D2"})]
    assert len(kinds) == 10
    assert kinds.count("far") == 2
    assert kinds.count("fresh") <= 1
    assert [kind for _, kind in lists.choose(evidence, ranking, 4, set())] == ["alike"] * 4


def test_the_edge_is_near_and_refused(units: Units) -> None:
    evidence = Evidence(units, spans(units, [0, 3, 6]), spans(units, [1, 2, 4]), [])
    ranking = replace(lists.rank(evidence, learning.learn(evidence), 10), middle=100.0)
    found = lists.edge(evidence, ranking, 3)
    alike = lists.closeness(evidence, np.arange(len(units)))
    assert found == sorted(found, key=lambda row: -alike[row])
    assert evidence.windows.free[found].all()


def test_words_count_where_meaning_says_nothing(units: Units) -> None:
    mute = np.zeros_like(units.window)
    mute[:, 0] = 1
    silent = np.zeros_like(units.sentence)
    silent[:, 0] = 1
    deaf = replace(units, window=mute, question=mute, sentence=silent)
    coded = [row for row in range(24) if row % 3 == 0]
    evidence = Evidence(deaf, spans(deaf, coded[:4]), [], [("D0", 0, 10_000)])
    found = [row % 3 for row, _ in ranked(evidence, 8)]
    assert found == [0] * 8


def test_without_words_and_refusals_the_middle_is_enough() -> None:
    coded = CodedText(
        texts={"D": "Yes\n!!"},
        turns={
            "D": [
                Turn(position=0, speaker="P", role="participant", start=0, stop=3),
                Turn(position=1, speaker="P", role="participant", start=4, stop=6),
            ]
        },
        codes={},
    )
    units = replaying.assemble(coded, WordEncoder())
    evidence = Evidence(units, [("D", 0, 3)], [], [])
    assert evidence.enough == bool(evidence.windows.free.any())
    if evidence.enough:
        assert lists.rank(evidence, learning.learn(evidence), 3).rows.tolist() == [1]


@pytest.mark.parametrize(("least", "possible"), [(0, True), (0, False), (packed.FROM, False)])
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(coded=ROWS.filter(bool), refused=ROWS)
def test_chunks_make_the_same_list(
    least: int, possible: bool, units: Units, coded: list[int], refused: list[int]
) -> None:
    evidence = Evidence(units, spans(units, coded), spans(units, refused), [])
    if not evidence.enough:
        return
    learned = learning.learn(evidence)
    found = scoring.scores(units, learned)
    whole = lists.rank(evidence, learned, 5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed, "FROM", least)
        patch.setattr(packed, "possible", lambda: possible)
        for name in ("CHUNK", "OF_LARGE"):
            patch.setattr(matrices, name, 7)
        rough = scoring.scores(units, learned)
        again = lists.rank(evidence, learned, 5)
    assert np.abs(rough.scores - found.scores).max() <= rough.slack + found.slack
    assert again.rows.tolist() == whole.rows.tolist()
    assert again.scores.tolist() == whole.scores.tolist()
