"""Hang on a theme whatever can hang on one."""

from __future__ import annotations

from workbench import audit, memos, participants, passages
from workbench.store import Row
from workbench.study import Study
from workbench.themes import quotes, summaries


def passage(study: Study, theme: str, transcript: str, start: int, stop: int) -> str:
    """Put a stretch of a transcript into a theme; returns the card's id."""
    card = study.new_id()
    with audit.act(study, "test.passage") as act:
        held = passages.anchor(act, transcript, start, stop, passage_id=study.new_id())
        values = {"theme_id": theme, "passage_id": held.id, "stack": "", "position": 0}
        act.insert("theme_passages", {"id": card, **values, **_by(study)})
    return card


def thought(study: Study, theme: str | None, words: str) -> None:
    with audit.act(study, "test.thought") as act:
        values = {"theme_id": theme, "text": words, "colour": "", "stack": "", "position": 0}
        act.insert("thoughts", {"id": study.new_id(), **values, **_by(study)})


def link(study: Study, one: str, other: str, name: str = "", *, directed: bool = False) -> None:
    with audit.act(study, "test.link") as act:
        ends = {"from_id": one, "to_id": other, "name": name, "directed": directed}
        act.insert("theme_links", {"id": study.new_id(), **ends})


def place(study: Study, theme: str, x: float) -> None:
    with audit.act(study, "test.place") as act:
        row = {"id": study.new_id(), "theme_id": theme, "x": x, "y": 0.0, "size": 1.0}
        act.insert("theme_places", row)


def answer(study: Study, theme: str, question: str, words: str) -> None:
    with audit.act(study, "test.answer") as act:
        values = {"theme_id": theme, "question": question, "verdict": "yes", "text": words}
        act.insert("theme_checks", {"id": study.new_id(), **values, **_by(study)})


def summary(study: Study, theme: str, words: str) -> None:
    summaries.write(study, theme, participants.fetch_all(study)[0].id, words)


def mark(study: Study, quote: str, transcript: str, start: int, stop: int) -> None:
    """Leave words out of a chosen quote."""
    with audit.act(study, "test.mark") as act:
        held = passages.anchor(act, transcript, start, stop, passage_id=study.new_id())
        values = {"quote_id": quote, "passage_id": held.id, "kind": "omission", "text": ""}
        act.insert("quote_marks", {"id": study.new_id(), **values})


def everything(study: Study, theme: str, other: str, coding: str, transcript: str) -> None:
    """Hang one of each on a theme whose code stands in it."""
    quotes.choose(study, theme, coding)
    chosen = study.row("select id from theme_quotes where theme_id = $id", id=theme)
    assert chosen
    mark(study, chosen["id"], transcript, 15, 21)
    passage(study, theme, transcript, 0, 6)
    thought(study, theme, "Or is it pride?")
    link(study, theme, other, "feeds")
    link(study, other, theme, "feeds")
    place(study, theme, 3)
    answer(study, theme, "meaning", "It holds together.")
    summary(study, theme, "She is tired.")
    memos.write(study, "theme", theme, "Doubtful")


def _by(study: Study) -> Row:
    return {"researcher": study.researcher, "ts": audit.now()}
