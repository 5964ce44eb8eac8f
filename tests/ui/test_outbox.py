"""Operations are read strictly, stored once, and answered."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import AlreadyDone, NotAllowed, StudyBusy
from workbench.ui import outbox


def sent(name: str = "o1", seq: int = 1, **details: Any) -> dict[str, Any]:
    """Make an operation as the browser sends it."""
    fields = {"coding_id": "k1", "code_id": "c1", "start": 2, "stop": 9} | details
    common = {"id": name, "client": "w", "seq": seq, "kind": "apply"}
    return common | {"transcript_id": "t1", "transcript_version": "1"} | fields


def parsed(*items: dict[str, Any]) -> list[outbox.Operation]:
    """Read operations that must be well formed."""
    operations, rejects = outbox.read(list(items))
    assert not rejects
    return operations


def test_read_keeps_the_fields_of_the_kind_alone() -> None:
    """A field that the kind does not know is dropped."""
    (operation,) = parsed(sent(alien="x"))
    assert operation.details == {"coding_id": "k1", "code_id": "c1", "start": 2, "stop": 9}
    assert (operation.kind, operation.transcript_id) == ("apply", "t1")


@pytest.mark.parametrize(
    "spoilt",
    [
        {"start": 9},
        {"start": -1},
        {"start": "2"},
        {"start": True},
        {"stop": None},
        {"code_id": 7},
        {"kind": "drop table"},
        {"seq": "1"},
        {"client": "w" * 201},
        {"transcript_id": None},
    ],
)
def test_read_rejects_what_is_malformed(spoilt: dict[str, Any]) -> None:
    """The browser is told, so that it takes the mark back."""
    operations, rejects = outbox.read([sent() | spoilt])
    assert not operations
    assert [reject.id for reject in rejects] == ["o1"]


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(json)
def test_read_never_raises(anything: object) -> None:
    """Whatever a browser sends is an operation, a rejection, or nothing."""
    outbox.read(anything)
    outbox.read([anything])
    outbox.read([sent() | {"details": anything, "start": anything}])


def test_process_stores_in_order_and_collects_outcomes() -> None:
    """Each handler is called once, with its outcome kept under the transcript."""
    calls: list[str] = []

    def apply(operation: outbox.Operation) -> outbox.Outcome:
        calls.append(operation.id)
        return outbox.Outcome(applied=[{"id": operation.details["coding_id"]}])

    answer = outbox.process(parsed(sent("o1"), sent("o2", 2)), {"apply": apply})
    assert calls == ["o1", "o2"]
    assert answer.done == ("o1", "o2")
    assert [name for name, _ in answer.outcomes] == ["t1", "t1"]


def test_process_counts_what_is_stored_already_as_done() -> None:
    """A batch that came twice is done, not refused."""

    def apply(operation: outbox.Operation) -> outbox.Outcome:
        raise AlreadyDone("This change is stored already.")

    assert outbox.process(parsed(sent()), {"apply": apply}).done == ("o1",)


def test_process_rejects_one_and_goes_on() -> None:
    """A refused act does not hold up the next."""

    def apply(operation: outbox.Operation) -> outbox.Outcome:
        if operation.id == "o1":
            raise NotAllowed("This code was retired. Choose another.")
        return outbox.Outcome()

    answer = outbox.process(parsed(sent("o1"), sent("o2", 2)), {"apply": apply})
    assert answer.done == ("o2",)
    assert answer.rejects == (outbox.Reject(id="o1", why="This code was retired. Choose another."),)


def test_process_leaves_the_rest_of_a_busy_study_unanswered() -> None:
    """Order is kept: what follows a busy moment waits with it."""

    def apply(operation: outbox.Operation) -> outbox.Outcome:
        if operation.id == "o2":
            raise StudyBusy("Two changes at once. Try again.")
        return outbox.Outcome()

    batch = parsed(sent("o1"), sent("o2", 2), sent("o3", 3))
    assert outbox.process(batch, {"apply": apply}).done == ("o1",)


def test_process_rejects_a_kind_without_handler() -> None:
    """An act that this entrypoint cannot store is refused with a reason."""
    (reject,) = outbox.process(parsed(sent()), {}).rejects
    assert "cannot store" in reject.why
