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

from workbench.anonymise import pseudonymise
from workbench.errors import VaultLocked, WorkbenchError
from workbench.study import Study

PASSPHRASE = "WORKBENCH_PASSPHRASE"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Answer:
    """Carry what a command found: lines for a person, data for a program."""

    text: str
    data: Any = None


def verb(
    group: click.Group, name: str, *, vault: bool = False
) -> Callable[[Callable[..., Answer]], click.Command]:
    """Make a function a command that opens the study (and the vault), then answers.

    The function takes the study first, then the vault where it asked for one.
    """

    def register(function: Callable[..., Answer]) -> click.Command:
        @functools.wraps(function)
        def run(study: Path, researcher: str | None, as_json: bool, **options: Any) -> None:
            with speaking(as_json), Study.open(study, researcher=researcher) as opened:
                if not vault:
                    say(function(opened, **options), as_json)
                    return
                secret = passphrase(options.pop("passphrase_file"))
                with pseudonymise.open_vault(opened, secret) as unlocked:
                    say(function(opened, unlocked, **options), as_json)

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
RESEARCHER = click.option(
    "--researcher",
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
    """Turn a WorkbenchError into one line (or one JSON object) and its exit code."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    def __enter__(self) -> None:
        """Begin to listen for errors."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """End the program with the error's exit code where there was one."""
        if isinstance(error, WorkbenchError):
            name = type(error).__name__
            message = (
                json.dumps({"error": name, "message": str(error)})
                if self.as_json
                else f"{name}: {error}"
            )
            click.echo(message, err=True)
            sys.exit(error.exit_code)


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
    """Find the passphrase: a file, the environment, or the keyboard; raises VaultLocked."""
    if file is not None:
        return file.read_text(encoding="utf-8").splitlines()[0] if file.stat().st_size else ""
    if given := os.environ.get(PASSPHRASE):
        return given
    if not sys.stdin.isatty():
        raise VaultLocked(
            f"This needs the vault's passphrase: set {PASSPHRASE}, or name a file with "
            "--passphrase-file."
        )
    return str(click.prompt("Passphrase of the vault", hide_input=True))


def table(rows: list[tuple[Any, ...]], *heads: str) -> str:
    """Set rows under headings in columns as wide as they need to be."""
    cells = [heads, *[tuple("" if cell is None else str(cell) for cell in row) for row in rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(heads))]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in cells]
    return "\n".join(line.rstrip() for line in lines)
