"""Measure a pipeline on the dev sets, as written and in small letters, at several biases.

`python -m training.tables --corpora PATH [--pipeline FOLDER]` prints rows of a table: the share of
names caught per label and the share of findings that are useful, by the network alone and by
detection as the program does it (rules and repeats too, each document whole).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import spacy
import torch
from spacy.language import Language

from training import corpora
from training.augment import lowered, unpunctuated
from training.corpora import IGNORED, LABELS, Example, Span
from training.measure import caught
from workbench.anonymise import detectors
from workbench.anonymise.identifiers import CERTAIN, LIKELY
from workbench.anonymise.tagger import Scores, Tagger, best_path, stretches

BIASES = (0.0, 2.0, 3.0, 4.0, 5.0)
Marks = dict[str, list[bool]]


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--pipeline", type=Path, default=detectors.SHIPPED)
    parser.add_argument("--only", nargs="*", help="names of dev sets")
    return parser.parse_args()


def small(example: Example) -> Example:
    """Lower every letter and take the punctuation out, as a plain speech recogniser does."""
    return unpunctuated(replace(example, text=lowered(example.text)))


def found_at(scores: Scores, tokens: Sequence[tuple[int, int]], bias: float) -> list[Span]:
    """Read names from scores at a bias, in code points."""
    if not tokens:
        return []
    biased = scores.copy()
    biased[:, 0] -= bias
    return [
        (tokens[start][0], tokens[stop - 1][1], label)
        for start, stop, label in stretches(best_path(biased))
    ]


def mark(example: Example, found: Iterable[Span], marks: Marks) -> None:
    """Note which names were caught and which findings touch one."""
    ignored = [span for span in example.spans if span[2] == IGNORED]
    found = list(found)
    for gold in example.spans:
        if gold[2] != IGNORED:
            marks[gold[2]].append(caught(gold, found, example.text))
    counted = [one for one in found if not _touches(one, ignored)]
    marks["useful"] += [_touches(one, example.spans) for one in counted]


def _touches(found: Span, spans: Iterable[Span]) -> bool:
    return any(found[0] < stop and start < found[1] for start, stop, _ in spans)


def row(name: str, setting: str, marks: Marks) -> str:
    """Write one row of the table."""
    every = [one for label in LABELS for one in marks[label]]
    shares = [_share(marks[label]) for label in LABELS]
    useful = _share(marks["useful"])
    return f"| {name} | {setting} | {_share(every)} | {' / '.join(shares)} | {useful} |"


def _share(marks: Sequence[bool]) -> str:
    return f"{sum(marks) / max(len(marks), 1):.3f}"


def network_rows(name: str, examples: Sequence[Example], nlp: Language) -> list[str]:
    """Measure the network alone at each bias, from one reading."""
    tagger = nlp.get_pipe("identifier_tagger")
    assert isinstance(tagger, Tagger)
    docs = [[t for t in nlp.make_doc(e.text) if not t.is_space] for e in examples]
    scores = tagger.scores([[t.text for t in tokens] for tokens in docs])
    rows = []
    for bias in BIASES:
        marks: Marks = defaultdict(list)
        for example, tokens, read in zip(examples, docs, scores, strict=True):
            at = [(t.idx, t.idx + len(t.text)) for t in tokens]
            mark(example, found_at(read, at, bias), marks)
        rows.append(row(name, f"bias {bias:g}", marks))
    return rows


def band_line(name: str, examples: Sequence[Example], nlp: Language) -> str:
    """Say what share of the network's findings of each band is useful, at the shipped bias."""
    marks: Marks = defaultdict(list)
    docs = nlp.pipe([example.text for example in examples])
    for example, doc in zip(examples, docs, strict=True):
        for entity in doc.ents:
            span = (entity.start_char, entity.end_char, entity.label_)
            sure = float(entity._.probability)
            band = "certain" if sure >= CERTAIN else "likely" if sure >= LIKELY else "check"
            marks[band].append(_touches(span, example.spans))
    shares = [f"{band} {_share(marks[band])} of {len(marks[band])}" for band in sorted(marks)]
    return f"{name}: {', '.join(shares)}"


def detection_row(name: str, examples: Sequence[Example], detector: detectors.Detector) -> str:
    """Measure detection as the program does it; a finding of names, places or any other kind."""
    marks: Marks = defaultdict(list)
    for whole in documents(examples):
        found = detectors.detect(whole.text, detector=detector)
        named = [(i.start, i.stop, i.kind) for i in found]
        mark(whole, named, marks)
    return row(name, "detection", marks)


def documents(examples: Sequence[Example]) -> list[Example]:
    """Put the stretches of each document together, one a line."""
    whole: dict[str, Example] = {}
    for example in examples:
        held = whole.get(example.document)
        joined = example
        if held is not None:
            shift = len(held.text) + 1
            spans = tuple((a + shift, b + shift, label) for a, b, label in example.spans)
            joined = replace(held, text=f"{held.text}\n{example.text}", spans=held.spans + spans)
        whole[example.document] = joined
    return list(whole.values())


def main() -> None:
    """Read the dev sets and print a row for each setting."""
    options = arguments()
    torch.set_num_threads(1)
    nlp = spacy.load(options.pipeline)
    detector = detectors.load(options.pipeline)
    _, dev = corpora.load(options.corpora)
    honest = [e for e in dev["gum_talk"] if e.document in corpora.NEVER_SEEN]
    sets = {"gum_talk_never": honest} | dev
    for name, examples in sets.items():
        if options.only and name not in options.only:
            continue
        for title, chosen in ((name, examples), (f"{name}, small", list(map(small, examples)))):
            print("\n".join(network_rows(title, chosen, nlp)), flush=True)
            print(detection_row(title, chosen, detector), flush=True)
            print(band_line(title, chosen, nlp), flush=True)


if __name__ == "__main__":
    main()
