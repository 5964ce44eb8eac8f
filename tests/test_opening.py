"""What is drawn before Streamlit has started: the same as the page draws, for that page alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from tests.conftest import Said
from workbench import opening, serve
from workbench.coding import codebook, codings, screen
from workbench.study import Study
from workbench.themes import development
from workbench.ui import early_head, session

SAID: Said = [("Interviewer", "How was it?"), ("P1", "Long and quiet, most of the night.")]
APP = Path(__file__).parents[1] / "app.py"
PAGE = Path(screen.__file__).parent / "page.py"


@pytest.fixture
def client(study: Study, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(session, "shared", lambda: study)
    monkeypatch.setattr(session, "study", lambda: study)
    return TestClient(Starlette(routes=opening.ROUTES))


def test_it_is_what_the_page_draws(
    client: TestClient, study: Study, released: Callable[[str, Said], str]
) -> None:
    one = released("P01", SAID)
    codings.apply(study, one, 12, 16, codebook.add(study, "Long").id)
    app = AppTest.from_file(str(PAGE), default_timeout=30)
    app.query_params["at"] = "14"
    app.run()
    (drawn,) = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    early = client.get("/opening/coding", params={"at": "14"}).json()
    assert early == {name: drawn[name] for name in early}
    left = set(drawn) - set(early)
    assert {name: drawn[name] for name in left - {"base"}} == {
        **{name: [] for name in ("entities", "subjects", "elsewhere", "others", "kinds")},
        "role": "view",
        "mode": "coding",
        "answered": 0,
    }


def test_the_board_is_what_the_page_draws(
    client: TestClient, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)
    codebook.add(study, "Long")
    theme = [development.add(study, name).id for name in ("Nobody told us", "We waited")][1]
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    app.query_params["theme"] = theme
    app.switch_page("workbench/themes/page.py").run()
    told = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    (drawn,) = [each for each in told if each["role"] == "board"]
    early = client.get("/opening/themes", params={"theme": theme}).json()
    assert early["chosen"] == theme
    assert drawn == {**early, **{name: drawn[name] for name in ("role", "ledger", "n")}}


def test_it_is_the_transcript_named_else_the_first(
    client: TestClient, released: Callable[[str, Said], str]
) -> None:
    first, second = released("P01", SAID), released("P02", SAID)

    def shown(name: str) -> str:
        found = client.get("/opening/coding", params={"transcript": name}).json()
        return str(found["transcript"]["id"])

    assert [shown(name) for name in (first, second, "none", "")] == [first, second, first, first]


def test_it_names_who_works_in_the_window(
    client: TestClient, released: Callable[[str, Said], str]
) -> None:
    released("P01", SAID)
    assert client.get("/opening/coding", params={"researcher": "Ben"}).json()["researcher"] == "Ben"
    assert client.get("/opening/coding", params={"researcher": "B" * 500}).status_code == 204


@pytest.mark.parametrize("page", opening.PAGES)
def test_nothing_is_drawn_where_there_is_nothing(client: TestClient, page: str) -> None:
    answer = client.get(opening.DATA + page)
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_no_other_page_may_ask(
    client: TestClient, released: Callable[[str, Said], str], site: str
) -> None:
    released("P01", SAID)
    answer = client.get("/opening/coding", headers={"sec-fetch-site": site})
    assert answer.status_code == 403
    assert "quiet" not in answer.text


def test_the_page_is_streamlits_with_the_view_in_front(client: TestClient) -> None:
    page = client.get("/coding", params={"transcript": '"><script>alert(1)</script>', "x": "y"})
    head = page.text.index('<script type="module" async')
    held = page.text.index('<template id="workbench-held">')
    assert held < page.text.index("./static/js/index.") < page.text.index("</template>") < head
    assert "alert(1)</script>" not in page.text
    assert "x=y" not in page.text
    assert page.headers["cache-control"] == "no-store"


def test_what_the_page_names_is_there() -> None:
    head = early_head.head()
    (script,) = early_head.BUILD.glob("index-*.js")
    assert f"{early_head.COMPONENT}/{script.name}" in head
    font = head.split("url(")[1].split(")")[0]
    assert (early_head.STATIC / font.lstrip("/")).is_file()
    assert early_head.with_head("HERE").count("HERE") == 1


def test_neither_is_kept_by_the_browser() -> None:
    assert {*opening.PAGES, opening.DATA} <= set(serve.PRIVATE)
