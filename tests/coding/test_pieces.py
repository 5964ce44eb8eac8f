"""Word by word, texts are cut into the pieces that the model's own tokenizer cuts them into."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from workbench.coding import encoders, pieces
from workbench.coding.pieces import Pieces

LONGEST = 256
AWKWARD = [
    *("[SEP]", "[CLS]", "[MASK]", "[UNK]", "##ing", "don’t", "…", "字漢", "😀\u200d👩"),
    *("e\u0301", "\u0301", "İ", "ß", "ﬁ", "नमस्ते", "한국어"),
    *("\x00", "\x1c", "\u00a0", "\u200b", "\u2028", "\u00ad", "\t", "\r\n", " ", "  ", "x" * 120),
]


def tokenizer() -> Any:
    package = find_spec(encoders.MODEL_PACKAGE)
    assert package is not None
    assert package.origin is not None
    return Tokenizer.from_file(str(Path(package.origin).parent / "model" / "tokenizer.json"))


@pytest.fixture(scope="module")
def whole() -> Any:
    """Cut texts as the model does by itself."""
    found = tokenizer()
    found.no_padding()
    found.enable_truncation(LONGEST)
    return found


@pytest.fixture(scope="module")
def cut() -> Pieces:
    return Pieces(tokenizer(), LONGEST)


spoken = st.lists(st.one_of(st.sampled_from(AWKWARD), st.text(max_size=8)), max_size=30).map(
    "".join
)


@given(texts=st.lists(spoken, max_size=6))
def test_pieces_are_the_models_own(texts: list[str], whole: Any, cut: Pieces) -> None:
    assert cut.of(texts) == [one.ids for one in whole.encode_batch_fast(texts)]


def test_long_texts_end_where_the_model_stops_reading(whole: Any, cut: Pieces) -> None:
    for text in ("we met " * 400, "x" * 100_000, "mutual-aid " * 85, ""):
        assert cut.of([text]) == [whole.encode(text).ids]
        assert len(cut.of([text])[0]) <= LONGEST


def test_words_are_not_kept_without_end(
    whole: Any, cut: Pieces, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "KEPT", 3)
    for text in ("one two three four", "four five", "five one"):
        assert cut.of([text]) == [whole.encode(text).ids]
    assert len(cut._known) <= 4
