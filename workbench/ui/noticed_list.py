"""List what an interview's file held beside speech, before it is taken in and afterwards."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from workbench.readers.reading import Finding, HeaderField
from workbench.ui.plain import plain

FEW = 10
MOST = 200
"""Places listed of one kind; a file may hold any number of comments."""


def draw(header: Sequence[HeaderField], findings: Sequence[Finding]) -> None:
    """List it; what is quoted stands in the vault and is shown where the vault is open."""
    if header:
        st.markdown("**Before the first turn**")
        st.dataframe(
            pd.DataFrame(
                {
                    "Field": [line.name for line in header],
                    "Value": [line.value for line in header],
                }
            ),
            hide_index=True,
            height="content" if len(header) <= FEW // 2 else 210,
        )
    if findings:
        st.markdown("**Noticed**")
        with st.container(gap="xsmall"):
            for finding in findings:
                draw_finding(finding)


def draw_finding(finding: Finding) -> None:
    """Say what was noticed, and on demand where."""
    if not finding.detail:
        st.caption(f":material/info: {plain(finding.message)}")
        return
    lines = finding.detail.splitlines()
    label = plain(finding.message)
    with st.expander(label, icon=":material/info:", type="compact"):
        with st.container(height=240 if len(lines) > FEW else "content", border=False):
            st.text("\n".join(lines[:MOST]))
        if len(lines) > MOST:
            st.caption(f"… and {len(lines) - MOST} more, in the vault with the file.")
