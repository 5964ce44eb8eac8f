"""Offer a table as files, made only when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from workbench import sheets, tables

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(
    name: str, columns: Sequence[str], rows: Callable[[], Iterable[Mapping[str, object]]]
) -> None:
    """Draw a button for CSV and one for Excel."""
    st.download_button(
        "CSV",
        data=lambda: "\ufeff" + tables.write(columns, rows()),
        file_name=f"{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"{name} csv",
    )
    st.download_button(
        "Excel",
        data=lambda: sheets.write(name[:31], columns, rows()),
        file_name=f"{name}.xlsx",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        key=f"{name} xlsx",
    )
