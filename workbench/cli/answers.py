"""Give every command the same options, the same two forms of answer and the same exit codes."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
import duckdb

from workbench.anonymise import pseudonymise
from workbench.errors import (
    NotAllowed,
    StudyDamaged,
    UnreadableFile,
    VaultLocked,
    WorkbenchError,
)
from workbench.participants import LONGEST_NAME
from workbench.study import Study
from workbench.transcripts import is_one_line

PASSPHRASE = "WORKBENCH_PASSPHRASE"  # noqa: S105
OWED = (
    "Warning: words that were hidden late still lie in the study's file and its dated copies. "
    "Share neither. Make room on the drive and open the study again: it is then rewritten."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Carry what a command found: lines for a person, data for a program."""

    text: str
    data: Any = None
    exit_code: int = 0
    """1 where some of what was asked for could not be done, and the answer says which."""


def verb(
    group: click.Group, name: str, *, vault: bool = False
) -> Callable[[Callable[..., Answer]], click.Command]:
    """Make a function a command that opens the study (and the vault), then answers.

    The function takes the study first, then the vault where it asked for one.
    """

    def register(function: Callable[..., Answer]) -> click.Command:
        @functools.wraps(function)
        def run(study: Path, researcher: str | None, as_json: bool, **options: Any) -> None:
            with (
                speaking(as_json, researcher, *options.values()),
                Study.open(study, researcher=researcher) as opened,
            ):
                if opened.owes_purge():
                    click.echo(OWED, err=True)
                if not vault:
                    answer = function(opened, **options)
                else:
                    secret = passphrase(options.pop("passphrase_file"))
                    with pseudonymise.open_vault(opened, secret) as unlocked:
                        answer = function(opened, unlocked, **options)
                say(answer, as_json)
            sys.exit(answer.exit_code)

        return group.command(name)(_common(run, vault))

    return register


def _common(run: Callable[..., None], vault: bool) -> Callable[..., None]:
    options = [STUDY, RESEARCHER, JSON, *([PASSPHRASE_FILE] if vault else [])]
    for option in options:
        run = option(run)
    return run


STUDY = click.option(
    "--study",
    "-s",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("."),
    envvar="WORKBENCH_STUDY",
    help="The study's folder (default: this folder, or WORKBENCH_STUDY).",
)


def _name(ctx: click.Context, param: click.Parameter, given: str | None) -> str | None:
    if given and (len(given) > LONGEST_NAME or not is_one_line(given)):
        raise click.BadParameter(f"a name is one line of at most {LONGEST_NAME} characters.")
    return given


RESEARCHER = click.option(
    "--researcher",
    callback=_name,
    envvar="WORKBENCH_RESEARCHER",
    help="Whose work this is in the audit trail (default: the account's name).",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")
PASSPHRASE_FILE = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=f"Read the vault's passphrase from the first line of a file (or set {PASSPHRASE}).",
)


class speaking:  # noqa: N801 - reads as a word in a `with` statement
    """Turn an error into one line (or one JSON object) and its exit code.

    `typed` are words of the command line: they must be text, as bytes in another encoding are not.
    """

    def __init__(self, as_json: bool, *typed: object) -> None:
        self.as_json = as_json
        self.typed = typed

    def __enter__(self) -> None:
        """Begin to listen for errors."""
        if not all(map(_is_text, self.typed)):
            self._end(NotAllowed("What was typed is not text in UTF-8. Type it again."))

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """End the program with the error's exit code where there was one."""
        if told := _told(error):
            self._end(told)

    def _end(self, error: WorkbenchError) -> None:
        name = type(error).__name__
        message = (
            json.dumps({"error": name, "message": str(error), **error.detail}, default=plain)
            if self.as_json
            else f"{name}: {error}"
        )
        click.echo(message, err=True)
        sys.exit(error.exit_code)


def _is_text(typed: object) -> bool:
    if isinstance(typed, tuple):
        return all(map(_is_text, typed))
    return not isinstance(typed, str) or not any("\ud800" <= sign <= "\udfff" for sign in typed)


def _told(error: BaseException | None) -> WorkbenchError | None:
    """Say without names of files what the system or DuckDB refused; a closed pipe is click's."""
    if isinstance(error, WorkbenchError):
        return error
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
        return NotAllowed(
            f"A file or folder could not be read or written ({os.strerror(error.errno or 0)}). "
            "Check its place, your rights and the room on the drive."
        )
    if isinstance(error, duckdb.Error):
        return StudyDamaged(
            f"The study or its vault could not be read to the end ({type(error).__name__}). "
            "Open it again. If this comes back, put the newest dated copy in its place, with the "
            "vault of the same time."
        )
    return None


def say(answer: Answer, as_json: bool) -> None:
    """Print an answer in the form asked for."""
    if as_json:
        click.echo(json.dumps(answer.data, default=plain, ensure_ascii=False, indent=2))
    elif answer.text:
        click.echo(answer.text)


def plain(value: Any) -> Any:
    """Write nouns, dates and paths as JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    return str(value)


def passphrase(file: Path | None) -> str:
    """Find the passphrase: a file, the environment, or the keyboard.

    Raises VaultLocked where there is none, UnreadableFile or NotAllowed where it is no text.
    """
    if file is not None:
        return _first_line(file)
    if given := os.environ.get(PASSPHRASE):
        if not _is_text(given):
            raise NotAllowed("The passphrase is not text in UTF-8. Set it again.")
        return given
    if not sys.stdin.isatty():
        raise VaultLocked(
            f"This needs the vault's passphrase: set {PASSPHRASE}, or name a file with "
            "--passphrase-file."
        )
    return str(click.prompt("Passphrase of the vault", hide_input=True))


def _first_line(file: Path) -> str:
    try:
        return next(iter(file.read_text(encoding="utf-8-sig").splitlines()), "")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "The file with the passphrase is not UTF-8 text. Save it as plain text in UTF-8."
        ) from error


def table(rows: list[tuple[Any, ...]], *heads: str) -> str:
    """Set rows under headings in columns as wide as they need to be."""
    cells = [heads, *[tuple("" if cell is None else str(cell) for cell in row) for row in rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(heads))]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in cells]
    return "\n".join(line.rstrip() for line in lines)
