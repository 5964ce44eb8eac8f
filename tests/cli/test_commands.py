"""Every command: its help, its JSON, its exit code, its time; the way from file to quotes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import duckdb
import pytest

from tests.cli.calls import Run, call
from workbench.cli import main
from workbench.study import FILE


def leaves(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("path", list(leaves(main)), ids=" ".join)
def test_every_command_has_help_and_json(path: tuple[str, ...]) -> None:
    told = call(*path, "--help")
    assert told.exit_code == 0
    assert "--json" in told.output


WAY = (
    ["transcripts"],
    ["participants"],
    ["review"],
    ["codebook", "list"],
    ["code", "apply", "Interview 01", "0", "12", "A"],
    ["code", "list", "A"],
    ["codebook", "add", "B", "--parent", "A"],
    ["codebook", "define", "B", "--description", "b"],
    ["codebook", "recolour", "B", "#006cb4"],
    ["codebook", "nest", "B"],
    ["codebook", "retire", "B"],
    ["codebook", "rename", "B", "C"],
    ["codebook", "merge", "C", "A"],
    ["memo", "A thought", "--code", "A"],
    ["memo"],
    ["read", "Interview 01"],
    ["phase", "3", "--note", "on"],
    ["theme", "add", "T", "--code", "A"],
    ["theme", "define", "T", "--status", "reviewed"],
    ["theme", "add", "U", "--under", "T"],
    ["theme", "nest", "U"],
    ["theme", "group", "U", "A"],
    ["theme", "split", "U", "V", "A", "--why", "Another matter"],
    ["theme", "define", "V", "--essence", "One sentence"],
    ["theme", "dissolve", "V", "--why", "A topic"],
    ["theme", "merge", "U", "T", "--why", "One idea"],
    ["theme", "list"],
    ["theme", "steps"],
    ["theme", "then", "12"],
    ["theme", "compare", "3"],
    ["theme", "restore", "24", "--theme", "T"],
    ["quotes", "--theme", "T"],
    ["table", "T1"],
    ["table", "overview"],
    ["undo"],
    ["redo"],
    ["trail"],
    ["check"],
)


def test_answers_are_json_and_quotes_are_the_words(run: Run, folder: Path, tmp_path: Path) -> None:
    for words in WAY:
        answer = run(*words, "--json")
        assert answer.exit_code == 0, words
        json.loads(answer.output)
    (quote,) = json.loads(run("quotes", "--theme", "T", "--json").output)
    assert quote["words"] == "How are you?"
    for end in ("docx", "xlsx", "csv"):
        assert run("quotes", "--theme", "T", "--to", tmp_path / f"q.{end}").exit_code == 0
        assert run("quotes", "--theme", "T", "--to", tmp_path / f"q.{end}").exit_code == 1
    wrong = run("quotes", "--theme", "none", "--json")
    assert json.loads(wrong.output)["error"] == "NotThere"


def test_undo_to_the_start_and_redo_to_the_end(run: Run, folder: Path) -> None:
    for words in WAY:
        run(*words)
    before = tables(folder)
    undone = 0
    while run("undo").exit_code == 0:
        undone += 1
    assert undone > 10
    assert tables(folder)["codes"] == []
    while run("redo").exit_code == 0:
        undone -= 1
    assert undone == 0
    assert tables(folder) == before


def tables(folder: Path) -> dict[str, list[str]]:
    with duckdb.connect(str(folder / FILE), read_only=True) as sql:
        names = [row[0] for row in sql.execute("select table_name from duckdb_tables()").fetchall()]
        return {
            name: sorted(map(repr, sql.execute(f"from {name}").fetchall()))
            for name in names
            if name not in {"events", "schema_steps"}
        }


@pytest.mark.parametrize(
    ("words", "light"),
    [
        (["-m", "workbench", "--help"], ["streamlit"]),
        (["-m", "workbench", "transcripts"], ["streamlit"]),
        (["-c", "import workbench.serve"], []),
    ],
)
def test_a_start_loads_nothing_heavy(folder: Path, words: list[str], light: list[str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", *words],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    loaded = {line.rsplit("|", 1)[-1].strip() for line in ran.stderr.splitlines()}
    assert not loaded & {"altair", "pandas", "scipy", "sklearn", "spacy", "torch", *light}


def test_what_goes_into_a_pipe_is_utf8_whatever_the_system(run: Run, folder: Path) -> None:
    assert run("codebook", "add", "Trust → care 🤝").exit_code == 0
    ran = subprocess.run(
        [sys.executable, "-m", "workbench", "codebook", "list", "--study", folder],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        check=True,
    )
    assert "Trust → care 🤝" in ran.stdout.decode("utf-8")
