"""Time what a researcher does most against the bare insert of the same rows.

`python benchmarks/verbs.py` prints medians in milliseconds of processor and wall time, and the
ratio of wall time to the bare insert measured in the same run.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from workbench import audit, transcripts
from workbench.coding import codebook, codings, operations
from workbench.store import Row
from workbench.study import Study

TIMES = 30
WORDS = 9000
PASSAGE = """insert into passages (id, transcript_id, start, stop)
values ($id, $transcript_id, $start, $stop)"""
CODING = """insert into codings (id, passage_id, code_id, researcher, ts, found_by)
values ($id, $id, $code, 'A', now()::timestamp, 'reading')"""


def median(act: Callable[[], object], times: int = TIMES) -> tuple[float, float]:
    """Return the medians of processor and wall time in milliseconds."""
    taken = []
    for _ in range(times):
        cpu, wall = time.process_time(), time.perf_counter()
        act()
        taken.append((time.process_time() - cpu, time.perf_counter() - wall))
    return (
        1000 * statistics.median(cpu for cpu, _ in taken),
        1000 * statistics.median(wall for _, wall in taken),
    )


def released(study: Study) -> str:
    """Store a transcript of 300 turns."""
    said = ["word " * (WORDS // 300 - 1) + "end." for _ in range(300)]
    speaker = transcripts.Speaker(
        id=study.new_id(),
        transcript_id="t",
        label="P1",
        role="participant",
        participant_id=None,
    )
    turns = []
    start = 0
    for position, words in enumerate(said):
        stop = start + len(words)
        turns.append(
            transcripts.Turn(
                position=position, speaker="P1", role="participant", start=start, stop=stop
            )
        )
        start = stop + 1
    with audit.act(study, "benchmark", undoable=False) as act:
        transcripts.add(act, transcript_id="t", label="One", recorded=None, words=WORDS)
        transcripts.release_text(act, "t", text="\n".join(said), speakers=[speaker], turns=turns)
    return "t"


def bare(study: Study) -> None:
    """Insert a passage and a coding with no check and no trail: the baseline."""
    passage: Row = {"id": study.new_id(), "transcript_id": "t", "start": 0, "stop": 9}
    with study.transaction() as sql:
        sql.execute(PASSAGE, passage)
        sql.execute(
            CODING,
            {"id": passage["id"], "code": codebook.fetch_all(study)[0].id},
        )


def main() -> None:
    """Print a table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Study.create(Path(folder) / "study", name="Benchmark", researcher="A") as study,
    ):
        transcript = released(study)
        code = codebook.add(study, "Code 0").id
        places = iter(range(0, 40_000, 13))

        def apply() -> None:
            start = next(places)
            codings.apply(study, transcript, start, start + 30, code)

        acts: list[tuple[str, Callable[[], object]]] = [
            ("bare insert", lambda: bare(study)),
            ("apply a code", apply),
            ("undo it", lambda: audit.undo(study)),
            ("redo it", lambda: audit.redo(study)),
            ("codings of a transcript, for the screen", lambda: operations.coding_rows(study, "t")),
            ("codebook, for the screen", lambda: operations.code_rows(study)),
        ]
        base = 0.0
        print(f"{'':42}{'cpu ms':>8}{'wall ms':>9}{'ratio':>7}")
        for name, act in acts:
            cpu, wall = median(act)
            base = base or wall
            print(f"{name:42}{cpu:8.1f}{wall:9.1f}{wall / base:7.1f}")


if __name__ == "__main__":
    main()
