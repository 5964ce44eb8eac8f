"""Benchmarks can be started as their first lines say, from any folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
IMPORT = "import runpy, sys; sys.path[0] = sys.argv[1]; runpy.run_path(sys.argv[2])"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("[a-z]*.py")))
def test_a_benchmark_finds_what_it_needs(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", IMPORT, str(FOLDER), str(FOLDER / name)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
