"""What points to a participant without a name."""

from __future__ import annotations

from tests.anonymise import audited
from workbench.anonymise import bundles
from workbench.anonymise.vault import Vault
from workbench.study import Study


def test_readable_hints_are_gathered_with_their_turns(study: Study, vault: Vault) -> None:
    person = audited.release(study, vault)
    (bundle,) = bundles.bundles(study, vault)
    assert bundle.participant_id == person
    kept = {hint.words for hint in bundle.hints if hint.is_kept}
    assert kept == {"vicar"}
    assert {hint.turn for hint in bundle.hints} == {2}
    assert {"role", "place", "organisation"} <= set(bundle.kinds)
    words = " ".join(hint.words for hint in bundle.hints)
    assert not [one for one in audited.SECRETS if one in words]


def test_who_might_be_singled_out_is_said_with_reasons(study: Study, vault: Vault) -> None:
    audited.release(study, vault)
    (bundle,) = bundles.bundles(study, vault)
    assert bundle.together(3) == [("Interview 01", 2)]
    assert len(bundle.reasons) == 3
    (only,) = bundle.singular
    assert only.words.startswith("I was the only vicar")


def test_an_empty_study_has_no_bundles(study: Study, vault: Vault) -> None:
    assert bundles.bundles(study, vault) == []


def test_places_are_written_short() -> None:
    turns = [("Interview 02", 5), ("Interview 01", 17), ("Interview 01", 3), ("Interview 01", 3)]
    assert bundles.places(turns) == "Interview 01: 3, 17; Interview 02: 5"
