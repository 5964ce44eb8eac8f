"""Draw what a page is about while Streamlit is still starting: a transcript, the board of themes.

The page of that address is Streamlit's own, with three things before all else: the bundle that
draws, what it needs to look as it will, and the name of the data, which the browser asks for at
once. What is drawn moves into its place on the page when that is there; nothing is drawn twice.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from workbench import researchers
from workbench.coding import screen
from workbench.errors import WorkbenchError
from workbench.store import Row
from workbench.study import Study
from workbench.themes import board
from workbench.ui import early_head, session

DATA = "/opening"
NAMES = ("transcript", "at", "coding", "theme", session.WHO)


async def page(request: Request) -> Response:
    """Answer with Streamlit's page and the bundle that draws in its head."""
    named = {name: request.query_params[name] for name in NAMES if name in request.query_params}
    address = html.escape(f"{DATA}{request.url.path}?{urlencode(named)}")
    head = early_head.head() + (
        f'<link rel="preload" id="workbench-opening" as="fetch" crossorigin href="{address}">'
    )
    return HTMLResponse(early_head.with_head(head), headers={"cache-control": "no-store"})


async def data(request: Request) -> Response:
    """Answer with what a fresh window shows of what is named, to this server's page only."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise HTTPException(403)
    try:
        gather = PAGES[request.url.path.removeprefix(DATA)]
        found = await run_in_threadpool(_written, gather, dict(request.query_params))
    except WorkbenchError:  # the page says what is wrong
        found = b""
    return Response(found, status_code=200 if found else 204, media_type="application/json")


def _written(gather: Callable[[Study, Mapping[str, str]], Row], named: Mapping[str, str]) -> bytes:
    row = gather(_seat(named.get(session.WHO)), named)
    if not row:
        return b""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _transcript(study: Study, named: Mapping[str, str]) -> Row:
    """Gather the transcript named, else the first; nothing where none is released."""
    known = {one.id: one for one in screen.released(study)}
    if not known:
        return {}
    one = known.get(named.get("transcript", "")) or next(iter(known.values()))
    at = named.get("at", "")
    wanted = at if at.isdigit() else named.get("coding", "")
    row = screen.of(study, one, screen.find(study, one.id, wanted, number=1))
    return row | {"key": screen.VIEW, **row.pop("beside")}


def _board(study: Study, named: Mapping[str, str]) -> Row:
    """Gather the board with the theme named in hand; nothing before there are codes or themes."""
    row = board.screen(study, named.get("theme"))
    return row if row["codes"] or row["themes"] else {}


def _seat(name: str | None) -> Study:
    study = session.shared()
    return study.seat(researchers.checked(name)) if name else study


PAGES: Mapping[str, Callable[[Study, Mapping[str, str]], Row]] = {
    "/coding": _transcript,
    "/themes": _board,
}
ROUTES = [Route(path, page) for path in PAGES] + [Route(DATA + path, data) for path in PAGES]
