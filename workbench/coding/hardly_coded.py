"""Count what participants said, and answered to each question, and how much of it is coded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.coding import terms, units
from workbench.store import Row
from workbench.study import Study

HALF = 0.5
"""Part of the study's usual share of coded words below which somebody is hardly coded."""
ALIKE = 0.5
"""Cosine of words from which two questions count as one."""
FEWEST_WORDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Hold how many words a participant said, how many are coded, and in how many passages.

    `transcript_id` and `start` name the longest turn without any coding.
    """

    name: str
    words: int
    coded: int
    passages: int
    transcript_id: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Hold a question, asked once or in much the same words, and what was answered.

    `people` counts who answered, `words` those of the answers, `coded` those of them that are
    coded. `transcript_id` and `start` name the longest answer without any coding.
    """

    asked: str
    people: int
    words: int
    coded: int
    transcript_id: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """Hold one turn of a participant."""

    transcript_id: str
    start: int
    name: str
    asked: str
    words: int
    coded: int
    passages: frozenset[str]


def people(study: Study, n: int = 5) -> list[Person]:
    """List participants of whose words less than half as much is coded as of all, least first."""
    said = _all_said(study)
    by_name: dict[str, list[_Said]] = {}
    for one in said:
        by_name.setdefault(one.name, []).append(one)
    found = [
        Person(
            name=name,
            words=sum(one.words for one in turns),
            coded=sum(one.coded for one in turns),
            passages=len(frozenset().union(*(one.passages for one in turns))),
            **_place(turns),
        )
        for name, turns in by_name.items()
    ]
    usual = _share(said)
    few = [one for one in found if one.words >= FEWEST_WORDS and _is_few(one, usual)]
    return sorted(few, key=lambda one: (one.coded / one.words, -one.words, one.name))[:n]


def questions(study: Study, n: int = 5) -> list[Question]:
    """List questions of whose answers hardly anything is coded, those with most words first."""
    said = [one for one in _all_said(study) if one.asked]
    found = [
        Question(
            asked=turns[0].asked,
            people=len({one.name for one in turns}),
            words=sum(one.words for one in turns),
            coded=sum(one.coded for one in turns),
            **_place(turns),
        )
        for turns in _grouped(said)
    ]
    usual = _share(said)
    few = [one for one in found if one.words >= FEWEST_WORDS and _is_few(one, usual)]
    return sorted(few, key=lambda one: (one.coded - one.words, one.asked))[:n]


def _share(said: Iterable[_Said]) -> float:
    counted = [(one.words, one.coded) for one in said]
    return sum(coded for _, coded in counted) / max(sum(words for words, _ in counted), 1)


def _is_few(one: Person | Question, usual: float) -> bool:
    return one.coded < HALF * usual * one.words


def _place(said: Sequence[_Said]) -> Row:
    """Name the turn with most words uncoded."""
    best = max(said, key=lambda one: (one.words - one.coded, -one.start))
    return {"transcript_id": best.transcript_id, "start": best.start}


def _grouped(said: Sequence[_Said]) -> list[list[_Said]]:
    """Bring answers to questions of much the same words together, in order."""
    from sklearn.feature_extraction.text import (  # noqa: PLC0415 - takes a second to load
        TfidfVectorizer,
    )

    if not said:
        return []
    try:
        weights = TfidfVectorizer(analyzer=terms.telling).fit_transform([o.asked for o in said])
    except ValueError:  # no question holds a word that says anything
        return [[one] for one in said]
    alike = (weights @ weights.T).tocsr()
    free = np.ones(len(said), dtype=bool)
    groups: list[list[_Said]] = []
    for row in range(len(said)):
        if free[row]:
            of_row = slice(alike.indptr[row], alike.indptr[row + 1])
            near = alike.indices[of_row][alike.data[of_row] >= ALIKE]
            rows = np.union1d(near[free[near]], [row])
            free[rows] = False
            groups.append([said[int(at)] for at in rows])
    return groups


def _all_said(study: Study) -> list[_Said]:
    """Count the words of each participant's turn, and those of them that are coded."""
    texts = {row["id"]: row["text"] for row in study.rows(_TEXTS)}
    turns: dict[str, list[Row]] = {}
    for row in study.rows(_TURNS):
        turns.setdefault(row["transcript_id"], []).append(row)
    spans: dict[str, list[Row]] = {}
    for row in study.rows(_CODED):
        spans.setdefault(row["transcript_id"], []).append(row)
    return [
        one
        for name, rows in turns.items()
        for one in _said_in(name, texts[name], rows, spans.get(name, []))
    ]


def _said_in(name: str, text: str, turns: Sequence[Row], spans: Sequence[Row]) -> Iterator[_Said]:
    signs = np.array([sign.isspace() for sign in text], dtype=bool)
    begins = ~signs & np.concatenate([[True], signs[:-1]])
    marked = np.zeros(len(text) + 1, dtype=np.int64)
    for one in spans:
        marked[one["start"]] += 1
        marked[one["stop"]] -= 1
    carried = np.cumsum(marked[:-1]) > 0
    words, coded = (np.concatenate([[0], np.cumsum(m)]) for m in (begins, begins & carried))
    asked = ""
    for turn in turns:
        start, stop = turn["start"], turn["stop"]
        if turn["role"] == "interviewer":
            asked = _asked(text, start, stop) or asked
        elif turn["role"] == "participant":
            yield _Said(
                transcript_id=name,
                start=start,
                name=turn["name"],
                asked=asked,
                words=int(words[stop] - words[start]),
                coded=int(coded[stop] - coded[start]),
                passages=frozenset(
                    one["id"] for one in spans if one["start"] < stop and one["stop"] > start
                ),
            )


def _asked(text: str, start: int, stop: int) -> str:
    """Give the last two sentences of a question; empty where they only keep somebody talking."""
    found = [text[slice(*place)] for place in units.sentences(text, start, stop)[-2:]]
    said = " ".join(found).strip()
    return said if len(set(terms.telling(said))) > 1 else ""


_TEXTS = "select x.id, x.text from texts x join transcripts t using (id) where state = 'released'"
_TURNS = """
select t.transcript_id, t.start, t.stop, s.role, coalesce(p.pseudonym, s.label) as name
from turns t join speakers s on s.id = t.speaker_id
left join participants p on p.id = s.participant_id
join transcripts r on r.id = t.transcript_id
where r.state = 'released' order by r.position, t.position
"""
_CODED = """
select c.passage_id as id, p.transcript_id, p.start, p.stop
from codings c join passages p on p.id = c.passage_id
"""
