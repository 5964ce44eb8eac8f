"""News of a transcript: a screen that hears it ends equal to the study."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from tests.conftest import Said
from workbench import audit, edits, memos, transcripts
from workbench.coding import codebook, codings, news, operations
from workbench.errors import WorkbenchError
from workbench.study import Study

SAID: Said = [("Interviewer", "How was it?"), ("P1", "Long and quiet, most of the night." * 4)]
Row = dict[str, Any]


class Screen:
    """Stand for a view: what it was sent, and what it heard since."""

    def __init__(self, study: Study, transcript_id: str) -> None:
        self.study, self.id = study, transcript_id
        self.n, self.version = 0, ""
        self.codings: dict[str, Row] = {}
        self.codes: list[Row] = []

    def hear(self) -> news.News:
        told = news.since(self.study, self.id, self.n, self.version)
        if told.transcript:
            self.version = told.transcript["version"]
        if told.snapshot is not None:
            self.codings = {row["id"]: row for row in told.snapshot}
        for gone in told.removed:
            self.codings.pop(gone, None)
        self.codings |= {row["id"]: row for row in told.applied}
        self.codes = told.codes if told.codes is not None else self.codes
        self.n = told.n
        return told

    def right(self) -> bool:
        stored = {row["id"]: row for row in operations.coding_rows(self.study, self.id)}
        return self.codings == stored and self.codes == operations.code_rows(self.study)


@pytest.fixture
def screen(study: Study, released: Callable[[str, Said], str]) -> Screen:
    codebook.add(study, "Quiet")
    codebook.add(study, "Long")
    shown = Screen(study, released("P01", SAID))
    shown.hear()
    return shown


def test_news_is_what_changed_and_no_more(screen: Screen, study: Study) -> None:
    ben = study.seat("Ben")
    quiet = codebook.fetch(study, "Quiet")
    assert screen.hear() == news.News(n=audit.newest(study))
    one = codings.apply(ben, screen.id, 12, 16, quiet.id)
    told = screen.hear()
    assert [row["id"] for row in told.applied] == [one.id]
    assert (told.codes, told.snapshot, told.transcript) == (None, None, None)
    memos.write(ben, "coding", one.id, "Why here?")
    assert screen.hear().applied[0]["memo"] == "Why here?"
    memos.rewrite(ben, memos.fetch_all(study, about="coding")[0].id, "Why not?")
    assert screen.hear().applied[0]["memo"] == "Why not?"
    codings.resize(ben, one.id, 12, 20)
    assert screen.hear().applied[0]["stop"] == 20
    audit.undo(ben)
    assert screen.hear().applied[0]["stop"] == 16
    codings.remove(ben, one.id)
    assert screen.hear().removed == [one.id]
    codebook.retire(ben, quiet.id)
    assert {row["name"]: row["retired"] for row in screen.hear().codes or ()}["Quiet"]
    assert screen.right()


def test_changed_words_come_with_all_codings_on_them(screen: Screen, study: Study) -> None:
    one = codings.apply(study, screen.id, 12, 16, codebook.fetch(study, "Quiet").id)
    with audit.act(study, "transcripts.correct", undoable=False) as act:
        edit = edits.Edit(start=0, stop=3, words="Well, how")
        transcripts.replace_text(act, screen.id, [edit])
    told = screen.hear()
    assert told.transcript
    assert told.transcript["text"].startswith("Well, how was it?")
    assert told.snapshot
    assert [(row["id"], row["start"]) for row in told.snapshot] == [(one.id, 18)]
    assert screen.hear() == news.News(n=audit.newest(study))


def test_after_many_events_all_is_told(
    screen: Screen, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "MOST", 3)
    quiet = codebook.fetch(study, "Quiet")
    for start in range(12, 16):
        codings.apply(study, screen.id, start, start + 3, quiet.id)
    assert len(screen.hear().snapshot or ()) == 4
    assert screen.right()


def test_a_study_put_back_to_an_earlier_state_is_told_anew(screen: Screen) -> None:
    screen.n += 100
    assert screen.hear().snapshot == []
    assert screen.right()


@pytest.mark.parametrize("seed", range(3))
def test_random_acts_of_two_end_on_the_screen(screen: Screen, study: Study, seed: int) -> None:
    """What a screen heard in pieces of any length is what a fresh page would show."""
    chance = random.Random(seed)
    seats = (study, study.seat("Ben"))
    for _ in range(60):
        with suppress(WorkbenchError):
            _one_act(chance, chance.choice(seats), screen.id)
        if chance.random() < 0.3:
            screen.hear()
    screen.hear()
    assert screen.right()


def _one_act(chance: random.Random, study: Study, transcript_id: str) -> None:
    codes = codebook.fetch_all(study)
    there = codings.of_transcript(study, transcript_id)
    start = chance.randrange(100)
    one = chance.choice(there) if there else None
    match chance.randrange(11):
        case 0:
            audit.undo(study)
        case 1:
            audit.redo(study)
        case 2 if one:
            codings.remove(study, one.id)
        case 3 if one:
            codings.resize(study, one.id, start, start + 9)
        case 4 if one:
            memos.write(study, "coding", one.id, f"Memo {start}")
        case 5:
            codebook.rename(study, chance.choice(codes).id, f"Code {start}")
        case 6:
            codebook.add(study, f"New {start}")
        case 7 if len(codes) > 2:
            codebook.merge(study, codes[-1].id, codes[0].id)
        case _:
            codings.apply(study, transcript_id, start, start + 5, chance.choice(codes).id)
