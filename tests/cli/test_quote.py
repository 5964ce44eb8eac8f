"""Quotes are chosen, trimmed and laid out in tables from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.calls import Run
from workbench import participants
from workbench.study import Study
from workbench.themes import outline, quotes


def test_a_quote_is_trimmed_and_stands_in_tables(run: Run, folder: Path, tmp_path: Path) -> None:
    run("code", "apply", "Interview 01", "0", "12", "A")
    run("theme", "add", "T", "--code", "A")
    with Study.open(folder) as study:
        theme = outline.fetch(study, "T").id
        (quote,) = quotes.table(study, theme)
        quotes.choose(study, theme, quote.id)
    assert run("trim", "T", "1", "Nobody said that").exit_code == 1
    assert run("trim", "T", "2", "How").exit_code == 1
    assert run("trim", "T", "1", "How [then] you?").exit_code == 0
    lines = json.loads(run("table", "t1", "--json").output)
    assert lines[0][3].startswith("“How [then] you?”")
    for ending in ("docx", "tex", "md", "html", "csv", "xlsx"):
        target = tmp_path / f"t.{ending}"
        assert run("table", "T3", "--chosen", "--to", target).exit_code == 0
        assert target.stat().st_size > 100
    assert run("table", "T4", "--attribute", "shoe size").exit_code == 1
    assert run("summarise", "T", "Nobody", "Words").exit_code == 1
    with Study.open(folder) as study:
        who = participants.fetch_all(study)[0].pseudonym
    assert run("summarise", "T", who, "Asks back.").exit_code == 0
    matrix = json.loads(run("table", "T8", "--most", "0", "--json").output)
    assert matrix[0][:2] == [who, "Asks back."]
    assert run("table", "T9").exit_code == 2
