"""What the browser did is stored once, on the text that it saw."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.coding.conftest import SAID
from tests.conftest import Said
from workbench import audit, corrections, dispatch, memos, transcripts
from workbench.anonymise import review_acts
from workbench.coding import checks, codebook, codings, operations, shown
from workbench.edits import Edit
from workbench.errors import ChangedSince, NotAllowed
from workbench.study import Study
from workbench.ui import outbox


@dataclass(frozen=True)
class Done:
    id: str
    transcript_id: str
    transcript_version: str
    details: dict[str, Any]


Do = Callable[..., dict[str, Any]]


@pytest.fixture
def do(study: Study, transcript: str) -> Do:
    version = transcripts.fetch(study, transcript).version

    def run(kind: str, op: str, **details: Any) -> dict[str, Any]:
        outcome = operations.HANDLERS[kind](study, Done(op, transcript, version, details))
        json.dumps(outcome)
        outbox.Outcome(**outcome)
        return outcome

    return run


def test_every_kind_of_act_has_a_handler() -> None:
    review = set(review_acts.ACTS)
    handled = set(dispatch.CODING) | set(dispatch.ARRANGING)
    assert set(outbox.KINDS) - review <= handled


def test_an_act_that_comes_twice_is_stored_once(study: Study, transcript: str, do: Do) -> None:
    shame = codebook.add(study, "Shame").id
    for _ in range(2):
        do("apply", "1", coding_id="a", code_id=shame, start=0, stop=9)
        do("resize", "2", coding_id="a", start=0, stop=12)
        do("memo", "3", memo_id="m", coding_id="a", start=0, stop=12, text=" Loud ")
        do("memo", "4", memo_id="n", start=4, stop=8, text="Here too")
    (row,) = operations.coding_rows(study, transcript)
    assert (row["id"], row["stop"], row["memo"]) == ("a", 12, "Loud")
    assert {memo.about for memo in memos.fetch_all(study)} == {"coding", "passage"}
    assert len(audit.read(study)) == 6
    for _ in range(2):
        assert do("remove", "5", coding_id="a") in ({"removed": ["a"]}, {})
    assert len(do("undo", "6")["snapshot"]) == 1
    assert do("redo", "7")["snapshot"] == []
    assert study.rows("select * from orphans") == []


def test_a_double_gives_the_first_coding_back(study: Study, do: Do) -> None:
    shame = codebook.add(study, "Shame").id
    do("apply", "1", coding_id="a", code_id=shame, start=0, stop=9)
    outcome = do("apply", "2", coding_id="b", code_id=shame, start=0, stop=9)
    assert (outcome["removed"], outcome["applied"][0]["id"]) == (["b"], "a")


def test_a_new_code_is_made_and_applied(study: Study, transcript: str, do: Do) -> None:
    outcome = do("create_and_apply", "1", code_id="c", coding_id="a", name="Shame", start=0, stop=9)
    assert [code["name"] for code in outcome["codes"]] == ["Shame"]
    again = do("create_and_apply", "2", code_id="d", coding_id="b", name="SHAME", start=4, stop=9)
    assert again["codes"][0]["id"] == again["applied"][0]["code_id"] == "c"
    do("undo", "3")
    do("undo", "4")
    assert do("undo", "5")["codes"] == []
    assert codebook.fetch_all(study) == []


def test_a_half_stored_new_code_is_completed(study: Study, do: Do) -> None:
    codebook.add(study, "Shame", code_id="c", event_id="1:code")
    do("create_and_apply", "1", code_id="c", coding_id="a", name="Shame", start=0, stop=9)
    assert [coding.code_id for coding in codings.fetch_all(study)] == ["c"]


def test_in_vivo_codes_are_named_by_their_words(study: Study, transcript: str, do: Do) -> None:
    text = transcripts.text(study, transcript)
    at = text.index("Nobody")
    do("in_vivo", "1", code_id="c", coding_id="a", start=at, stop=at + 16)
    do("in_vivo", "2", code_id="d", coding_id="b", start=0, stop=len(text))
    names = [code.name for code in codebook.fetch_all(study)]
    assert names[0] == "Nobody asked me"
    assert names[1].endswith("…")
    assert len(names[1]) <= operations.LONGEST_IN_VIVO + 1


def test_offsets_of_an_older_text_find_their_words(study: Study, transcript: str, do: Do) -> None:
    shame = codebook.add(study, "Shame").id
    text = transcripts.text(study, transcript)
    at = text.index("Nobody")
    corrections.correct(study, transcript, [Edit(start=0, stop=3, words="However")])
    corrections.correct(study, transcript, [Edit(start=0, stop=7, words="In what way")])
    do("apply", "1", coding_id="a", code_id=shame, start=at, stop=at + 16)
    do("create_and_apply", "2", coding_id="b", code_id="c", name="New", start=1, stop=5)
    do("resize", "3", coding_id="a", start=at, stop=at + 6)
    do("memo", "4", memo_id="m", start=at, stop=at + 6, text="Think")
    new = transcripts.text(study, transcript)
    found = {one.id: new[one.start : one.stop] for one in codings.fetch_all(study)}
    assert found == {"a": "Nobody", "b": "In what way" + text[3:5]}
    assert [(one.id, one.touched) for one in checks.fetch_all(study)] == [("b", "edge")]
    for _ in range(5):
        audit.undo(study)
    assert codings.fetch_all(study) == []


def test_words_that_are_gone_and_texts_nobody_knows(study: Study, transcript: str, do: Do) -> None:
    shame = codebook.add(study, "Shame").id
    text = transcripts.text(study, transcript)
    at = text.index("Nobody asked")
    corrections.correct(study, transcript, [Edit(start=at, stop=at + 7, words="")])
    with pytest.raises(ChangedSince):
        do("apply", "1", coding_id="a", code_id=shame, start=at, stop=at + 6)
    study.rows("delete from rewordings")
    with pytest.raises(ChangedSince):
        do("apply", "2", coding_id="b", code_id=shame, start=at + 7, stop=at + 12)
    assert codings.fetch_all(study) == []


def test_all_codings_of_a_passage_go_by_one_act(study: Study, transcript: str, do: Do) -> None:
    for name in ("Shame", "Time"):
        code = codebook.add(study, name).id
        do("apply", name, coding_id=name, code_id=code, start=0, stop=9)
    before = [study.rows(f"select * from {t} order by id") for t in ("codings", "passages")]
    assert do("remove_all", "r", coding_ids=["Shame", "Time", "gone"])["removed"][:1] == ["Shame"]
    assert codings.fetch_all(study) == []
    said = dispatch.history(study)()
    assert said[0]["label"] == "Codings taken off: Shame, Time, 2 passages"
    assert said[1]["label"].startswith("Coding: Time")
    do("undo", "u")
    assert before == [study.rows(f"select * from {t} order by id") for t in ("codings", "passages")]
    do("redo", "v")
    assert codings.fetch_all(study) == []


def test_memos_stand_on_codes_codings_and_transcripts(
    study: Study, transcript: str, do: Do
) -> None:
    code = codebook.add(study, "Shame").id
    do("apply", "1", coding_id="a", code_id=code, start=0, stop=9)
    for about, on in (("code", code), ("transcript", transcript)):
        assert do("memo_on", about, about=about, about_id=on, text="Why") == {}
    outcome = do("memo_on", "2", about="coding", about_id="a", text="Loud")
    assert outcome["applied"][0]["memo"] == "Loud"
    with pytest.raises(NotAllowed):
        do("memo_on", "3", about="theme", about_id="x", text="Why")


def test_a_stretch_is_read_and_a_code_put_on_a_key(study: Study, transcript: str, do: Do) -> None:
    assert do("read", "1", start=0, stop=9, read=True)["read"] == [
        {"id": "0-9", "start": 0, "stop": 9}
    ]
    assert do("undo", "2")["read"] == []
    codes = [codebook.add(study, name).id for name in ("Shame", "Time", "Food")]
    do("pin", "3", code_id=codes[0], number=3)
    do("pin", "4", code_id=codes[1], number=3)
    do("apply", "5", coding_id="a", code_id=codes[2], start=0, stop=9)
    assert shown.pinned(study) == [codes[2], "", codes[1]]
    do("pin", "6", code_id=codes[1], number=0)
    assert shown.pinned(study) == [codes[2]]


def test_the_next_coding_of_a_code_is_sought_over_the_study(
    study: Study, released: Callable[[str, Said], str]
) -> None:
    one, two = (released(label, SAID) for label in ("One", "Two"))
    code = codebook.add(study, "Shame").id
    ids = [
        codings.apply(study, at, start, start + 5, code).id for at, start in ((one, 40), (two, 2))
    ]
    assert shown.next_place(study, code, 1, one, 40) == {"transcript": two, "coding": ids[1]}
    assert shown.next_place(study, code, 1, two, 2) == {"transcript": one, "coding": ids[0]}
    assert shown.next_place(study, code, -1, two, 2) == {"transcript": one, "coding": ids[0]}
    assert shown.beside(study, one)["counts"] == {code: 1}
    assert [quote.id for quote in shown.quotes(study, code)] == ids


def test_reading_and_empty_memos(study: Study, transcript: str, do: Do) -> None:
    do("mark_read", "1")
    do("mark_read", "2", read=True)
    assert transcripts.read_ids(study) == {transcript}
    do("mark_read", "3", read=False)
    assert transcripts.read_ids(study) == set()
    with pytest.raises(NotAllowed):
        do("memo", "4", memo_id="m", start=0, stop=4, text="  ")
