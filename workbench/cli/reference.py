"""Write the reference of all commands as Markdown, from what the commands say of themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from workbench.cli import main

HEAD = """# Commands

`workbench COMMAND --help` says the same. Every command answers with JSON on `--json`.
It ends with exit code 0 when it did what was asked, 1 when it could not (one line says why and
what to do), 2 when it was called wrongly. Written by `make docs`.
"""


def reference() -> str:
    """Describe every command: how it is called, what it does, its options."""
    return HEAD + "".join(_described(command, path) for command, path in _commands(main, ()))


def _commands(
    command: click.Command, path: tuple[str, ...]
) -> Iterator[tuple[click.Command, tuple[str, ...]]]:
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _commands(command.commands[name], (*path, name))
    else:
        yield command, path


def _described(command: click.Command, path: tuple[str, ...]) -> str:
    context = click.Context(command)
    words = " ".join(["workbench", *path, *command.collect_usage_pieces(context)])
    help_text = " ".join((command.help or "").split())
    rows = [
        record
        for option in command.params
        if isinstance(option, click.Option) and (record := option.get_help_record(context))
    ]
    options = "".join(f"- `{flag}` {' '.join(text.split())}\n" for flag, text in rows)
    return f"\n## {' '.join(path)}\n\n`{words}`\n\n{help_text}\n\n{options}"


if __name__ == "__main__":
    sys.stdout.write(reference())
