"""Put together what the page on reviewing shows, from what `reviewing` lays beside a theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import get_args

from workbench import wording
from workbench.coding import codebook, indexing, passage_list, shown, suggestion_cards
from workbench.coding.coded_passages import CodedPassage, Coding
from workbench.coding.groups import Speaking
from workbench.coding.leaning import Leaning
from workbench.store import Row
from workbench.study import Study
from workbench.themes import cards, checks, development, gathering, outline, reviewing
from workbench.themes.outline import Theme
from workbench.themes.reviewing import NEGATIVE, Card, Meeting
from workbench.ui import states
from workbench.ui.beside_list import Act, Passage
from workbench.ui.check_list import Asked
from workbench.ui.plain import count, cut
from workbench.ui.theme_acts import Standing, Verbs

SHORT = 90


def listed(study: Study, theme_id: str, code_id: str = "") -> Row:
    """Give the passages of a theme as the list takes them, or those of one of its codes."""
    found = reviewing.passages(study, theme_id)
    if code_id:
        found = [one for one in found if one.coding.code_id == code_id]
    scope = [code_id] if code_id else reviewing.codes_of(study, theme_id)
    return passage_list.listed(study, found, scope) | {"code_id": code_id}


def code_paths(study: Study, theme_id: str) -> dict[str, str]:
    """Name the codes of a theme and its subthemes, in the order of the codebook."""
    held = set(reviewing.codes_of(study, theme_id))
    found = codebook.fetch_all(study)
    return {code.id: codebook.joined(code.path) for code in found if code.id in held}


def standing(study: Study, theme: Theme, themes: Sequence[Theme]) -> Standing:
    """Say where a theme can go, and what of it can leave."""
    below = {one.id for one in outline.subtree(study, theme.id)}
    parents = {one.id: one.parent_id for one in themes}
    names = {code.id: code.name for code in codebook.fetch_all(study)}
    laid = [card for card in reviewing.gathered(study, theme.id) if card.theme_id == theme.id]
    return Standing(
        id=theme.id,
        name=theme.name,
        parent=theme.parent_id,
        above=parents.get(theme.parent_id or ""),
        free={one.id: codebook.joined(one.path) for one in themes if one.id not in below},
        codes={code_id: names[code_id] for code_id in theme.codes if code_id in names},
        passages={card.shown.coding.id: cut(card.shown.words, SHORT) for card in laid},
    )


def verbs(study: Study, theme_id: str) -> Verbs:
    """Give what can be done to the structure."""

    def split(name: str, codes: Sequence[str], passages: Sequence[str], why: str) -> object:
        return development.split(study, theme_id, name, codes, passages=passages, why=why)

    return Verbs(
        merge=lambda into, why: development.merge(study, theme_id, into, why=why),
        split=split,
        nest=lambda parent, why: development.nest(study, theme_id, parent, why=why),
        dissolve=lambda why: development.dissolve(study, theme_id, why=why),
    )


def near(study: Study, theme_id: str) -> list[Passage]:
    """Show passages near a theme that are not in it, to be put there or left."""
    found = reviewing.near(study, indexing.encoder_name(study), theme_id)
    return [_near(study, theme_id, one) for one in found]


def negative(study: Study, theme_id: str) -> list[Passage]:
    """Show the passages that speak against a theme."""
    found = [card for card in reviewing.gathered(study, theme_id) if card.stack == NEGATIVE]
    return [
        _laid(study, card, "Speaks for it after all, or was put here by mistake.") for card in found
    ]


def laid(study: Study, theme_id: str) -> list[Passage]:
    """Show the passages that lie in a theme by themselves."""
    found = [card for card in reviewing.gathered(study, theme_id) if card.stack != NEGATIVE]
    return [_laid(study, card, "The passage stays in its transcript.") for card in found]


def call_negative(study: Study, theme_id: str, one: Coding | Speaking) -> None:
    """Lay a passage among those that speak against a theme, and say so."""
    states.act(
        partial(
            gathering.add,
            study,
            theme_id,
            one.transcript_id,
            one.start,
            one.stop,
            stack=NEGATIVE,
        ),
        "Laid among the negative cases.",
    )


def meeting(study: Study, one: Meeting) -> list[Passage]:
    """Show passages that stand in two themes, each with the codes by which it does."""
    found = reviewing.shown(study, [each for pair in one.pairs for each in pair])
    names = {code.id: code.name for code in codebook.fetch_all(study)}
    return [
        Passage(
            id=f"{mine} {theirs}",
            words=found[mine].words,
            told=(
                place(found[mine]),
                " · ".join(names.get(found[each].coding.code_id, "") for each in (mine, theirs)),
            ),
            transcript_id=found[mine].coding.transcript_id,
            start=found[mine].coding.start,
        )
        for mine, theirs in one.pairs
        if mine in found and theirs in found
    ]


def met(study: Study, one: Meeting) -> str:
    """Say in a line how much two themes share."""
    names = {code.id: code.name for code in codebook.fetch_all(study)}
    held = [names.get(code_id, "") for code_id in one.codes]
    parts = [f"{count(len(one.pairs), 'passage')} with codes of both"] if one.pairs else []
    if held:
        parts.append(f"{'codes' if len(held) > 1 else 'the code'} {', '.join(held)} in both")
    return " · ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Say how a code lies beside the rest of its theme, why, and where to look."""

    said: str
    why: tuple[str, ...]
    passages: tuple[Passage, ...]


def leanings(study: Study, theme_id: str) -> list[Beside]:
    """Say of codes how they lie beside the rest of the theme, each with passages to compare."""
    found = reviewing.leanings(study, indexing.encoder_name(study), theme_id)
    ids = [each for one in found for each in (one.coding_id, one.other_id)]
    known = reviewing.shown(study, filter(None, ids))
    codes = {code.id: code.name for code in codebook.fetch_all(study)}
    themes = {theme.id: theme.name for theme in outline.fetch_all(study)}
    return [
        Beside(
            said=_leans(codes.get(one.code_id, ""), themes.get(one.towards, "")),
            why=_because(one),
            passages=tuple(
                _compared(known[each], codes)
                for each in (one.coding_id, one.other_id)
                if each in known
            ),
        )
        for one in found
    ]


def asked(study: Study, theme_id: str) -> list[Asked]:
    """Give the questions with one's own answers and those of others."""
    found = checks.fetch_all(study, theme_id)
    mine = {one.question: one for one in found if one.researcher == study.researcher}
    return [
        Asked(
            key=key,
            asks=question.asks,
            helps=question.helps,
            verdict=mine[key].verdict if key in mine else "",
            text=mine[key].text if key in mine else "",
            others=tuple(
                _answered(one)
                for one in found
                if one.question == key and one.researcher != study.researcher
            ),
        )
        for key, question in checks.QUESTIONS.items()
    ]


def answer(study: Study, theme_id: str, question: str, verdict: str, text: str) -> None:
    """Keep an answer, or take it back where there is none any more."""
    given = next((one for one in get_args(checks.Verdict) if one == verdict), None)
    if given:
        checks.answer(study, theme_id, question, given, text)
    else:
        checks.withdraw(study, theme_id, question)


def place(one: CodedPassage) -> str:
    """Say in a line who said something and where."""
    who = one.participant or one.speaker
    return " · ".join(
        filter(None, (who, one.transcript, f"turn {one.turn + 1}", shown.clock(one.began)))
    )


def _near(study: Study, theme_id: str, one: Speaking) -> Passage:
    turn = shown.turn_of(study, one.transcript_id, one.start)
    where = suggestion_cards.place_of(study, one.transcript_id, turn) if turn else ""
    common = f"Words in common: {', '.join(one.shared)}" if one.shared else ""
    put: Callable[[], object] = partial(
        gathering.add, study, theme_id, one.transcript_id, one.start, one.stop
    )
    return Passage(
        id=f"{one.transcript_id} {one.start}",
        words=one.words,
        told=tuple(filter(None, (where, common))),
        transcript_id=one.transcript_id,
        start=one.start,
        acts=(
            Act(
                label="Put in theme",
                icon=":material/add:",
                help="Lays the passage in the theme as a card, without a code.",
                do=lambda: states.act(put, "Laid in the theme."),
            ),
            Act(
                label="Negative case",
                icon=":material/contrast:",
                help="Lays it among the passages that speak against the theme.",
                do=lambda: call_negative(study, theme_id, one),
            ),
        ),
    )


def _laid(study: Study, card: Card, helps: str) -> Passage:
    coding = card.shown.coding
    take: Callable[[], object] = partial(cards.take, study, coding.id)
    stack = card.stack if card.stack != NEGATIVE else ""
    return Passage(
        id=coding.id,
        words=card.shown.words,
        told=tuple(filter(None, (place(card.shown), stack))),
        transcript_id=coding.transcript_id,
        start=coding.start,
        acts=(
            Act(
                label="Take out",
                icon=":material/close:",
                help=helps,
                do=lambda: states.act(take, "Taken out of the theme."),
            ),
        ),
    )


def _leans(code: str, towards: str) -> str:
    if towards:
        return f"“{code}” lies nearer to “{towards}” than to the rest of this theme"
    return f"“{code}” stands apart from the rest of this theme"


def _because(one: Leaning) -> tuple[str, ...]:
    told = (("In common with it", one.shared), ("More than in the rest", one.own))
    return tuple(f"{what}: {', '.join(words)}" for what, words in told if words)


def _compared(one: CodedPassage, codes: dict[str, str]) -> Passage:
    return Passage(
        id=one.coding.id,
        words=one.words,
        told=(codes.get(one.coding.code_id, ""), place(one)),
        transcript_id=one.coding.transcript_id,
        start=one.coding.start,
    )


def _answered(one: checks.Answer) -> str:
    said = f"{one.researcher}, {wording.when(one.ts)}: {one.verdict}"
    return f"{said}. {one.text}" if one.text else said
