"""Read the small files a user hands to a command: tables and JSON lines, in UTF-8."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from workbench.errors import UnreadableFile


class _Existing(click.Path):
    """Ask for a file that is there, without repeating its name: it may be a participant's."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except (click.BadParameter, ValueError):
            self.fail("nothing of the kind is at that place, or you may not read it.", param, ctx)


EXISTING = _Existing(path_type=Path, exists=True, dir_okay=False)
EXISTING_OR_STDIN = _Existing(path_type=Path, exists=True, dir_okay=False, allow_dash=True)
FILE_OR_FOLDER = _Existing(path_type=Path, exists=True)
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


def first_line(file: Path) -> str:
    """Read the first line of a file that has words in it, or of what is typed in for “-”."""
    words = sys.stdin.read() if str(file) == "-" else text(file)
    return next((line.strip() for line in words.splitlines() if line.strip()), "")


def json_lines(file: Path) -> list[dict[str, Any]]:
    """Read one JSON object a line; raises UnreadableFile with the line that is not one."""
    rows = []
    # Only LF ends a line: JSON may hold the other line ends of Unicode inside its words.
    for number, line in enumerate(text(file).split("\n"), start=1):
        if line.strip():
            try:
                row = json.loads(line)
                json.dumps(row, ensure_ascii=False).encode()
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict):
                raise UnreadableFile(f"Line {number} is not a JSON object. Nothing was stored.")
            rows.append(row)
    return rows


def decisions(file: Path) -> list[dict[str, Any]]:
    """Read recorded decisions; raises UnreadableFile with the line of a field of another kind."""
    rows = json_lines(file)
    for number, row in enumerate(rows, start=1):
        said = [row.get("kind", ""), row.get("treatment", ""), row.get("replacement") or ""]
        lists = [row.get("surfaces", []), row.get("transcripts") or []]
        if not all(isinstance(some, list) for some in lists) or not all(
            isinstance(words, str) for words in (*said, *lists[0], *lists[1])
        ):
            raise UnreadableFile(
                f"Decision {number} must give surfaces and transcripts as lists of words, and "
                "kind, treatment and replacement as words. Nothing was stored."
            )
    return rows


def write_lines(file: Path, rows: list[dict[str, Any]]) -> None:
    """Write one JSON object a line."""
    lines = (json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
    file.write_text("".join(lines), encoding="utf-8")
