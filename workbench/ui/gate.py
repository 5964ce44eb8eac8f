"""Ask for what opens the vault, once per browser session, and keep it in memory only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from workbench.ui import session, states
from workbench.ui.guard import guard

VAULT = "vault"
CODE = "recovery code"


def unlocked() -> Any | None:
    """Return what this browser session unlocked, or None."""
    return session.kept(VAULT)


def lock() -> None:
    """Forget the key in this browser session."""
    session.drop(VAULT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Say how to make, open and let go of a vault; `create` also returns the recovery code.

    `unlock` takes what opens it and the name of who will be working, `researcher` by default.
    """

    exists: bool
    researcher: str
    create: Callable[[str], tuple[Any, str]]
    unlock: Callable[[str, str], Any]
    let_go: Callable[[Any], None]


def draw(ways: Ways) -> Any | None:
    """Return the open vault, or draw what opens or makes it and return None.

    A new recovery code is shown until the researcher says that it is written down.
    """
    code = session.kept(CODE)
    if code:
        _show_code(code)
        return None
    vault = unlocked()
    if vault is None:
        with st.container(border=True, width=560):
            if ways.exists:
                _ask(ways)
            else:
                _make(ways)
    return vault


def draw_lock() -> None:
    """Draw the button that locks the vault again."""
    if st.button(
        "Lock vault",
        icon=":material/lock_open:",
        help="Forget the passphrase in this window. Originals are hidden until it is typed again.",
    ):
        lock()
        st.rerun()


def _ask(ways: Ways) -> None:
    st.header("The vault is locked", anchor=False)
    st.caption(
        "Originals and names are encrypted. Unlock them for this window; nothing is remembered "
        "when it closes."
    )
    with st.form("unlock", border=False):
        secret = st.text_input(
            "Passphrase or recovery code", type="password", autocomplete="off", key="unlock secret"
        )
        name = st.text_input(
            "Your name",
            value=ways.researcher,
            autocomplete="off",
            key="unlock name",
            help="Decisions in this window are recorded under it; undo takes back your own.",
        )
        chosen = st.form_submit_button("Unlock", type="primary", icon=":material/lock_open:")
    if chosen:
        with guard(), states.working("Unlocking"):
            session.keep(VAULT, ways.unlock(secret, name), ways.let_go)
            st.rerun()


def _make(ways: Ways) -> None:
    st.header("Create the vault", anchor=False)
    st.caption(
        "Originals, names and pseudonyms live in an encrypted vault beside the study. Without the "
        "passphrase or the recovery code nobody can read them again, not even you."
    )
    with st.form("create vault", border=False):
        first = st.text_input(
            "Passphrase",
            type="password",
            autocomplete="off",
            help="At least 8 characters; several words are best.",
            key="new passphrase",
        )
        again = st.text_input(
            "The same passphrase again", type="password", autocomplete="off", key="new again"
        )
        chosen = st.form_submit_button(
            "Create vault", type="primary", icon=":material/encrypted_add:"
        )
    if chosen and first != again:
        st.error("The two passphrases differ. Type them again.", icon=":material/error:")
    elif chosen:
        with guard(), states.working("Creating the vault"):
            vault, code = ways.create(first)
            session.keep(VAULT, vault, ways.let_go)
            session.keep(CODE, code, lambda _: None)
            st.rerun()


def _show_code(code: str) -> None:
    with st.container(border=True, width=560):
        st.header("Write down the recovery code", anchor=False)
        st.caption(
            "It opens the vault when the passphrase is lost, and it is shown this one time. Keep "
            "it on paper or in a password manager, away from this computer."
        )
        st.code(code, language=None, wrap_lines=True)
        sure = st.checkbox("I have written it down", key="code kept")
        if st.button("Continue", type="primary", disabled=not sure):
            session.drop(CODE)
            st.rerun()
