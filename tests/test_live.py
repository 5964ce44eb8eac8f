"""The way by which a page hears others: open to that page, and to nothing else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.conftest import Said
from workbench import audit, live
from workbench.anonymise.vault import Vault
from workbench.coding import codebook, codings
from workbench.study import Study
from workbench.themes import development
from workbench.ui import ledger, session

SAID: Said = [("Interviewer", "How was it?"), ("P1", "Long and quiet, most of the night.")]


@pytest.fixture
def mine() -> ledger.Ledger:
    return ledger.Ledger()


@pytest.fixture
def client(study: Study, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(session, "shared", lambda: study)
    monkeypatch.setattr(live, "_loops", {"a loop"})
    return TestClient(Starlette(routes=live.ROUTES))


def asked(mine: ledger.Ledger, transcript_id: str, after: object = 0) -> dict[str, str]:
    return {"ledger": mine.id, "transcript": transcript_id, "after": str(after), "version": ""}


def test_changes_are_told_to_a_page_of_this_server(
    client: TestClient, study: Study, mine: ledger.Ledger, released: Callable[[str, Said], str]
) -> None:
    one = released("P01", SAID)
    codings.apply(study, one, 12, 16, codebook.add(study, "Quiet").id)
    answer = client.get("/live/changes", params=asked(mine, one))
    assert answer.json()["snapshot"][0]["start"] == 12
    assert answer.json()["transcript"]["text"].endswith("night.")


def test_the_board_is_told_as_it_stands_and_after_which_answers(
    client: TestClient, study: Study, mine: ledger.Ledger
) -> None:
    mine.count = 7
    theme = development.add(study, "Nobody told us").id
    told = client.get("/live/themes", params={"ledger": mine.id}).json()
    assert [row["id"] for row in told["themes"]] == [theme]
    assert (told["n"], told["ledger"], told["newest"]) == (7, mine.id, audit.newest(study))
    assert client.get("/live/themes", params={"ledger": "guessed"}).status_code == 403


@pytest.mark.parametrize("path", ["/live/changes", "/live/events"])
def test_nobody_else_is_told(
    client: TestClient, mine: ledger.Ledger, path: str, released: Callable[[str, Said], str]
) -> None:
    one = asked(mine, released("P01", SAID))
    for site in ("cross-site", "same-site", "none"):
        answer = client.get(path, params=one, headers={"sec-fetch-site": site})
        assert answer.status_code == 403
        assert "Quiet" not in answer.text
    assert client.get(path, params=one | {"ledger": "guessed"}).status_code == 403
    assert client.get(path, params=one | {"after": "-1"}).status_code == 400
    assert client.get(path, params=one | {"after": "1e9"}).status_code == 400


def test_a_session_that_ended_is_told_nothing(client: TestClient, study: Study) -> None:
    mine = ledger.Ledger()
    gone = mine.id
    del mine
    assert client.get("/live/changes", params={"ledger": gone}).status_code == 403


def test_a_transcript_that_is_gone_is_said_to_be(client: TestClient, mine: ledger.Ledger) -> None:
    assert client.get("/live/changes", params=asked(mine, "gone")).status_code == 404


def test_when_the_server_stops_nobody_is_let_in(
    client: TestClient, mine: ledger.Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "_loops", set())
    for path in ("/live/events", "/live/changes"):
        assert client.get(path, params=asked(mine, "P01")).status_code == 503


def test_what_was_heard_need_not_be_sent_again(
    client: TestClient, study: Study, mine: ledger.Ledger, released: Callable[[str, Said], str]
) -> None:
    """The page's next run compares with what its browser shows by now."""
    one = released("P01", SAID)
    first = client.get("/live/changes", params=asked(mine, one)).json()
    data = {"transcript": first["transcript"], "newest": first["n"]}
    data |= {name: [] for name in ledger.LAYERS}
    base = ledger.constant(mine, "transcript", data)["base"]
    codings.apply(study, one, 12, 16, codebook.add(study, "Quiet").id)
    wanted = asked(mine, one, first["n"]) | {"version": first["transcript"]["version"]}
    told = client.get("/live/changes", params=wanted).json()
    now = {**data, "codings": told["applied"], "codes": told["codes"]}
    assert ledger.constant(mine, "transcript", now)["base"] == base


def test_a_stream_tells_numbers_and_ids_and_ends_with_the_server(
    study: Study, mine: ledger.Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "shared", lambda: study)
    monkeypatch.setattr(live, "BEAT", 0.05)
    codebook.add(study, "Quiet", event_id="first")

    async def listen() -> list[str]:
        live.begin()
        heard = []
        stream = live._told(mine.id, 0)
        async for part in stream:
            heard.append(part)
            if len(heard) == 2:
                codebook.add(study, "Long", event_id="second")
            if "second" in part:
                audit.undo(study, event_id="back")
            if "back" in part:
                live.end()
        return heard

    heard = asyncio.run(asyncio.wait_for(listen(), 10))
    told = [json.loads(part.split("data: ")[1]) for part in heard if part.startswith("id:")]
    assert [message["ids"] for message in told] == [["first"], ["second"], ["undo:back"]]
    assert "Quiet" not in "".join(heard)
    assert not live._streams


def test_a_page_has_one_stream_and_a_server_so_many(
    study: Study, mine: ledger.Ledger, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def twice() -> list[str]:
        live.begin()
        older, newer = live._told(mine.id, 0), live._told(mine.id, 0)
        await anext(older)
        await anext(newer)
        rest = [part async for part in older]
        await _close(newer)
        live.end()
        return rest

    monkeypatch.setattr(live, "_loops", set())
    assert asyncio.run(asyncio.wait_for(twice(), 10)) == []
    monkeypatch.setattr(live, "_loops", {"a loop"})
    monkeypatch.setattr(live, "MOST_STREAMS", 0)
    assert client.get("/live/events", params=asked(mine, "P01")).status_code == 503


async def _close(stream: AsyncIterator[str]) -> None:
    if hasattr(stream, "aclose"):
        await stream.aclose()


def test_a_stream_tells_whether_another_window_changed_study_or_vault(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change in a thread of the page's own session is no news to it."""
    vault, _ = Vault.create(tmp_path / "vault", "a long passphrase", "Ana")
    here = "mine"
    monkeypatch.setattr(session, "shared", lambda: study)
    monkeypatch.setattr(session, "window", lambda: here)
    mine = ledger.Ledger(window="mine", stores=(study, vault))

    async def listen() -> list[dict[str, object]]:
        nonlocal here
        live.begin()
        heard: list[dict[str, object]] = []
        async for part in live._told(mine.id, 0):
            if part.startswith("id:"):
                heard.append(json.loads(part.split("data: ")[1]))
            if not heard:
                codebook.add(study, "Quiet")
            elif len(heard) == 1:
                codebook.add(study, "Long")
            elif len(heard) == 2:
                here = "another"
                with audit.act(vault, "test.vault", undoable=False):
                    pass
            else:
                live.end()
        return heard

    heard = asyncio.run(asyncio.wait_for(listen(), 10))
    vault.close()
    assert [(one["vault"], one["elsewhere"]) for one in heard] == [
        (0, True),  # stored before anybody listened
        (0, False),
        (1, True),
    ]
