"""Pseudonymise a generated study and say what is left of its planted identifiers.

`python benchmarks/pseudonymising.py --interviews 32 --words 9000` prints the share of planted
identifiers still readable before anybody reviewed, beside what a hand-made list of names leaves
(each name as it was first written, replaced wherever it stands so), then the share after a review
in which a person takes off what is no name, marks what was missed and accepts the rest, and words
per processor second.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
import torch

sys.path.append(str(Path(__file__).parents[1]))  # corpora are not installed
from corpora import generate
from workbench import readers, transcripts
from workbench.anonymise import leaks, pseudonymise, treating
from workbench.anonymise.identifiers import NAMED
from workbench.anonymise.vault import Vault
from workbench.edits import apply
from workbench.study import Study

PASSPHRASE = "only a benchmark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One identifier that was planted, at its place in the original."""

    start: int
    stop: int
    kind: str
    direct: bool
    entity: str
    surface: str


@contextmanager
def timed(what: str, spent: dict[str, tuple[float, float]]) -> Iterator[None]:
    """Note processor and wall time of a part."""
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    spent[what] = (time.process_time() - cpu, time.perf_counter() - wall)


def planted(folder: Path) -> list[list[Planted]]:
    """Read the planted identifiers, one list per interview."""
    return [
        [
            Planted(
                start=row["start"],
                stop=row["stop"],
                kind=row["kind"],
                direct=row["directness"] == "direct",
                entity=row["entity"],
                surface=row["surface"],
            )
            for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())
        ]
        for file in sorted((folder / "gold").glob("*.jsonl"))
    ]


def left_by_a_list(texts: list[str], gold: list[list[Planted]]) -> int:
    """Count what a list of names as first written, exactly replaced, leaves readable."""
    firsts: dict[str, str] = {}
    for one in (one for some in gold for one in some):
        firsts.setdefault(one.entity, one.surface)
    listed = sorted(set(firsts.values()), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)")
    left = 0
    for text, some in zip(texts, gold, strict=True):
        covered = bytearray(len(text))
        for match in pattern.finditer(text):
            covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        left += sum(not all(covered[one.start : one.stop]) for one in some)
    return left


def missed(vault: Vault, transcript_id: str, some: list[Planted]) -> list[Planted]:
    """List the planted identifiers of a transcript with a word under no finding."""
    text = pseudonymise.original_text(vault, transcript_id)
    found = pseudonymise.mentions(vault, transcript_id=transcript_id)
    spans = [(one.start, one.stop) for one in found]
    return [one for one in some if not _covered(one, spans, text)]


def _covered(one: Planted, spans: list[tuple[int, int]], text: str) -> bool:
    near = [span for span in spans if span[0] < one.stop and one.start < span[1]]
    return all(
        any(a <= one.start + word.start() and one.start + word.end() <= b for a, b in near)
        for word in re.finditer(r"\w+", text[one.start : one.stop])
    )


def prepare(study: Study, vault: Vault, files: list[Path]) -> list[str]:
    """Import and search every file; returns the transcripts in the files' order."""
    ids = [pseudonymise.import_(study, vault, readers.read(file)).id for file in files]
    for one in ids:
        pseudonymise.detect(study, vault, one)
    return ids


def review(vault: Vault, ids: list[str], gold: list[list[Planted]]) -> None:
    """Do as a person who knows the answers: see `unfounded`, `missed`, `kept`; accept the rest."""
    for transcript_id, some in zip(ids, gold, strict=True):
        if wrong := unfounded(vault, transcript_id, some):
            pseudonymise.remove_mentions(vault, wrong)
    pseudonymise.accept_proposals(vault, [one.id for one in pseudonymise.entities(vault)])
    for transcript_id, some in zip(ids, gold, strict=True):
        for one in missed(vault, transcript_id, some):
            pseudonymise.add_identifier(vault, transcript_id, one.start, one.stop, one.kind)
        if wrong := unfounded(vault, transcript_id, some):
            pseudonymise.remove_mentions(vault, wrong)
    in_doubt = [one.id for one in pseudonymise.entities(vault) if one.doubtful]
    for entity_id in in_doubt:
        places = pseudonymise.mentions(vault, entity_id=entity_id)
        pseudonymise.confirm_mentions(vault, [place.id for place in places])
    pseudonymise.accept_proposals(vault, [one.id for one in pseudonymise.entities(vault)])
    for transcript_id, some in zip(ids, gold, strict=True):
        for entity_id in kept(vault, transcript_id, some):
            pseudonymise.decide(vault, entity_id, "generalise")


def unfounded(vault: Vault, transcript_id: str, some: list[Planted]) -> list[str]:
    """List undecided mentions of names where nothing was planted: ordinary words, taken for one."""
    return [
        found.id
        for found in pseudonymise.mentions(vault, transcript_id=transcript_id)
        if found.kind in NAMED
        and found.treatment is None
        and not any(one.start < found.stop and found.start < one.stop for one in some)
    ]


def kept(vault: Vault, transcript_id: str, some: list[Planted]) -> set[str]:
    """Name the entities that were proposed to be kept where something direct was planted."""
    direct = [(one.start, one.stop) for one in some if one.direct]
    return {
        found.entity_id
        for found in pseudonymise.mentions(vault, transcript_id=transcript_id)
        if found.treatment == "keep"
        and any(start < found.stop and found.start < stop for start, stop in direct)
    }


def still_there(study: Study, vault: Vault, ids: list[str], gold: list[list[Planted]]) -> int:
    """Count direct identifiers that the released texts still show at their place."""
    left = 0
    for transcript_id, some in zip(ids, gold, strict=True):
        text = pseudonymise.original_text(vault, transcript_id)
        edited = apply(text, treating.edits(vault, transcript_id))
        assert edited.text == transcripts.text(study, transcript_id)
        for one in some:
            start, stop = edited.moved(one.start, one.stop)
            left += one.direct and one.surface in edited.text[start:stop]
    return left


def main() -> None:
    """Generate, pseudonymise, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interviews", type=int, default=32)
    parser.add_argument("--words", type=int, default=9000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as place:
        made = Path(place) / "made"
        generate.generate(
            made, interviews=given.interviews, words=given.words, codings=0, seed=given.seed
        )
        with (
            Study.create(Path(place) / "study", name="Load", researcher="Benchmark") as study,
            Vault.create(study.vault_folder, PASSPHRASE, "Benchmark")[0] as vault,
        ):
            report(study, vault, made)


def report(study: Study, vault: Vault, made: Path) -> None:
    """Take the generated files the whole way and print a table."""
    spent: dict[str, tuple[float, float]] = {}
    gold = planted(made)
    with timed("import and detect", spent):
        ids = prepare(study, vault, sorted((made / "files").iterdir()))
    texts = [pseudonymise.original_text(vault, one) for one in ids]
    words = sum(len(text.split()) for text in texts)
    unseen = [one for at, some in zip(ids, gold, strict=True) for one in missed(vault, at, some)]
    with timed("review (verbs only)", spent):
        review(vault, ids, gold)
    with timed("release", spent):
        for one in ids:
            pseudonymise.release(study, vault, one)
    total = sum(map(len, gold))
    by_list = left_by_a_list(texts, gold)
    print(f"{len(ids)} interviews, {words:,} words, {total:,} planted identifiers")
    direct = sum(one.direct for some in gold for one in some)
    for name, number, of in (
        ("left by a list of names", by_list, total),
        ("left before review", len(unseen), total),
        ("left before review, direct", sum(one.direct for one in unseen), direct),
        ("left after review, direct", still_there(study, vault, ids, gold), direct),
    ):
        ratio = number / max(by_list, 1)
        print(f"{name:30}{number:8}{number / max(of, 1):9.3f}{ratio:9.3f} of the list's")
    print("kinds left before review:", dict(Counter(one.kind for one in unseen)))
    leaked = Counter(leak.how for leak in leaks.find_in_study(study, vault))
    print("leaks in the released study:", dict(leaked) or "none")
    for name, (cpu, wall) in spent.items():
        print(f"{name:24}{cpu:8.1f} cpu s{wall:8.1f} s{words / cpu:10,.0f} words per cpu s")


if __name__ == "__main__":
    main()
