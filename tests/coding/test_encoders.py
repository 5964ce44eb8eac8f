"""Both precisions give what the model gives, and order passages as it does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.coding import encoders, units

TEXTS = Path(__file__).parents[2] / "corpora" / "text"
FIRST = 50
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def spoken() -> Sequence[str]:
    """Take sentences and windows of the example's interviews, and what is awkward."""
    found: list[str] = []
    for file in sorted(TEXTS.glob("*.txt"))[:4]:
        text = file.read_text(encoding="utf-8")
        places = units.sentences(text, 0, len(text))
        found += [text[start:stop] for start, stop in places]
        found += [text[a[0] : c[1]] for a, c in zip(places[::3], places[2::3], strict=False)]
    return [*dict.fromkeys(found), "", "😀", "word " * 400]


@pytest.fixture(scope="module")
def exact(spoken: Sequence[str]) -> Any:
    """Encode as sentence-transformers does by itself."""
    encoder: Any = encoders.load(encoders.EXACT)
    return encoder._model.encode(list(spoken), normalize_embeddings=True, show_progress_bar=False)


def test_fp32_is_the_model_itself(spoken: Sequence[str], exact: Any) -> None:
    found = encoders.load(encoders.EXACT).encode(spoken)
    assert np.abs(found - exact).max() < 1e-5


def test_where_products_cannot_be_laid_out_the_model_is_the_same(
    spoken: Sequence[str], exact: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.coding.layers._laid_out", lambda _: None)
    for name, least in ((encoders.EXACT, 0.99999), (encoders.FAST, 0.9995)):
        found = encoders.load(name).encode(spoken)
        assert (found * exact).sum(axis=1).min() > least


def test_bf16_orders_passages_as_fp32_does(spoken: Sequence[str], exact: Any) -> None:
    """Of the fifty nearest to each, 99 in 100 are the same; the rest are ties within rounding."""
    found = encoders.load(encoders.FAST).encode(spoken)
    assert (found * exact).sum(axis=1).min() > 0.9995
    same, swapped = 0, 0.0
    truth = exact @ exact.T
    for row, (a, b) in enumerate(zip(truth, found @ found.T, strict=True)):
        nearest, offered = np.argsort(-a)[:FIRST], np.argsort(-b)[:FIRST]
        same += len(np.intersect1d(nearest, offered))
        swapped = max(swapped, float(truth[row, nearest[-1]] - truth[row, offered].min()))
    share = same / (FIRST * len(spoken))
    print(f"{len(spoken)} texts: {share:.4f} of the first {FIRST} shared, {swapped:.4f} apart")
    assert share >= 0.985
    assert swapped < 0.01


def test_a_vector_does_not_depend_on_its_neighbours(spoken: Sequence[str]) -> None:
    encoder = encoders.load(encoders.FAST)
    among = encoder.encode(spoken)
    for some in (slice(0, 1), slice(40, 90), slice(len(spoken) - 3, None)):
        assert (encoder.encode(spoken[some]) * among[some]).sum(axis=1).min() > 0.9999
