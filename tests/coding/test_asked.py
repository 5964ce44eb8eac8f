"""What a key asks about the words selected, and corners that codes have not reached."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.coding.test_suggestions_page import APP, CODING, keys, page, told
from tests.coding.toy import code_topic
from workbench import transcripts
from workbench.coding import codings, restraint
from workbench.study import Study
from workbench.ui import ledger

pytestmark = pytest.mark.usefixtures("on_pages")


def beside(study: Study, transcript_id: str, asked: str, tab: str = "Passage") -> AppTest:
    """Open the coding page while a key asks something about the first answer."""
    turn = transcripts.turns(study, transcript_id)[1]
    state = {"key": "transcript", "transcript_id": transcript_id, "asked": asked}
    place = {"start": turn.start, "stop": turn.stop}
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    app.session_state["inspector tabs"] = tab
    app.session_state["outbox ledger"] = ledger.Ledger(selected={"transcript": state | place})
    app.query_params["transcript"] = transcript_id
    app.switch_page(CODING).run()
    assert not app.exception
    return app


@pytest.mark.parametrize(("by", "found_by"), [("By meaning", "suggestion"), ("By words", "search")])
def test_a_passage_like_the_words_is_coded(
    study: Study, ids: list[str], by: str, found_by: str
) -> None:
    code = code_topic(study, ids[0], "shame", 3)
    app = beside(study, ids[1], "alike 1")
    assert app.session_state["inspector tabs"] == "Similar"
    app.session_state["alike by"] = by
    app.run()
    boxes = [one for one in app.selectbox if one.key and one.key.startswith("alike code ")]
    assert len(boxes) == 10
    assert all(box.value is None for box in boxes), "nothing is chosen beforehand"
    assert "shame" in told(app)
    assert "Not coded" in told(app)
    boxes[0].set_value(code).run()
    assert not app.exception
    assert [one.found_by == found_by for one in codings.fetch_all(study)].count(True) == 1
    app.button(key="alike close").click().run()
    assert not keys(app, "alike open")
    app.button(key="alike begin").click().run()
    assert len(keys(app, "alike open")) == 10


def test_what_a_key_asks_keeps_silent_too(study: Study, ids: list[str]) -> None:
    code_topic(study, ids[0], "shame", 3)
    restraint.set_on(study, on=False)
    for asked in ("codes 1", "alike 1"):
        app = beside(study, ids[1], asked)
        assert "off in this study" in told(app)
        assert not keys(app, "alike open")


def test_unread_corners_open_their_places(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    app = page(code)
    assert not keys(app, "corner")
    app.toggle(key="unread corners").set_value(True).run()
    assert not app.exception
    assert len(keys(app, "corner Passages far from everything coded")) == 10
    restraint.set_on(study, on=False)
    app.run()
    assert not keys(app, "corner Passages far")
    assert "Questions hardly coded" in [one.value for one in app.subheader]
