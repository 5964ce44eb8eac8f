"""Tell each open page what others do in the study, as they do it.

A stream of server-sent events carries numbers and ids of stored events and nothing else; the page
then asks for what changed in its transcript. Both are answered to a page of this server only: the
request must come from it and name the ledger of a session that is open.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import asdict
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from workbench.coding import news
from workbench.errors import NotThere
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
    mine = _allowed(request).id
    if not _loops or (mine not in _streams and len(_streams) >= MOST_STREAMS):
        raise HTTPException(503)
    after = _number(request.headers.get("last-event-id") or request.query_params.get("after"))
    return StreamingResponse(_told(mine, after), media_type="text/event-stream")


async def _told(mine: str, after: int) -> AsyncIterator[str]:
    study = session.shared()
    loop = asyncio.get_running_loop()
    stirred = asyncio.Event()
    if mine in _streams:  # one stream for each page: the newer one counts
        _streams[mine].set()
    _streams[mine] = stirred
    try:
        with study.listening(partial(_stir, loop, stirred)):
            yield "retry: 1000\n\n"
            while _loops and _streams.get(mine) is stirred and ledger.find(mine):
                stirred.clear()
                newest, ids = await run_in_threadpool(news.numbers, study, after, MOST_IDS)
                if newest > after:
                    after = newest
                    yield f"id: {after}\ndata: {json.dumps({'n': after, 'ids': ids})}\n\n"
                with suppress(TimeoutError):
                    await asyncio.wait_for(stirred.wait(), BEAT)
                    continue
                yield "event: beat\ndata: 0\n\n"
    finally:
        if _streams.get(mine) is stirred:
            del _streams[mine]


def _stir(loop: asyncio.AbstractEventLoop, stirred: asyncio.Event) -> None:
    # A change may be stored after the server's loop has ended.
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(stirred.set)


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


def _allowed(request: Request) -> ledger.Ledger:
    # A stream cannot be asked for with a header.
    return letterbox.allowed(request, request.query_params.get("ledger", ""))


def _number(given: str | None) -> int:
    """Read the number of an event; raises 400 where it is none."""
    if given is None or not given.isascii() or not given.isdigit() or len(given) > 15:
        raise HTTPException(400)
    return int(given)


ROUTES = [Route(f"{PATH}/events", events), Route(f"{PATH}/changes", changes)]
