"""Put together what the cards of suggestions show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from workbench import audit, transcripts
from workbench.coding import offered, shown, units
from workbench.coding.backchannels import says_something
from workbench.coding.lists import ASKED_FOR
from workbench.coding.reasons import Suggestion
from workbench.store import Row
from workbench.study import Study
from workbench.transcripts import Turn
from workbench.ui import suggestion_card
from workbench.ui.plain import cut
from workbench.ui.suggestion_card import Card

Key = tuple[str, str, int]
Opens = Callable[[dict[str, str]], None]
Find = Callable[[Study, str, str], list[Suggestion]]
BACK = 40
"""Turns before a passage in which its question is looked for."""
LONG = 300
SHORT = 200
"""Signs of a question, and of a passage named as a reason, that are shown."""
MOST_KEPT = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Hold the sentences of a turn with their places, and the question before it."""

    question: str
    sentences: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


_KEPT: WeakKeyDictionary[object, dict[Key, Said]] = WeakKeyDictionary()


def listed(study: Study, encoder_name: str, code_id: str, find: Find, name: str) -> Row:
    """Make the list of a code as it stands now, as the browser takes it; raises NotThere."""
    newest = audit.newest(study)  # first, so that nothing read after it is missed
    found = find(study, encoder_name, code_id)
    return suggestion_card.listed(f"{name} {code_id}", newest, cards(study, found))


def cards(study: Study, found: Sequence[Suggestion]) -> list[Card]:
    """Give the cards of a list."""
    said = _said(study, found)
    asked_for = {"ids": [one.transcript_id for one in found], "turns": [one.turn for one in found]}
    now = {(row["id"], row["position"]): row for row in study.rows(_NOW, **asked_for)}
    return [_card(study, one, said[_key(one)], now[one.transcript_id, one.turn]) for one in found]


def _card(study: Study, one: Suggestion, said: Said, now: Row) -> Card:
    places = said.places
    inside = [n for n, place in enumerate(places) if place[0] < one.stop and place[1] > one.start]
    best = [n for n in inside if places[n][0] <= one.sentence[0] < places[n][1]]
    return Card(
        id=f"{one.code_id} {one.transcript_id} {one.start}",
        offer_id=offered.name(study, one),
        transcript_id=one.transcript_id,
        version=one.version,
        place=_place(now["speaker"], now["label"], one.turn, now["began"]),
        question=said.question,
        sentences=said.sentences,
        places=places,
        edges=(inside[0], inside[-1]),
        best=best[0] if best else -1,
        nearest="Nearest of your passages" if one.kind in ASKED_FOR else "Like your passages",
        likes=tuple(cut(near.words, SHORT) for near in one.near),
        shared=", ".join(one.shared),
    )


def _said(study: Study, found: Sequence[Suggestion]) -> Mapping[Key, Said]:
    """Read the turns of a list, but those that were read before: most stand in the next list too.

    The words of a turn are the same as long as the transcript is of one version.
    """
    kept = _KEPT.setdefault(study.file, {})
    known = {_key(one): said for one in found if (said := kept.get(_key(one)))}
    missing = [one for one in found if _key(one) not in known]
    if not missing:
        return known
    texts = {
        row["id"]: row for row in study.rows(_TEXTS, ids=[one.transcript_id for one in missing])
    }
    for one in missing:
        near = study.rows(_TURNS, id=one.transcript_id, turn=one.turn, back=BACK)
        now = texts[one.transcript_id]
        said = known[_key(one)] = _words(now["text"], [Turn(**row) for row in near])
        if now["version"] == one.version:
            kept[_key(one)] = said
    for old in [*kept][:-MOST_KEPT]:
        kept.pop(old, None)
    return known


def _words(text: str, near: Sequence[Turn]) -> Said:
    """Cut the last of some turns into sentences."""
    places = tuple(units.sentences(text, near[-1].start, near[-1].stop))
    return Said(
        question=clipped(asked(text, near[:-1])),
        sentences=tuple(" ".join(text[slice(*place)].split()) for place in places),
        places=places,
    )


def _key(one: Suggestion) -> Key:
    return one.transcript_id, one.version, one.turn


def place_of(study: Study, transcript_id: str, turn: Turn) -> str:
    """Write who speaks, in which transcript, turn and minute."""
    label = transcripts.fetch(study, transcript_id).label
    return _place(turn.speaker, label, turn.position, turn.began)


def _place(speaker: str, label: str, turn: int, began: float | None) -> str:
    return " · ".join(filter(None, (speaker, label, f"turn {turn + 1}", shown.clock(began))))


def asked(text: str, before: Sequence[Turn]) -> str:
    """Give what an interviewer asked or said last in some turns, past sounds of listening."""
    for one in reversed(before):
        words = text[one.start : one.stop].strip()
        if one.role == "interviewer" and says_something(words):
            return words
    return ""


def clipped(words: str, most: int = LONG) -> str:
    """Keep the end of a long question, from a whole word on."""
    return words if len(words) <= most else "… " + words[-most:].partition(" ")[2]


_TEXTS = """
select id, version, text from transcripts join texts using (id)
where list_contains($ids::text[], id)
"""
_TURNS = """
select t.position, s.label as speaker, s.role, t.start, t.stop, t.began, t.ended
from turns t join speakers s on s.id = t.speaker_id
where t.transcript_id = $id and t.position between $turn - $back and $turn order by t.position
"""
# Finds some turns too many: to plan for pairs takes longer than to pass them over.
_NOW = """
select t.id, t.label, u.position, s.label as speaker, u.began
from turns u
join speakers s on s.id = u.speaker_id
join transcripts t on t.id = u.transcript_id
where list_contains($ids::text[], t.id) and list_contains($turns::int[], u.position)
"""
