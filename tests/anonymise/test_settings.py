from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.anonymise.interviews import Fixed
from workbench.anonymise import pseudonymise
from workbench.anonymise.settings import Settings, Term, set_terms, settings, with_terms
from workbench.anonymise.vault import Vault
from workbench.errors import ModelMissing, UnreadableFile
from workbench.study import Study


def test_terms_are_kept_replaced_and_taken_out(vault: Vault) -> None:
    assert set_terms(vault, "# ours\nthe  kettle\torganisation\n\nlong shed\n") == 2
    assert settings(vault).terms == (
        Term(words="long shed", kind="other"),
        Term(words="the kettle", kind="organisation"),
    )
    assert set_terms(vault, "") == 0
    assert settings(vault) == Settings()


@pytest.mark.parametrize("line", ["kettle\tvillage", "x" * 201, "…"])
def test_what_is_no_term_is_refused(vault: Vault, line: str) -> None:
    with pytest.raises(UnreadableFile) as told:
        set_terms(vault, f"long shed\n{line}\n")
    assert "kettle" not in str(told.value)
    assert settings(vault).terms == ()


def test_terms_are_found_by_detect(study: Study, vault: Vault, interview: str) -> None:
    text = pseudonymise.original_text(vault, interview)
    word = next(word for word in text.split() if word.islower() and len(word) > 5)
    set_terms(vault, f"{word}\torganisation")
    pseudonymise.detect(study, vault, interview, Fixed())
    kinds = {m.kind for m in pseudonymise.mentions(vault, transcript_id=interview)}
    assert "organisation" in kinds


def test_a_pipeline_that_is_not_there_is_refused(vault: Vault) -> None:
    with pytest.raises(ModelMissing):
        pseudonymise.choose_pipeline(vault, "xx_nothing_here")
    assert settings(vault).pipeline is None


def test_a_name_that_is_a_word_is_found_as_written_only() -> None:
    own = Settings(terms=(Term(words="Will", kind="person"), Term(words="Ola", kind="person")))
    text = "will Ola ask OLA or Will?"
    assert [(i.start, i.stop) for i in with_terms([], own, text)] == [(5, 8), (13, 16), (20, 24)]


@given(st.lists(st.text("ab ", min_size=1, max_size=4), max_size=5), st.text("ab .", max_size=60))
def test_terms_come_out_disjoint_and_whole(terms: list[str], text: str) -> None:
    kept = tuple(Term(words=" ".join(t.split()), kind="other") for t in terms if t.strip())
    found = with_terms([], Settings(terms=kept), text)
    assert all(a.stop <= b.start for a, b in pairwise(found))
    for one in found:
        assert not text[one.start - 1 : one.start].isalnum() or one.start == 0
