"""Take the acts that a page posts, have them stored, and answer.

They come beside the page's script, which may still be drawing what came before: what is posted
names no page and waits for no run.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from workbench.ui import ledger, session

PATH = "/acts"


async def post(request: Request) -> Response:
    """Store a batch of acts; answers with all that its page does not know yet."""
    mine = allowed(request, request.headers.get("x-ledger", ""))
    try:
        message = await request.json()
    except (ValueError, RecursionError, ClientDisconnect):
        raise HTTPException(400) from None
    session.work_for(mine.window)
    return JSONResponse(await run_in_threadpool(ledger.answer, mine, message))


def allowed(request: Request, ledger_id: str) -> ledger.Ledger:
    """Find the ledger a request names; raises 403 without one, or from another origin."""
    mine = ledger.find(ledger_id)
    if mine is None or request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise HTTPException(403)
    return mine


# A header of one's own cannot be sent from another origin without asking, and nobody answers.
ROUTES = [Route(PATH, post, methods=["POST"])]
