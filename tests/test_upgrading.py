"""A study of each earlier schema, with rows in it, opens in this version and holds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import store
from workbench.study import Study

STEPS = [number for number, _, _ in store.schema_steps("study")]
ROWS = (
    "insert into transcripts (id, label, state, position, version, words) "
    "values ('t', 'One', 'released', 0, 'v', 2)",
    "insert into texts (id, text) values ('t', 'We cook.')",
    "insert into passages (id, transcript_id, start, stop) values ('p', 't', 0, 8)",
    "insert into codings (id, passage_id, code_id, researcher, ts, found_by) "
    "values ('g', 'p', 'c', 'Ana', now()::timestamp, 'reading')",
    "insert into decisions (id, passage_id, code_id, verdict, place, model, researcher, ts) "
    "values ('d', 'p', 'c', 'dismissed', 1, '', 'Ana', now()::timestamp)",
    "insert into themes (id, name, status, central_concept, definition, position) "
    "values ('h', 'Care', 'named', 'Giving', 'All of it', 0)",
    "insert into theme_codes (id, theme_id, code_id, position) values ('m', 'h', 'c', 0)",
    "insert into theme_quotes (id, theme_id, coding_id, position) values ('q', 'h', 'g', 0)",
)

MARK = "insert into quote_marks (id, quote_id, passage_id, kind, text) values ('k', 'q', 'p', {})"
MARKED = 11
"""The step from which quotes have marks."""


@pytest.mark.parametrize("last", STEPS)
def test_an_earlier_study_keeps_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    all_steps = store.schema_steps
    with monkeypatch.context() as earlier:
        earlier.setattr(
            store, "schema_steps", lambda name: [s for s in all_steps(name) if s[0] <= last]
        )
        with Study.create(tmp_path / "study", name="Early", researcher="Ana") as study:
            marks = [MARK.format("'omission', ''")] if last >= MARKED else []
            for insert in (*ROWS, *marks):
                with study.transaction() as sql:
                    sql.execute(insert)
    with Study.open(tmp_path / "study") as study:
        assert study.row("select name, definition from themes") == {
            "name": "Care",
            "definition": "All of it",
        }
        for table in ("decisions", "codings", "theme_codes", "theme_quotes", "texts"):
            assert len(study.rows(f"select id from {table}")) == 1
        assert len(study.rows("select id from quote_marks")) == len(marks)
