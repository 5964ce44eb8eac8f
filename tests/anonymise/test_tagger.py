from pathlib import Path

import numpy as np
import pytest
import spacy
import torch
from hypothesis import given
from hypothesis import strategies as st

from workbench.anonymise import detectors, network, tagger

LABELS = network.LABELS


def scores_of(*labels: str, share: float = 0.9) -> tagger.Scores:
    rest = (1 - share) / (len(LABELS) - 1)
    rows = [[share if other == label else rest for other in LABELS] for label in labels]
    return np.array(np.log(rows), dtype=np.float64)


def test_a_name_is_read_from_its_labels() -> None:
    path = tagger.best_path(scores_of("O", "B-PERSON", "I-PERSON", "O", "B-ORG"))
    assert list(tagger.stretches(path)) == [(1, 3, "PERSON"), (4, 5, "ORG")]


def test_two_names_may_touch() -> None:
    path = tagger.best_path(scores_of("B-PERSON", "B-PERSON"))
    assert list(tagger.stretches(path)) == [(0, 1, "PERSON"), (1, 2, "PERSON")]


@given(st.lists(st.sampled_from(LABELS), min_size=1, max_size=12))
def test_inside_follows_its_own_kind(labels: list[str]) -> None:
    path = tagger.best_path(scores_of(*labels, share=0.6))
    for before, after in zip([0, *path], path, strict=False):
        if LABELS[after].startswith("I-"):
            assert LABELS[before][2:] == LABELS[after][2:]


@given(st.lists(st.sampled_from(["word", "."]), max_size=60), st.integers(2, 20))
def test_windows_cover_every_word_once(words: list[str], size: int) -> None:
    cuts = tagger.windows(words, size)
    assert [i for start, stop in cuts for i in range(start, stop)] == list(range(len(words)))
    assert all(stop - start <= size for start, stop in cuts)


@pytest.mark.parametrize(
    ("word", "shape"),
    [("bread", 0), ("84", 1), ("SE15", 2), (",", 3), ("I", 4), ("NHS", 5), ("Mo", 6), ("McKay", 7)],
)
def test_shapes(word: str, shape: int) -> None:
    assert network.shape_of(word, "the") == shape
    assert network.shape_of(word, ".") == shape + network.SHAPES // 2


def test_weights_survive_the_disk(tmp_path: Path) -> None:
    torch.manual_seed(1)
    made = network.Network()
    network.save(made, tmp_path / "weights")
    read = network.load(tmp_path / "weights").state_dict()
    for name, weight in made.state_dict().items():
        step = weight.abs().max() / 127
        assert torch.allclose(read[name], weight, atol=float(step))


def test_the_pipeline_survives_the_disk(tmp_path: Path) -> None:
    nlp = spacy.load(detectors.SHIPPED)
    text = "Noreen Duffy went to Ambleside."
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    first, second = ([(e.text, e.label_) for e in p(text).ents] for p in (nlp, again))
    assert first == second
    assert ("Noreen Duffy", "PERSON") in first


def test_a_higher_bias_finds_no_less() -> None:
    nlp = spacy.load(detectors.SHIPPED)
    component = nlp.get_pipe("identifier_tagger")
    assert isinstance(component, tagger.Tagger)
    text = "so we rang hope and the larder and she said ask at good neighbours on the estate"
    counts = []
    for bias in (0.0, 2.0, 4.0):
        component.bias = bias
        counts.append(sum(len(e) for e in nlp(text).ents))
    assert counts == sorted(counts)


def test_any_text_is_read(tmp_path: Path) -> None:
    nlp = spacy.load(detectors.SHIPPED)
    for text in ("", " ", "\n\n", "x" * 5000, "🙂" * 300, "a b c d e f g h " * 100, "@" * 700):
        assert nlp(text).text == text


def test_the_folder_is_small() -> None:
    total = sum(path.stat().st_size for path in detectors.SHIPPED.rglob("*") if path.is_file())
    assert total < 30_000_000
