"""Commands that make a study with its vault and change who can open it."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.anonymise.vault import Vault, change_passphrase
from workbench.cli import main
from workbench.cli.answers import (
    JSON,
    PASSPHRASE_FILE,
    RESEARCHER,
    Answer,
    passphrase,
    say,
    speaking,
)
from workbench.errors import WorkbenchError
from workbench.study import FILE, Study


@main.command("create")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", required=True, help="What the study is called.")
@click.option(
    "--vault",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep the originals elsewhere, for instance on an encrypted drive.",
)
@PASSPHRASE_FILE
@RESEARCHER
@JSON
def create(
    folder: Path,
    name: str,
    vault: Path | None,
    passphrase_file: Path | None,
    researcher: str | None,
    as_json: bool,
) -> None:
    """Make a study with its vault. The recovery code is shown this one time."""
    with speaking(as_json, name, researcher):
        secret = passphrase(passphrase_file)
        recovery = _created(folder, name, vault, secret, researcher)
        say(
            Answer(
                f"Created “{name}”.\n"
                f"Recovery code of the vault, shown only now: {recovery}\n"
                "Keep it apart from this computer: with neither it nor the passphrase the "
                "originals cannot be read.",
                {"folder": folder, "name": name, "recovery_code": recovery},
            ),
            as_json,
        )


def _created(
    folder: Path, name: str, vault: Path | None, secret: str, researcher: str | None
) -> str:
    """Make study and vault, or neither; returns the recovery code."""
    new = not folder.exists()
    with Study.create(folder, name=name, researcher=researcher, vault=vault) as study:
        try:
            opened, recovery = Vault.create(study.vault_folder, secret, study.researcher)
        except (WorkbenchError, OSError):
            study.close()
            (folder / FILE).unlink()
            _leave(folder / "vault")
            if new:
                _leave(folder)
            raise
        opened.close()
    return recovery


def _leave(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


@main.command("passphrase")
@click.option("--study", "-s", type=click.Path(path_type=Path), default=Path("."))
@click.option("--old-file", type=click.Path(path_type=Path, exists=True), help="The old one.")
@click.option("--new-file", type=click.Path(path_type=Path, exists=True), help="The new one.")
@JSON
def rewrap(study: Path, old_file: Path | None, new_file: Path | None, as_json: bool) -> None:
    """Change the vault's passphrase; the old one (or the recovery code) is asked for."""
    with speaking(as_json):
        with Study.open(study) as opened:
            folder = opened.vault_folder
        old = passphrase(old_file)
        new = (
            passphrase(new_file)
            if new_file
            else click.prompt("New passphrase", hide_input=True, confirmation_prompt=True)
        )
        change_passphrase(folder, old, new)
        say(Answer("The passphrase is changed.", {"changed": True}), as_json)
