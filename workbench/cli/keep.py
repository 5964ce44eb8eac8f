"""Commands on the study as a whole: memos, the audit trail, checks, exports, the app."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from workbench import audit, memos, telling, transcripts, wording
from workbench.anonymise import leaks, pseudonymise
from workbench.anonymise.vault import Vault
from workbench.cli import files, main
from workbench.cli.answers import (
    JSON,
    PASSPHRASE_FILE,
    RESEARCHER,
    Answer,
    passphrase,
    speaking,
    table,
    verb,
)
from workbench.coding import codebook, codebook_tables, coding_tables
from workbench.errors import LeakFound, NotAllowed, StudyDamaged
from workbench.events import Event
from workbench.store import Store
from workbench.study import Study


@verb(main, "memo")
@click.argument("words", required=False)
@click.option("--transcript", help="About this transcript.")
@click.option("--code", help="About this code.")
def memo(study: Study, words: str | None, transcript: str | None, code: str | None) -> Answer:
    """Write a memo on the study, a transcript or a code; without WORDS list them all."""
    about: tuple[memos.About, str] = ("study", "-")
    if transcript:
        about = ("transcript", transcripts.fetch(study, transcript).id)
    elif code:
        about = ("code", codebook.fetch(study, code).id)
    if words:
        return Answer("Kept.", memos.write(study, *about, words))
    found = memos.fetch_all(study)
    rows = [(m.ts.date(), m.researcher, m.about, m.text) for m in found]
    return Answer(table(rows, "date", "researcher", "about", "memo"), found)


LISTED = 30
REVIEW = click.option(
    "--review", is_flag=True, help="Of the decisions on identifiers, which the vault keeps."
)


@verb(main, "undo")
@REVIEW
@PASSPHRASE_FILE
@click.option("--list", "listed", is_flag=True, help="Only list what would be undone, next first.")
@click.option("--to", type=int, metavar="EVENT", help="Down to this one of the list, it too.")
def undo(
    study: Study, review: bool, passphrase_file: Path | None, listed: bool, to: int | None
) -> Answer:
    """Take back your newest change that still stands: in the study, or in the review."""
    if review:
        return _turned(study, audit.undo, "Took back", review, passphrase_file)
    if listed:
        return _standing(study)
    if to is not None:
        number = audit.undo_to(study, to)
        return Answer(f"Took back {telling.number(number, 'change')}.", {"undone": number})
    return _turned(study, audit.undo, "Took back", review, passphrase_file)


def _standing(study: Study) -> Answer:
    found = audit.standing(study, LISTED)
    told = wording.tell(study, found)
    rows = [(e.seq, wording.when(e.ts), words) for e, words in zip(found, told, strict=True)]
    data = [
        {"event": e.seq, "ts": e.ts, "verb": e.verb, "words": words}
        for e, words in zip(found, told, strict=True)
    ]
    return Answer(table(rows, "event", "when", "what") if rows else "Nothing to undo.", data)


@verb(main, "redo")
@REVIEW
@PASSPHRASE_FILE
def redo(study: Study, review: bool, passphrase_file: Path | None) -> Answer:
    """Do again what was taken back last: in the study, or in the review."""
    return _turned(study, audit.redo, "Did again", review, passphrase_file)


def _turned(
    study: Study, turn: Callable[[Store], Event], what: str, review: bool, file: Path | None
) -> Answer:
    if not review:
        event = turn(study)
        (words,) = wording.tell(study, [event])
        return Answer(f"{what}: {words}", {"event": event.about, "verb": event.verb})
    with pseudonymise.open_vault(study, passphrase(file)) as vault:
        return _told(turn(vault), what)


def _told(event: Event, what: str) -> Answer:
    return Answer(f"{what}: {event.verb}", {"event": event.about, "verb": event.verb})


@verb(main, "trail")
@click.option("--number", "-n", type=click.IntRange(1, 1_000_000), default=30, show_default=True)
def trail(study: Study, number: int) -> Answer:
    """Show the newest events of the audit trail."""
    found = audit.read(study, newest=number)
    rows = [(e.seq, f"{e.ts:%Y-%m-%d %H:%M}", e.researcher, e.kind, e.verb) for e in found]
    data = [
        {"seq": e.seq, "ts": e.ts, "researcher": e.researcher, "kind": e.kind, "verb": e.verb}
        for e in found
    ]
    return Answer(table(rows, "event", "time", "researcher", "kind", "verb"), data)


@verb(main, "check", vault=True)
@click.argument("paths", nargs=-1, type=files.FILE_OR_FOLDER)
@click.option(
    "--bytes", "own_files", is_flag=True, help="Also the study's own files and dated copies."
)
@click.option("--strict", is_flag=True, help="Take what only resembles an original for one.")
def check(
    study: Study, vault: Vault, paths: tuple[Path, ...], own_files: bool, strict: bool
) -> Answer:
    """Look for originals in the study (and in PATHS), and for rows that point nowhere.

    Ends with exit code 1 where something is found; places are named, never words: of the study
    the memo, code or transcript. Files in a folder are numbered in the order of their paths. Words
    that only resemble an original are listed apart, and so is what could not be searched: look at
    both yourself.
    """
    if orphans := study.orphans():
        raise StudyDamaged(
            f"{len(orphans)} rows point to something that is gone. Go back to a dated copy, and "
            "report this: it should not happen."
        )
    searched = leaks.search_files(vault, paths)
    found, unread = [*leaks.find_in_study(study, vault), *searched.leaks], searched.unread
    if own_files:
        within = leaks.bytes_of_study(study, vault)
        found, unread = [*found, *within.leaks], (*unread, *within.unread)
    sure = [one for one in found if strict or one.how != "resembles"]
    perhaps = [one for one in found if one not in sure]
    data = {"places": sure, "resembling": perhaps, "unread": unread, "purge": study.owes_purge()}
    left = _left(perhaps, unread)
    if sure or data["purge"]:
        told = [f"{len(sure)} originals stand where they must not: {_places(sure)}"] if sure else []
        told += ["The study's file must still be rewritten."] if data["purge"] else []
        raise LeakFound(". ".join([*told, *([left] if left else [])]), leaks=len(sure), **data)
    told_clean = "No original was found, and every row has what it points to."
    return Answer(f"{told_clean}\n{left}".strip(), {"leaks": 0, **data})


def _left(perhaps: list[leaks.Leak], unread: tuple[str, ...]) -> str:
    """Say what a person has to look at."""
    lines = [f"Words that resemble an original stand in: {_places(perhaps)}"] if perhaps else []
    return "\n".join([*lines, *(["Not searched through:", *unread] if unread else [])])


def _places(found: list[leaks.Leak]) -> str:
    places = sorted({leak.told for leak in found})
    rest = f"; and {len(places) - 20} more" if len(places) > 20 else ""
    return "; ".join(places[:20]) + rest


@verb(main, "export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export(study: Study, folder: Path) -> Answer:
    """Write the released transcripts, the codebook and all codings to a new folder."""
    if folder.exists() and any(folder.iterdir()):
        raise NotAllowed("That folder is not empty. Name a new one.")
    (folder / "transcripts").mkdir(parents=True)
    released = [one for one in transcripts.fetch_all(study) if one.state == "released"]
    for one, name in zip(released, _names(released), strict=True):
        file = folder / "transcripts" / f"{name}.txt"
        file.write_text(_labelled(study, one), encoding="utf-8")
    (folder / "codings.jsonl").write_text(coding_tables.write_jsonl(study), encoding="utf-8")
    (folder / "codebook.csv").write_text(
        codebook_tables.write_csv(study), encoding="utf-8-sig", newline=""
    )
    return Answer(f"Wrote {len(released)} transcripts to {folder}.", {"transcripts": len(released)})


def _labelled(study: Study, one: transcripts.Transcript) -> str:
    text = transcripts.text(study, one.id)
    turns = transcripts.turns(study, one.id)
    return "".join(f"{turn.speaker}: {text[turn.start : turn.stop]}\n\n" for turn in turns)


def _names(released: list[transcripts.Transcript]) -> list[str]:
    """Name files after labels, one each: signs that no file name bears become alike."""
    names = [_safe(one.label) for one in released]
    folded = [name.casefold() for name in names]
    return [
        name if folded.count(name.casefold()) == 1 else f"{name} ({one.position})"
        for one, name in zip(released, names, strict=True)
    ]


def _safe(label: str) -> str:
    # File systems take 255 bytes, which may be 60 signs.
    return "".join(c if c.isalnum() or c in " -_" else "_" for c in label)[:50].strip()


@main.command("serve")
@click.argument("study", type=click.Path(path_type=Path, file_okay=False), default=Path("."))
@click.option("--port", type=int, help="Default: the first free one from 8501.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@RESEARCHER
@JSON
def serve(study: Path, **given: Any) -> None:
    """Open the workbench on a study in the browser, on this machine only."""
    with speaking(given["as_json"]):
        from workbench import serve as app  # noqa: PLC0415 - Streamlit takes long to import

        app.serve(
            study,
            given["port"],
            open_browser=not given["no_browser"],
            researcher=given["researcher"],
        )
