"""Treatments in a released text: parts of pseudonyms, suffixes, capitals, the study's mark."""

from __future__ import annotations

import pytest

from tests.anonymise.interviews import Fixed, named, reading
from workbench import transcripts
from workbench.anonymise import conventions, proposals, pseudonymise, settings
from workbench.anonymise.pseudonyms import is_near
from workbench.anonymise.vault import Vault
from workbench.errors import NameTaken
from workbench.study import Study

TALK = (
    ("Ruth Calloway", "who runs it?"),
    (
        "Maureen Tattersall",
        "St Mary's does. ST MARY'S van, St Mary's hall. Ken Tattersall's van, KEN TATTERSALL, "
        "Mr Tattersall, Ken. Mrs Tattersall's list from Porthmellow, PORTHMELLOW's best.",
    ),
)
FOUND = Fixed(
    (
        ("organisation", "St Mary's"),
        ("organisation", "ST MARY"),
        ("person", "Ken Tattersall"),
        ("person", "KEN TATTERSALL"),
        ("person", "Mr Tattersall"),
        ("person", "Mrs Tattersall"),
        ("person", "Ken"),
        ("place", "Porthmellow"),
        ("place", "PORTHMELLOW"),
    )
)


@pytest.fixture
def talk(study: Study, vault: Vault) -> str:
    one = pseudonymise.import_(study, vault, reading(TALK)).id
    pseudonymise.detect(study, vault, one, FOUND)
    pseudonymise.decide(vault, named(vault, "Ken Tattersall").id, "pseudonymise", "Alfred Hughes")
    pseudonymise.decide(vault, named(vault, "St Mary's").id, "generalise", "[church]")
    pseudonymise.accept_proposals(vault, [one.id for one in pseudonymise.entities(vault)])
    return one


def test_parts_suffixes_and_capitals_survive(study: Study, vault: Vault, talk: str) -> None:
    said = pseudonymise.preview(vault, talk).text
    assert "Alfred Hughes's van, ALFRED HUGHES, Mr Hughes, Alfred. Mrs Hughes's list" in said
    assert "[church] does. [church] van, [church] hall." in said
    assert "from [locality], [locality]'s best" in said
    wife = named(vault, "Mrs Tattersall")
    assert (wife.replacement or "").endswith(" Hughes")
    assert "Maureen Tattersall" in wife.surfaces


def test_the_mark_is_put_at_release(study: Study, vault: Vault, talk: str) -> None:
    conventions.set_style(vault, "seg")
    pseudonymise.release(study, vault, talk)
    said = transcripts.text(study, talk)
    assert "<seg>church</seg> does. <seg>church</seg> van" in said
    assert "<seg>locality</seg>'s best" in said
    assert "ALFRED HUGHES" in said
    conventions.set_style(vault, "brackets")
    pseudonymise.release(study, vault, talk)
    assert "[church] does" in transcripts.text(study, talk)


def test_a_pseudonym_one_letter_from_another_is_refused(vault: Vault, talk: str) -> None:
    wife = named(vault, "Mrs Tattersall")
    for taken in ("Alfred Winter", "Alfrid"):
        with pytest.raises(NameTaken):
            pseudonymise.decide(vault, wife.id, "pseudonymise", taken)
    assert proposals.families(pseudonymise.entities(vault))["tattersall"] == "Hughes"


def test_no_pseudonym_nears_a_term_of_the_study(vault: Vault, talk: str) -> None:
    wife = pseudonymise.entity(vault, named(vault, "Mrs Tattersall").id)
    first = (wife.replacement or "").split()[0]
    pseudonymise.reopen(vault, wife.id)
    settings.set_terms(vault, f"{first}\tperson\n")
    again = pseudonymise.propose(vault, wife.id)[1] or ""
    assert not is_near(again, [first])
