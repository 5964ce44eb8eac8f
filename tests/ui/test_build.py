"""The committed build of the browser component is the build of the committed source."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

FRONTEND = Path(__file__).parents[2] / "workbench/ui/transcript_view/frontend"


def test_the_build_was_made_from_this_source() -> None:
    """Run `make frontend` when this fails."""
    names = ["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"]
    names += [f"src/{path.name}" for path in (FRONTEND / "src").iterdir()]
    digest = hashlib.sha256()
    for name in sorted(names):
        digest.update(f"{name}\n".encode() + (FRONTEND / name).read_bytes() + b"\n")
    recorded = (FRONTEND / "build/source.sha256").read_text().strip()
    assert recorded == digest.hexdigest()


def test_there_is_exactly_one_script() -> None:
    """Streamlit refuses a pattern that fits two files."""
    assert len(list((FRONTEND / "build").glob("index-*.js"))) == 1


def test_the_lock_file_names_no_registry() -> None:
    """The lock pins versions and hashes, not where somebody fetched them."""
    assert '"resolved"' not in (FRONTEND / "package-lock.json").read_text()


def test_the_script_asks_nothing_of_the_network() -> None:
    """No address but the name of SVG, no markup from strings; it asks this server in one place."""
    (script,) = (FRONTEND / "build").glob("index-*.js")
    found = re.findall(
        r"https?://|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|innerHTML|eval\(",
        script.read_text().replace("http://www.w3.org/2000/svg", "", 1),
    )
    assert found == ["fetch("]
