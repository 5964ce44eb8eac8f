"""Compute a BERT model over texts laid end to end: no padding, the same shapes at every pass.

Padded batches of short texts spend a third of the work on nothing, and matrices of ever new shapes
are planned anew each time and kept in memory. Here texts of rising length fill strips of tokens of
two sizes; only attention, which must not look from one text into the next, is computed by groups
of texts of the same length. The result is that of the model itself up to rounding (Devlin et al.
2019).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import groupby
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - as everywhere

from workbench.coding.vectors import LENGTH, Vectors

Tokens = Sequence[Sequence[int]]
STRIP, STEP = 2048, 1024
"""Most tokens in one pass: each weight that is fetched then works for many; and the step between
sizes, as products of each new size are planned for a twentieth of a second."""
LANES = 16
"""Numbers a processor takes at once. Attention to tokens between multiples of it takes twice as
long, so each text also looks at what follows it in the strip, to the next one, with no weight."""
_PARTS = ("attention.output", "intermediate", "output")


class Layers:
    """Hold the weights of a BERT model in one precision."""

    def __init__(self, model: Any, precision: Any) -> None:
        given = {name: value.detach() for name, value in model.state_dict().items()}
        weights = {name: value.to(precision).contiguous() for name, value in given.items()}
        kind = given["embeddings.token_type_embeddings.weight"][0]
        self._precision = precision
        self._cores = _cores()
        self._words = weights["embeddings.word_embeddings.weight"]
        self._places = (given["embeddings.position_embeddings.weight"] + kind).to(precision)
        self._first = _scaled(given, "embeddings.LayerNorm")
        self._heads = model.config.num_attention_heads
        self._epsilon = model.config.layer_norm_eps
        self._layers = [
            _Layer(weights, given, f"encoder.layer.{number}.")
            for number in range(model.config.num_hidden_layers)
        ]

    def vectors(self, tokens: Tokens) -> Vectors:
        """Give the mean of each text's last states, at length 1."""
        found = np.zeros((len(tokens), LENGTH), dtype=np.float32)

        def fill(rows: list[int]) -> None:
            with torch.inference_mode():
                found[rows] = self._pass([tokens[row] for row in rows]).numpy()

        # A strip for each core: cores that share an operation wait for one another at its end.
        with ThreadPoolExecutor(self._cores) as cores:
            for _ in cores.map(fill, _strips(tokens, self._cores)):
                continue
        return found

    def _pass(self, tokens: Tokens) -> Any:
        groups = list(_groups(tokens, self._precision))
        used = sum(len(ids) for ids in tokens)
        longest = _whole(used + LANES)
        ids = torch.zeros(longest, dtype=torch.long)
        ids[:used] = torch.tensor([one for text in tokens for one in text])
        places = torch.zeros(longest, dtype=torch.long)
        places[:used] = torch.tensor([place for text in tokens for place in range(len(text))])
        known = F.embedding(ids, self._words) + F.embedding(places, self._places)
        state = self._normed(known, self._first)
        for layer in self._layers:
            seen = self._attention(layer.asked(state), groups)
            state = self._normed(layer.attended.plus(seen, state), layer.first)
            state = self._normed(layer.narrowed.plus(layer.widened.bent(state), state), layer.last)
        means = [
            state[one.start : one.stop].view(one.texts, -1, LENGTH).float().mean(1)
            for one in groups
        ]
        return F.normalize(torch.cat(means), dim=1)

    def _attention(self, asked: Any, groups: Sequence[_Group]) -> Any:
        """Let the tokens of each text look at one another; `asked` holds query, key and value."""
        seen = torch.empty(len(asked), LENGTH, dtype=self._precision)
        seen[groups[-1].stop :] = 0
        for one in groups:
            query, key, value = (one.heads(asked, part, self._heads) for part in range(3))
            found = F.scaled_dot_product_attention(
                query[:, :, : one.length], key, value, attn_mask=one.mask
            )
            seen[one.start : one.stop] = found.transpose(1, 2).reshape(-1, LENGTH)
        return seen

    def _normed(self, state: Any, scaled: tuple[Any, Any]) -> Any:
        return F.layer_norm(state, (LENGTH,), *scaled, self._epsilon)


class _Group:
    """Find texts of one length in a strip."""

    def __init__(self, start: int, length: int, texts: int, precision: Any) -> None:
        self.start, self.length, self.texts = start, length, texts
        self.stop = start + texts * length
        self._looked_at = math.ceil(length / LANES) * LANES
        self.mask = torch.zeros(1, 1, 1, self._looked_at, dtype=precision)
        self.mask[..., length:] = -math.inf

    def heads(self, asked: Any, part: int, number: int) -> Any:
        """See one of the three parts by text, head and token, with tokens that follow the text."""
        row = asked.stride(0)
        size = LENGTH // number
        return asked.as_strided(
            (self.texts, number, self._looked_at, size),
            (self.length * row, size, row, 1),
            asked.storage_offset() + self.start * row + part * LENGTH,
        )


@cache
def _cores() -> int:
    """Count the cores torch would use, and have it use one for each operation from now on."""
    found = int(torch.get_num_threads())
    torch.set_num_threads(1)
    return found


class _Layer:
    """Hold one layer's weights, the three of attention side by side; scales in full precision."""

    def __init__(self, weights: Mapping[str, Any], given: Mapping[str, Any], lead: str) -> None:
        asking = [f"{lead}attention.self.{name}" for name in ("query", "key", "value")]
        kinds = ("weight", "bias")
        self.asked = _Product(
            *(torch.cat([weights[f"{name}.{kind}"] for name in asking]) for kind in kinds)
        )
        dense = [_Product(*_scaled(weights, f"{lead}{part}.dense")) for part in _PARTS]
        self.attended, self.widened, self.narrowed = dense
        self.first = _scaled(given, f"{lead}attention.output.LayerNorm")
        self.last = _scaled(given, f"{lead}output.LayerNorm")


class _Product:
    """Multiply rows with weights, and add to them or bend them while they are at hand.

    oneDNN does both in one go, with weights laid out for it once; where torch was built without it,
    or the processor lacks what it needs, each is done by itself.
    """

    def __init__(self, weight: Any, bias: Any) -> None:
        self._bias = bias
        self._laid = _laid_out(weight)
        self._weight: Any = weight if self._laid is None else None

    def __call__(self, rows: Any) -> Any:
        """Give the products."""
        if self._laid is None:
            return F.linear(rows, self._weight, self._bias)
        return torch.ops.mkldnn._linear_pointwise(rows, self._laid, self._bias, "none", [], "")

    def plus(self, rows: Any, others: Any) -> Any:
        """Give the products and other rows, added."""
        if self._laid is None:
            return self(rows) + others
        return torch.ops.mkldnn._linear_pointwise.binary(
            rows, others, self._laid, self._bias, "add"
        )

    def bent(self, rows: Any) -> Any:
        """Give the GELU of the products."""
        if self._laid is None:
            return F.gelu(self(rows))
        return torch.ops.mkldnn._linear_pointwise(rows, self._laid, self._bias, "gelu", [], "none")


def _laid_out(weight: Any) -> Any:
    """Lay weights out for strips, and try them; None where that cannot be done."""
    try:
        laid = torch.ops.mkldnn._reorder_linear_weight(weight, STRIP)
        row = torch.zeros(1, weight.shape[1], dtype=weight.dtype)
        torch.ops.mkldnn._linear_pointwise(row, laid, None, "none", [], "")
    except (AttributeError, RuntimeError):
        return None
    return laid


def _scaled(weights: Mapping[str, Any], name: str) -> tuple[Any, Any]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _strips(tokens: Tokens, cores: int) -> Iterator[list[int]]:
    """Fill strips with rows, short ones first; the last are smaller, so that no core waits long."""
    left = sum(map(len, tokens))
    strip: list[int] = []
    used = most = 0
    for row in sorted(range(len(tokens)), key=lambda row: len(tokens[row])):
        if strip and used + len(tokens[row]) > most:
            yield strip
            strip, left, used = [], left - used, 0
        if not strip:
            most = min(STRIP, _whole(left / cores)) - LANES
        strip.append(row)
        used += len(tokens[row])
    if strip:
        yield strip


def _whole(tokens: float) -> int:
    """Round up to whole steps."""
    return math.ceil(tokens / STEP) * STEP


def _groups(tokens: Tokens, precision: Any) -> Iterator[_Group]:
    start = 0
    for length, texts in groupby(tokens, key=len):
        group = _Group(start, length, len(list(texts)), precision)
        yield group
        start = group.stop
