"""The spaCy component that finds names of persons, places and organisations.

`spacy.load(folder)` finds it by its entry point; it sets `doc.ents` and, on every span, the
extension `probability`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from tokenizers import Tokenizer

from workbench.anonymise import network

WINDOW = 110
"""Words read together; a window ends at a sentence end where one is near."""
_BATCH = 3000
"""Word pieces read at once, padding included."""
_LETTERS, _PIECES = 40, 512
_LABELS = network.LABELS
_LOG_FORBIDDEN = -1e4
_ENDS = frozenset(".?!")

Scores = NDArray[np.float64]
_Job = tuple[Any, list[int], Scores]


def transitions() -> Scores:
    """Return the log cost of one label after another: inside must follow its own kind."""
    costs = np.zeros((len(_LABELS), len(_LABELS)))
    for after, label in enumerate(_LABELS):
        if label.startswith("I-"):
            for before, previous in enumerate(_LABELS):
                if previous[2:] != label[2:]:
                    costs[before, after] = _LOG_FORBIDDEN
    return costs


_COSTS = transitions()


def best_path(scores: Scores) -> list[int]:
    """Return the best row of labels for log probabilities of shape (words, labels)."""
    total = scores[0] + _COSTS[0]
    back = np.zeros(scores.shape, dtype=np.int64)
    for i in range(1, len(scores)):
        ways = total[:, None] + _COSTS
        back[i] = ways.argmax(axis=0)
        total = ways.max(axis=0) + scores[i]
    path = [int(total.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


def stretches(path: list[int]) -> Iterator[tuple[int, int, str]]:
    """Yield start, stop and label of every name in a row of labels."""
    start = None
    for i, label in enumerate([*path, 0]):
        if start is not None and not _LABELS[label].startswith("I-"):
            yield start, i, _LABELS[path[start]][2:]
            start = None
        if _LABELS[label].startswith("B-"):
            start = i


def windows(words: list[str], size: int = WINDOW) -> list[tuple[int, int]]:
    """Cut a text into windows of at most `size` words, at sentence ends where possible."""
    cuts = [0]
    while len(words) - cuts[-1] > size:
        start = cuts[-1]
        ends = [i for i in range(start + size // 2, start + size) if words[i] in _ENDS]
        cuts.append(ends[-1] + 1 if ends else start + size)
    return list(zip(cuts, [*cuts[1:], len(words)], strict=True))


def _batched(jobs: list[_Job]) -> Iterator[list[_Job]]:
    group: list[_Job] = []
    for job in jobs:
        if group and (len(group) + 1) * len(job[0].ids) > _BATCH:
            yield group
            group = []
        group.append(job)
    if group:
        yield group


class Tagger:
    """Reads a doc word by word; `bias` lowers the log probability of no name: more is found."""

    network: network.Network
    tokenizer: Tokenizer

    def __init__(self, name: str, bias: float) -> None:
        self.name = name
        self.bias = bias

    def __call__(self, doc: Doc) -> Doc:
        """Mark the names of one doc."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Mark the names of many docs, read together for speed."""
        waiting = iter(docs)
        while group := list(islice(waiting, batch_size)):
            yield from self._mark(group)

    def _mark(self, docs: list[Doc]) -> list[Doc]:
        tokens = [[token for token in doc if not token.is_space] for doc in docs]
        texts = [[token.text for token in row] for row in tokens]
        for doc, row, scores in zip(docs, tokens, self.scores(texts), strict=True):
            spans = []
            lowered = scores.copy()
            lowered[:, 0] -= self.bias
            for start, stop, label in stretches(best_path(lowered)) if row else ():
                span = Span(doc, row[start].i, row[stop - 1].i + 1, label=label)
                named = 1 - np.exp(scores[start:stop, 0])
                span._.probability = float(named.min())
                spans.append(span)
            doc.set_ents(spans)
        return docs

    def scores(self, texts: list[list[str]]) -> list[Scores]:
        """Return log probabilities of the labels for every word of every text."""
        found = [np.full((len(words), len(_LABELS)), _LOG_FORBIDDEN) for words in texts]
        for unread in found:
            unread[:, 0] = 0.0
        parts = [(n, a, b) for n, words in enumerate(texts) for a, b in windows(words)]
        jobs = []
        for n, start, stop in parts:
            words = texts[n][start:stop]
            encoded = self.tokenizer.encode([w[:_LETTERS] for w in words], is_pretokenized=True)
            encoded.truncate(_PIECES)
            shapes = network.shapes_of(words)
            jobs.append((encoded, shapes, found[n][start:stop]))
        jobs.sort(key=lambda job: len(job[0].ids))
        for group in _batched(jobs):
            self._score(group)
        return found

    def _score(self, group: list[_Job]) -> None:
        width = len(group[-1][0].ids)
        ids = torch.zeros((len(group), width), dtype=torch.long)
        shapes = torch.full((len(group), width), 3)
        for i, (encoded, shape, _) in enumerate(group):
            ids[i, : len(encoded.ids)] = torch.tensor(encoded.ids)
            row = [3 if word is None else shape[word] for word in encoded.word_ids]
            shapes[i, : len(row)] = torch.tensor(row)
        with torch.inference_mode():
            scores = self.network(ids, shapes, ids != 0).log_softmax(dim=-1).double().numpy()
        for i, (encoded, _, target) in enumerate(group):
            for piece in range(len(encoded.ids) - 1, -1, -1):
                word = encoded.word_ids[piece]
                if word is not None:
                    target[word] = scores[i, piece]

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002
        """Write weights and tokenizer into a folder."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        network.save(self.network, path / "weights.safetensors")
        self.tokenizer.save(str(path / "tokenizer.json"))

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Tagger:  # noqa: ARG002
        """Read weights and tokenizer from a folder."""
        path = Path(path)
        self.network = network.load(path / "weights.safetensors")
        self.tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
        return self


def declare() -> None:
    """Give spans the extension `probability`, once in a process."""
    if not Span.has_extension("probability"):
        Span.set_extension("probability", default=1.0)


@Language.factory("identifier_tagger", default_config={"bias": 2.0})
def make(nlp: Language, name: str, bias: float) -> Tagger:  # noqa: ARG001
    """Build the component; its weights come from a folder by `from_disk`."""
    declare()
    return Tagger(name, bias)
