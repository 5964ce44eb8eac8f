"""Time the treatment of one name found late, over a whole coded study, against a copy of its file.

`python -m benchmarks.late [FOLDER]` builds a study of 32 interviews of 9,000 words with 10,000
codings, vectors and one name that nobody noticed, in every interview; with FOLDER it is kept there
and used again. It prints seconds of processor and wall time, and the ratio to copying the file.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.append(str(Path(__file__).parents[1]))  # corpora are not installed
from corpora.generate import generate
from workbench import audit, edits, memos, readers, transcripts
from workbench.anonymise import late, pseudonymise
from workbench.anonymise.identifiers import Identifier, directness_of
from workbench.anonymise.release import released_edits
from workbench.anonymise.vault import Vault, insert_all
from workbench.coding import codebook, embeddings
from workbench.coding.vectors import LENGTH
from workbench.store import Row
from workbench.study import FILE, Study
from workbench.transcripts import Role

INTERVIEWS, WORDS, CODINGS = 32, 9000, 10_000
NAME, PASSPHRASE = "Zebulon Quarrington", "benchmark only"
ROLES: Mapping[str, Role] = {"Interviewer": "interviewer", "Participant": "participant"}


@dataclass(frozen=True)
class Known:
    """Find what the gold files name, as a detector that misses nothing but one name."""

    found: Sequence[Identifier]

    def identifiers(self, _: str, turns: Sequence[tuple[int, int]]) -> list[Identifier]:  # noqa: ARG002
        return list(self.found)


class Random:
    """Give every text a vector of its own, without a model."""

    name = "random"

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        chance = np.random.default_rng(len(texts))
        return chance.normal(size=(len(texts), LENGTH)).astype(np.float32)


def lines(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def planted(text: str, taken: Sequence[Row]) -> edits.Edited:
    """Put the name into the place of some twenty ordinary words."""
    chance = random.Random(len(text))
    free = [
        edits.Edit(start=one.start(), stop=one.end(), words=NAME)
        for one in re.finditer(r"\b[a-z]{5,}\b", text)
        if not any(row["start"] < one.end() and one.start() < row["stop"] for row in taken)
    ]
    return edits.apply(text, chance.sample(free, 20))


def build(folder: Path, corpus: Path) -> None:
    generate(corpus, interviews=INTERVIEWS, words=WORDS, codings=CODINGS, seed=1)
    with Study.create(folder, name="Benchmark", researcher="A") as study:
        vault, _ = Vault.create(study.vault_folder, PASSPHRASE, "A")
        with vault:
            grown = {
                file.stem: import_one(study, vault, corpus, file)
                for file in sorted((corpus / "files").iterdir())
            }
            undecided = [one.id for one in pseudonymise.entities(vault)]
            pseudonymise.accept_proposals(vault, undecided)
            for transcript_id, _ in grown.values():
                pseudonymise.release(study, vault, transcript_id, knowingly=True)
            code(study, vault, corpus, grown)
        embeddings.embed_all(study, Random())


def import_one(study: Study, vault: Vault, corpus: Path, file: Path) -> tuple[str, edits.Edited]:
    reading = readers.read(file, roles=ROLES)
    gold = lines(corpus / "gold" / f"{file.stem[-2:]}.jsonl")
    grown = planted(reading.text, gold)
    turns = []
    for turn in reading.turns:
        start, stop = grown.moved(turn.start, turn.stop)
        turns.append(replace(turn, start=start, stop=stop))
    reading = replace(reading, text=grown.text, turns=tuple(turns))
    one = pseudonymise.import_(study, vault, reading, label=file.stem)
    found = []
    for row in gold:
        start, stop = grown.moved(row["start"], row["stop"])
        kind = row["kind"]
        found.append(
            Identifier(
                start=start,
                stop=stop,
                kind=kind,
                directness=directness_of(kind),
                detector="gold",
                probability=1.0,
            )
        )
    pseudonymise.detect(study, vault, one.id, Known(found))
    overlook(vault, one.id)
    return one.id, grown


def overlook(vault: Vault, transcript_id: str) -> None:
    """Take the name off the list where a rule for capitals came upon it."""
    for mention in pseudonymise.mentions(vault, transcript_id=transcript_id):
        if mention.surface in NAME:
            pseudonymise.remove_mention(vault, mention.id)


def code(
    study: Study, vault: Vault, corpus: Path, grown: Mapping[str, tuple[str, edits.Edited]]
) -> None:
    """Apply the codings with an event each, in one transaction to save the builder's time."""
    ways = {
        label: (
            transcript_id,
            edits.apply(text.text, released_edits(vault, transcript_id)),
            text,
        )
        for label, (transcript_id, text) in grown.items()
    }
    rows = lines(corpus / "codings.jsonl")
    codes = {
        path: codebook.add(study, path.replace(">", "–")).id
        for path in sorted({row["code"] for row in rows})
    }
    placed, applied, events = [], [], []
    for row in rows:
        transcript_id, treated, original = ways[row["transcript"]]
        start, stop = treated.moved(*original.moved(row["start"], row["stop"]))
        one = study.new_id()
        stamp = {"researcher": "A", "ts": str(audit.now())}
        place = {"id": one, "transcript_id": transcript_id, "start": start, "stop": stop}
        coding = {"id": one, "passage_id": one, "code_id": codes[row["code"]], **stamp}
        coding |= {"found_by": "reading"}
        placed.append(place)
        applied.append(coding)
        changes = [
            {"table": table, "id": one, "before": None, "after": after}
            for table, after in (("passages", place), ("codings", coding))
        ]
        event = {"id": one, "verb": "codings.apply", "subject": one, "kind": "done", **stamp}
        events.append(event | {"undoable": True, "changes": json.dumps(changes)})
    with study.transaction() as sql:
        for table, found in (("passages", placed), ("codings", applied), ("events", events)):
            insert_all(sql, table, found)
    for label, (transcript_id, _) in grown.items():
        memos.write(study, "transcript", transcript_id, f"In {label} they speak of {NAME}.")


def taken(act: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of processor and wall time that an act takes."""
    cpu, wall = time.process_time(), time.perf_counter()
    act()
    return time.process_time() - cpu, time.perf_counter() - wall


def measure(folder: Path) -> None:
    file = folder / FILE
    copied = taken(lambda: shutil.copy(file, folder / "copy"))
    (folder / "copy").unlink()
    size = file.stat().st_size / 1e6
    print(f"{'':44}{'cpu s':>8}{'wall s':>8}{'ratio':>8}")

    def told(name: str, spent: tuple[float, float]) -> None:
        print(f"{name:44}{spent[0]:8.2f}{spent[1]:8.2f}{spent[1] / copied[1]:8.1f}")

    told(f"copy the file ({size:.0f} MB)", copied)
    with (
        Study.open(folder, researcher="A") as study,
        pseudonymise.open_vault(study, PASSPHRASE) as vault,
    ):
        told("rewrite the file", taken(study.purge))
        one = next(t for t in transcripts.fetch_all(study) if t.state == "released")
        start = transcripts.text(study, one.id).index(NAME)
        seen = late.Noticed(
            kind="person", transcript_id=one.id, start=start, stop=start + len(NAME)
        )
        told("say what would change", taken(lambda: late.would_change(study, vault, seen)))
        found: list[late.Late] = []
        told(
            f"treat one name in {INTERVIEWS} interviews",
            taken(lambda: found.append(late.treat(study, vault, seen))),
        )
        print(f"{sum(found[0].places.values())} places, {len(found[0].writing)} in writing")


def main() -> None:
    with tempfile.TemporaryDirectory() as room:
        kept = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(room) / "kept"
        if not (kept / FILE).exists():
            build(kept, Path(room) / "corpus")
        shutil.copytree(kept, Path(room) / "study")
        measure(Path(room) / "study")


if __name__ == "__main__":
    main()
