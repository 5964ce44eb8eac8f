"""Put together what the card of a suggestion shows and does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from workbench import transcripts
from workbench.coding import codings, shown, suggestions, units
from workbench.coding.backchannels import says_something
from workbench.coding.lists import ASKED_FOR
from workbench.coding.reasons import Near, Suggestion
from workbench.study import Study
from workbench.transcripts import Turn
from workbench.ui.suggestion_card import Card, Like

Opens = Callable[[dict[str, str]], None]


def card(study: Study, one: Suggestion, opens: Opens) -> Card:
    """Give the card of a suggestion; `opens` goes to a place in Coding."""
    text = transcripts.text(study, one.transcript_id)
    turns = transcripts.turns(study, one.transcript_id)
    turn = turns[one.turn]
    places = units.sentences(text, turn.start, turn.stop)
    inside = [n for n, place in enumerate(places) if place[0] < one.stop and place[1] > one.start]
    best = [n for n in inside if places[n][0] <= one.sentence[0] < places[n][1]]

    def code(first: int, last: int) -> object:
        return suggestions.accept(study, one, start=places[first][0], stop=places[last][1])

    return Card(
        id=f"{one.code_id} {one.transcript_id} {one.start}",
        place=place_of(study, one.transcript_id, turn),
        question=question_before(text, turns, turn),
        sentences=tuple(text[slice(*place)] for place in places),
        edges=(inside[0], inside[-1]),
        best=best[0] if best else -1,
        nearest="Nearest of your passages" if one.kind in ASKED_FOR else "Like your passages",
        likes=tuple(
            Like(words=near.words, open=partial(_open_own, study, near, opens)) for near in one.near
        ),
        shared=one.shared,
        code=code,
        dismiss=lambda why: suggestions.dismiss(study, one, why=why),
        later=partial(suggestions.later, study, one),
        open=partial(opens, {"transcript": one.transcript_id, "at": str(one.start)}),
    )


def place_of(study: Study, transcript_id: str, turn: Turn) -> str:
    """Write who speaks, in which transcript, turn and minute."""
    label = transcripts.fetch(study, transcript_id).label
    parts = (turn.speaker, label, f"turn {turn.position + 1}", shown.clock(turn.began))
    return " · ".join(filter(None, parts))


def question_before(text: str, turns: list[Turn], turn: Turn) -> str:
    """Give what an interviewer asked or said last before a turn, past sounds of listening."""
    for one in reversed(turns[: turn.position]):
        words = text[one.start : one.stop].strip()
        if one.role == "interviewer" and says_something(words):
            return words
    return ""


def _open_own(study: Study, near: Near, opens: Opens) -> None:
    place = codings.fetch(study, near.coding_id)
    opens({"transcript": place.transcript_id, "coding": near.coding_id})
