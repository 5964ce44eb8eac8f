"""Draw the transcript of the coding page while Streamlit is still starting.

The page of that address is Streamlit's own, with three things before all else: the transcript view,
what it needs to look as it will, and the name of the data, which the browser asks for at once. The
view draws it and moves into its place on the page when that is there; nothing is drawn twice.
"""

from __future__ import annotations

import html
import json
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from workbench import researchers
from workbench.coding import screen
from workbench.errors import WorkbenchError
from workbench.study import Study
from workbench.ui import early_head, session

PAGE, DATA = "/coding", "/opening"
NAMES = ("transcript", "at", "coding", session.WHO)


async def page(request: Request) -> Response:
    """Answer with Streamlit's page and the transcript view in its head."""
    named = {name: request.query_params[name] for name in NAMES if name in request.query_params}
    address = html.escape(f"{DATA}?{urlencode(named)}" if named else DATA)
    head = early_head.head() + (
        f'<link rel="preload" id="workbench-opening" as="fetch" crossorigin href="{address}">'
    )
    return HTMLResponse(early_head.with_head(head), headers={"cache-control": "no-store"})


async def data(request: Request) -> Response:
    """Answer with what a fresh window shows of the transcript named, to this server's page only."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise HTTPException(403)
    try:
        found = await run_in_threadpool(_shown, dict(request.query_params))
    except WorkbenchError:  # the page says what is wrong
        found = b""
    return Response(found, status_code=200 if found else 204, media_type="application/json")


def _shown(named: dict[str, str]) -> bytes:
    """Write what the page will show; nothing where that is no transcript."""
    study = _seat(named.get(session.WHO))
    known = {one.id: one for one in screen.released(study)}
    if not known:
        return b""
    one = known.get(named.get("transcript", "")) or next(iter(known.values()))
    at = named.get("at", "")
    wanted = at if at.isdigit() else named.get("coding", "")
    row = screen.of(study, one, screen.find(study, one.id, wanted, number=1))
    row |= {"key": screen.VIEW, **row.pop("beside")}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _seat(name: str | None) -> Study:
    study = session.shared()
    return study.seat(researchers.checked(name)) if name else study


ROUTES = [Route(PAGE, page), Route(DATA, data)]
