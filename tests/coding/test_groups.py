"""Codes seen together: what speaks to several, which lie close, which fall into two."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.coding.toy import TOPICS, WordEncoder, code_topic, make, topic_at
from tests.conftest import Said
from workbench import transcripts
from workbench.coding import codebook, codings, embeddings, encoders, groups
from workbench.study import Study

Release = Callable[[str, Said], str]


@pytest.fixture
def ids(study: Study, released: Release) -> list[str]:
    found = make(study, released)
    embeddings.embed_all(study, WordEncoder())
    return found


def mixed(study: Study, transcript_id: str, name: str, *topics: str) -> str:
    """Give one code to passages about several topics."""
    code = codebook.add(study, name).id
    for turn in transcripts.turns(study, transcript_id)[1::2]:
        if topic_at(study, transcript_id, turn.start, turn.stop) in topics:
            codings.apply(study, transcript_id, turn.start, turn.stop, code)
    return code


def test_what_speaks_to_a_group_is_coded_or_not(study: Study, ids: list[str]) -> None:
    wanted = [code_topic(study, ids[0], topic, 4) for topic in ("money", "food")]
    code_topic(study, ids[0], "shame", 4)
    transcripts.mark_read(study, ids[0])
    found = groups.speaking_to(study, "words", wanted, n=30)
    about = [topic_at(study, one.transcript_id, one.start, one.stop) for one in found]
    assert about.count("shame") == 0
    assert set(about) == {"money", "food"}
    assert {len(one.code_ids) for one in found} == {0, 1}
    assert all(set(one.code_ids) <= set(wanted) for one in found)
    assert all(set(one.shared) & {*TOPICS["money"], *TOPICS["food"]} for one in found)
    assert found == groups.speaking_to(study, "words", reversed(wanted), n=30)
    assert groups.speaking_to(study, "words", ["none"]) == []
    assert groups.speaking_to(study, "words", wanted[:1], n=1)


def test_one_passage_is_enough_to_speak(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 1)
    found = groups.speaking_to(study, "words", [code], n=8)
    about = [topic_at(study, one.transcript_id, one.start, one.stop) for one in found]
    assert about.count("money") >= 6


def test_codes_of_one_topic_lie_close(study: Study, ids: list[str]) -> None:
    for topic in TOPICS:
        code_topic(study, ids[0], topic, 5)
    money = code_topic(study, ids[0], "money", 0)
    wages = mixed(study, ids[1], "wages", "money")
    first, *rest = groups.close_together(study, "words")
    assert {first.code_id, first.other_id} == {money, wages}
    assert first.both == 0
    assert set(first.shared) & set(TOPICS["money"])
    carried = {one.id: one.code_id for one in codings.fetch_all(study)}
    assert [(carried[a], carried[b]) for a, b in first.nearest] == [
        (first.code_id, first.other_id)
    ] * 2
    assert len(rest) == 5
    assert groups.close_together(study, "words", iter([money, wages])) == [first]
    assert groups.close_together(study, "words", [money]) == []


def test_a_code_of_two_topics_splits(study: Study, ids: list[str]) -> None:
    whole = code_topic(study, ids[0], "money", 6)
    both = mixed(study, ids[1], "both", "shame", "food")
    (found,) = groups.splitting(study, "words")
    assert found.code_id == both
    topics: list[str] = []
    for side in found.sides:
        places = [codings.fetch(study, one) for one in side.coding_ids]
        about = {topic_at(study, one.transcript_id, one.start, one.stop) for one in places}
        assert len(about) == 1
        assert set(side.words) & set(TOPICS[next(iter(about))])
        topics += about
    assert sorted(topics) == ["food", "shame"]
    assert groups.splitting(study, "words", [whole]) == []
    assert [found] == groups.splitting(study, "words", [both])


def test_halves_and_silhouette_of_known_points() -> None:
    angles = np.radians([0, 5, 10, 90, 95])
    points = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    sides = groups.halved(points)
    assert len(set(sides[:3].tolist())) == len(set(sides[3:].tolist())) == 1
    assert sides[0] != sides[3]
    assert groups.silhouette(points, sides) > 0.9
    same = np.ones((4, 2), dtype=np.float32)
    assert groups.silhouette(same, groups.halved(same)) == -1


@pytest.mark.slow
def test_the_installed_model_sees_two_meanings(study: Study, released: Release) -> None:
    encoder = encoders.load()
    said = [
        "The landlord raised the rent twice. We could hardly pay it.",
        "There was nothing left of the wages. The bank wanted the loan back.",
        "We counted every penny at the till. Bread had become too dear.",
        "I felt so ashamed that I hid my face. Nobody was to see me.",
        "She blushed when they laughed at her. It was humiliating.",
        "I told no one about it, out of shame. I kept it a secret.",
    ]
    one = released("Interview 01", [("Amira", words) for words in said])
    embeddings.embed(study, one, encoder)
    code = codebook.add(study, "Hardship").id
    for turn in transcripts.turns(study, one):
        codings.apply(study, one, turn.start, turn.stop, code)
    (found,) = groups.splitting(study, encoder.name)
    starts = [
        {codings.fetch(study, each).start for each in side.coding_ids} for side in found.sides
    ]
    places = [turn.start for turn in transcripts.turns(study, one)]
    assert sorted(map(sorted, starts)) == [places[:3], places[3:]]
