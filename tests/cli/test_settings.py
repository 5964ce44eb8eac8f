"""How identifiers are found, by command."""

from __future__ import annotations

from pathlib import Path

from tests.cli.calls import Run


def test_terms_and_pipeline_are_shown_and_chosen(run: Run, tmp_path: Path) -> None:
    assert "shipped" in run("config").output
    file = tmp_path / "terms.txt"
    file.write_text("Zaubrine\tperson\nlong shed\n", encoding="utf-8")
    said = run("config", "--terms", file).output
    assert "2" in said
    assert "Zaubrine" not in said
    assert run("config", "--terms", file, "--no-terms").exit_code == 1
    assert "0" in run("config", "--no-terms").output
    assert run("config", "--pipeline", "xx_nothing_here").exit_code == 1
    assert run("config", "--pipeline", "shipped").exit_code == 0
