"""Have pictures drawn beside the server, so that no page waits for them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from workbench.errors import NotAllowed

LONGEST = 120
"""Seconds after which a picture is given up."""
_DRAWER = Path(__file__).with_name("picture_process.py")


def draw(spec: dict[str, Any] | str, kind: str, *, scale: float = 1) -> bytes:
    """Draw .svg or .png of a definition, .png or .pdf of an SVG.

    `scale` says how many dots of a PNG a pixel of the screen becomes.

    Raises NotAllowed where the picture takes too long or too much memory.
    """
    try:
        told = subprocess.run(  # noqa: S603 - a fixed program of our own
            [sys.executable, "-I", str(_DRAWER), kind, str(scale)],
            input=json.dumps(spec).encode(),
            capture_output=True,
            timeout=LONGEST,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise NotAllowed(
            "This picture could not be drawn, most often for its size. Filter it, or write .xlsx."
        ) from error
    return told.stdout
