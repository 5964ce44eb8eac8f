"""A session answers every operation once, and sends the words again only when it must."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.test_outbox import sent
from workbench.errors import AlreadyDone, NotAllowed, NotWritten, StudyBusy
from workbench.ui import ledger, outbox


def message(*items: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Make a message of the browser's outbox."""
    return {"batch": list(items), "seen": 0, "ledger": "", **rest}


def coding(name: str = "k1") -> dict[str, Any]:
    """Make a coding as the view shows it."""
    return {"id": name, "code_id": "c1", "start": 2, "stop": 9, "researcher": "AB"}


class Recorder:
    """Count the calls that reach the store."""

    def __init__(self) -> None:
        """Start with nothing stored."""
        self.calls: list[str] = []

    def __call__(self, operations: list[outbox.Operation]) -> outbox.Acknowledgement:
        """Store by the one handler."""
        return outbox.process(operations, {"apply": self.apply})

    def apply(self, operation: outbox.Operation) -> outbox.Outcome:
        """Note the call, or fail as the coding's name asks."""
        name = operation.details["coding_id"]
        self.calls.append(operation.id)
        if name == "busy":
            raise StudyBusy("Two changes at once. Try again.")
        if name == "full":
            raise NotWritten("No room. Make room.")
        if name == "refused":
            raise NotAllowed("Not here. Choose another passage.")
        if name == "broken":
            raise KeyError(name)
        return outbox.Outcome(applied=[coding(name)])


@pytest.fixture
def store() -> Recorder:
    """Open a store."""
    return Recorder()


@pytest.fixture
def session(store: Recorder) -> ledger.Ledger:
    """Open a session."""
    return ledger.Ledger(store=store)


def done(session: ledger.Ledger) -> list[str]:
    """List what the answers name as done."""
    return [name for answer in session.answers for name in answer["done"]]


def test_a_batch_that_comes_twice_is_stored_once(session: ledger.Ledger, store: Recorder) -> None:
    """The second time only the answer is repeated."""
    for _ in range(3):
        ledger.receive(session, message(sent("o1"), sent("o2", 2)))
    assert store.calls == ["o1", "o2"]
    assert done(session) == ["o1", "o2"] * 3


def test_answers_number_upwards_with_their_changes(session: ledger.Ledger, store: Recorder) -> None:
    """One answer for each operation keeps the order of acts and undos."""
    ledger.receive(session, message(sent("o1"), sent("o2", 2, coding_id="k2")))
    assert [answer["n"] for answer in session.answers] == [1, 2]
    assert [answer["changes"][0]["applied"][0]["id"] for answer in session.answers] == ["k1", "k2"]


def test_seen_answers_are_forgotten(session: ledger.Ledger, store: Recorder) -> None:
    """What the browser confirms is not sent again; another session's numbers confirm nothing."""
    ledger.receive(session, message(sent("o1"), sent("o2", 2)))
    ledger.receive(session, message(seen=2, ledger="another"))
    assert len(session.answers) == 2
    ledger.receive(session, message(seen=1, ledger=session.id))
    assert [answer["n"] for answer in session.answers] == [2]


def test_a_busy_study_is_asked_again(session: ledger.Ledger, store: Recorder) -> None:
    """Unanswered operations stay with the browser, in order."""
    ledger.receive(session, message(sent("o1", coding_id="busy"), sent("o2", 2)))
    assert done(session) == []
    assert store.calls == ["o1"]


@pytest.mark.parametrize(("name", "why"), [("busy", ""), ("full", "Make room on the drive")])
def test_what_nothing_is_wrong_with_waits_as_long_as_it_takes(
    session: ledger.Ledger, store: Recorder, name: str, why: str
) -> None:
    """A full drive is told with what helps; the act stays with the browser, and all after it."""
    batch = message(sent("o1", coding_id=name), sent("o2", 2))
    for _ in range(2 * ledger.ATTEMPTS):
        told = ledger.answer(session, batch)
        assert told["answers"] == []
        assert why in told.get("waits", "")
    ledger.answer(session, message(sent("o1"), sent("o2", 2)))
    assert done(session) == ["o1", "o2"]
    assert "waits" not in ledger.answer(session, message())


def test_a_refusal_says_why(session: ledger.Ledger, store: Recorder) -> None:
    """The reason reaches the browser, again when it asks again."""
    for _ in range(2):
        ledger.receive(session, message(sent("o1", coding_id="refused")))
    why = [reject["why"] for answer in session.answers for reject in answer["rejects"]]
    assert why == ["Not here. Choose another passage."] * 2


def test_what_breaks_a_handler_is_not_tried_for_ever(
    session: ledger.Ledger, store: Recorder
) -> None:
    """After three failures it is refused, and what follows is stored."""
    batch = message(sent("o1"), sent("o2", 2, coding_id="broken"), sent("o3", 3))
    for _ in range(3):
        with pytest.raises(KeyError):
            ledger.receive(session, batch)
    assert done(session).count("o1") == 3
    ledger.receive(session, batch)
    assert [reject["id"] for answer in session.answers for reject in answer["rejects"]] == ["o2"]
    assert done(session)[-1] == "o3"


def test_what_is_no_message_changes_nothing(session: ledger.Ledger, store: Recorder) -> None:
    """A missing trigger, as after a change of page, is left to the next sending."""
    nothings: list[object] = [None, [], "x", {}, {"batch": None}]
    for nothing in nothings:
        ledger.receive(session, nothing)
    assert session.answers == []


def view(*codings: dict[str, Any], text: str = "Words.") -> dict[str, Any]:
    """Make the data of a view."""
    layers = {
        "codings": list(codings),
        "codes": [{"id": "c1"}],
        "entities": [],
        "subjects": [],
        "read": [],
    }
    return {"transcript": {"id": "t1", "text": text}, **layers}


def test_the_message_stays_while_answers_amount_to_the_same(
    session: ledger.Ledger, store: Recorder
) -> None:
    """A rerun after a coding sends what was sent before, to the byte."""
    before = ledger.constant(session, "transcript", view())
    ledger.receive(session, message(sent("o1")))
    session.began = session.count
    assert ledger.constant(session, "transcript", view(coding())) == before


def test_a_change_from_elsewhere_sends_a_new_base(session: ledger.Ledger, store: Recorder) -> None:
    """What no answer told must be sent."""
    before = ledger.constant(session, "transcript", view())
    after = ledger.constant(session, "transcript", view(coding("another researcher's")))
    assert after["base"] != before["base"]
    assert [row["id"] for row in after["codings"]] == ["another researcher's"]


def test_a_new_text_sends_a_new_base(session: ledger.Ledger) -> None:
    """A late treatment changes the words under the same codings."""
    before = ledger.constant(session, "transcript", view())
    assert ledger.constant(session, "transcript", view(text="Other."))["base"] != before["base"]


def test_an_undo_tells_all_codings(session: ledger.Ledger) -> None:
    """A snapshot in an answer keeps the message of the view."""
    before = ledger.constant(session, "transcript", view(coding(), coding("k2")))
    session.store = lambda acts: outbox.process(acts, {"apply": undone})
    ledger.receive(session, message(sent("o1")))
    session.began = session.count
    assert ledger.constant(session, "transcript", view(coding())) == before
    assert session.answers[-1]["changes"][0]["snapshot"] == [coding()]


def undone(_: outbox.Operation) -> outbox.Outcome:
    """Answer as an undo does."""
    return outbox.Outcome(snapshot=[coding()])


def test_what_was_read_while_an_act_was_stored_replaces_nothing(session: ledger.Ledger) -> None:
    """The rows may lack the act; the next run reads them again."""
    before = ledger.constant(session, "transcript", view())
    ledger.receive(session, message(sent("o1")))
    assert ledger.constant(session, "transcript", view()) == before
    session.began = session.count
    assert ledger.constant(session, "transcript", view(coding())) == before
    assert ledger.constant(session, "transcript", view())["base"] != before["base"]


def test_a_view_tells_before_which_answers_it_was_read(session: ledger.Ledger) -> None:
    """The browser draws the answers since on top of it."""
    ledger.receive(session, message(sent("o1")))
    assert ledger.constant(session, "transcript", view())["answered"] == 0
    session.began = session.count
    assert ledger.constant(session, "other", view())["answered"] == 1


def test_batches_at_once_are_stored_one_after_the_other(store: Recorder) -> None:
    """A batch that is posted again while the first is still being stored is stored once."""
    going, inside = threading.Event(), []

    def slow(acts: list[outbox.Operation]) -> outbox.Acknowledgement:
        inside.append(1)
        going.wait(0.05)
        assert len(inside) == 1
        inside.pop()
        return store(acts)

    session = ledger.Ledger(store=slow)
    batch = message(sent("o1"), sent("o2", 2))
    with ThreadPoolExecutor(4) as threads:
        replies = list(threads.map(lambda _: ledger.answer(session, batch), range(4)))
    assert store.calls == ["o1", "o2"]
    assert all({"o1", "o2"} <= {n for a in r["answers"] for n in a["done"]} for r in replies)


class Trail:
    """Store each act once by its id, as the audit trail does."""

    def __init__(self) -> None:
        """Start empty."""
        self.held: list[str] = []

    def __call__(self, acts: list[outbox.Operation]) -> outbox.Acknowledgement:
        """Store, or say that it is done already."""
        return outbox.process(acts, {"apply": self.apply})

    def apply(self, act: outbox.Operation) -> outbox.Outcome:
        """Note the id."""
        if act.id in self.held:
            raise AlreadyDone("This change is stored already.")
        self.held.append(act.id)
        return outbox.Outcome()


@given(st.lists(st.sampled_from(["act", "post", "lost", "again", "renew"]), max_size=40))
def test_each_act_is_stored_once_and_in_order(happens: list[str]) -> None:
    """Whatever is posted twice or never answered, and whenever a session ends."""
    trail = Trail()
    session = ledger.Ledger(store=trail)
    waiting: list[dict[str, Any]] = []
    made, seen = 0, 0
    for what in [*happens, "post"]:
        if what == "act":
            made += 1
            waiting.append(sent(f"o{made}", made))
        elif what == "renew":
            session, seen = ledger.Ledger(store=trail), 0
        else:
            told = {"ledger": session.id, "seen": seen}
            for _ in range(2 if what == "again" else 1):
                reply = ledger.answer(session, message(*waiting, **told))
            if what != "lost":
                seen = max([seen, *(answer["n"] for answer in reply["answers"])])
                done = {name for answer in reply["answers"] for name in answer["done"]}
                waiting = [act for act in waiting if act["id"] not in done]
    assert waiting == []
    assert trail.held == [f"o{n}" for n in range(1, made + 1)]


def test_selections_are_kept_by_view(session: ledger.Ledger) -> None:
    """The last selection of each view stands; what is malformed changes nothing."""
    good = {"key": "transcript", "transcript_id": "t1", "start": 2, "stop": 9, "coding_id": None}
    ledger.select(session, good)
    spoilt: list[object] = [None, 7, {}, good | {"start": "2"}, good | {"key": 1}]
    spoilt += [good | {"coding_id": 7}, good | {"stop": True}]
    for each in spoilt:
        ledger.select(session, each)
    assert session.selected == {"transcript": good}
