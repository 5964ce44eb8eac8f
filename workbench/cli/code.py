"""Commands on the codebook, codings and reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from workbench import transcripts
from workbench.cli import files, main
from workbench.cli.answers import Answer, table, verb
from workbench.coding import (
    codebook,
    codebook_tables,
    coding_tables,
    codings,
    counts,
    embeddings,
    encoders,
)
from workbench.study import Study


@main.group("codebook")
def codebook_group() -> None:
    """Add, define and arrange codes."""


@verb(codebook_group, "list")
def list_codes(study: Study) -> Answer:
    """Show the tree of codes with passages and participants."""
    found = codebook.fetch_all(study)
    said = counts.by_code(study)
    rows = [
        ("  " * code.depth + code.name, said[code.id].passages, said[code.id].participants)
        for code in found
    ]
    return Answer(table(rows, "code", "passages", "participants"), found)


@verb(codebook_group, "add")
@click.argument("name")
@click.option("--parent", help="The code under which it stands.")
@click.option("--colour", metavar="#RRGGBB")
@click.option("--description", default="")
@click.option("--use-when", default="")
@click.option("--avoid-when", default="")
@click.option("--example", default="")
def add_code(study: Study, name: str, parent: str | None, **definition: Any) -> Answer:
    """Add a code."""
    parent_id = codebook.fetch(study, parent).id if parent else None
    code = codebook.add(study, name, parent_id=parent_id, **definition)
    return Answer(f"Added {code.name}.", code)


@verb(codebook_group, "rename")
@click.argument("code")
@click.argument("name")
def rename_code(study: Study, code: str, name: str) -> Answer:
    """Give a code another name."""
    codebook.rename(study, codebook.fetch(study, code).id, name)
    return Answer(f"It is called {name} now.", codebook.fetch(study, name))


@verb(codebook_group, "define")
@click.argument("code")
@click.option("--description")
@click.option("--use-when")
@click.option("--avoid-when")
@click.option("--example")
def define_code(study: Study, code: str, **definition: str | None) -> Answer:
    """Set parts of a code's definition; what is not named stays."""
    found = codebook.fetch(study, code)
    given = {name: words for name, words in definition.items() if words is not None}
    codebook.define(study, found.id, **given)
    return Answer(f"Defined {found.name}.", codebook.fetch(study, found.id))


@verb(codebook_group, "recolour")
@click.argument("code")
@click.argument("colour", metavar="#RRGGBB")
def recolour_code(study: Study, code: str, colour: str) -> Answer:
    """Give a code another colour."""
    found = codebook.fetch(study, code)
    codebook.recolour(study, found.id, colour)
    return Answer(f"Recoloured {found.name}.", codebook.fetch(study, found.id))


@verb(codebook_group, "nest")
@click.argument("code")
@click.argument("parent", required=False)
def nest_code(study: Study, code: str, parent: str | None) -> Answer:
    """Put a code under another, or with no PARENT at the top."""
    found = codebook.fetch(study, code)
    codebook.nest(study, found.id, codebook.fetch(study, parent).id if parent else None)
    return Answer(f"Moved {found.name}.", codebook.fetch(study, found.id))


@verb(codebook_group, "split")
@click.argument("code")
@click.argument("name")
@click.argument("codings", nargs=-1, required=True)
def split_code(study: Study, code: str, name: str, codings: tuple[str, ...]) -> Answer:
    """Make a new code NAME of some CODINGS (their ids) of a code."""
    found = codebook.split(study, codebook.fetch(study, code).id, codings, name)
    return Answer(f"Split off {found.name}.", found)


@verb(codebook_group, "merge")
@click.argument("code")
@click.argument("into")
def merge_codes(study: Study, code: str, into: str) -> Answer:
    """Move everything of CODE to INTO and take CODE away."""
    target = codebook.fetch(study, into)
    codebook.merge(study, codebook.fetch(study, code).id, target.id)
    return Answer(f"Merged into {target.name}.", target)


@verb(codebook_group, "retire")
@click.argument("code")
@click.option("--revive", is_flag=True, help="Offer it again.")
def retire_code(study: Study, code: str, revive: bool) -> Answer:
    """Offer a code no longer; its codings stay."""
    found = codebook.fetch(study, code)
    (codebook.revive if revive else codebook.retire)(study, found.id)
    return Answer(f"{'Revived' if revive else 'Retired'} {found.name}.", found.id)


@verb(codebook_group, "remove")
@click.argument("code")
def remove_code(study: Study, code: str) -> Answer:
    """Take away a code that nothing uses."""
    found = codebook.fetch(study, code)
    codebook.remove(study, found.id)
    return Answer(f"Removed {found.name}.", found.id)


@verb(codebook_group, "import")
@click.argument("file", type=files.EXISTING)
def import_codebook(study: Study, file: Path) -> Answer:
    """Read codes from CSV: name, parent, colour, description, use_when, avoid_when, example."""
    added = codebook_tables.import_csv(study, files.text(file))
    return Answer(f"Added {added} codes.", {"added": added})


@verb(codebook_group, "export")
@click.argument("file", type=files.NEW)
def export_codebook(study: Study, file: Path) -> Answer:
    """Write the codebook as CSV."""
    file.write_text(codebook_tables.write_csv(study), encoding="utf-8-sig", newline="")
    return Answer(f"Wrote {file}.", {"file": file})


@main.group("code")
def code_group() -> None:
    """Code passages, list and exchange codings."""


@verb(code_group, "apply")
@click.argument("transcript")
@click.argument("start", type=int)
@click.argument("stop", type=int)
@click.argument("code")
def apply_code(study: Study, transcript: str, start: int, stop: int, code: str) -> Answer:
    """Code the passage START to STOP (code points, half open)."""
    done = codings.apply(
        study,
        transcripts.fetch(study, transcript).id,
        start,
        stop,
        codebook.fetch(study, code).id,
    )
    return Answer(f"Coded as {code}: {done.id}", done)


@verb(code_group, "remove")
@click.argument("coding")
def remove_coding(study: Study, coding: str) -> Answer:
    """Take a coding away."""
    codings.remove(study, coding)
    return Answer("Removed.", {"id": coding})


@verb(code_group, "list")
@click.argument("code")
def list_codings(study: Study, code: str) -> Answer:
    """List the passages of a code and of the codes under it."""
    found = codings.of_code(study, codebook.fetch(study, code).id)
    rows = [(p.transcript, p.turn + 1, p.speaker, p.words.replace("\n", " / ")) for p in found]
    return Answer(table(rows, "transcript", "turn", "speaker", "passage"), found)


@verb(code_group, "import")
@click.argument("file", type=files.EXISTING)
def import_codings(study: Study, file: Path) -> Answer:
    """Read codings from JSON lines; quotes that cannot be placed are listed and left out."""
    done = coding_tables.import_jsonl(study, files.text(file))
    lines = [f"  - row {problem.row}: {problem.message}" for problem in done.problems]
    return Answer("\n".join([f"Stored {done.stored} codings.", *lines]), done)


@verb(code_group, "export")
@click.argument("file", type=files.NEW)
def export_codings(study: Study, file: Path) -> Answer:
    """Write all codings with their quotes as JSON lines."""
    file.write_text(coding_tables.write_jsonl(study), encoding="utf-8")
    return Answer(f"Wrote the codings to {file}.", {"file": file})


@verb(main, "read")
@click.argument("labels", nargs=-1, required=True)
@click.option("--unread", is_flag=True, help="Say that they have not been read.")
def mark_read(study: Study, labels: tuple[str, ...], unread: bool) -> Answer:
    """Mark transcripts as read to the end: suggestions learn from what was read and not coded."""
    for label in labels:
        transcripts.mark_read(study, transcripts.fetch(study, label).id, read=not unread)
    return Answer(f"Marked {len(labels)} transcripts.", list(labels))


@verb(main, "embed")
def embed(study: Study) -> Answer:
    """Prepare released transcripts for suggestions; a server does so in the background."""
    encoder = encoders.load(embeddings.used(study))
    done = {
        one.label: embeddings.embed(study, one.id, encoder)
        for one in transcripts.fetch_all(study)
        if one.state == "released"
    }
    return Answer(f"Embedded {sum(done.values())} passages.", done)
