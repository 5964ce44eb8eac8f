"""Build the whole example study with the workbench's own verbs: `python -m corpora.example FOLDER`.

Everything a researcher would do by hand is read from the recorded files beside this module. A
folder that holds a study already is left as it is.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from corpora import analysis, markup
from corpora.corpus import HERE
from corpora.files import FILES, Layout
from corpora.markup import Source
from workbench import participants, readers
from workbench.anonymise import detectors, pseudonymise
from workbench.anonymise.identifiers import NAMED
from workbench.anonymise.vault import Vault
from workbench.errors import WorkbenchError
from workbench.study import FILE, Study
from workbench.transcripts import Role

NAME = "Neighbours in a hard year"
PASSPHRASE = "example study"  # noqa: S105 - meant to be known
"""Published: the people are invented. No real vault may have a passphrase that others know."""

Say = Callable[[str], None]


def main() -> int:
    """Build the study named on the command line; returns the exit code."""
    parser = argparse.ArgumentParser(description="Build the example study.")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    if (folder / FILE).exists():
        print(f"There is a study in {folder} already; it is left as it is.")
        return 0
    try:
        build(folder, say=_timed())
    except WorkbenchError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(f"Built in {folder}. Its vault opens with the passphrase: {PASSPHRASE}")
    return 0


def build(folder: Path, *, say: Say = lambda _: None) -> None:
    """Build beside `folder` and move it there when it is whole, so that a kill leaves nothing."""
    draft = folder.absolute().with_name(f"{folder.absolute().name}.unfinished")
    shutil.rmtree(draft, ignore_errors=True)
    with Study.create(draft, name=NAME, researcher="Example researcher") as study:
        vault, _ = Vault.create(study.vault_folder, PASSPHRASE, study.researcher)
        with vault:
            ids = prepare(study, vault, say)
            analysis.record(study, ids, say)
    if folder.exists():
        folder.rmdir()
    os.replace(draft, folder)


def prepare(study: Study, vault: Vault, say: Say) -> dict[str, str]:
    """Import, detect, decide and release; returns the transcripts' ids by label."""
    ids = {}
    for source in markup.load():
        ids[source.title] = import_one(study, vault, source, FILES[source.number])
    say(f"Imported {len(ids)} transcripts.")
    detector = detectors.load()
    found = sum(pseudonymise.detect(study, vault, one, detector) for one in ids.values())
    say(f"Found {found} identifiers.")
    read = [correct(vault, one, label) for label, one in ids.items()]
    say(f"Took {sum(wrong for wrong, _ in read)} off and marked {sum(n for _, n in read)} more.")
    decided = pseudonymise.apply_decisions(study, vault, rows("decisions.jsonl")).taken
    set_apart(vault, ids)
    say(f"Decided on {decided} people, places, organisations and facts as recorded.")
    say(f"Kept {keep_rest(vault)} findings that disclose nothing.")
    for one in ids.values():
        pseudonymise.release(study, vault, one)
    participants.import_attributes(study, (HERE / "participants.csv").read_text(encoding="utf-8"))
    for person in participants.fetch_all(study):
        participants.set_consent(study, person.id, consent=True)
    say("Released the pseudonymised texts; described the participants.")
    return ids


def import_one(
    study: Study, vault: Vault, source: Source, layout: Layout, folder: Path = HERE
) -> str:
    """Import one file with the roles of its speakers confirmed."""
    roles: dict[str, Role] = {
        label: "interviewer" if key == "R" else "participant"
        for key, label in layout.labels.items()
    }
    reading = readers.read(folder / "files" / layout.name, roles=roles)
    return pseudonymise.import_(
        study, vault, reading, label=source.title, recorded=source.recorded
    ).id


def correct(vault: Vault, transcript_id: str, label: str) -> tuple[int, int]:
    """Do what a person does on reading: take off what names nothing, mark what was not found.

    Returns how many findings were taken off and how many identifiers were marked.
    """
    true = {
        (row["start"], row["stop"]): row["kind"]
        for row in rows(f"gold/{label.removeprefix('Interview ')}.jsonl")
    }
    found = pseudonymise.mentions(vault, transcript_id=transcript_id)
    wrong = [
        one
        for one in found
        if (one.start, one.stop) not in true
        and (
            one.kind in NAMED or any(one.start < stop and start < one.stop for start, stop in true)
        )
    ]
    for one in wrong:
        pseudonymise.remove_mention(vault, one.id)
    missed = true.keys() - {(one.start, one.stop) for one in found}
    for start, stop in sorted(missed):
        pseudonymise.add_identifier(vault, transcript_id, start, stop, true[start, stop])
    return len(wrong), len(missed)


def set_apart(vault: Vault, ids: Mapping[str, str]) -> None:
    """Give single mentions to the person they mean, where two people bear one name."""
    decided = {row["entity"]: row for row in reversed(rows("decisions.jsonl"))}
    for row in rows("exceptions.jsonl"):
        transcript_id = ids[row["transcript"]]
        (mention,) = [
            one
            for one in pseudonymise.mentions(vault, transcript_id=transcript_id)
            if one.start == row["start"]
        ]
        home = next(
            one.id
            for one in pseudonymise.entities(vault, transcript_id=transcript_id)
            if one.replacement == decided[row["entity"]]["replacement"] and one.kind == "person"
        )
        if mention.entity_id != home:
            apart = pseudonymise.split_mentions(vault, [mention.id])
            pseudonymise.merge_entities(vault, [home, apart])


def keep_rest(vault: Vault) -> int:
    """Keep every finding that the recorded decisions do not speak of: none is an identifier."""
    rest = pseudonymise.entities(vault, undecided=True)
    for one in rest:
        pseudonymise.decide(vault, one.id, "keep")
    return len(rest)


def rows(name: str) -> list[dict[str, Any]]:
    """Read one of the recorded JSON-lines files."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def _timed() -> Say:
    began = time.monotonic()

    def say(words: str) -> None:
        print(f"{time.monotonic() - began:5.0f} s  {words}", flush=True)

    return say


if __name__ == "__main__":
    sys.exit(main())
