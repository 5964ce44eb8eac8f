"""Vectors in memory stand for the words of one moment, at their places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.coding.test_embeddings import change
from tests.coding.toy import WordEncoder, make, said
from tests.conftest import Said
from workbench import transcripts
from workbench.coding import embeddings, filling, matrices, units
from workbench.study import Study

Release = Callable[[str, Said], str]


def test_matrices_hold_the_words_vectors(study: Study, released: Release) -> None:
    ids = make(study, released, 3)
    encoder = WordEncoder()
    embeddings.embed_all(study, encoder)
    found = matrices.matrix(study, encoder.name)
    assert matrices.matrix(study, encoder.name) is found
    texts = {name: transcripts.text(study, name) for name in ids}
    assert np.allclose(found.window, encoder.encode(found.words), atol=1e-4)
    assert np.all(np.diff(found.first) == 3)
    for row, first in enumerate(found.first):
        text = texts[found.transcript_ids[row]]
        assert found.sentences.start[first] == found.windows.start[row]
        words = text[found.sentences.start[first] : found.sentences.stop[first]]
        assert np.allclose(found.sentence[first], encoder.encode([words])[0], atol=1e-4)
    everything = sum(len(units.of_transcript(texts[n], transcripts.turns(study, n))) for n in ids)
    assert everything == 2 * len(found) + len(found.sentence)
    change(study, ids[0])
    assert len(matrices.matrix(study, encoder.name)) == len(found) * 2 // 3
    embeddings.embed_all(study, encoder)
    assert len(matrices.matrix(study, encoder.name)) == len(found)
    assert len(matrices.matrix(study, "another encoder")) == 0


def test_matrices_are_of_one_moment(
    study: Study, released: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the rest of the vectors comes while they are read, and none is added by it."""
    make(study, released, 2)
    encoder = WordEncoder()
    first, second = embeddings.missing(study, encoder.name)
    embeddings.embed(study, first, encoder)
    one_kind = matrices._of_kind
    complete = filling.complete

    def slowly(sql: Any, name: str, kind: units.Kind) -> Any:
        if kind == "question":
            embeddings.embed(study, second, encoder)
        return one_kind(sql, name, kind)

    def looked_at(study: Study, one: filling.Filling) -> None:
        assert len(matrices.matrix(study, encoder.name)) == len(found) * 2
        complete(study, one)

    with monkeypatch.context() as patch:
        patch.setattr(matrices, "_of_kind", slowly)
        found = matrices.matrix(study, encoder.name)
        assert len(found.window) == len(found.question)
    assert len(matrices.matrix(study, encoder.name)) == 2 * len(found)
    third = released("Another", said(7, ["food"]))
    monkeypatch.setattr(filling, "complete", looked_at)
    embeddings.embed(study, third, encoder)
    assert len(matrices.matrix(study, encoder.name)) > 2 * len(found)


def test_rows_under_a_passage() -> None:
    places = matrices.Places(
        transcripts={"a": slice(0, 2), "b": slice(2, 3)},
        start=np.array([0, 10, 0]),
        stop=np.array([9, 20, 5]),
    )
    assert places.under("a", 8, 15).tolist() == [0, 1]
    assert places.under("a", 8, 15, share=0.5).tolist() == [1]
    assert places.under("a", 12, 13, share=0.5).tolist() == [1]
    assert places.under("a", 9, 10).tolist() == []
    assert places.under("b", 0, 99).tolist() == [2]
    assert places.under("c", 0, 99).tolist() == []
