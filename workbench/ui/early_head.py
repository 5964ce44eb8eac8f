"""Write the page that draws a transcript before Streamlit has started, after Streamlit's own."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import streamlit as st

from workbench.ui import holding

HERE = Path(__file__).parent
BUILD = HERE / "transcript_view" / "frontend" / "build"
COMPONENT = "/_stcore/bidi-components/workbench.transcript_view"
STATIC = Path(st.__file__).parent / "static"
LOOK = {
    "primaryColor": "primary-color",
    "backgroundColor": "background-color",
    "secondaryBackgroundColor": "secondary-background-color",
    "textColor": "text-color",
    "borderColor": "border-color",
    "redColor": "red-text-color",
}
"""Settings of the theme, and the names of the variables by which a component knows them."""


@cache
def head() -> str:
    """Write the transcript view's script and the look that Streamlit will give it."""
    theme = tomllib.loads((HERE / "look" / "theme.toml").read_text(encoding="utf-8"))["theme"]
    sizes = {name: theme[key] for key, name in (("baseRadius", "base"), ("buttonRadius", "button"))}
    rules = "".join(f"--st-{name}-radius:{size};" for name, size in sizes.items())
    rules += f'--st-base-font-size:{theme["baseFontSize"]}px;--st-font:"Opening",sans-serif;'
    return (
        f'<script type="module" async src="{COMPONENT}/{script().name}"></script>'
        f"<style>{_font()}.wbt-opening{{{rules}{_colours(theme['light'])}}}"
        "@media (prefers-color-scheme:dark)"
        f"{{.wbt-opening{{{_colours(theme['dark'])}}}}}</style>"
    )


def script() -> Path:
    """Find the transcript view's script; the built one has its hash in its name."""
    return next(BUILD.glob("index-*.js"))


def with_head(words: str) -> str:
    """Put words at the start of the head of Streamlit's page, which waits for what they draw."""
    held, page = holding.held_back(_index())
    before, start, after = page.partition('<meta charset="UTF-8" />')
    return f"{before}{start}{held}{words}{after}" if start else _index()


@cache
def _index() -> str:
    return (STATIC / "index.html").read_text(encoding="utf-8")


def _font() -> str:
    """Give Streamlit's typeface a name of its own: when Streamlit loads it, nothing flickers."""
    found = re.search(r'href="\.(/static/media/SourceSans[\w.-]+\.woff2)"', _index())
    if not found:
        return ""
    face = f'font-family:"Opening";src:url({found[1]}) format("woff2");font-weight:200 900'
    return f"@font-face{{{face}}}"


def _colours(theme: dict[str, str]) -> str:
    return "".join(f"--st-{name}:{theme[key]};" for key, name in LOOK.items())
