"""Hold the house to its plan: sizes, who may import what, where SQL stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
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


SCREENS = {"app.py", "serve.py"}
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}


@pytest.fixture(scope="module")
def texts() -> dict[Path, str]:
    """Read every file once."""
    return {file: file.read_text(encoding="utf-8") for file in SOURCES + TESTS}


@pytest.fixture(scope="module")
def trees(texts: dict[Path, str]) -> dict[Path, ast.Module]:
    return {file: ast.parse(texts[file]) for file in SOURCES}


def names(files: Iterable[Path]) -> list[str]:
    return [str(file.relative_to(ROOT)) for file in files]


def test_modules_stay_short(texts: dict[Path, str]) -> None:
    assert not names(file for file, text in texts.items() if len(text.splitlines()) > MODULE)


def test_functions_stay_short(trees: dict[Path, ast.Module]) -> None:
    long = [
        (*names([file]), found.name, found.end_lineno - found.lineno + 1)
        for file, tree in trees.items()
        for found in ast.walk(tree)
        if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef)
        and found.end_lineno
        and found.end_lineno - found.lineno + 1 > FUNCTION
    ]
    assert not long


def test_only_screens_import_streamlit(texts: dict[Path, str]) -> None:
    imports = re.compile(r"^\s*(import|from) streamlit", re.M)
    assert not names(
        file
        for file in SOURCES
        if not (file.name.endswith("page.py") or file.name in SCREENS or "ui" in file.parts)
        and imports.search(texts[file])
    )


def test_screens_hold_no_sql(texts: dict[Path, str]) -> None:
    asks = re.compile(r"\.(execute|rows|row)\(|\.transaction\(")
    assert not names(
        file
        for file in SOURCES
        if (
            file.name.endswith("page.py")
            or file.name in SCREENS
            or "cli" in str(file.relative_to(ROOT))
        )
        and asks.search(texts[file])
    )


def test_nobody_swallows_every_error(trees: dict[Path, ast.Module]) -> None:
    swallowing = [
        (*names([file]), node.lineno)
        for file, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (ast.unparse(node.type) if node.type else "") in {"", "Exception", "BaseException"}
        and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
    ]
    assert not swallowing


def test_days_are_written_alike_on_every_system(texts: dict[Path, str]) -> None:
    """What leaves out a leading zero (a hyphen after the per cent sign) fails on Windows."""
    asks = re.compile(r"%[-#][a-zA-Z]")
    assert not names(file for file in SOURCES if asks.search(texts[file]))


def test_a_button_that_changes_its_look_keeps_its_identity(trees: dict[Path, ast.Module]) -> None:
    """Without a key it becomes another button, and who pressed the former is not heard."""
    buttons = [
        (path, call)
        for path, tree in trees.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "button"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]
    assert len(buttons) > 20
    given = [(path, {each.arg: each.value for each in call.keywords}) for path, call in buttons]
    looks = {"type", "icon", "help", "width", "shortcut"}
    found = [
        path
        for path, words in given
        if "key" not in words
        and any(not isinstance(words[name], ast.Constant) for name in looks & words.keys())
    ]
    assert not found, names(found)


def test_nobody_imports_a_page(texts: dict[Path, str]) -> None:
    page = re.compile(r"^\s*(from|import) .*\b\w*page\b", re.M)
    assert not names(file for file in SOURCES if file.name != "app.py" and page.search(texts[file]))


def test_names_say_something() -> None:
    assert not names(file for file in SOURCES if file.stem in EMPTY_NAMES)
