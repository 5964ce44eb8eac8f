"""The way by which acts come in: open to a page of this server, and to nothing else."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.ui.test_ledger import Recorder, message
from tests.ui.test_outbox import sent
from workbench.ui import ledger, letterbox, outbox, session


@pytest.fixture
def store() -> Recorder:
    return Recorder()


@pytest.fixture
def mine(store: Recorder) -> ledger.Ledger:
    return ledger.Ledger(store=store, history=lambda: [{"id": "o1", "label": "Coding"}])


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=letterbox.ROUTES), raise_server_exceptions=False)


def test_acts_are_stored_and_answered(
    client: TestClient, mine: ledger.Ledger, store: Recorder
) -> None:
    headers = {"x-ledger": mine.id, "sec-fetch-site": "same-origin"}
    batch = message(sent("o1"), sent("o2", 2), ledger=mine.id)
    for _ in range(2):
        told = client.post("/acts", json=batch, headers=headers).json()
    assert store.calls == ["o1", "o2"]
    assert told["ledger"] == mine.id
    assert {name for answer in told["answers"] for name in answer["done"]} == {"o1", "o2"}
    assert told["history"][0]["label"] == "Coding"


def test_what_is_stored_is_known_as_this_windows_own(
    client: TestClient, mine: ledger.Ledger, store: Recorder
) -> None:
    """Otherwise a page would say that somebody else has changed something."""
    windows: list[str] = []

    def noted(acts: list[outbox.Operation]) -> outbox.Acknowledgement:
        windows.append(session.window())
        return store(acts)

    mine.window, mine.store = "this one", noted
    for ledger_of, name in ((mine, "o1"), (ledger.Ledger(store=noted), "o2")):
        client.post("/acts", json=message(sent(name)), headers={"x-ledger": ledger_of.id})
    assert windows == ["this one", ""]
    assert session.window() == ""


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_no_other_origin_stores_anything(
    client: TestClient, mine: ledger.Ledger, store: Recorder, site: str
) -> None:
    headers = {"x-ledger": mine.id, "sec-fetch-site": site}
    assert client.post("/acts", json=message(sent("o1")), headers=headers).status_code == 403
    assert store.calls == []


def test_only_a_session_that_is_there_stores_anything(
    client: TestClient, mine: ledger.Ledger, store: Recorder
) -> None:
    """The name of the ledger counts in the header alone: a form of another site cannot set one."""
    batch = message(sent("o1"), ledger=mine.id)
    assert client.post("/acts", json=batch).status_code == 403
    assert client.post(f"/acts?ledger={mine.id}", json=batch).status_code == 403
    assert client.post("/acts", json=batch, headers={"x-ledger": "guessed"}).status_code == 403
    assert client.get("/acts", headers={"x-ledger": mine.id}).status_code == 405
    assert store.calls == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_what_cannot_be_read_is_refused(
    client: TestClient, mine: ledger.Ledger, body: bytes
) -> None:
    assert client.post("/acts", content=body, headers={"x-ledger": mine.id}).status_code == 400


def test_an_act_that_breaks_is_answered_without_words(
    client: TestClient, mine: ledger.Ledger
) -> None:
    batch = message(sent("o1"), sent("o2", 2, coding_id="broken"))
    answer = client.post("/acts", json=batch, headers={"x-ledger": mine.id})
    assert answer.status_code == 500
    assert "broken" not in answer.text
