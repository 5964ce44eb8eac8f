"""Hold Streamlit's own scripts and sheets back until what is drawn before them is seen.

Its page asks for sixty files at once. While they come and are read, they take the processors from
the transcript that is about to be drawn. They are kept in an inert template instead and let go by
a script inside the page: it waits for no file, so nothing can keep Streamlit from starting.
"""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import accumulate

EVENT = "workbench:opened"
"""The event by which the transcript view says that it has drawn, or never will."""
LONGEST = 1_500
"""Milliseconds after which Streamlit starts whatever else happens."""
SHEETS = {"modulepreload", "stylesheet"}
END = "</script>"

LET_GO = f"""
(() => {{
  const go = () => {{
    const held = document.getElementById("workbench-held")
    held?.remove()
    for (const each of held?.content.children ?? []) {{
      const fresh = document.createElement(each.localName)
      for (const {{ name, value }} of each.attributes) fresh.setAttribute(name, value)
      if (!each.hasAttribute("async")) fresh.async = false
      document.head.append(fresh)
    }}
  }}
  document.addEventListener("{EVENT}", go)
  addEventListener("error", go, true)
  addEventListener("unhandledrejection", go)
  setTimeout(go, {LONGEST})
}})()
"""
"""Make each element anew, in order: browsers run no script that was parsed in a template."""


def held_back(page: str) -> tuple[str, str]:
    """Return what holds the scripts and sheets of a page, to be put first, and the rest of it.

    A page that has no module to start with, or other scripts that must run in their order, stays as
    it is.
    """
    found = _Found(page)
    if not found.clear or not found.modules:
        return "", page
    tags = "".join(page[start:stop] for start, stop in found.places)
    rest, at = "", 0
    for start, stop in found.places:
        rest, at = rest + page[at:start], stop
    held = f'<template id="workbench-held">{tags}</template><script>{LET_GO}</script>'
    return held, rest + page[at:]


class _Found(HTMLParser):
    """Find the tags to hold back in the head of a page; `clear` where all are understood."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.lines = [0, *accumulate(len(line) + 1 for line in page.split("\n"))]
        self.places: list[tuple[int, int]] = []
        self.modules, self.clear, self.in_head = 0, True, False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a module or a sheet; any other script from a file is not understood."""
        given = dict(attrs)
        if tag in {"head", "body"}:
            self.in_head = tag == "head"
        if tag == "script" and "src" in given:
            self.modules += 1
            self.clear &= self.in_head and given.get("type") == "module"
            self._note(END)
        elif tag == "link" and given.get("rel") in SHEETS and self.in_head:
            self._note("")

    def _note(self, end: str) -> None:
        line, column = self.getpos()
        start = self.lines[line - 1] + column
        stop = start + len(self.get_starttag_text() or "")
        self.clear &= self.page.startswith(end, stop)
        self.places.append((start, stop + len(end)))
