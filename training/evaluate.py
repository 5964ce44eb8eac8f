"""Measure detection on texts with gold identifiers, and its speed.

`python -m training.evaluate [--corpus heldout | --gold FOLDER --texts FOLDER] [--pipeline FOLDER]`
prints the share of mentions caught per kind and per file, how many findings touch a gold
mention, and words per second of processor time on one thread.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import torch

from corpora.corpus import CORPORA
from training.augment import lowered
from training.measure import caught
from workbench.anonymise import detectors
from workbench.anonymise.identifiers import Identifier, certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One marked mention of the example study."""

    start: int
    stop: int
    kind: str
    directness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A text, what a person marked in it, and what was found."""

    name: str
    text: str
    gold: list[Gold]
    found: list[Identifier]


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", choices=sorted(CORPORA), default="example")
    parser.add_argument("--gold", type=Path, help="folder of NN.jsonl; the corpus's by default")
    parser.add_argument("--texts", type=Path, help="folder of NN.txt; the corpus's by default")
    parser.add_argument("--pipeline", type=Path, help="a folder; the shipped one by default")
    parser.add_argument("--lower", action="store_true", help="lower every letter first")
    parser.add_argument("--missed", action="store_true", help="print what was missed")
    return parser.parse_args()


def gold_of(path: Path) -> list[Gold]:
    """Read the marked mentions of one text."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Gold(start=r["start"], stop=r["stop"], kind=r["kind"], directness=r["directness"])
        for r in rows
    ]


def is_caught(gold: Gold, measured: Measured, least: float = 0.0) -> bool:
    """Tell whether every content word of a mention lies under a finding of any kind."""
    found = [(i.start, i.stop, i.kind) for i in measured.found if i.probability >= least]
    return caught((gold.start, gold.stop, gold.kind), found, measured.text)


def share(marks: Iterable[bool]) -> str:
    """Write a share with its counts."""
    marks = list(marks)
    return f"{sum(marks) / max(len(marks), 1):.3f} ({sum(marks)}/{len(marks)})"


def touches(identifier: Identifier, measured: Measured) -> bool:
    """Tell whether a finding touches a marked mention."""
    return any(identifier.start < g.stop and g.start < identifier.stop for g in measured.gold)


def caught_lines(every: list[Measured]) -> list[str]:
    """Say what was caught, per directness, kind and file."""
    marks: dict[str, list[bool]] = defaultdict(list)
    for measured in every:
        for gold in measured.gold:
            mark = is_caught(gold, measured)
            marks["0 all"].append(mark)
            marks[f"1 {gold.directness}"].append(mark)
            marks[f"2 {gold.directness} {gold.kind}"].append(mark)
            if gold.directness == "direct":
                marks[f"3 direct in {measured.name}"].append(mark)
                marks["1 direct, at 0.5"].append(is_caught(gold, measured, 0.5))
    return [f"caught {key[2:]}: {share(marks[key])}" for key in sorted(marks)]


def missed_lines(measured: Measured) -> list[str]:
    """Name the mentions that were not caught; for invented texts only."""
    return [
        f"{measured.name} {g.directness} {g.kind} {measured.text[g.start : g.stop]}"
        for g in measured.gold
        if not is_caught(g, measured)
    ]


def useful_lines(every: list[Measured]) -> list[str]:
    """Say how many findings touch a marked mention, per band and kind."""
    marks: dict[str, list[bool]] = defaultdict(list)
    for measured in every:
        for identifier in measured.found:
            mark = touches(identifier, measured)
            marks["all"].append(mark)
            marks[f"band {certainty(identifier)}"].append(mark)
            marks["probability 0.5 or more"] += [mark] if identifier.probability >= 0.5 else []
            marks[f"kind {identifier.kind}"].append(mark)
            if identifier.kind in ("person", "place", "organisation"):
                marks[f"names, {certainty(identifier)}"].append(mark)
    return [f"useful {key}: {share(marks[key])}" for key in sorted(marks)]


def main() -> None:
    """Detect, measure, print."""
    options = arguments()
    torch.set_num_threads(1)
    began = time.perf_counter()
    detector = detectors.load(options.pipeline)
    print(f"loaded in {time.perf_counter() - began:.2f} s")
    folder = CORPORA[options.corpus].folder
    golden, texts_folder = options.gold or folder / "gold", options.texts or folder / "text"
    paths = sorted(texts_folder.glob("*.txt"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    if options.lower:
        texts = {name: lowered(text) for name, text in texts.items()}
    spent = time.process_time()
    found = {name: detectors.detect(text, detector=detector) for name, text in texts.items()}
    spent = time.process_time() - spent
    words = sum(len(text.split()) for text in texts.values())
    every = [
        Measured(name=n, text=text, gold=gold_of(golden / f"{n}.jsonl"), found=found[n])
        for n, text in texts.items()
    ]
    print("\n".join(caught_lines(every) + useful_lines(every)))
    print(f"{words} words, {words / spent:.0f} a second of one processor")
    if options.missed:
        print("\n".join(line for measured in every for line in missed_lines(measured)))


if __name__ == "__main__":
    main()
