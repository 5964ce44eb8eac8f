"""Commands from files to released transcripts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from workbench import participants, readers, transcripts
from workbench.anonymise import arrivals, pseudonymise
from workbench.anonymise.vault import Vault
from workbench.cli import files, main
from workbench.cli.answers import Answer, table, verb
from workbench.errors import NotAllowed, UndecidedIdentifiers, WorkbenchError
from workbench.readers.reading import Reading
from workbench.study import Study


@verb(main, "import", vault=True)
@click.argument("paths", nargs=-1, required=True, type=files.EXISTING)
@click.option("--label", help="Label of the transcript (default: Interview and the next number).")
@click.option("--recorded", metavar="YYYY-MM-DD", help="Date of the recording.")
@click.option("--interviewer", multiple=True, metavar="LABEL", help="A speaker who asks.")
@click.option("--participant", multiple=True, metavar="LABEL", help="A speaker who takes part.")
@click.option("--merge", multiple=True, metavar="VARIANT=LABEL", help="Two labels, one speaker.")
def import_(study: Study, vault: Vault, paths: tuple[Path, ...], **given: Any) -> Answer:
    """Read transcript files into the vault; each gets a place in the study, no words yet.

    Where the name of a file has an interview number of its own ("Interview 03 …", "int 05 …",
    "12_…"), the label takes it: Interview 03. Files without one follow, under the next numbers.
    The answer says which file of your list each came from.

    A file that cannot be read, or is there already, is told by its number and left out; the others
    are imported, and the exit code is 1.
    """
    if given["label"] and len(paths) > 1:
        raise NotAllowed("One label cannot serve several files. Import them one at a time.")
    label = transcripts.checked_label(given["label"]) if given["label"] is not None else None
    roles: dict[str, transcripts.Role] = dict.fromkeys(given["interviewer"], "interviewer")
    roles |= dict.fromkeys(given["participant"], "participant")
    merge = dict(_pair(words) for words in given["merge"])
    recorded = _day(given["recorded"])
    done: list[dict[str, Any]] = []
    failed: list[dict[str, Any]] = []
    for number, file, proposed in _planned(study, paths):
        try:
            reading = readers.read(file, roles=roles or None, merge=merge or None)
            found = pseudonymise.import_(
                study, vault, reading, label=label or proposed, recorded=recorded
            )
        except WorkbenchError as error:
            told = f"File {number} of {len(paths)}: {error}"
            if len(paths) == 1:
                raise type(error)(told) from error
            failed.append({"file": number, "error": type(error).__name__, "message": told})
        else:
            done.append(_row(found, reading) | {"file": number})
    failed.sort(key=lambda row: row["file"])
    lines = [_imported(row, len(paths)) for row in done]
    lines += [f"{row['error']}: {row['message']}" for row in failed]
    if failed:
        lines.append(f"{len(done)} of {len(paths)} files were imported.")
    return Answer("\n".join(lines), [*done, *failed], exit_code=bool(failed))


def _planned(study: Study, paths: tuple[Path, ...]) -> list[tuple[int, Path, str | None]]:
    """Number the files as they were given, and order them by the interviews' own numbers."""
    taken = [one.label for one in transcripts.fetch_all(study)]
    plan = arrivals.planned([file.name for file in paths], taken)
    return [(at + 1, paths[at], label) for at, label in plan]


def _row(found: transcripts.Transcript, reading: Reading) -> dict[str, Any]:
    return {
        "transcript": found.label,
        "id": found.id,
        "kind": reading.kind,
        "encoding": reading.encoding,
        "words": found.words,
        "turns": len(reading.turns),
        "speakers": [
            {"role": who.role, "turns": who.turns, "words": who.words} for who in reading.speakers
        ],
        "findings": [finding.message for finding in reading.findings],
    }


def _imported(row: dict[str, Any], files_given: int) -> str:
    came = f" (file {row['file']} of {files_given})" if files_given > 1 else ""
    roles = ", ".join(f"{who['role']} {who['turns']} turns" for who in row["speakers"])
    lines = [f"{row['transcript']}{came}: {row['kind']}, {row['words']} words ({roles})"]
    return "\n".join([*lines, *(f"  - {finding}" for finding in row["findings"])])


def _pair(words: str) -> tuple[str, str]:
    left, sign, right = words.partition("=")
    if not (sign and left.strip() and right.strip()):
        raise NotAllowed("Write what to merge as VARIANT=LABEL.")
    return left.strip(), right.strip()


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise NotAllowed("Write the date as 2020-11-17.") from error


@verb(main, "transcripts")
def list_transcripts(study: Study) -> Answer:
    """List the transcripts and how far each has come."""
    found = transcripts.fetch_all(study)
    rows = [(t.label, t.state, t.words, t.recorded) for t in found]
    return Answer(table(rows, "transcript", "state", "words", "recorded"), found)


@verb(main, "detect", vault=True)
@click.argument("labels", nargs=-1)
@click.option("--pipeline", help="Name of another installed spaCy pipeline to detect names with.")
def detect(study: Study, vault: Vault, labels: tuple[str, ...], pipeline: str | None) -> Answer:
    """Find identifiers in imported transcripts (all of them, unless some are named)."""
    from workbench.anonymise import detectors  # noqa: PLC0415 - spaCy takes a second to import

    detector = detectors.load(pipeline) if pipeline else None
    done = [
        {
            "transcript": one.label,
            "identifiers": pseudonymise.detect(study, vault, one.id, detector),
        }
        for one in _chosen(study, labels)
    ]
    rows = [(row["transcript"], row["identifiers"]) for row in done]
    return Answer(table(rows, "transcript", "identifiers"), done)


def _chosen(study: Study, labels: tuple[str, ...]) -> list[transcripts.Transcript]:
    if labels:
        return [transcripts.fetch(study, label) for label in labels]
    return transcripts.fetch_all(study)


@verb(main, "participant", vault=True)
@click.argument("transcript")
@click.argument("speaker")
@click.argument("pseudonym")
def participant(
    study: Study, vault: Vault, transcript: str, speaker: str, pseudonym: str
) -> Answer:
    """Say under which pseudonym a speaker of a transcript takes part."""
    one = transcripts.fetch(study, transcript)
    if not transcripts.is_one_line(pseudonym) or len(pseudonym) > participants.LONGEST_NAME:
        raise NotAllowed("A pseudonym is one line of at most 200 characters.")
    pseudonymise.name_participant(study, vault, one.id, speaker, pseudonym)
    return Answer(f"{one.label}: the speaker takes part as {pseudonym}.", {"transcript": one.id})


@verb(main, "release", vault=True)
@click.argument("labels", nargs=-1)
@click.option("--knowingly", is_flag=True, help="Release with undecided identifiers in the text.")
def release(study: Study, vault: Vault, labels: tuple[str, ...], knowingly: bool) -> Answer:
    """Write the treated text of transcripts to the study (all, unless some are named)."""
    done = _chosen(study, labels)
    for one in done:
        try:
            pseudonymise.release(study, vault, one.id, knowingly=knowingly)
        except UndecidedIdentifiers as error:
            raise UndecidedIdentifiers(f"{one.label}: {error}") from error
    return Answer(f"Released {len(done)} transcripts.", [one.label for one in done])


@verb(main, "participants")
@click.option(
    "--attributes",
    type=files.EXISTING,
    help="Read attributes from a CSV file with a column “pseudonym”.",
)
def list_participants(study: Study, attributes: Path | None) -> Answer:
    """List the participants with their attributes."""
    if attributes:
        participants.import_attributes(study, files.text(attributes))
    found = participants.fetch_all(study)
    names = participants.attribute_names(study)
    rows = [(p.pseudonym, *(p.attributes.get(name, "") for name in names)) for p in found]
    return Answer(table(rows, "pseudonym", *names), found)
