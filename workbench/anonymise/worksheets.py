"""Ask a person, for each participant, what no count can answer: could somebody find out who it is?

Three questions of the ICO's guidance on anonymisation (28 March 2025), and the work of a motivated
intruder: somebody competent, with the internet, a library and a tongue in the head, who is no
burglar and no hacker. The answers may name people, so they live in the vault.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workbench import audit, participants
from workbench.acts import Act
from workbench.anonymise.vault import Vault
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study

JUDGEMENTS: Mapping[str, str] = {
    "remote": "sufficiently remote",
    "possible": "possible, with effort",
    "likely": "likely",
}
LONGEST = 20_000
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Ask one thing; `is_judged` when the answer also says how likely it is."""

    id: str
    title: str
    words: str
    is_judged: bool = False


QUESTIONS = (
    Question(
        id="singling out",
        title="Singling out",
        words="Could this person be told apart from everybody else it might be, without a name: by "
        "a role, a place, an event, an attribute, or several of them together?",
        is_judged=True,
    ),
    Question(
        id="linkability",
        title="Linkability",
        words="Could what stands here be joined with something elsewhere (a website, a news "
        "report, a post, another data set) that does name the person?",
        is_judged=True,
    ),
    Question(
        id="inference",
        title="Inference",
        words="Could a reader work out, with some confidence, something about this person that "
        "the transcript does not say and they did not mean to tell?",
        is_judged=True,
    ),
    Question(
        id="searched",
        title="What an intruder would search",
        words="Which words, roles, places, events and dates did you search for, and where: search "
        "engine, local news, social media, registers, asking around?",
    ),
    Question(
        id="found",
        title="What the search led to",
        words="Whom or what did it lead to, and how sure would an outsider be?",
    ),
    Question(
        id="insiders",
        title="Those who know already",
        words="Who could recognise this person from what they know already (family, colleagues, "
        "members of the group), and what would they learn that is new to them?",
    ),
    Question(
        id="harm",
        title="Motive and harm",
        words="Who might want to find this person, and what could follow for them?",
    ),
    Question(
        id="measures",
        title="What was done about it",
        words="What was changed because of this, or what keeps the rest of the risk acceptable: "
        "access, licence, embargo, leaving a passage out?",
    ),
)
JUDGED = tuple(question.id for question in QUESTIONS if question.is_judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Hold one answer."""

    words: str
    judgement: str | None
    researcher: str
    ts: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Hold who answers for a sheet, as typed, and when."""

    name: str
    researcher: str
    ts: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Hold the worksheet of one participant: answers by question, and the signature if any."""

    participant_id: str
    pseudonym: str
    answers: Mapping[str, Given] = field(default_factory=dict)
    signature: Signature | None = None

    @property
    def is_judged(self) -> bool:
        """Tell whether the three questions have been judged."""
        return all(one in self.answers and self.answers[one].judgement for one in JUDGED)

    @property
    def highest(self) -> str | None:
        """Give the gravest of the judgements; None before the first."""
        given = {answer.judgement for answer in self.answers.values()}
        return next((one for one in list(JUDGEMENTS)[::-1] if one in given), None)


def sheets(study: Study, vault: Vault) -> list[Sheet]:
    """List the worksheets of all participants, in their order."""
    answers: dict[str, dict[str, Given]] = {}
    for row in vault.rows(
        "select participant_id, question, judgement, words, researcher, ts from worksheet_answers"
    ):
        given = Given(**{name: row[name] for name in Given.__slots__})
        answers.setdefault(row["participant_id"], {})[row["question"]] = given
    signed = {
        row.pop("participant_id"): Signature(**row)
        for row in vault.rows(
            "select participant_id, name, researcher, ts from worksheet_signatures"
        )
    }
    return [
        Sheet(
            participant_id=person.id,
            pseudonym=person.pseudonym,
            answers=answers.get(person.id, {}),
            signature=signed.get(person.id),
        )
        for person in participants.fetch_all(study)
    ]


def answer(
    study: Study,
    vault: Vault,
    participant_id: str,
    given: Mapping[str, tuple[str, str | None]],
    event_id: str | None = None,
) -> bool:
    """Store answers, as words and judgement by question; True when something changed.

    A signature stands for the words that were signed: it goes with any change of them.
    """
    _require_participant(study, participant_id)
    for question, (words, judgement) in given.items():
        _require_fit(question, words, judgement)
    with audit.act(vault, "worksheets.answer", subject=participant_id, event_id=event_id) as act:
        for question, (words, judgement) in given.items():
            _set(vault, act, participant_id, question, words.strip(), judgement)
        if act.changes:
            _unsign(act, participant_id)
        return bool(act.changes)


def sign(
    study: Study, vault: Vault, participant_id: str, name: str, event_id: str | None = None
) -> None:
    """Sign a sheet by name, with the time; raises NotAllowed before the questions are judged."""
    _require_participant(study, participant_id)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise NotAllowed("Sign with your name, on one line.")
    sheet = next(one for one in sheets(study, vault) if one.participant_id == participant_id)
    if not sheet.is_judged:
        raise NotAllowed("Judge singling out, linkability and inference first, then sign.")
    with audit.act(vault, "worksheets.sign", subject=participant_id, event_id=event_id) as act:
        _unsign(act, participant_id)
        act.insert(
            "worksheet_signatures",
            {
                "id": vault.new_id(),
                "participant_id": participant_id,
                "name": name,
                "researcher": vault.researcher,
                "ts": audit.now(),
            },
        )


def _set(
    vault: Vault, act: Act, participant_id: str, question: str, words: str, judgement: str | None
) -> None:
    old = act.row(
        "select id, words, judgement from worksheet_answers "
        "where participant_id = $person and question = $question",
        person=participant_id,
        question=question,
    )
    if (words, judgement) == ((old["words"], old["judgement"]) if old else ("", None)):
        return
    if old:
        act.delete("worksheet_answers", old["id"])
    if words or judgement:
        act.insert(
            "worksheet_answers",
            {
                "id": vault.new_id(),
                "participant_id": participant_id,
                "question": question,
                "judgement": judgement,
                "words": words,
                "researcher": vault.researcher,
                "ts": audit.now(),
            },
        )


def _unsign(act: Act, participant_id: str) -> None:
    for row in act.rows(
        "select id from worksheet_signatures where participant_id = $id", id=participant_id
    ):
        act.delete("worksheet_signatures", row["id"])


def _require_participant(study: Study, participant_id: str) -> None:
    if all(person.id != participant_id for person in participants.fetch_all(study)):
        raise NotThere("There is no such participant in this study.")


def _require_fit(question: str, words: str, judgement: str | None) -> None:
    asked = next((one for one in QUESTIONS if one.id == question), None)
    if asked is None:
        raise NotAllowed(f"A question is one of: {', '.join(one.id for one in QUESTIONS)}.")
    if judgement is not None and (not asked.is_judged or judgement not in JUDGEMENTS):
        raise NotAllowed(
            f"Singling out, linkability and inference are judged: {', '.join(JUDGEMENTS)}."
        )
    if len(words) > LONGEST or any(ord(sign) < 32 and sign not in "\n\t" for sign in words):
        raise NotAllowed(f"An answer is plain text of at most {LONGEST:,} characters.")
