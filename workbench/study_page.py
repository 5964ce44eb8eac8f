"""Show the study as a whole: its folder and copies, its vault, its audit trail, a check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from workbench import audit, clock, wording
from workbench.anonymise import destroying, keys, replacement_log, unlocking, vault
from workbench.events import Event
from workbench.study import FILE, Study
from workbench.ui import gate, session, states, who
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

SHOWN_EVENTS = 500
DONE = {"done": "", "undo": "undone", "redo": "done again"}


def draw() -> None:
    """Draw the page."""
    study = session.study()
    states.header(study.name, "The study as a whole. All of it lies in one folder on this machine.")
    general, locked, trail, check = st.tabs(
        ["Folder and copies", "Vault", "Audit trail", "Check"], key="study tabs", on_change="rerun"
    )
    for tab, part in (
        (general, draw_folder),
        (locked, draw_vault),
        (trail, draw_trail),
        (check, draw_check),
    ):
        if tab.open:
            with tab:
                part(study)


def draw_folder(study: Study) -> None:
    """Say where everything lies, who works, and which copies there are."""
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Folder", anchor=False)
        st.code(str(study.folder), language=None, wrap_lines=True)
        st.caption(
            plain(f"{FILE}, {size(study.folder / FILE)}. Copy the folder to move the study.")
        )
        st.header("Researcher", anchor=False)
        st.caption(plain(f"{study.researcher} works in this window."))
        states.link(who.PAGE, "Change, or see who has worked here", ":material/groups:")
    with right:
        st.header("Copies", anchor=False)
        st.caption("A dated copy is kept whenever a changed study is opened; the newest ten stay.")
        found = study.copies()
        if found:
            st.dataframe(copies(found), hide_index=True)
        else:
            st.caption("None yet.")


def copies(files: list[Path]) -> pd.DataFrame:
    """Tabulate the dated copies, newest first."""
    changed = [datetime.fromtimestamp(file.stat().st_mtime, UTC).astimezone() for file in files]
    return pd.DataFrame(
        {
            "Changed": [clock.minute(time) for time in changed],
            "Size": [size(file) for file in files],
            "File": [file.name for file in files],
        }
    )


def size(file: Path) -> str:
    """Write the size of a file in kilobytes or megabytes."""
    number = file.stat().st_size if file.exists() else 0
    return f"{number / 1e6:.1f} MB" if number >= 1e6 else f"{number / 1e3:.0f} kB"


def draw_vault(study: Study) -> None:
    """Say where the vault lies, whether it is open here, and change what opens it."""
    if certificates := destroying.certificates(study):
        draw_certificate(study, certificates[-1])
        return
    place = study.vault_folder
    st.code(str(place), language=None, wrap_lines=True)
    if not vault.exists(place):
        st.caption(
            "There is no vault there now. It is made before the first import; if it lies on "
            "another drive, connect that drive."
        )
        return
    if gate.unlocked():
        st.caption("Open in this window. Originals can be read on the Prepare pages.")
        gate.draw_lock()
    else:
        st.caption("Locked in this window.")
    left, right = st.columns(2, gap="large")
    with left, st.form("change passphrase", clear_on_submit=True):
        st.markdown("**Change the passphrase**")
        old = secret_field("Present passphrase or recovery code")
        new = secret_field("New passphrase")
        again = secret_field("The same again")
        if st.form_submit_button("Change"):
            change(place, old, new, again)
    with right, st.form("new recovery code", clear_on_submit=True):
        st.markdown("**New recovery code**")
        st.caption("For when the old one was lost or seen. The old one stops working.")
        secret = secret_field("Passphrase")
        if st.form_submit_button("Make a new code"):
            with guard():
                st.code(keys.renew_recovery_code(place, secret), language=None, wrap_lines=True)
                st.caption("Write it down now: it is shown this one time.")
    if opened := gate.unlocked():
        left, right = st.columns(2, gap="large")
        with left, st.container(border=True):
            draw_log(opened)
        with right:
            draw_destruction(study, opened)


def draw_log(opened: vault.Vault) -> None:
    """Offer what became of every identifier, and the counts that may go with the data.

    They are written on a click alone: what is handed to the server before can be fetched by anyone
    who knows its address.
    """
    st.markdown("**Log of replacements**")
    st.caption("The log says who is who: keep it apart from the data. The counts name nobody.")
    for label, made, name in (
        ("Log (who is who)", replacement_log.log_text, "replacements.csv"),
        ("Counts", replacement_log.summary_text, "pseudonymised.csv"),
    ):
        st.download_button(
            label, partial(_bytes, made, opened), name, "text/csv", icon=":material/download:"
        )


def _bytes(made: Callable[[vault.Vault], str], opened: vault.Vault) -> bytes:
    return made(opened).encode("utf-8-sig")


def draw_destruction(study: Study, opened: vault.Vault) -> None:
    """Ask for two confirmations, then destroy the originals."""
    with st.form("destroy originals"):
        st.markdown("**Destroy the originals**")
        st.caption(
            "Originals, names and decisions are gone for good, in the vault and nowhere else: "
            "your own copies and recordings stay. What was released stays. A certificate goes "
            "into the audit trail. Write the audit report first: its samples and worksheets are "
            "in the vault too."
        )
        left = destroying.unreleased(study)
        name = st.text_input("The name of this study")
        number = st.number_input("How many originals the vault holds", min_value=0, value=None)
        lose = bool(left) and st.checkbox(
            f"{count(left, 'transcript')} never released may be lost with them"
        )
        leave = st.checkbox("Originals that still stand in the study may stay there")
        if st.form_submit_button("Destroy for good", icon=":material/delete_forever:"):
            sure = {"lose_unreleased": lose, "leave_leaks": leave}
            destroy(study, opened, name, -1 if number is None else int(number), sure)


def destroy(
    study: Study, opened: vault.Vault, name: str, number: int, sure: dict[str, bool]
) -> None:
    """Destroy, unless another window is at work in the vault."""
    if unlocking.windows(opened) > 1:
        st.error("Another window has the vault open. Lock it there first.", icon=":material/error:")
        return
    with guard():
        destroying.destroy(study, opened, name=name, originals=number, **sure)
        gate.lock()
        st.rerun()


def draw_certificate(study: Study, one: destroying.Certificate) -> None:
    """Show what was destroyed, when and by whom."""
    st.markdown("The originals were destroyed for good. What was released stays.")
    st.code(destroying.written(study, one), language=None, wrap_lines=True)
    st.download_button(
        "Certificate",
        destroying.written(study, one),
        "certificate-of-destruction.txt",
        icon=":material/download:",
    )


def secret_field(label: str) -> str:
    """Ask for something the browser must not keep."""
    return st.text_input(label, type="password", autocomplete="off")


def change(place: Path, old: str, new: str, again: str) -> None:
    """Change the passphrase when the new one was typed twice alike."""
    if new != again:
        st.error("The two new passphrases differ. Nothing was changed.", icon=":material/error:")
        return
    with guard():
        vault.change_passphrase(place, old, new)
        st.success("Changed. The recovery code stays the same.", icon=":material/check:")


def draw_trail(study: Study) -> None:
    """List the events, newest first, and offer to take the last one back."""
    with st.container(horizontal=True, vertical_alignment="center"):
        last, undone = audit.next_undo(study), audit.next_redo(study)
        if st.button("Undo", icon=":material/undo:", disabled=last is None):
            with guard():
                states.done(f"Undone: {spoken(audit.undo(study))}.")
                st.rerun()
        if st.button("Redo", icon=":material/redo:", disabled=undone is None):
            with guard():
                states.done(f"Done again: {spoken(audit.redo(study))}.")
                st.rerun()
        if last:
            st.caption(
                plain(f"Next to undo: {spoken(last)}, {wording.when(last.ts)}"), width="content"
            )
    events = audit.read(study, newest=SHOWN_EVENTS)
    if not events:
        st.caption("Nothing has been done in this study yet.")
        return
    st.dataframe(listing(events), hide_index=True, height=560 if len(events) > 14 else "content")
    st.caption(
        f"{count(len(events), 'event')}, newest first. The trail keeps every change with what was "
        "there before; decisions on names are in the vault and not here."
    )


def listing(events: list[Event]) -> pd.DataFrame:
    """Tabulate events."""
    return pd.DataFrame(
        {
            "When": [wording.when(event.ts) for event in events],
            "Researcher": [event.researcher for event in events],
            "What": [spoken(event) for event in events],
            "Then": [DONE[event.kind] for event in events],
            "Rows": [len(event.changes) or None for event in events],
        }
    )


def spoken(event: Event) -> str:
    """Say a verb as words: `codebook.rename` is “codebook: rename”."""
    return event.verb.replace("_", " ").strip().replace(".", ": ")


def draw_check(study: Study) -> None:
    """Look for records that stand on something no longer there."""
    found = study.orphans()
    if not found:
        st.markdown(":green[:material/check_circle:] Every record stands on what it needs.")
        st.caption("Codings have their passages, passages their transcripts, memos their subject.")
        return
    st.warning(
        f"{count(len(found), 'record')} stand on something that is gone. Put the newest good copy "
        "in the place of the study file, or report this table.",
        icon=":material/warning:",
    )
    st.dataframe(pd.DataFrame(found, columns=["Table", "Id"]), hide_index=True)


draw()
