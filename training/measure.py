"""Measure a pipeline on labelled examples: exact spans, words caught, useful predictions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.language import Language

from training.corpora import IGNORED, Example, Span

_WORD = re.compile(r"\w+(?:'(?!s\b)\w+)*")
_EMPTY = frozenset({"the", "of", "and", "a", "in", "for"})


def caught(gold: Span, found: Iterable[Span], text: str) -> bool:
    """Tell whether every content word of a name lies under some finding, of any label."""
    words = [
        (gold[0] + match.start(), gold[0] + match.end())
        for match in _WORD.finditer(text[gold[0] : gold[1]])
        if match[0].lower() not in _EMPTY
    ]
    stretches = [(start, stop) for start, stop, _ in found]
    return all(any(a <= x and y <= b for a, b in stretches) for x, y in words)


def _touches(found: Span, spans: Iterable[Span]) -> bool:
    return any(found[0] < stop and start < found[1] for start, stop, _ in spans)


def summary(examples: list[Example], nlp: Language) -> str:
    """Return one line: precision, recall and F of exact spans; caught per label; useful."""
    hits = predicted = useful = 0
    golds: dict[str, list[bool]] = {}
    docs = nlp.pipe([example.text for example in examples])
    for example, doc in zip(examples, docs, strict=True):
        found = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
        ignored = [span for span in example.spans if span[2] == IGNORED]
        counted = [one for one in found if not _touches(one, ignored)]
        hits += len(set(counted) & set(example.spans))
        predicted += len(counted)
        useful += sum(_touches(one, example.spans) for one in counted)
        for gold in set(example.spans) - set(ignored):
            golds.setdefault(gold[2], []).append(caught(gold, found, example.text))
    total = sum(len(marks) for marks in golds.values())
    p, r = hits / max(predicted, 1), hits / max(total, 1)
    shares = {k: round(sum(marks) / len(marks), 3) for k, marks in sorted(golds.items())}
    every = sum(map(sum, golds.values())) / max(total, 1)
    f = 2 * p * r / max(p + r, 1e-9)
    return (
        f"n={total} P={p:.3f} R={r:.3f} F={f:.3f} caught={every:.3f} {shares} "
        f"useful={useful / max(predicted, 1):.3f}"
    )
