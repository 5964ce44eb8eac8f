"""Call commands in this process and hold each to its promise: one line, no name, no traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from workbench.cli import main
from workbench.study import Study

WORDS = "a long passphrase"
GOOD = "INT: How are you?\nP1: I am Zaubrine and I work.\nINT: And then?\nP1: Then I went home.\n"

Run = Callable[..., Result]


def call(*words: object, passphrase: str = WORDS) -> Result:
    result = CliRunner().invoke(
        main, [str(word) for word in words], env={"WORKBENCH_PASSPHRASE": passphrase}
    )
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    assert result.exit_code in (0, 1, 2)
    if result.exit_code == 1:
        assert result.output.strip().count("\n") == 0
    if result.exit_code:
        assert "Aurora" not in result.output
        assert "Zaubrine" not in result.output
    return result


def still_whole(folder: Path) -> None:
    with Study.open(folder) as study:
        assert not study.orphans()
        assert study.row("select label, state from transcripts") == {
            "label": "Interview 01",
            "state": "released",
        }
