"""Docs say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from workbench import errors
from workbench.cli import main
from workbench.cli.reference import reference

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^workbench (.+)$", README, re.MULTILINE)


def test_reference_is_what_the_commands_say() -> None:
    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == reference()


def test_every_error_is_explained() -> None:
    table = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    groups = {"WorkbenchError", "StudyError", "VaultError"}
    names = {name for name in vars(errors) if isinstance(getattr(errors, name), type)} - groups
    assert names == set(re.findall(r"^\| (\w+) \|", table, re.MULTILINE)) - {"error"}
    assert all(name in (errors.__doc__ or "") for name in names)


@pytest.mark.parametrize("words", COMMANDS)
def test_commands_of_the_readme_exist(words: str) -> None:
    command: click.Command = main
    for word in words.split():
        if not isinstance(command, click.Group):
            break
        command = command.commands[word]
    options = {flag for option in command.params for flag in option.opts}
    assert set(re.findall(r"(?<= )--[a-z-]+", words)) <= options


@pytest.mark.parametrize("path", re.findall(r"\]\(((?!http)[^)]+)\)", README))
def test_links_of_the_readme_lead_somewhere(path: str) -> None:
    assert (ROOT / path).exists()
