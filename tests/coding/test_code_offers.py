"""Codes are offered for a passage from what was coded, with reasons, and applied by a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import pytest

from tests.coding.toy import TOPICS, WordEncoder, code_topic, make, topic_at
from tests.conftest import Said
from workbench import audit, transcripts
from workbench.coding import (
    alike,
    code_offers,
    codebook,
    codings,
    embeddings,
    encoders,
    operations,
    restraint,
)
from workbench.coding.arriving import Arrived
from workbench.errors import ChangedSince, NotThere
from workbench.study import Study

ENCODER = "words"


@pytest.fixture
def ids(study: Study, released: Callable[[str, Said], str]) -> list[str]:
    found = make(study, released)
    embeddings.embed_all(study, WordEncoder())
    return found


def turns(study: Study, transcript_id: str) -> list[tuple[int, int]]:
    """List where the participant speaks."""
    return [(t.start, t.stop) for t in transcripts.turns(study, transcript_id)[1::2]]


def test_codes_are_offered_for_a_passage(study: Study, ids: list[str]) -> None:
    codes = {topic: code_topic(study, ids[0], topic, 6) for topic in TOPICS}
    for place in turns(study, ids[1])[:3]:
        offers = code_offers.for_passage(study, ENCODER, ids[1], *place)
        about = topic_at(study, ids[1], *place)
        assert offers[0].code.name == about
        assert [offer.place for offer in offers] == [1, 2, 3]
        assert len(offers[0].near) == 2
        assert set(offers[0].shared) <= set(TOPICS[about])
        assert offers[0].shared
        assert offers == code_offers.for_passage(study, ENCODER, ids[1], *place)
    codebook.retire(study, codes["food"])
    place = turns(study, ids[0])[0]
    offers = code_offers.for_passage(study, ENCODER, ids[0], *place)
    assert [offer.code.name for offer in offers] == ["money"], "one lies on it, one is retired"


def test_few_words_of_a_sentence_are_enough(study: Study, ids: list[str]) -> None:
    for topic in TOPICS:
        code_topic(study, ids[0], topic, 4)
    start, stop = turns(study, ids[1])[1]
    words = transcripts.text(study, ids[1])[start:stop]
    at = start + words.index(" ") + 1
    offers = code_offers.for_passage(study, ENCODER, ids[1], at, at + 6)
    assert offers[0].code.name == topic_at(study, ids[1], start, stop)


def test_little_known_is_said(study: Study, ids: list[str]) -> None:
    code_topic(study, ids[0], "food", 2)
    code_topic(study, ids[0], "money", 5)
    offers = code_offers.for_passage(study, ENCODER, ids[1], *turns(study, ids[1])[0])
    told = {offer.code.name: (offer.examples, offer.firm) for offer in offers}
    assert told == {"food": (2, False), "money": (5, True)}


def test_what_follows_a_coding_at_once(study: Study, ids: list[str]) -> None:
    code_topic(study, ids[0], "money", 2)
    place = turns(study, ids[1])[0]
    (before,) = code_offers.for_passage(study, ENCODER, ids[1], *place)
    code_topic(study, ids[2], "money", 1)
    (after,) = code_offers.for_passage(study, ENCODER, ids[1], *place)
    assert (before.examples, after.examples) == (2, 3)
    transcripts.mark_read(study, ids[0])
    (read,) = code_offers.for_passage(study, ENCODER, ids[1], *place)
    assert read.labels > after.labels


def test_nothing_is_offered_without_a_ground(study: Study, ids: list[str]) -> None:
    place = turns(study, ids[1])[0]
    assert code_offers.for_passage(study, ENCODER, ids[1], *place) == []
    code = code_topic(study, ids[0], "money", 2)
    asked = transcripts.turns(study, ids[1])[0]
    assert code_offers.for_passage(study, ENCODER, ids[1], asked.start, asked.stop) == []
    assert code_offers.for_passage(study, "no such encoder", ids[1], *place) == []
    restraint.set_on(study, on=False, code_id=code)
    assert code_offers.for_passage(study, ENCODER, ids[1], *place) == []


def test_an_offer_is_taken_in_one_act(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 2)
    place = turns(study, ids[1])[0]
    (offer,) = code_offers.for_passage(study, ENCODER, ids[1], *place)
    details = {"coding_id": "mine", "code_id": code, "start": place[0], "stop": place[1]}
    act = Arrived(
        id="once",
        transcript_id=ids[1],
        transcript_version=transcripts.fetch(study, ids[1]).version,
        details=details | {"place": offer.place, "labels": offer.labels},
    )
    for _ in range(2):
        operations.HANDLERS["apply_offered"](study, act)
    coding = codings.fetch(study, "mine")
    assert (coding.found_by, coding.start, coding.stop) == ("suggestion", *place)
    (kept,) = study.rows("select verdict, place, labels, coding_id, model from decisions")
    assert kept == {
        "verdict": "accepted",
        "place": 1,
        "labels": offer.labels,
        "coding_id": "mine",
        "model": "words, which code 1",
    }
    assert restraint.worth(study, ENCODER, code).offered.decided == 0, "no list offered it"
    before = study.rows("select * from decisions")
    audit.undo(study)
    assert study.rows("select * from decisions") == []
    assert len(codings.fetch_all(study)) == 2
    audit.redo(study)
    assert study.rows("select * from decisions") == before
    assert study.rows("select * from orphans") == []


def test_an_offer_on_words_that_are_gone(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 2)
    given: Any = {"place": 1, "labels": 3, "encoder_name": ENCODER}
    with pytest.raises(ChangedSince):
        code_offers.accept(study, (ids[1], 3, 9), code, **given, version="older")
    with pytest.raises(NotThere):
        code_offers.accept(study, (ids[1], 3, 9), "gone", **given)


def test_similar_passages_share_the_topic(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[2], "shame", 6)
    place = (ids[0], *turns(study, ids[0])[0])
    for by in get_args(alike.By):
        found = alike.to_selection(study, ENCODER, place, by=by, n=8)
        topics = [topic_at(study, s.transcript_id, s.start, s.stop) for s in found]
        assert topics == ["shame"] * 8
        assert place[:2] not in {(s.transcript_id, s.start) for s in found}
        assert {s.code_ids for s in found if s.transcript_id == ids[2]} <= {(code,)}
        assert all(set(s.shared) & set(TOPICS["shame"]) for s in found)
    asked = transcripts.turns(study, ids[0])[0]
    assert alike.to_selection(study, ENCODER, (ids[0], asked.start, asked.stop)) == []


@pytest.mark.slow
def test_the_installed_model_tells_codes_apart(
    study: Study, released: Callable[[str, Said], str]
) -> None:
    encoder = encoders.load()
    said = [
        ("Amira", "I did not want anybody to see me. I felt embarrassed and hid my face."),
        ("Amira", "We could hardly pay the rent. The landlord raised it twice a year."),
        ("Ben", "My sister was ashamed of her illness. She told no one about it."),
        ("Ben", "The bank wanted the loan back. There was nothing left of the wages."),
    ]
    one = released("Interview 01", said)
    embeddings.embed(study, one, encoder)
    places = [(t.start, t.stop) for t in transcripts.turns(study, one)]
    for place, name in zip(places, ("Shame", "Money"), strict=False):
        codings.apply(study, one, *place, codebook.add(study, name).id)
    for place, name in zip(places[2:], ("Shame", "Money"), strict=True):
        offers = code_offers.for_passage(study, encoder.name, one, *place)
        assert offers[0].code.name == name
