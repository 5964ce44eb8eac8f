"""Put questions to a theme: is it a pattern of shared meaning, or only a topic?

The questions are this workbench's wording of what the method's authors ask of a theme in review
(Braun & Clarke 2012, doi 10.1037/13620-004; 2019, doi 10.1080/2159676X.2019.1628806). None of them
decides anything: "no" and "unsure" are as good an answer as "yes".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from workbench import audit
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study

Verdict = Literal["yes", "no", "unsure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Hold a question, and what may help to answer it."""

    asks: str
    helps: str


QUESTIONS: Mapping[str, Question] = {
    "meaning": Question(
        asks="Do its passages share a meaning, and not only a subject?",
        helps="A topic holds whatever was said about a thing. A theme says what the sayings have "
        "in common. If its name could head a chapter of a handbook, it may be a topic.",
    ),
    "concept": Question(
        asks="Can you say in one sentence what holds it together?",
        helps="That sentence is its central organising concept. Where it needs an “and also”, "
        "there may be two themes.",
    ),
    "summary": Question(
        asks="Does it say more than what people answered to one of your questions?",
        helps="Codes that all come from one question of the interview often sum up answers. A "
        "theme reads across questions.",
    ),
    "enough": Question(
        asks="Is there enough in it: several sides, told in more than one way?",
        helps="Depth counts, not the number of passages or participants. What is too thin may be a "
        "subtheme, or a code.",
    ),
    "one": Question(
        asks="Is it one idea, not several under one roof?",
        helps="What is too wide may have to be split, or become a theme with subthemes.",
    ),
    "boundaries": Question(
        asks="Is it clear where it ends and other themes begin?",
        helps="Say what it leaves out. Passages that stand in both themes show where they meet.",
    ),
    "question": Question(
        asks="Does it help to answer the research question?",
        helps="Something can be true, moving and well evidenced, and belong in another paper.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Hold what a researcher answered to a question about a theme."""

    id: str
    theme_id: str
    question: str
    verdict: Verdict
    text: str
    researcher: str
    ts: datetime


def answer(
    study: Study,
    theme_id: str,
    question: str,
    verdict: Verdict,
    text: str = "",
    *,
    event_id: str | None = None,
) -> None:
    """Answer a question about a theme; one's own former answer gives way. Raises NotThere."""
    if question not in QUESTIONS or verdict not in get_args(Verdict):
        raise NotAllowed("Answer one of the questions with yes, no or unsure.")
    given = {"verdict": verdict, "text": text.strip()}
    with audit.act(study, "checks.answer", subject=theme_id, event_id=event_id) as act:
        if not act.row("select id from themes where id = $id", id=theme_id):
            raise NotThere("That theme is no longer in the study.")
        mine = {"theme": theme_id, "question": question, "researcher": study.researcher}
        former = act.row(f"select * from theme_checks where {_MINE}", **mine)
        if former is None:
            who = {"researcher": study.researcher, "ts": audit.now()}
            row = {"id": study.new_id(), "theme_id": theme_id, "question": question}
            act.insert("theme_checks", {**row, **given, **who})
        elif {name: former[name] for name in given} != given:
            act.update("theme_checks", former["id"], **given, ts=audit.now())


def withdraw(study: Study, theme_id: str, question: str, *, event_id: str | None = None) -> None:
    """Take one's own answer back; raises NotThere where there is none."""
    with audit.act(study, "checks.withdraw", subject=theme_id, event_id=event_id) as act:
        mine = {"theme": theme_id, "question": question, "researcher": study.researcher}
        former = act.row(f"select id from theme_checks where {_MINE}", **mine)
        if former is None:
            raise NotThere("You have not answered that question.")
        act.delete("theme_checks", former["id"])


def fetch_all(study: Study, theme_id: str | None = None) -> list[Answer]:
    """List the answers of all researchers, of one theme or all, in the order of the questions."""
    found = study.rows(
        "select * from theme_checks where $id is null or theme_id = $id order by ts, id",
        id=theme_id,
    )
    places = {name: place for place, name in enumerate(QUESTIONS)}
    answers = [Answer(**row) for row in found]
    return sorted(answers, key=lambda one: places.get(one.question, len(places)))


_MINE = "theme_id = $theme and question = $question and researcher = $researcher"
