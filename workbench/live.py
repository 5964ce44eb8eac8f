"""Tell each open page what others do in the study, as they do it.

A stream of server-sent events carries numbers and ids of stored events, for the vault its last
number where the page may read it, whether another window stored them, and nothing else; the page
then asks for what changed in its transcript, or for its board. All are answered to a page of this
server only: the request must come from it and name the ledger of a session that is open.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass

import duckdb
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from workbench import audit
from workbench.coding import news
from workbench.errors import NotThere
from workbench.store import Row, Store
from workbench.study import Study
from workbench.themes import board
from workbench.ui import ledger, letterbox, session
from workbench.ui.outbox import Outcome

PATH = "/live"
MOST_STREAMS = 64
MOST_IDS = 50
BEAT = 15.0
"""Seconds between two signs of life; a page that misses two asks anew."""

_streams: dict[str, asyncio.Event] = {}
_loops: set[asyncio.AbstractEventLoop] = set()


def begin() -> None:
    """Let pages listen; called in the server's loop when it starts."""
    _loops.add(asyncio.get_running_loop())


def end() -> None:
    """Send all listeners away and let none in; may be called from a signal handler."""
    while _loops:
        loop = _loops.pop()
        if not loop.is_closed():
            loop.call_soon_threadsafe(_wake)


def _wake() -> None:
    for stirred in tuple(_streams.values()):
        stirred.set()


async def events(request: Request) -> Response:
    """Stream the numbers of events after the one named, and of each that is stored from now on."""
    mine = _allowed(request)
    if not _loops or (mine.id not in _streams and len(_streams) >= MOST_STREAMS):
        raise HTTPException(503)
    asked = request.query_params
    last = request.headers.get("last-event-id", "").partition("-")
    after = _number(last[0] or asked.get("after"))
    vault = _number(last[2] or asked.get("vault", "0"))
    return StreamingResponse(_told(mine.id, after, vault), media_type="text/event-stream")


@dataclass(slots=True)
class _Line:
    """Wake one stream, and note whether a change came from another window than its own."""

    window: str
    loop: asyncio.AbstractEventLoop
    stirred: asyncio.Event
    elsewhere: bool = True  # so far nobody has listened

    def stir(self) -> None:
        if not self.window or session.window() != self.window:
            self.elsewhere = True
        # A change may be stored after the server's loop has ended.
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(self.stirred.set)


async def _told(mine: str, after: int, vault: int = 0) -> AsyncIterator[str]:
    told = ledger.find(mine)
    line = _Line(told.window if told else "", asyncio.get_running_loop(), asyncio.Event())
    study, vaults = session.shared(), told.stores[1:] if told else ()
    del told  # it lasts no longer than its session
    if mine in _streams:  # one stream for each page: the newer one counts
        _streams[mine].set()
    _streams[mine] = line.stirred
    known = (after, vault)
    with ExitStack() as listening:
        listening.callback(_hang_up, mine, line.stirred)
        for store in (study, *vaults):
            listening.enter_context(store.listening(line.stir))
        yield "retry: 1000\n\n"
        while _loops and _streams.get(mine) is line.stirred and ledger.find(mine):
            line.stirred.clear()
            elsewhere, line.elsewhere = line.elsewhere, False
            try:
                fresh = await run_in_threadpool(_numbers, study, vaults, known[0])
            except duckdb.ConnectionException:
                return  # the vault was locked: the page asks anew without it
            if fresh["n"] > known[0] or fresh["vault"] > known[1]:
                known = (fresh["n"], fresh["vault"])
                said = json.dumps(fresh | {"elsewhere": elsewhere})
                yield f"id: {known[0]}-{known[1]}\ndata: {said}\n\n"
            with suppress(TimeoutError):
                await asyncio.wait_for(line.stirred.wait(), BEAT)
                continue
            yield "event: beat\ndata: 0\n\n"


def _hang_up(mine: str, stirred: asyncio.Event) -> None:
    if _streams.get(mine) is stirred:
        del _streams[mine]


def _numbers(study: Study, vaults: Sequence[Store], after: int) -> Row:
    newest, ids = news.numbers(study, after, MOST_IDS)
    vault = max((audit.newest(one) for one in vaults), default=0)
    return {"n": newest, "ids": ids, "vault": vault}


async def changes(request: Request) -> Response:
    """Answer with what changed in a transcript after an event, as it stands now."""
    told = _allowed(request)
    if not _loops:
        raise HTTPException(503)
    asked = request.query_params
    try:
        found = await run_in_threadpool(
            news.since,
            session.shared(),
            asked.get("transcript", ""),
            _number(asked.get("after")),
            asked.get("version", ""),
        )
    except NotThere:
        raise HTTPException(404) from None
    ledger.hear(
        told,
        asked["transcript"],
        Outcome(
            applied=found.applied,
            removed=found.removed,
            codes=found.codes or (),
            snapshot=found.snapshot,
        ),
        rewritten=found.transcript is not None,
    )
    return JSONResponse(asdict(found))


async def themes(request: Request) -> Response:
    """Answer with the board of themes as it stands, and which answers it was read after."""
    told = _allowed(request)
    answered = told.count
    shown = await run_in_threadpool(board.told, session.shared())
    return JSONResponse({**shown, "ledger": told.id, "n": answered})


def _allowed(request: Request) -> ledger.Ledger:
    # A stream cannot be asked for with a header.
    return letterbox.allowed(request, request.query_params.get("ledger", ""))


def _number(given: str | None) -> int:
    """Read the number of an event; raises 400 where it is none."""
    if given is None or not given.isascii() or not given.isdigit() or len(given) > 15:
        raise HTTPException(400)
    return int(given)


ROUTES = [
    Route(f"{PATH}/{name}", answer)
    for name, answer in (("events", events), ("changes", changes), ("themes", themes))
]
