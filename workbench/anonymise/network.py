"""The reader of names: a six-layer transformer over word pieces, with a score per word.

Layout follows MiniLM-L6 (Wang et al. 2020, arXiv 2002.10957) so that its published weights can
start the training; written in plain torch, so that nothing but torch is imported to use it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

LABELS = ("O", "B-PERSON", "I-PERSON", "B-PLACE", "I-PLACE", "B-ORG", "I-ORG")
SHAPES = 18
"""Nine word shapes, once inside and once at the start of a sentence."""

_WIDTH, _HEADS, _LAYERS, _INNER = 384, 12, 6, 1536
_VOCABULARY, _POSITIONS = 30522, 512
_FAR = -1e4
_SENTENCE_END = re.compile(r"[.!?:\n]$")


class Layer(nn.Module):
    """One transformer layer: attention, then two dense maps, each with a residual and a norm."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(_WIDTH, 3 * _WIDTH)
        self.out = nn.Linear(_WIDTH, _WIDTH)
        self.norm_1 = nn.LayerNorm(_WIDTH, eps=1e-12)
        self.inner = nn.Linear(_WIDTH, _INNER)
        self.outer = nn.Linear(_INNER, _WIDTH)
        self.norm_2 = nn.LayerNorm(_WIDTH, eps=1e-12)

    def forward(self, hidden: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """Return the next hidden states, shape (batch, pieces, 384)."""
        batch, length, _ = hidden.shape
        heads = self.qkv(hidden).view(batch, length, 3, _HEADS, _WIDTH // _HEADS)
        query, key, value = heads.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = self._mixed(query, key, value, mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, _WIDTH))
        hidden = self.norm_1(hidden + functional.dropout(mixed, dropout, self.training))
        wide = self.outer(functional.gelu(self.inner(hidden), approximate="tanh"))
        normed: Tensor = self.norm_2(hidden + functional.dropout(wide, dropout, self.training))
        return normed

    def _mixed(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
        """Attend; written out while training, which one processor does in half the time."""
        if not self.training:
            return functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        scores = query * query.shape[-1] ** -0.5 @ key.transpose(-1, -2)
        mixed: Tensor = scores.masked_fill(~mask, _FAR).softmax(dim=-1) @ value
        return mixed


def _table(rows: int) -> nn.Embedding:
    """Make an embedding without drawing random numbers that are overwritten at once."""
    return nn.Embedding(rows, _WIDTH, _weight=torch.zeros(rows, _WIDTH))


class Network(nn.Module):
    """Word pieces and word shapes in, scores of the seven labels per piece out."""

    def __init__(self) -> None:
        super().__init__()
        self.words = _table(_VOCABULARY)
        self.positions = _table(_POSITIONS)
        self.shapes = _table(SHAPES)
        self.norm = nn.LayerNorm(_WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(_LAYERS))
        self.head = nn.Linear(_WIDTH, len(LABELS))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, dropout: float = 0.0) -> Tensor:
        """Score labels; all inputs have shape (batch, pieces), mask is true on real pieces."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.words(pieces) + self.positions(places) + self.shapes(shapes)
        hidden = functional.dropout(self.norm(hidden), dropout, self.training)
        wide = mask[:, None, None, :]
        for layer in self.layers:
            hidden = layer(hidden, wide, dropout)
        scores: Tensor = self.head(functional.dropout(hidden, dropout, self.training))
        return scores


def shape_of(word: str, previous: str | None) -> int:
    """Class a word by its capitals and digits, since the word pieces are lower case.

    Nine classes; nine more for the first word of a sentence (`previous` ends one or is None).
    """
    if word.islower():
        shape = 0
    elif any(letter.isdigit() for letter in word):
        shape = 1 if word.isdigit() else 2
    elif not any(letter.isalpha() for letter in word):
        shape = 3
    elif len(word) == 1:
        shape = 4
    elif word.isupper():
        shape = 5
    elif word.istitle():
        shape = 6
    else:
        shape = 7 if word[0].isupper() else 8
    first = previous is None or _SENTENCE_END.search(previous) is not None
    return shape + (SHAPES // 2 if first else 0)


def shapes_of(words: Sequence[str]) -> list[int]:
    """Class every word of a running text."""
    return [shape_of(word, words[i - 1] if i else None) for i, word in enumerate(words)]


def save(network: Network, path: Path) -> None:
    """Write weights: matrices as int8 with one scale per row, vectors as they are."""
    stored: dict[str, Tensor] = {}
    for name, weight in network.state_dict().items():
        if weight.dim() == 2:
            scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
            stored[name] = (weight / scale).round().to(torch.int8)
            stored[f"{name}:scale"] = scale.to(torch.float32)
        else:
            stored[name] = weight.to(torch.float32)
    save_file({name: weight.contiguous() for name, weight in stored.items()}, path)


def load(path: Path) -> Network:
    """Read weights written by `save` back to 32-bit floats, ready to predict."""
    stored = load_file(path)
    network = Network()
    state = {
        name: weight.float() * stored[f"{name}:scale"] if weight.dtype == torch.int8 else weight
        for name, weight in stored.items()
        if not name.endswith(":scale")
    }
    network.load_state_dict(state, assign=True)
    return network.eval()
