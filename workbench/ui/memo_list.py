"""Let a researcher read and write memos about one thing."""

from __future__ import annotations

import streamlit as st

from workbench import clock, memos
from workbench.study import Study
from workbench.ui.guard import guard
from workbench.ui.plain import plain


def draw(study: Study, about: memos.About, about_id: str) -> None:
    """Draw a field for a new memo, and the memos there are, newest first."""
    with st.form(f"memo {about_id}", clear_on_submit=True, border=False):
        text = st.text_area("New memo", height=90, key=f"memo text {about_id}")
        wanted = st.form_submit_button("Save memo", icon=":material/edit_note:")
    if wanted:
        with guard():
            memos.write(study, about, about_id, text)
            st.toast("Memo saved.", icon=":material/check:")
    for memo in memos.fetch_all(study, about=about, about_id=about_id):
        with st.container(border=True, gap="xsmall"):
            st.text(memo.text)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(plain(f"{memo.researcher}, {clock.day(clock.local(memo.ts))}"))
                if st.button(
                    "Remove",
                    key=f"remove memo {memo.id}",
                    icon=":material/close:",
                    type="tertiary",
                    help="Undo on the Study page brings it back.",
                ):
                    memos.remove(study, memo.id)
                    st.rerun(scope="fragment")
