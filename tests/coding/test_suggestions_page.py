"""Suggestions without a browser: the panel beside the words and the page of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.coding.toy import WordEncoder, code_topic
from tests.conftest import Said
from workbench import audit, memos, transcripts
from workbench.coding import codebook, codings, embeddings, restraint, suggestion_cards
from workbench.study import Study

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


def keys(app: AppTest, word: str) -> list[str]:
    return [one.key for one in app.button if one.key and one.key.startswith(word + " ")]


def test_nothing_is_offered_before_reading_unless_wanted(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    transcripts.mark_read(study, ids[0], read=False)
    app = similar(code)
    assert "read through once" in told(app)
    assert "Shift+R" in told(app)
    assert not keys(app, "dismiss")
    app.button(key="show suggestions").click().run()
    assert restraint.settings(study).before_reading
    assert len(keys(app, "dismiss")) == 5


@pytest.mark.parametrize("whole", [True, False])
def test_what_was_switched_off_is_silent(study: Study, ids: list[str], whole: bool) -> None:
    code = code_topic(study, ids[0], "money", 3)
    restraint.set_on(study, on=False, code_id=None if whole else code)
    app = similar(code)
    assert ("off in this study" if whole else "off for this code") in told(app)
    assert not keys(app, "dismiss")
    app.button(key="show suggestions").click().run()
    assert restraint.silent(study, code) == ""
    assert keys(app, "dismiss")


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
    assert len(keys(app, "dismiss")) == 10
    assert "Learned from 3 passages" in told(app)
    app.button(key=keys(app, "dismiss")[0]).click().run()
    app.button(key=keys(app, "later")[0]).click().run()
    app.button(key=keys(app, "memo")[0]).click().run()
    (why,) = app.text_area
    why.set_value("Too short.")
    app.button(key=keys(app, "store")[0]).click().run()
    assert not app.text_area
    app.button(key=keys(app, "code")[0]).click().run()
    assert not app.exception
    assert "Of 3 passages offered and decided, you coded 1." in told(app)
    found = [one for one in codings.fetch_all(study) if one.found_by == "suggestion"]
    assert len(found) == 1
    assert [one.text for one in memos.fetch_all(study, about="passage")] == ["Too short."]


def test_edges_are_moved_by_sentences(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    app = page(code)
    card = keys(app, "adjust")[0].removeprefix("adjust ")
    app.button(key=f"adjust {card}").click().run()
    app.button(key=f"Begin later {card}").click().run()
    app.button(key=f"code {card}").click().run()
    (found,) = (one for one in codings.fetch_all(study) if one.found_by == "suggestion")
    assert found.start > int(card.rsplit(" ", 1)[1])
    audit.undo(study)
    assert not [one for one in codings.fetch_all(study) if one.found_by == "suggestion"]


def in_hand(app: AppTest) -> str:
    """Find the card whose buttons name their keys."""
    (found,) = (one.key for one in app.button if one.key and one.proto.shortcut == "y")
    return str(found).removeprefix("code ")


def test_one_card_is_in_hand_and_the_next_follows(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    other = codebook.add(study, "other").id
    app = page(code)
    cards = [key.removeprefix("code ") for key in keys(app, "code")]
    assert in_hand(app) == cards[0]
    assert app.button(key="card Previous").disabled
    app.button(key="card Next").click().run()
    app.button(key="card Next").click().run()
    assert in_hand(app) == cards[2]
    app.button(key=f"later {cards[2]}").click().run()
    assert in_hand(app) == cards[3]
    app.button(key=f"adjust {cards[6]}").click().run()
    assert in_hand(app) == cards[6]
    last = keys(app, "dismiss")[-1]
    app.button(key=last).click().run()
    assert in_hand(app) == keys(app, "code")[-1].removeprefix("code ")
    app.selectbox(key="suggest for").set_value(other).run()
    app.selectbox(key="suggest for").set_value(code).run()
    assert in_hand(app) == keys(app, "code")[-1].removeprefix("code ")


def test_settings_edge_and_beginning_anew(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    app = page(code)
    app.button(key=keys(app, "dismiss")[0]).click().run()
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
    cards = keys(app, "code")
    app.button(key=cards[0]).click().run()
    app.button(key=keys(app, "dismiss")[0]).click().run()
    assert not app.exception
    assert set(cards[:2]).isdisjoint(keys(app, "code"))
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
    asked = [suggestion_cards.question_before(text, turns, turn) for turn in turns]
    assert asked == ["", "Who paid?", "Who paid?", "Who paid?"]


def test_a_paper_is_told_how_passages_were_found(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    app = page(code)
    app.button(key=keys(app, "dismiss")[0]).click().run()
    assert not app.code
    app.button(key="write methods").click().run()
    assert "Of 1 suggestion decided on, 0 were coded, 1 dismissed" in app.code[0].value
    restraint.set_on(study, on=False)
    assert page(code).button(key="write methods")


def test_words_of_people_are_text(study: Study, released: Callable[[str, Said], str]) -> None:
    hostile = "Really :violet[zq] **zq** <b>zq</b> was said. "
    one = released("In **zq**", [("Interviewer", hostile + "So?"), ("**zq**", hostile * 9)])
    embeddings.embed_all(study, WordEncoder())
    transcripts.mark_read(study, one)
    code = codebook.add(study, "**zq**").id
    start = transcripts.turns(study, one)[1].start
    codings.apply(study, one, start, start + len(hostile), code)
    app = page(code)
    assert keys(app, "dismiss")
    seen = [
        *(str(each.value) for each in [*app.markdown, *app.caption]),
        *(b.label for b in app.button),
    ]
    assert any("zq" in words for words in seen)
    assert not [words for words in seen if ":violet[zq" in words or "<b>zq" in words]
