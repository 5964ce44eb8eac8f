"""Show the colour of a code within a line of text. Pure."""

from __future__ import annotations

from urllib.parse import quote


def mark(colour: str) -> str:
    """Write a small square and a gap as Markdown; `colour` is #rrggbb, checked when stored."""
    picture = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='11' height='11'>"
        f"<rect width='11' height='11' rx='3' fill='{colour}'/></svg>"
    )
    return f"![](data:image/svg+xml,{quote(picture)})\u202f"
