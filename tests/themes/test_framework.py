"""The framework matrix holds what the researcher wrote of each participant in each theme."""

from __future__ import annotations

import pytest

from tests.themes.conftest import Example, snapshot
from tests.themes.test_pages import _served, opened, shown  # noqa: F401
from workbench import audit, participants
from workbench.errors import NotThere
from workbench.study import Study
from workbench.themes import layouts, outline, quotes, summaries, table_kinds, trimming
from workbench.themes.conventions import Conventions
from workbench.themes.paper_tables import Table, text
from workbench.themes.trims import Mark


def matrix(study: Study, *, most: int = 1) -> Table:
    wish = layouts.Wish(how=Conventions(), template="({pseudonym})", most=most)
    return table_kinds.make(study, "T8", wish)


def person(study: Study, name: str) -> str:
    return next(one.id for one in participants.fetch_all(study) if one.pseudonym == name)


def test_a_summary_is_kept_changed_and_taken_away(example: Example) -> None:
    study, karen = example.study, person(example.study, "Karen")
    before = snapshot(study)
    for words in ("  She goes on. ", "She goes on, tired.", " "):
        summaries.write(study, example.theme, karen, words)
    assert summaries.fetch_all(study) == {}
    audit.undo(study)
    (one,) = summaries.fetch_all(study).values()
    assert (one.text, one.researcher) == ("She goes on, tired.", study.researcher)
    audit.undo(study)
    audit.undo(study)
    assert snapshot(study) == before
    for theme, who in ((example.theme, "nobody"), ("nowhere", karen)):
        with pytest.raises(NotThere):
            summaries.write(study, theme, who, "Words")


def test_cells_hold_summaries_then_quotes_with_their_signs_explained(example: Example) -> None:
    study, karen = example.study, person(example.study, "Karen")
    chosen = example.code("People drifted off", "Effort")
    quotes.choose(study, example.theme, chosen)
    (quote,) = quotes.table(study, example.theme, chosen_only=True)
    assert quote.setting
    trimming.trim(study, quote.setting.id, [Mark(kind="omission", start=7, stop=15)])
    summaries.write(study, example.subtheme, karen, "Numbers do not carry her.")
    summaries.write(study, example.theme, karen, "Tired, and there.\nEvery week.")
    found = matrix(study)
    assert text(found.rows[0].cells[1]).split("\n") == [
        "Tired, and there.",
        "Every week.",
        f"{outline.fetch_all(study)[1].name}: Numbers do not carry her.",
        "“People (...) off” (Interview 01, turn 2)",
    ]
    assert found.notes == ("(...) marks words left out.",)
    assert text(matrix(study, most=0).rows[0].cells[1]).endswith("carry her.")


def test_a_summary_is_written_beside_what_was_said(example: Example) -> None:
    study, mo = example.study, person(example.study, "Mo")
    example.code("more of us", "Effort")
    app = opened("workbench/themes/tables_page.py")
    app.selectbox(key="table kind").set_value("T8").run()
    app.selectbox(key="summary participant").set_value(mo).run()
    assert "more of us" in shown(app)
    (field,) = [one for one in app.text_area if one.label == "Summary"]
    field.set_value("Laughs it off.")
    key = f"summary {example.theme} {mo} save"
    next(one for one in app.button if one.key == key).click().run()
    assert not app.exception
    assert "Laughs it off." in app.dataframe[0].value["1"][1]
    assert summaries.fetch_all(study)[example.theme, mo].text == "Laughs it off."
