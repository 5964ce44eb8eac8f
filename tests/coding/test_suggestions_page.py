"""Suggestions without a browser: the panel beside the words and the page of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.coding.toy import code_topic
from tests.conftest import Said
from workbench import audit, memos, transcripts
from workbench.coding import codebook, codings, offered, restraint, suggestion_cards
from workbench.coding.arriving import Arrived
from workbench.study import Study
from workbench.ui import ledger

APP = Path(__file__).parents[2] / "app.py"
CODING = "workbench/coding/page.py"


pytestmark = pytest.mark.usefixtures("on_pages")


def similar(code_id: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    app.session_state["inspector tabs"] = "Similar"
    app.session_state["similar code"] = code_id
    app.switch_page(CODING).run()
    assert not app.exception
    return app


def told(app: AppTest) -> str:
    found = [*app.markdown, *app.caption, *app.error, *app.warning]
    return "\n".join(str(one.value) for one in found).replace("\\", "")


def cards(app: AppTest) -> list[dict[str, Any]]:
    """Read what the list mounted on the page shows, if there is one."""
    sent = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    return [card for one in sent if one["role"] == "suggested" for card in one["cards"]]


def meant(card: dict[str, Any]) -> dict[str, Any]:
    """Say on what a decision on a card is."""
    start, stop = (card["places"][n] for n in card["edges"])
    place = {"start": start[0], "stop": stop[1]}
    return {"offer_id": card["offer_id"], "code_id": card["id"].split()[0], **place}


def decide(study: Study, app: AppTest, kind: str, at: int = 0, **details: Any) -> None:
    """Decide on a card as its button has it stored, and draw the page anew."""
    card = cards(app)[at]
    if kind == "code_offer":
        details["coding_id"] = study.new_id()
    act = Arrived(
        id=study.new_id(),
        transcript_id=card["transcript_id"],
        transcript_version=card["version"],
        details=meant(card) | details,
    )
    offered.HANDLERS[kind](study, act)
    app.run()
    assert not app.exception


def keys(app: AppTest, word: str) -> list[str]:
    return [one.key for one in app.button if one.key and one.key.startswith(word + " ")]


def test_nothing_is_offered_before_reading_unless_wanted(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    transcripts.mark_read(study, ids[0], read=False)
    app = similar(code)
    assert "read through once" in told(app)
    assert "Shift+R" in told(app)
    assert not cards(app)
    app.button(key="show suggestions").click().run()
    assert restraint.settings(study).before_reading
    assert len(cards(app)) == 5


@pytest.mark.parametrize("whole", [True, False])
def test_what_was_switched_off_is_silent(study: Study, ids: list[str], whole: bool) -> None:
    code = code_topic(study, ids[0], "money", 3)
    restraint.set_on(study, on=False, code_id=None if whole else code)
    app = similar(code)
    assert ("off in this study" if whole else "off for this code") in told(app)
    assert not cards(app)
    app.button(key="show suggestions").click().run()
    assert restraint.silent(study, code) == ""
    assert cards(app)


def test_an_empty_list_says_why(study: Study, ids: list[str]) -> None:
    code = codebook.add(study, "New").id
    assert "nothing yet to compare with" in told(similar(code))
    for one in ids:
        codings.apply(study, one, 0, len(transcripts.text(study, one)), code)
    assert "Nothing is left" in told(similar(code))


PAGE = "workbench/coding/suggestions_page.py"


def page(code_id: str, kind: str = "Like this code") -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    app.switch_page(PAGE).run()
    app.selectbox(key="suggest for").set_value(code_id)
    app.session_state["suggest kind"] = kind
    app.run()
    assert not app.exception
    return app


def test_the_page_offers_ten_and_keeps_what_is_decided(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    app = page(code)
    first = cards(app)
    assert len(first) == 10
    assert "Learned from 3 passages" in told(app)
    decide(study, app, "dismiss_offer")
    decide(study, app, "put_off_offer")
    decide(study, app, "dismiss_offer", text="Too short.")
    decide(study, app, "code_offer")
    assert len(cards(app)) == 10
    assert {card["id"] for card in first[:1]}.isdisjoint(card["id"] for card in cards(app))
    assert "Of 3 passages offered and decided, you coded 1." in told(app)
    found = [one for one in codings.fetch_all(study) if one.found_by == "suggestion"]
    assert len(found) == 1
    assert [one.text for one in memos.fetch_all(study, about="passage")] == ["Too short."]


def test_a_decision_is_answered_with_the_list_that_follows(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    app = page(code)
    session: ledger.Ledger = app.session_state["outbox ledger"]
    card = cards(app)[0]
    item = {"id": "x1", "client": "b", "seq": 1, "kind": "dismiss_offer", "researcher": "Ana"}
    item |= {"transcript_id": card["transcript_id"], "transcript_version": card["version"]}
    told = ledger.answer(session, {"batch": [item | meant(card)]})
    assert told["answers"][-1]["done"] == ["x1"]
    assert told["follows"]["list"] == f"Like this code {code}"
    assert told["follows"]["newest"] == told["answers"][-1]["changes"][0]["n"]
    assert json.loads(json.dumps(told["follows"]["cards"])) == cards(app.run())
    assert card["id"] not in {one["id"] for one in told["follows"]["cards"]}
    assert "follows" not in ledger.answer(session, {"batch": []})


def test_settings_edge_and_beginning_anew(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    app = page(code)
    decide(study, app, "dismiss_offer")
    app.button(key="begin anew").click().run()
    blinded = f"set Blinded: mix in passages drawn at random {code}"
    app.toggle(key=blinded).set_value(True).run()
    assert restraint.settings(study).blinded
    audit.undo(study)
    assert not app.run().toggle(key=blinded).value
    app = page(code, "At its edge")
    assert app.expander[0].label == "You dismissed 1 passage for this code"
    assert keys(app, "dismissed")


@pytest.mark.parametrize(
    ("kind", "says"), [("At its edge", "where the code ends"), ("Opposite", "otherwise")]
)
def test_the_edge_has_the_same_cards(study: Study, ids: list[str], kind: str, says: str) -> None:
    code = code_topic(study, ids[0], "food", 1)
    app = page(code, kind)
    assert says in told(app)
    first = [card["id"] for card in cards(app)]
    decide(study, app, "code_offer")
    decide(study, app, "dismiss_offer")
    assert {first[0]}.isdisjoint(card["id"] for card in cards(app))
    assert [one.found_by for one in codings.fetch_all(study)].count("suggestion") == 1


def test_an_empty_list_leads_to_the_words(study: Study, ids: list[str]) -> None:
    code = codebook.add(study, "New").id
    app = page(code, "Opposite")
    assert "nothing yet to compare with" in told(app)
    app.button(key="nothing suggested").click().run()
    assert not app.exception
    assert app.title[0].value == "Coding"


def test_the_question_is_past_sounds_of_listening(
    study: Study, released: Callable[[str, Said], str]
) -> None:
    said = [
        ("Interviewer", "Who paid?"),
        ("P", "I did."),
        ("Interviewer", "Mm. Okay."),
        ("P", "And so."),
    ]
    one = released("Interview", said)
    turns = transcripts.turns(study, one)
    text = transcripts.text(study, one)
    asked = [suggestion_cards.asked(text, turns[: turn.position]) for turn in turns]
    assert asked == ["", "Who paid?", "Who paid?", "Who paid?"]


def test_a_paper_is_told_how_passages_were_found(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    app = page(code)
    decide(study, app, "dismiss_offer")
    assert not app.code
    app.button(key="write methods").click().run()
    assert "Of 1 suggestion decided on, 0 were coded, 1 dismissed" in app.code[0].value
    restraint.set_on(study, on=False)
    assert page(code).button(key="write methods")
