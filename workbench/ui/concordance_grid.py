"""Show words in context as three columns that meet at the words, each line with a tick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from unicodedata import bidirectional

import streamlit as st

from workbench.store import Row
from workbench.ui.plain import plain

ROW = 30
TALLEST, MOST_FORMS = 630, 12
WIDE = 262
LONGEST = WIDE // 4 - 2
"""Signs before the words found: the grid cuts a text at a quarter of its column's pixels."""
LEFT_TO_RIGHT = "\u200e"
COLUMNS = ("before", "words", "after", "transcript", "turn", "speaker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """Say which lines are ticked, and which one was clicked to be read."""

    ticked: tuple[int, ...]
    reading: int | None


def left_out(key: str, forms: Counter[str]) -> set[str]:
    """Offer the few forms that were found, with their counts; returns those put out."""
    listed = [form for form, _ in forms.most_common(MOST_FORMS + 1)]
    if not 1 < len(listed) <= MOST_FORMS:
        return set()
    chosen = st.pills(
        "Forms",
        listed,
        selection_mode="multi",
        default=listed,
        format_func=lambda form: f"{plain(form)} {forms[form]:,}",
        label_visibility="collapsed",
        key=f"{key} {hash(tuple(listed))}",
    )
    return set(listed) - set(chosen)


def _shown(after: str) -> str:
    """Keep words written from right to left in their column: the grid begins at its left."""
    first = next((kind for kind in map(bidirectional, after) if kind in {"L", "R", "AL"}), "L")
    return after if first == "L" else LEFT_TO_RIGHT + after[: LONGEST // 2]


def draw(key: str, rows: Sequence[Row], unticked: Set[int]) -> Picked:
    """Draw the lines; those not in `unticked` are ticked at first."""
    chosen = st.dataframe(
        # The grid cuts long text at its right end, where the words found are.
        [
            {**row, "before": str(row["before"])[-LONGEST:], "after": _shown(str(row["after"]))}
            for row in rows
        ],
        column_order=COLUMNS,
        column_config={
            "before": st.column_config.TextColumn("Before", alignment="right", width=WIDE),
            "words": st.column_config.TextColumn("Found", alignment="center", width=100),
            "after": st.column_config.TextColumn("After", alignment="left", width=WIDE),
            "transcript": st.column_config.TextColumn("Transcript", width=90),
            "turn": st.column_config.NumberColumn("Turn", width=44),
            "speaker": st.column_config.TextColumn("Speaker", width=90),
        },
        hide_index=True,
        selection_mode=["multi-row", "single-cell"],
        selection_default={
            "selection": {"rows": [n for n in range(len(rows)) if n not in unticked]}
        },
        on_select="rerun",
        key=key,
        row_height=ROW,
        height=min(38 + ROW * len(rows), TALLEST),
        alt="The places found, each with the words before and after it",
    )
    picked = chosen["selection"]
    cells = picked["cells"]
    return Picked(
        ticked=tuple(n for n in picked["rows"] if n < len(rows)),
        reading=cells[0][0] if cells and cells[0][0] < len(rows) else None,
    )
