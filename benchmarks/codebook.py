"""Time what a codebook of many codings is asked for: merging, moving, counting, undoing.

Prints medians of seven over a study of 3,000 codings of one code; the first column names the verb.
The study is made anew for each repetition of a verb that empties a code.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from workbench import audit, transcripts
from workbench.coding import codebook, codings, counts
from workbench.study import Study

CODINGS = 3_000
REPEATS = 7
SENTENCE = "We carried on because nobody came to tell us otherwise. "


def main() -> None:
    """Print one line for each verb."""
    with tempfile.TemporaryDirectory() as folder:
        study = Study.create(Path(folder) / "study", name="Many codings", researcher="Ana")
        with study:
            code, other = filled(study)
            merging = [measure(lambda: codebook.merge(study, code, other)) for _ in (0,)]
            undoing, redoing = [], []
            for _ in range(REPEATS):
                undoing.append(measure(lambda: audit.undo(study)))
                redoing.append(measure(lambda: audit.redo(study)))
            audit.undo(study)
            for _ in range(REPEATS - 1):
                merging.append(measure(lambda: codebook.merge(study, code, other)))
                audit.undo(study)
            told("merge", merging)
            told("undo the merge", undoing)
            told("redo the merge", redoing)
            told("counts of all codes", repeated(lambda: counts.by_code(study)))
            told("passages of the code", repeated(lambda: codings.of_code(study, code)))


def filled(study: Study) -> tuple[str, str]:
    """Store one long transcript and code 3,000 sentences of it; returns the code and another."""
    transcript_id, speaker_id = study.new_id(), study.new_id()
    speaker = transcripts.Speaker(
        id=speaker_id,
        transcript_id=transcript_id,
        label="Amira",
        role="participant",
        participant_id=None,
    )
    text = SENTENCE * CODINGS
    step = len(SENTENCE) * 10
    turns = [
        transcripts.Turn(
            position=at // step, speaker="Amira", role="participant", start=at, stop=at + step - 1
        )
        for at in range(0, len(text), step)
    ]
    with audit.act(study, "benchmark.release", undoable=False) as act:
        transcripts.add(act, transcript_id=transcript_id, label="Long", recorded=None, words=0)
        transcripts.release_text(act, transcript_id, text=text, speakers=[speaker], turns=turns)
    code, other = codebook.add(study, "Carrying on").id, codebook.add(study, "Waiting").id
    with audit.act(study, "codings.import") as act:
        passages = [study.new_id() for _ in range(CODINGS)]
        length = len(SENTENCE)
        act.insert_all(
            "passages",
            [
                {
                    "id": name,
                    "transcript_id": transcript_id,
                    "start": n * length,
                    "stop": (n + 1) * length - 1,
                }
                for n, name in enumerate(passages)
            ],
        )
        act.insert_all(
            "codings",
            [
                {
                    "id": study.new_id(),
                    "passage_id": name,
                    "code_id": code,
                    "researcher": "Ana",
                    "ts": audit.now(),
                    "found_by": "import",
                }
                for name in passages
            ],
        )
    return code, other


def measure(verb: Callable[[], object]) -> float:
    """Time one call in milliseconds."""
    began = time.perf_counter()
    verb()
    return (time.perf_counter() - began) * 1000


def repeated(verb: Callable[[], object]) -> list[float]:
    """Time a verb that changes nothing."""
    return [measure(verb) for _ in range(REPEATS)]


def told(name: str, times: list[float]) -> None:
    """Print the median and the worst."""
    print(f"{name:<28}{statistics.median(times):>9.0f} ms   worst {max(times):.0f} ms")


if __name__ == "__main__":
    main()
