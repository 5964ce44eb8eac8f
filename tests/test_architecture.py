"""Hold the house to its plan: sizes, who may import what, where SQL stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = [(ROOT / folder).rglob("*.py") for folder in ("workbench", "corpora", "training")]
SOURCES = [
    *sorted(file for found in PACKAGES for file in found if "node_modules" not in file.parts),
    ROOT / "app.py",
]
TESTS = sorted((ROOT / "tests").rglob("*.py")) + sorted((ROOT / "benchmarks").rglob("*.py"))
FUNCTION = 40
MODULE = 300


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("file", SOURCES + TESTS, ids=name)
def test_modules_stay_short(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= MODULE


@pytest.mark.parametrize("file", SOURCES, ids=name)
def test_functions_stay_short(file: Path) -> None:
    long = [
        (found.name, found.end_lineno - found.lineno + 1)
        for found in functions(file)
        if found.end_lineno and found.end_lineno - found.lineno + 1 > FUNCTION
    ]
    assert not long


@pytest.mark.parametrize("file", SOURCES, ids=name)
def test_only_screens_import_streamlit(file: Path) -> None:
    screen = (
        file.name.endswith("page.py") or file.name in {"app.py", "serve.py"} or "ui" in file.parts
    )
    imports = re.search(r"^\s*(import|from) streamlit", file.read_text(encoding="utf-8"), re.M)
    assert screen or not imports


@pytest.mark.parametrize("file", SOURCES, ids=name)
def test_screens_hold_no_sql(file: Path) -> None:
    if file.name.endswith("page.py") or file.name in {"app.py", "serve.py"} or "cli" in name(file):
        assert not re.search(
            r"\.(execute|rows|row)\(|\.transaction\(", file.read_text(encoding="utf-8")
        )


@pytest.mark.parametrize("file", SOURCES, ids=name)
def test_nobody_swallows_every_error(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else ""
            raises = any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
            assert raises or caught not in {"", "Exception", "BaseException"}


@pytest.mark.parametrize("file", SOURCES, ids=name)
def test_nobody_imports_a_page(file: Path) -> None:
    if file.name != "app.py":
        assert not re.search(
            r"^\s*(from|import) .*\b\w*page\b", file.read_text(encoding="utf-8"), re.M
        )


@pytest.mark.parametrize("file", SOURCES, ids=name)
def test_names_say_something(file: Path) -> None:
    assert file.stem not in {
        "utils",
        "util",
        "helpers",
        "helper",
        "common",
        "misc",
        "manager",
        "base",
    }
