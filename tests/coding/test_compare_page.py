"""The page that lays two researchers side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import Said
from tests.test_app import APP
from workbench.coding import agreement, codebook, codings
from workbench.study import Study
from workbench.ui import session

PAGE = "workbench/coding/compare_page.py"
SAID: Said = [("Interviewer", "How was it?"), ("P1", "Long and <b>quiet</b> most of the night.")]


@pytest.fixture
def app(study: Study, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)
    pocket = session._Pocket()
    monkeypatch.setattr(session, "_pocket", lambda: pocket)
    yield AppTest.from_file(str(APP), default_timeout=30)
    pocket.empty()


def opened(app: AppTest) -> AppTest:
    app.run()
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    found = [each for kind in ("caption", "markdown", "html") for each in app.get(kind)]
    return "\n".join(str(getattr(each, "value", "") or each.proto.body) for each in found)


def test_one_researcher_alone_is_told_how_another_joins(
    app: AppTest, study: Study, released: Callable[[str, Said], str]
) -> None:
    one = released("P01", SAID)
    codings.apply(study, one, 12, 16, codebook.add(study, "Long").id)
    assert "Only Ana has coded this transcript" in said(opened(app)).replace("\\", "")


def test_two_stand_side_by_side_without_a_score(
    app: AppTest, study: Study, released: Callable[[str, Said], str]
) -> None:
    one, code = released("P01", SAID), codebook.add(study, "Long")
    codings.apply(study, one, 12, 16, code.id)
    codings.apply(study.seat("Ben"), one, 12, 20, code.id)
    shown = said(opened(app)).replace("\\", "")
    assert "0 the same · 1 other edges · 0 only Ana · 0 only Ben" in shown
    assert "&lt;b&gt;quiet" in shown
    assert "reflexive" in shown.lower()
    assert "kappa" not in str([each.value for each in app.dataframe]).lower()
    app.toggle(key="agreement False").set_value(True).run()
    assert agreement.shown(study)
    assert "kappa" in str([each.value for each in app.dataframe]).lower()


def test_a_name_chosen_in_a_window_is_its_own(app: AppTest, study: Study) -> None:
    app.query_params["researcher"] = "Ben"
    app.run()
    app.switch_page("workbench/researchers_page.py").run()
    assert app.selectbox[0].value == "Ben"
    assert app.query_params["researcher"] in ("Ben", ["Ben"])
    app.selectbox[0].set_value("Ana").run()
    assert "researcher" not in app.query_params
    assert study.researcher == "Ana"
