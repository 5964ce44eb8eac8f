"""Read the small files a user hands to a command: tables and JSON lines, in UTF-8."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from workbench.errors import UnreadableFile

EXISTING = click.Path(path_type=Path, exists=True, dir_okay=False)
NEW = click.Path(path_type=Path, dir_okay=False)


def text(file: Path) -> str:
    """Read a text file; raises UnreadableFile where it is not UTF-8."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"This file is not UTF-8 text (byte {error.start}). Save it as “CSV UTF-8”, or as "
            "plain text in UTF-8. Nothing was stored."
        ) from error


def json_lines(file: Path) -> list[dict[str, Any]]:
    """Read one JSON object a line; raises UnreadableFile with the line that is not one."""
    rows = []
    for number, line in enumerate(text(file).splitlines(), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            if not isinstance(row, dict):
                raise UnreadableFile(f"Line {number} is not a JSON object. Nothing was stored.")
            rows.append(row)
    return rows


def write_lines(file: Path, rows: list[dict[str, Any]]) -> None:
    """Write one JSON object a line."""
    lines = (json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
    file.write_text("".join(lines), encoding="utf-8")
