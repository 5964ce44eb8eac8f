"""What a list offered is decided on by its name: once each, told apart from nothing, taken back."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import pytest

from tests.coding.toy import code_topic
from workbench import audit, memos, transcripts
from workbench.coding import (
    codings,
    how_found,
    offered,
    restraint,
    suggestion_cards,
    suggestions,
)
from workbench.coding.arriving import Arrived
from workbench.coding.reasons import Suggestion
from workbench.errors import NotThere
from workbench.study import Study
from workbench.ui.suggestion_card import Card

NAME = "words"


@pytest.fixture
def listed(study: Study, ids: list[str]) -> tuple[list[Suggestion], list[Card]]:
    """List passages for a code, with their cards."""
    code = code_topic(study, ids[0], "money", 3)
    found = suggestions.for_code(study, NAME, code)
    return found, suggestion_cards.cards(study, found)


def meant(card: Card) -> dict[str, Any]:
    """Say on what an act decides: the whole window."""
    first, last = card.edges
    place = {"start": card.places[first][0], "stop": card.places[last][1]}
    return {"offer_id": card.offer_id, "code_id": card.id.split()[0], **place}


def do(study: Study, kind: str, card: Card, act_id: str, **details: Any) -> dict[str, Any]:
    """Store an act as the outbox brings it."""
    act = Arrived(
        id=act_id,
        transcript_id=card.transcript_id,
        transcript_version=card.version,
        details={**meant(card), **details},
    )
    return offered.HANDLERS[kind](study, act)


def test_a_card_shows_its_turn_and_where_its_sentences_stand(
    study: Study, listed: tuple[list[Suggestion], list[Card]]
) -> None:
    found, cards = listed
    for one, card in zip(found, cards, strict=True):
        text = transcripts.text(study, one.transcript_id)
        turn = transcripts.turns(study, one.transcript_id)[one.turn]
        asked = transcripts.turns(study, one.transcript_id)[one.turn - 1]
        first, last = card.edges
        assert (card.places[first][0], card.places[last][1]) == (one.start, one.stop)
        assert " ".join(card.sentences) == text[turn.start : turn.stop]
        assert card.places[card.best] == one.sentence
        assert card.question == text[asked.start : asked.stop]
        assert one.kind not in (card.offer_id, card.nearest)


def test_a_card_leads_to_its_place_or_to_what_it_is_like(
    study: Study, listed: tuple[list[Suggestion], list[Card]]
) -> None:
    (one, *_), (card, *_) = listed
    here = {"transcript": one.transcript_id, "at": str(one.start)}
    assert [offered.place(study, card.offer_id, like) for like in (None, -1, 2)] == [here] * 3
    near = codings.fetch(study, one.near[1].coding_id)
    there = {"transcript": near.transcript_id, "coding": near.id}
    assert offered.place(study, card.offer_id, 1) == there


def test_a_part_is_coded_once_and_taken_back(
    study: Study, listed: tuple[list[Suggestion], list[Card]]
) -> None:
    found, (card, *_) = listed
    start, stop = card.places[0]
    for _ in range(2):
        done = do(study, "code_offer", card, "once", coding_id="mine", start=start, stop=stop)
    assert done == {}, "it is stored already"
    coding = codings.fetch(study, "mine")
    assert (coding.found_by, coding.start, coding.stop) == ("suggestion", start, stop)
    (kept,) = study.rows("select verdict, place, labels, drawn, coding_id from decisions")
    assert kept == {
        "verdict": "accepted",
        "place": 1,
        "labels": found[0].labels,
        "drawn": False,
        "coding_id": "mine",
    }
    audit.undo(study)
    assert study.rows("select * from decisions") == []


def test_a_dismissal_takes_its_memo_along(
    study: Study, listed: tuple[list[Suggestion], list[Card]]
) -> None:
    _, cards = listed
    assert do(study, "dismiss_offer", cards[0], "one", text=" Too short. ") == {}
    do(study, "put_off_offer", cards[1], "two")
    found = study.rows("select verdict from decisions order by ts")
    assert [row["verdict"] for row in found] == ["dismissed", "later"]
    assert [one.text for one in memos.fetch_all(study, about="passage")] == ["Too short."]


def test_the_same_suggestion_keeps_its_name_until_too_many_came(
    study: Study,
    listed: tuple[list[Suggestion], list[Card]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, cards = listed
    again = suggestion_cards.cards(study, suggestions.for_code(study, NAME, found[0].code_id))
    assert again == cards
    monkeypatch.setattr(offered, "MOST", 1)
    assert offered.name(study, found[0]) == cards[0].offer_id
    assert offered.find(study, cards[0].offer_id) == found[0]
    with pytest.raises(NotThere, match="list is gone"):
        offered.place(study, cards[1].offer_id)


def test_a_decision_on_a_forgotten_list_is_stored_and_counts_for_no_list(
    study: Study,
    listed: tuple[list[Suggestion], list[Card]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, cards = listed
    monkeypatch.setattr(offered, "_OFFERED", WeakKeyDictionary())
    do(study, "code_offer", cards[0], "one", coding_id="mine")
    do(study, "dismiss_offer", cards[1], "two", text="Too short.")
    do(study, "put_off_offer", cards[2], "three")
    kept = study.rows(
        "select d.verdict, d.model, d.encoder, d.labels, d.drawn, p.start, p.stop "
        "from decisions d join passages p on p.id = d.passage_id order by d.ts"
    )
    assert [row.pop("verdict") for row in kept] == ["accepted", "dismissed", "later"]
    unknown = {"model": "list not known", "encoder": None, "labels": None, "drawn": False}
    assert kept == [unknown | {"start": one.start, "stop": one.stop} for one in found[:3]]
    code = found[0].code_id
    left = {(one.transcript_id, one.start) for one in suggestions.for_code(study, NAME, code)}
    assert not left & {(one.transcript_id, one.start) for one in found[:3]}
    assert restraint.worth(study, NAME, code).offered.decided == 0
    assert how_found.account(study, NAME).models == []


def test_no_card_tells_what_was_drawn(
    study: Study, listed: tuple[list[Suggestion], list[Card]]
) -> None:
    code = listed[0][0].code_id
    restraint.set_blinded(study, on=True)
    found = suggestions.for_code(study, NAME, code)
    (drawn, *_) = [n for n, one in enumerate(found) if one.kind == "drawn"]
    cards = suggestion_cards.cards(study, found)
    assert "drawn" not in repr(cards)
    do(study, "dismiss_offer", cards[drawn], "one")
    assert study.row("select drawn from decisions") == {"drawn": True}
