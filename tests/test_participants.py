"""Participants keep facts by pseudonym."""

from __future__ import annotations

import pytest

from workbench import audit, participants
from workbench.errors import NameTaken, UnreadableFile
from workbench.study import Study


@pytest.fixture
def karen(study: Study) -> str:
    with audit.act(study, "participants.enrol") as act:
        participants.enrol(act, participant_id="p1", pseudonym="Karen")
    return "p1"


@pytest.mark.usefixtures("karen")
def test_pseudonyms_are_unique(study: Study) -> None:
    with pytest.raises(NameTaken), audit.act(study, "participants.enrol") as act:
        participants.enrol(act, participant_id="p2", pseudonym="karen ")


@pytest.mark.usefixtures("karen")
def test_attributes_come_from_a_table(study: Study) -> None:
    table = "\ufeffpseudonym,region,age band\nKAREN,South East England,40s\n"
    assert participants.import_attributes(study, table) == 1
    (person,) = participants.fetch_all(study)
    assert dict(person.attributes) == {"region": "South East England", "age band": "40s"}
    participants.set_attribute(study, "p1", "region", "")
    (person,) = participants.fetch_all(study)
    assert dict(person.attributes) == {"age band": "40s"}
    audit.undo(study)
    audit.undo(study)
    assert participants.attribute_names(study) == []


@pytest.mark.usefixtures("karen")
@pytest.mark.parametrize(
    "table", ["", "name,age\nKaren,40\n", "pseudonym,age\nKaren,40\nNobody,30\n", "pseudonym\n"]
)
def test_a_wrong_table_stores_nothing(study: Study, table: str) -> None:
    with pytest.raises(UnreadableFile):
        participants.import_attributes(study, table)
    assert participants.attribute_names(study) == []


def test_consent_is_recorded(study: Study, karen: str) -> None:
    participants.set_consent(study, karen, True)
    assert participants.fetch_all(study)[0].consent_to_deposit is True
    audit.undo(study)
    assert participants.fetch_all(study)[0].consent_to_deposit is None
