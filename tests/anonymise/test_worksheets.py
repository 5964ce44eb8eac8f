"""Worksheets that a person answers and signs."""

from __future__ import annotations

import pytest

from tests.anonymise import audited
from workbench import audit
from workbench.anonymise import worksheets
from workbench.anonymise.vault import Vault
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study

JUDGED = dict.fromkeys(worksheets.JUDGED, ("", "remote"))


def sheet(study: Study, vault: Vault) -> worksheets.Sheet:
    (one,) = worksheets.sheets(study, vault)
    return one


def test_answers_are_kept_changed_and_taken_away(study: Study, vault: Vault) -> None:
    person = audited.release(study, vault)
    assert sheet(study, vault).answers == {}
    assert worksheets.answer(study, vault, person, {"linkability": ("A web page.", "possible")})
    assert sheet(study, vault).answers["linkability"].words == "A web page."
    assert not worksheets.answer(study, vault, person, {"linkability": ("A web page.", "possible")})
    assert worksheets.answer(study, vault, person, {"linkability": ("", None)})
    assert sheet(study, vault).answers == {}


def test_a_sheet_is_signed_after_the_three_questions(study: Study, vault: Vault) -> None:
    person = audited.release(study, vault)
    with pytest.raises(NotAllowed):
        worksheets.sign(study, vault, person, "R. Weaver")
    worksheets.answer(study, vault, person, JUDGED)
    worksheets.sign(study, vault, person, "R.  Weaver ")
    signed = sheet(study, vault).signature
    assert signed is not None
    assert signed.name == "R. Weaver"
    assert sheet(study, vault).highest == "remote"


def test_a_change_takes_the_signature_off_and_undo_brings_both_back(
    study: Study, vault: Vault
) -> None:
    person = audited.release(study, vault)
    worksheets.answer(study, vault, person, JUDGED)
    worksheets.sign(study, vault, person, "R. Weaver")
    worksheets.answer(study, vault, person, {"inference": ("On reflection", "likely")})
    assert sheet(study, vault).signature is None
    assert sheet(study, vault).highest == "likely"
    audit.undo(vault)
    assert sheet(study, vault).signature is not None
    assert sheet(study, vault).highest == "remote"


@pytest.mark.parametrize(
    "given",
    [
        {"weather": ("fine", None)},
        {"searched": ("x", "remote")},
        {"inference": ("x", "perhaps")},
        {"searched": ("bell \x07", None)},
        {"searched": ("x" * 20_001, None)},
    ],
)
def test_what_does_not_fit_is_refused(
    study: Study, vault: Vault, given: dict[str, tuple[str, str | None]]
) -> None:
    person = audited.release(study, vault)
    with pytest.raises(NotAllowed):
        worksheets.answer(study, vault, person, given)
    with pytest.raises(NotThere):
        worksheets.answer(study, vault, "nobody", {})


def test_nothing_of_an_answer_reaches_the_study(study: Study, vault: Vault) -> None:
    person = audited.release(study, vault)
    worksheets.answer(study, vault, person, {"found": ("Zebadiah Quill", None)})
    said = study.rows("select changes::text as words, verb from events")
    assert not [row for row in said if "Zebadiah" in row["words"] or "worksheet" in row["verb"]]
