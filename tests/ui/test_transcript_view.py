"""What a page hands to the browser component, by Streamlit's own test harness."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    """Mount an outbox and a transcript of two turns."""
    import streamlit as st

    from workbench.ui import outbox, transcript_view

    words = "How was it?\nLong."
    turns = [
        {"position": 1, "speaker": "I", "role": "interviewer", "start": 0, "stop": 11},
        {"position": 2, "speaker": "P1", "role": "participant", "start": 12, "stop": 17},
    ]
    transcript_view.mount_outbox(on_operations=lambda each: outbox.process(each, {}))
    found = transcript_view.mount(
        key="transcript",
        transcript={"id": "t1", "version": "1", "text": words, "turns": turns},
        codes=[{"id": "c1", "name": "Time", "colour": "#112233", "retired": False}],
        codings=[{"id": "k1", "code_id": "c1", "start": 0, "stop": 3, "researcher": "AB"}],
        refresh=["inspector"],
    )
    st.text(str(found))


@pytest.fixture
def app() -> AppTest:
    """Run the page once."""
    run = AppTest.from_function(page).run(timeout=20)
    assert not run.exception
    return run


def sent(app: AppTest) -> dict[str, dict[str, Any]]:
    """Return what each mounted component was sent, by its role."""
    messages = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    return {message["role"]: message for message in messages}


def test_a_page_sends_the_transcript_and_an_empty_outbox(app: AppTest) -> None:
    """Words, codes and codings go to the view; the outbox carries none of them."""
    messages = sent(app)
    assert messages["view"]["transcript"]["text"] == "How was it?\nLong."
    assert [row["id"] for row in messages["view"]["codings"]] == ["k1"]
    names = {"role", "ledger", "run", "history", "drawn", "owed", "told"}
    assert messages["outbox"].keys() == names
    assert "None" in app.text[0].value


def test_a_rerun_sends_the_same_message(app: AppTest) -> None:
    """Streamlit replaces an identical message by its hash."""
    before = sent(app)["view"]
    assert sent(app.run())["view"] == before


def test_the_words_go_out_once_for_all_of_a_view(app: AppTest) -> None:
    """The outbox never carries the transcript."""
    assert "Long." not in json.dumps(sent(app)["outbox"])
