"""Measure suggestions: from a decision to the list, exact lists of a million, words saved.

`python -m benchmarks.suggestions [--windows 20000] [--labels 500] [--large 1000000] …`

- *decision to list*: one more decision, refit, the list of ten with its reasons, in a study file
  with vectors of so many windows and so many labels; beside it a logistic regression of
  scikit-learn on the same rows, which learns the same three directions, and the bound: the bytes
  of the vectors that each new list must read over the memory bandwidth measured in the same run.
- *a million windows* (and two and a half million sentences): the exact list of ten, in memory; the
  baseline is numpy in 32 bits, the bound the bytes of the packed vectors over the bandwidth.
- *replay* plays coded studies, projects or tables as `workbench simulate` does.

Times are of the wall and of the processor; on a busy machine only the second says something.
docs/simulation.md describes open sets that fit `--replay`; none but the example study is part of
this repository.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression

from workbench import audit, passages
from workbench.cli import main as command
from workbench.coding import codebook, learning, lists, matrices, scoring, suggestions
from workbench.coding.evidence import Evidence
from workbench.coding.matrices import Units, line_up
from workbench.coding.vectors import LENGTH, Vectors
from workbench.study import Study

MODEL = "measured"
LONG = 12 * 6 + 1
"""Signs in a sentence with what parts it from the next."""


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description="Measure suggestions.")
    parser.add_argument("--windows", type=int, default=20_000)
    parser.add_argument("--labels", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--large", type=int, default=0, help="windows held in memory, as 1000000")
    parser.add_argument("--replay", nargs="*", default=[], metavar="SOURCE")
    given = parser.parse_args()
    bandwidth = measured_bandwidth()
    print(f"{os.cpu_count()} cores; memory read at {bandwidth / 1e9:.1f} GB/s")
    decisions(given.windows, given.labels, given.rounds, bandwidth)
    if given.large:
        million(given.large, given.rounds, bandwidth)
    for source in given.replay:
        print(source)
        command(["simulate", source], standalone_mode=False)


def measured_bandwidth() -> float:
    """Read 512 MB over and over with all cores; the best of ten, in bytes a second."""
    import torch  # noqa: PLC0415

    block = torch.ones(64 * 2**20, dtype=torch.int64)
    best = min(_timed(block.sum)[0] for _ in range(10))
    return block.numel() * 8 / best


def decisions(windows: int, labels: int, rounds: int, bandwidth: float) -> None:
    """Decide, learn and list in a study file."""
    with tempfile.TemporaryDirectory() as folder:
        study = Study.create(Path(folder) / "study", name="Measured", researcher="A")
        code = filled(study, windows, labels)
        suggestions.for_code(study, MODEL, code)
        walls, works = [], []
        for _ in range(rounds):
            one = suggestions.for_code(study, MODEL, code)[0]
            suggestions.dismiss(study, one)
            wall, work = _timed(lambda: suggestions.for_code(study, MODEL, code))
            walls.append(wall)
            works.append(work)
        units = matrices.matrix(study, MODEL)
        said("decision to list, ours", walls, works)
        rows = np.arange(labels) * (windows // labels)
        said(
            "  refit and scores alone, scikit-learn", *_rounds(lambda: sklearn(units, rows), rounds)
        )
        size = units.window.nbytes + units.question.nbytes + units.sentence.nbytes
        print(f"  bound: {size / 1e6:.0f} MB of vectors = {size / bandwidth * 1e3:.1f} ms")
        study.close()


def filled(study: Study, windows: int, labels: int) -> str:
    """Make one transcript of windows with vectors, all read, and a code with labels on it."""
    chance = np.random.default_rng(1)
    whole = _talk(chance, windows * 3)
    at = np.arange(windows * 3)
    kept = at[(at % 3 < 2) | (at // 3 % 2 == 0)]
    rows = {
        "window": [(n * 3 * LONG, (n + 1) * 3 * LONG - 1) for n in range(windows)],
        "sentence": [(int(n) * LONG, (int(n) + 1) * LONG - 1) for n in kept],
    }
    rows["question"] = rows["window"]
    with study.transaction() as sql:
        sql.execute(
            "insert into transcripts (id, label, position, state, words, version) values "
            "('T', 'T', 1, 'released', $n, 'v')",
            {"n": windows * 36},
        )
        sql.execute("insert into texts (id, text) values ('T', $text)", {"text": whole})
        for kind, places in rows.items():
            _store(sql, kind, places, _vectors(chance, len(places)))
    code = codebook.add(study, "Measured").id
    _label(study, code, rows["window"][:: max(1, windows // labels)][:labels])
    return code


def _talk(chance: np.random.Generator, sentences: int) -> str:
    """Say sentences of twelve words of five letters, common ones often."""
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    words = ["".join(word) for word in chance.choice(letters, size=(8000, 5))]
    often = 1 / np.arange(10, 8010)
    drawn = chance.choice(8000, size=(sentences, 12), p=often / often.sum())
    return "".join(" ".join(words[n] for n in row) + ". " for row in drawn)


def _store(sql: Any, kind: str, places: list[tuple[int, int]], vectors: Vectors) -> None:
    table = pa.table(
        {
            "start": [start for start, _ in places],
            "stop": [stop for _, stop in places],
            "vector": pa.FixedSizeListArray.from_arrays(pa.array(vectors.ravel()), LENGTH),
        }
    )
    sql.register("made", table)
    sql.execute(
        "insert into vectors (id, transcript_id, unit, start, stop, turn_position, model, vector) "
        "select uuid()::text, 'T', $kind, start, stop, 0, $model, vector from made",
        {"kind": kind, "model": MODEL},
    )
    sql.unregister("made")


def _label(study: Study, code: str, places: list[tuple[int, int]]) -> None:
    """Code every fifth place and dismiss the others."""
    with audit.act(study, "measured", undoable=False) as act:
        for number, place in enumerate(places):
            passage = passages.anchor(act, "T", *place, passage_id=study.new_id())
            row = {
                "id": study.new_id(),
                "passage_id": passage.id,
                "code_id": code,
                "researcher": "A",
                "ts": audit.now(),
            }
            if number % 5 == 0:
                act.insert("codings", {**row, "found_by": "reading"})
            else:
                judged = {"verdict": "dismissed", "place": 1, "model": MODEL}
                act.insert("decisions", {**row, **judged})


def sklearn(units: Units, rows: Any) -> None:
    """Refit and score three views with logistic regression, as a plain program would."""
    truth = np.arange(len(rows)) % 5 == 0
    for view, known in (
        (units.window, rows),
        (units.question, rows),
        (units.sentence, units.first[rows]),
    ):
        model: Any = LogisticRegression(C=10.0, class_weight="balanced", max_iter=300)
        model.fit(view[known], truth)
        view @ model.coef_[0].astype(np.float32)


def million(windows: int, rounds: int, bandwidth: float) -> None:
    """Make the exact list of a study of a million windows."""
    units = large(windows)
    evidence = Evidence(
        units,
        [units.windows.span("T", row) for row in range(0, windows, windows // 100)],
        [units.windows.span("T", row) for row in range(7, windows, windows // 400)],
        [],
    )
    learned = learning.learn(evidence)
    walls, works = _rounds(lambda: lists.rank(evidence, learning.learn(evidence), 10), rounds)
    said(f"{windows} windows, exact list, ours", walls, works)
    size = sum(view.size for view in (units.window, units.question, units.sentence))
    print(f"  bound: {size / 1e6:.0f} MB packed = {size / bandwidth * 1e3:.0f} ms")
    views = (units.window, units.question, units.sentence)
    held = (size + sum(view.nbytes for view in views)) / 1e9
    print(f"  memory of the vectors: {held:.1f} GB, of them packed {size / 1e9:.1f} GB")
    said(
        "  numpy in 32 bits, scores alone",
        *_rounds(lambda: [view @ learned.window.astype(np.float32) for view in views], 3),
    )
    exact = scoring.exactly(units, learned, np.flatnonzero(evidence.windows.free)[:2000])
    rough = scoring.scores(units, learned)
    off = np.abs(exact - rough.scores[np.flatnonzero(evidence.windows.free)[:2000]]).max()
    print(f"  first pass: wrong by {off:.3f} at most in 2,000 rows, bound {rough.slack:.3f}")


def large(windows: int) -> Units:
    """Make windows in memory: two and three sentences by turns."""
    chance = np.random.default_rng(2)
    counts = 2 + np.arange(windows) % 2
    first = np.cumsum(counts) - counts
    many = int(counts.sum())
    start = np.arange(many, dtype=np.int64) * 20
    ids = ["T"] * windows
    return Units(
        encoder_name=MODEL,
        windows=line_up(ids, start[first], start[first] + counts * 20 - 1),
        sentences=line_up(["T"] * many, start, start + 19),
        window=_vectors(chance, windows),
        question=_vectors(chance, windows),
        sentence=_vectors(chance, many),
        first=first,
        turn=np.zeros(windows, dtype=np.int64),
        transcript_ids=ids,
        voices=ids,
        words=["so many words as other talk has"] * windows,
        versions={"T": "v"},
        texts={"T": ""},
    )


def _vectors(chance: np.random.Generator, many: int) -> Vectors:
    found = np.empty((many, LENGTH), dtype=np.float32)
    for first in range(0, many, 100_000):
        some = chance.standard_normal((min(100_000, many - first), LENGTH), dtype=np.float32)
        some += 0.5  # vectors of one language have a middle
        some /= np.linalg.norm(some, axis=1, keepdims=True)
        found[first : first + len(some)] = matrices.rounded(some)
    return found


def _timed(do: Callable[[], object]) -> tuple[float, float]:
    wall, work = time.perf_counter(), time.process_time()
    do()
    return time.perf_counter() - wall, time.process_time() - work


def _rounds(do: Callable[[], object], rounds: int) -> tuple[list[float], list[float]]:
    do()
    found = [_timed(do) for _ in range(rounds)]
    return [wall for wall, _ in found], [work for _, work in found]


def said(what: str, walls: list[float], works: list[float]) -> None:
    """Print the best, the middle and the 95th of a hundred."""
    wall, work = (np.percentile(np.array(some) * 1e3, [0, 50, 95]) for some in (walls, works))
    print(
        f"{what}: wall {wall[0]:.0f} / {wall[1]:.0f} / {wall[2]:.0f} ms (best, median, p95), "
        f"processor {work[0]:.0f} / {work[1]:.0f} / {work[2]:.0f} ms"
    )


if __name__ == "__main__":
    main()
