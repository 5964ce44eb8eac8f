"""Answer a browser on the same machine: nothing is packed, the view's script comes from memory.

Streamlit packs all but its own files for a network, which there is none of here, and reads each
file of a component anew through four threads: the script that draws came after what it draws.
"""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from workbench.ui import early_head

KEPT = "public, max-age=31536000, immutable"
"""The script's name changes with its content."""


class Loopback:
    """Answer for the view's script, and have everything else answered unpacked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        path = early_head.script()
        self.address = f"{early_head.COMPONENT}/{path.name}"
        kept = {"cache-control": KEPT}
        self.script = Response(path.read_bytes(), media_type="text/javascript", headers=kept)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is asked, without the wish for something packed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"] == self.address and scope["method"] == "GET":
            await self.script(scope, receive, send)
        else:
            asked = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            await self.app({**scope, "headers": asked}, receive, send)
