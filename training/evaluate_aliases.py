"""Measure who is taken for whom: clusters of mentions against the entities of a marked study.

`python -m training.evaluate_aliases [--corpus heldout] [--found] [--names]` gathers the marked
mentions of the example study or of the held-out one (with `--found`, what the shipped pipeline
finds of them) through the vault, file by file as a study would, and prints the share of entities
whose cluster is the marked one, per kind: as gathered, and after a person has answered truly every
question that is asked, mention by mention where a short name could be either of two. Then the
people that were put together though they are two; names of either, which belong to neither until
the question is answered, are counted apart.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpora import example
from corpora.corpus import CORPORA, EXAMPLE, Corpus
from workbench import audit
from workbench.anonymise import detectors, either, gathering, originals, pseudonymise
from workbench.anonymise.identifiers import Identifier, directness_of
from workbench.anonymise.vault import Vault
from workbench.study import Study

Item = tuple[str, ...]
"""One mention or one speaker's label: what a cluster is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Hold the outcome: marked entities by kind with whether each is whole, and the mistakes."""

    whole: Mapping[str, Sequence[bool]]
    merged: tuple[frozenset[str], ...]
    parted: tuple[str, ...]
    waiting: tuple[frozenset[str], ...] = ()


def compare(
    gold: Mapping[Item, str], homes: Mapping[Item, str], either: Iterable[str] = ()
) -> Compared:
    """Compare the entity marked for each item with the entity it was gathered into.

    An entity is whole when one cluster holds all its items and nothing else. Items that were not
    gathered do not count. A mixed cluster of `either` is no mistake: it says that it waits.
    """
    placed = {item: entity for item, entity in gold.items() if item in homes}
    marked, found = _inverted(placed), _inverted({item: homes[item] for item in placed})
    clusters = set(map(frozenset, found.values()))
    whole: dict[str, list[bool]] = defaultdict(list)
    for entity, items in marked.items():
        whole[entity.partition(":")[0]].append(frozenset(items) in clusters)
    mixed = {home: frozenset(placed[item] for item in items) for home, items in found.items()}
    mixed = {home: one for home, one in mixed.items() if len(one) > 1}
    return Compared(
        whole=whole,
        merged=tuple(
            sorted({one for home, one in mixed.items() if home not in either}, key=sorted)
        ),
        waiting=tuple(sorted({one for home, one in mixed.items() if home in either}, key=sorted)),
        parted=tuple(sorted(e for e, i in marked.items() if len({homes[one] for one in i}) > 1)),
    )


def answered(
    gold: Mapping[Item, str],
    homes: Mapping[Item, str],
    asked: Mapping[str, Iterable[str]],
    either: Iterable[str] = (),
) -> dict[Item, str]:
    """Put together what a person would, asked whether two clusters are one.

    Of those in `either` each mention is set apart first, and asked about by itself.
    """
    homes, asked = _set_apart(gold, homes, asked, set(either))
    means: dict[str, set[str]] = defaultdict(set)
    for item, entity in gold.items():
        if item in homes:
            means[homes[item]].add(entity)
    one: dict[str, str] = {}

    def root(home: str) -> str:
        return root(one[home]) if home in one else home

    for left, others in asked.items():
        for right in others:
            same = len(means[left]) == 1 and means[left] == means[right]
            if same and root(left) != root(right):
                one[root(left)] = root(right)
    return {item: root(home) for item, home in homes.items()}


def _set_apart(
    gold: Mapping[Item, str],
    homes: Mapping[Item, str],
    asked: Mapping[str, Iterable[str]],
    either: set[str],
) -> tuple[dict[Item, str], dict[str, set[str]]]:
    """Give the mentions of those that could be either to one cluster for each that is meant."""
    apart: dict[str, set[str]] = defaultdict(set)
    now = dict(homes)
    for item, home in homes.items():
        if home in either and item in gold:
            now[item] = f"{home} {gold[item]}"
            apart[home].add(now[item])
    questions: dict[str, set[str]] = defaultdict(set)
    for left, others in asked.items():
        for one in apart.get(left, {left}):
            questions[one] |= {two for right in others for two in apart.get(right, {right})}
    return now, questions


def measure(
    folder: Path, corpus: Corpus = EXAMPLE, *, found: bool = False
) -> tuple[Compared, Compared, int]:
    """Gather a marked corpus in a fresh folder and compare, before and after the questions.

    Also returns how many merged entities no question waits for.
    """
    with Study.create(folder / "study", name="Aliases", researcher="Measure") as study:
        vault, _ = Vault.create(study.vault_folder, example.PASSPHRASE, study.researcher)
        with vault:
            gold: dict[Item, str] = {}
            detector = detectors.load() if found else None
            for source in corpus.sources():
                layout = corpus.layouts[source.number]
                one = example.import_one(study, vault, source, layout, corpus.folder)
                rows = corpus.rows(f"gold/{source.number}.jsonl")
                if detector:
                    pseudonymise.detect(study, vault, one, detector)
                else:
                    _store(vault, one, rows)
                gold |= _marked(vault, one, rows, corpus.rows("gold/speakers.jsonl"))
            homes = _homes(vault)
            asked = {one.id: one.perhaps for one in pseudonymise.entities(vault)}
            with vault.cursor() as sql:
                open_ = either.of_two(gathering.clusters(sql))
    before = compare(gold, homes, open_)
    after = compare(gold, answered(gold, homes, asked, open_))
    return before, after, sum(not asked.get(home) for home in _mixed(gold, homes))


def _mixed(gold: Mapping[Item, str], homes: Mapping[Item, str]) -> set[str]:
    """Find the clusters in which two people are one."""
    means: dict[str, set[str]] = defaultdict(set)
    for item, entity in gold.items():
        if item in homes and entity.startswith("person:"):
            means[homes[item]].add(entity)
    return {home for home, entities in means.items() if len(entities) > 1}


def _store(vault: Vault, transcript_id: str, rows: Sequence[Mapping[str, str]]) -> None:
    marked = [
        Identifier(
            start=int(row["start"]),
            stop=int(row["stop"]),
            kind=row["kind"],
            directness=directness_of(row["kind"]),
            detector="marked",
            probability=1.0,
        )
        for row in rows
    ]
    text = originals.text(vault, transcript_id)
    with audit.act(vault, "pseudonymise.detect", subject=transcript_id, undoable=False) as act:
        gathering.store(act, vault.new_id, transcript_id, text, marked)


def _marked(
    vault: Vault,
    transcript_id: str,
    rows: Sequence[Mapping[str, str]],
    speakers: Sequence[Mapping[str, str]],
) -> dict[Item, str]:
    """Say whom each mention and each label of one file means; a label such as P1 names nobody."""
    name, _ = originals.file(vault, transcript_id)
    spoken: dict[Item, str] = {
        (transcript_id, row["label"]): row["entity"]
        for row in speakers
        if row["file"] == name and not originals.is_generic(row["label"])
    }
    found = pseudonymise.mentions(vault, transcript_id=transcript_id)
    written: dict[Item, str] = {
        (transcript_id, str(one.start), str(one.stop)): row["entity"]
        for row in rows
        for one in found
        if one.kind == row["kind"] and one.start < int(row["stop"]) and int(row["start"]) < one.stop
    }
    return spoken | written


def _homes(vault: Vault) -> dict[Item, str]:
    homes: dict[Item, str] = {
        (one.transcript_id, str(one.start), str(one.stop)): one.entity_id
        for one in pseudonymise.mentions(vault)
    }
    for row in vault.rows("select transcript_id, label, entity_id from speakers"):
        if row["entity_id"]:
            homes[row["transcript_id"], row["label"]] = row["entity_id"]
    return homes


def _inverted(homes: Mapping[Item, str]) -> dict[str, set[Item]]:
    found: dict[str, set[Item]] = defaultdict(set)
    for item, home in homes.items():
        found[home].add(item)
    return found


def lines(compared: Compared, *, names: bool = False) -> list[str]:
    """Write what was measured; with `names` also the ids of what went wrong."""

    def share(marks: Iterable[bool]) -> str:
        held = list(marks)
        return f"{sum(held) / max(len(held), 1):.3f} ({sum(held)}/{len(held)})"

    every = [mark for marks in compared.whole.values() for mark in marks]
    people = [one for one in compared.merged if all(e.startswith("person:") for e in one)]
    told = [f"whole, all kinds: {share(every)}"]
    told += [f"whole, {kind}: {share(marks)}" for kind, marks in sorted(compared.whole.items())]
    told.append(f"put together: {len(compared.merged)}, of them people: {len(people)}")
    told.append(f"could be either, and says so: {len(compared.waiting)}")
    if names:
        told += [json.dumps(sorted(one)) for one in compared.merged]
        told += [f"waiting {json.dumps(sorted(one))}" for one in compared.waiting]
        told += [f"parted {one}" for one in compared.parted]
    return told


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", choices=sorted(CORPORA), default="example")
    parser.add_argument("--found", action="store_true", help="use what the pipeline finds")
    parser.add_argument("--names", action="store_true", help="print the ids of the mistakes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        before, after, unasked = measure(Path(folder), CORPORA[options.corpus], found=options.found)
    print("\n".join(lines(before, names=options.names)))
    print(f"two people in one, and no question waits: {unasked}")
    print("after every question is answered:")
    print("\n".join(lines(after)))


if __name__ == "__main__":
    main()
