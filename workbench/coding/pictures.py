"""Draw a table of counts: one Vega-Lite definition for the screen, PNG and SVG. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np

from workbench.coding import drawing
from workbench.coding.grids import Grid, Head
from workbench.coding.lettering import SIZE, shortened, width, wrapped
from workbench.coding.shades import INK, OUTSIDE, shade

Chart = dict[str, Any]

CELL = "cell"
"""Name of the selection that tells which row and column were clicked."""

APART = ("#2a6fa8", "#f2a65a", "#5f9a83", "#8a4a79", "#a9bccf", "#8f5a3c")
"""Researchers, told apart by lightness too: in grey, and by who sees colours otherwise."""
MOST_FINE = 8_000
"""Cells up to which a PNG has twice the dots of the screen."""
_SOFT = {False: "#4d5963", True: "#a9b6c3"}
_BAR = {False: "#1f6391", True: "#6fb2ea"}
_FONT = "Arial, Liberation Sans, sans-serif"
_LINE, _BLANK = 15, "\u2003"
_ROW_WIDTH, _FLAT, _SLANTED, _BARS = 300, 92, 200, 260
_LINES = 2


def chart(grid: Grid, *, dark: bool = False, subtitle: Sequence[str] | None = None) -> Chart:
    """Define the picture of a table, as large as its words need.

    With `subtitle` it carries the title and its lines, as a file must; on the screen the page
    says them. A click selects row and column by number under the name of `CELL`.
    """
    draw = {"cells": _cells, "bars": _bars, "strips": _strips}[grid.kind]
    spec: Chart = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": "white" if subtitle is not None else "transparent",
        "padding": dict.fromkeys(
            ("left", "right", "top", "bottom"), 12 if subtitle is not None else 4
        ),
        "config": {
            "font": _FONT,
            "view": {"stroke": None},
            "axis": _axis(dark),
            "legend": {"labelColor": INK[dark], "titleColor": INK[dark], "labelLimit": 0}
            | {"labelFontSize": SIZE, "titleFontSize": SIZE},
        },
        **draw(grid, dark),
    }
    if subtitle is not None:
        spec["description"] = f"{grid.title}. {grid.counted}."
        lines = [line for words in subtitle for line in textwrap.wrap(words, 110)]
        spec["title"] = {"text": textwrap.wrap(grid.title, 80), "subtitle": lines} | {
            "anchor": "start",
            "frame": "bounds",
            "fontSize": 16,
            "subtitleFontSize": SIZE,
            "color": INK[dark],
            "subtitleColor": _SOFT[dark],
            "offset": 14,
        }
    return spec


def height(grid: Grid) -> int:
    """Estimate the pixels that the picture takes on the screen, rather too many."""
    if grid.kind == "bars":
        return _BARS + 160
    longest = max((width(head.label) for head in grid.columns), default=0)
    above = 50 if grid.kind == "strips" else 60 + 0.75 * min(longest, _SLANTED)
    return round(above + len(grid.rows) * _down(grid.rows)[1])


def svg(grid: Grid, subtitle: Sequence[str] = ()) -> bytes:
    """Draw the picture as SVG on white. Raises NotAllowed where it cannot be drawn."""
    return drawing.draw(_still(grid, subtitle), ".svg")


def png(grid: Grid, subtitle: Sequence[str] = ()) -> bytes:
    """Draw the picture as PNG on white, at twice the size of the screen unless that is huge.

    Raises NotAllowed where it cannot be drawn.
    """
    scale = 2 if grid.values.size <= MOST_FINE else 1
    return drawing.draw(_still(grid, subtitle), ".png", scale=scale)


def _cells(grid: Grid, dark: bool) -> Chart:
    most = float(np.nanmax(grid.values, initial=0.0))
    values = [
        _cell(grid, row, column, shade(float(grid.values[row, column]), most, dark=dark))
        for row in range(len(grid.rows))
        for column in range(len(grid.columns))
    ]
    number = max((width(one["text"]) for one in values), default=0)
    x, step, room = _across(grid.columns, max(34, round(number) + 14))
    y, height = _down(grid.rows)
    return {
        "data": {"values": values},
        "width": {"step": step},
        "height": {"step": height},
        "params": [
            _names("down", grid.rows, _ROW_WIDTH),
            _names("across", grid.columns, room, sunk=True),
        ],
        "encoding": {"x": x, "y": y, "tooltip": {"field": "tip"}},
        "layer": [
            {
                "mark": {"type": "rect", "cursor": "pointer", "strokeWidth": 2},
                "params": [_clicked()],
                "encoding": {
                    "fill": {"field": "fill", "type": "nominal", "scale": None},
                    "stroke": {
                        "condition": {"param": CELL, "empty": False, "value": INK[dark]},
                        "value": "transparent" if dark else "white",
                    },
                },
            },
            {
                "mark": {"type": "text", "fontSize": SIZE, "cursor": "pointer"},
                "encoding": {
                    "text": {"field": "text"},
                    "color": {"field": "ink", "type": "nominal", "scale": None},
                },
            },
        ],
    }


def _cell(grid: Grid, row: int, column: int, colours: tuple[str, str]) -> Chart:
    said = grid.written(row, column)
    names = f"{grid.rows[row].label} × {grid.columns[column].label}"
    return {
        "row": row,
        "column": column,
        "fill": colours[0],
        "ink": colours[1],
        "text": said if grid.values[row, column] else "",
        "tip": f"{names}: {said or '–'}",
    }


def _bars(grid: Grid, dark: bool) -> Chart:
    values = [
        {"row": row, "column": column, "n": float(grid.values[row, column]), "who": top.label}
        | {"tip": f"{head.label}, {top.label}: {grid.written(row, column)}"}
        for row, head in enumerate(grid.rows)
        for column, top in enumerate(grid.columns)
        if grid.values[row, column]
    ]
    x = _band("row", "across", len(grid.rows), {"orient": "bottom", "labelAngle": -45})
    y = {"field": "n", "type": "quantitative", "title": grid.counted, "axis": {"tickMinStep": 1}}
    names = [top.label for top in grid.columns]
    colours = [APART[at % len(APART)] for at in range(len(names))]
    return {
        "data": {"values": values},
        "width": {"step": 34},
        "height": _BARS,
        "params": [_names("across", grid.rows, _SLANTED)],
        "encoding": {"x": x, "y": y},
        "layer": [
            {
                "mark": {"type": "bar", "cursor": "pointer"},
                "params": [_clicked()],
                "encoding": {
                    "color": {"field": "who", "type": "nominal", "title": None}
                    | {"scale": {"domain": names, "range": colours}}
                    | {"legend": {"orient": "top", "columns": 4}},
                    "order": {"field": "column"},
                    "tooltip": {"field": "tip"},
                    "opacity": _faded(),
                },
            },
            {
                "mark": {"type": "text", "dy": -8, "fontSize": SIZE, "color": INK[dark]},
                "encoding": {"y": {"aggregate": "sum", "field": "n"}}
                | {"text": {"aggregate": "sum", "field": "n", "format": ","}},
            },
        ],
    }


def _strips(grid: Grid, dark: bool) -> Chart:
    values = [
        {"row": one.row, "column": one.column, "start": 100 * one.start}
        | {"stop": 100 * max(one.stop, one.start + 0.003)}
        | {"tip": f"{grid.rows[one.row].label}: {100 * one.start:.0f} %"}
        for one in grid.strips
    ]
    y, height = _down(grid.rows)
    axis = {"orient": "top", "labelExpr": "datum.value + ' %'", "grid": True, "tickCount": 10}
    axis |= {"labelOverlap": True, "labelFlush": True}
    x = {"field": "start", "type": "quantitative", "scale": {"domain": [0, 100]}}
    return {
        "data": {"values": values},
        "autosize": "pad",  # long names beside it must not take its room
        "width": 620,
        "height": {"step": height},
        "params": [_names("down", grid.rows, _ROW_WIDTH), _clicked()],
        "mark": {"type": "bar", "cursor": "pointer", "color": _BAR[dark], "height": {"band": 0.6}},
        "encoding": {
            "x": {**x, "title": None, "axis": axis},
            "x2": {"field": "stop"},
            "y": y,
            "tooltip": {"field": "tip"},
            "opacity": _faded(),
        },
    }


def _clicked() -> Chart:
    return {
        "name": CELL,
        "select": {"type": "point", "fields": ["row", "column"], "toggle": False},
    }


def _faded() -> Chart:
    return {"condition": {"param": CELL, "value": 0.85}, "value": 0.35}


def _still(grid: Grid, subtitle: Sequence[str]) -> Chart:
    return chart(grid, subtitle=[grid.counted, *grid.notes, *subtitle])


def _down(heads: Sequence[Head]) -> tuple[Chart, int]:
    """Place rows under each other, names to the left, sub-codes indented."""
    lines = [shortened(head.label, _ROW_WIDTH, _LINES) for head in heads]
    widest = max(
        (
            width(line) + SIZE * head.depth
            for head, some in zip(heads, lines, strict=True)
            for line in some
        ),
        default=0,
    )
    height = max(26, _LINE * max((len(some) for some in lines), default=1) + 10)
    axis = {"labelAlign": "left", "labelPadding": round(widest) + 10}
    return _band("row", "down", len(heads), axis), height


def _across(heads: Sequence[Head], least: int) -> tuple[Chart, int, int]:
    """Place columns side by side: axis, width of a column, room for a name; slanted where long."""
    word = max((width(word) for head in heads for word in head.label.split()), default=0)
    flat = max((len(wrapped(head.label, _FLAT)) for head in heads), default=1)
    if flat <= 2 and word <= _FLAT and len(heads) <= 16:
        longest = max((width(head.label) for head in heads), default=0)
        step = max(least, min(_FLAT + 12, round(longest) + 12))
        axis = {"orient": "top", "labelAngle": 0, "labelPadding": 4 + _LINE * (flat - 1)}
        return _band("column", "across", len(heads), axis), step, _FLAT
    lines = max((len(shortened(head.label, _SLANTED, _LINES)) for head in heads), default=1)
    # Vega hangs further lines below the first: they must not reach into the cells.
    raised = {"labelPadding": 2 + _LINE * (lines - 1)}
    axis = {"orient": "top", "labelAngle": -45, "labelBaseline": "bottom", **raised}
    step = max(least, round(_LINE * lines * 1.4) + 4)
    return _band("column", "across", len(heads), axis), step, _SLANTED


def _band(field: str, names: str, number: int, axis: Chart) -> Chart:
    return {
        "field": field,
        "type": "ordinal",
        "title": None,
        "scale": {"domain": list(range(number))},
        "axis": {"labelExpr": f"{names}[datum.value]", "ticks": False, "domain": False, **axis},
    }


def _names(name: str, heads: Sequence[Head], room: float, *, sunk: bool = False) -> Chart:
    """Name rows or columns; `sunk` names end on one line, next to the cells."""
    # Vega trims words; what has no width at their beginning keeps the blanks of a sub-code.
    names = [
        [
            "\u200b" * bool(head.depth) + _BLANK * head.depth + line
            for line in shortened(head.label, room, _LINES)
        ]
        for head in heads
    ]
    most = max(map(len, names), default=1) if sunk else 0
    return {"name": name, "value": [["\u200b"] * (most - len(some)) + some for some in names]}


def _axis(dark: bool) -> Chart:
    return {
        "labelColor": INK[dark],
        "titleColor": _SOFT[dark],
        "labelFontSize": SIZE,
        "titleFontSize": SIZE,
        "titleFontWeight": "normal",
        "labelLimit": 0,
        "labelOverlap": False,
        "gridColor": OUTSIDE[dark],
        "domainColor": OUTSIDE[dark],
        "tickColor": OUTSIDE[dark],
    }
