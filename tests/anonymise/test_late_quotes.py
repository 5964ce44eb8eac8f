"""A name treated late goes from trimmed quotes too, and they still say what was said."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.anonymise.interviews import PASSPHRASE, accept_all, reading
from tests.anonymise.test_late import bare
from tests.anonymise.test_late_properties import AS_THEY_COME, NAMES, ROLES, Case, treated, turns
from tests.themes.test_trims import marks_of
from tests.themes.test_verbatim_everywhere import says_what_was_said
from workbench import transcripts
from workbench.anonymise import pseudonymise
from workbench.anonymise.vault import Vault
from workbench.coding import codebook, codings
from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.themes import conventions, development, gathering, quotes, trimming

Talk = st.lists(turns, min_size=2, max_size=4)


def quoted(study: Study, transcript: str, data: st.DataObject, number: int) -> str:
    """Quote a coding, or a passage without a code, in a theme of its own; returns the theme."""
    text = transcripts.text(study, transcript)
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    code = codebook.add(study, f"Code {number}").id
    theme = development.add(study, f"Theme {number}", [code]).id
    if data.draw(st.booleans()):
        chosen = codings.apply(study, transcript, start, stop, code).id
    else:
        chosen = gathering.add(study, theme, transcript, start, stop)
    quotes.choose(study, theme, chosen)
    (quote,) = quotes.table(study, theme, chosen_only=True)
    assert quote.setting
    trimming.trim(study, quote.setting.id, data.draw(marks_of(quote.words)))
    return theme


def try_once(room: Path, talk: list[str], data: st.DataObject) -> None:
    said = [(("Interviewer", "P1")[n % 2], one) for n, one in enumerate(talk)]
    with Study.create(room / "study", name="Random", researcher="Robin") as study:
        vault, _ = Vault.create(study.vault_folder, PASSPHRASE, "Robin")
        with vault:
            home = pseudonymise.import_(study, vault, reading(said, ROLES, "1.txt")).id
            accept_all(vault)
            pseudonymise.release(study, vault, home, knowingly=True)
            themes = []
            for number in range(3):
                try:
                    themes.append(quoted(study, home, data, number))
                except NotAllowed:  # a place without words, or marks that leave nothing
                    continue
            text = transcripts.text(study, home)
            names = [name for name in NAMES if name in text]
            if not names:
                return
            name = data.draw(st.sampled_from(names))
            at = (text.index(name), len(name))
            assert treated(Case(study, {home: text}, {}), vault, at)
            for theme in themes:
                says_what_was_said(study, theme, conventions.fetch(study))
            assert study.orphans() == []
        assert name not in bare(study, room)


@settings(AS_THEY_COME, max_examples=4, phases=(Phase.generate,))
@given(Talk, st.data())
def test_trimmed_quotes_lose_the_name_alone(talk: list[str], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as room:
        try_once(Path(room), talk, data)


@pytest.mark.slow
@settings(AS_THEY_COME, max_examples=80, phases=(Phase.generate,))
@given(Talk, st.data())
def test_trimmed_quotes_lose_the_name_alone_whatever_comes(
    talk: list[str], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as room:
        try_once(Path(room), talk, data)
