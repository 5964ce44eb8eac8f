"""Cells of the table of participants reach the study, each as its own event."""

from __future__ import annotations

from workbench import audit, participants
from workbench.study import Study
from workbench.ui import participants_grid as grid


def test_changed_cells_are_stored_and_no_others(study: Study) -> None:
    with audit.act(study, "test.enrol") as act:
        for name in ("Karen", "Luis"):
            participants.enrol(act, participant_id=study.new_id(), pseudonym=name)
    people = participants.fetch_all(study)
    participants.set_attribute(study, people[0].id, "role", "nurse")
    people = participants.fetch_all(study)
    table = grid._table(people, ["role"])
    assert grid._store(study, people, ["role"], table) == 0
    table.loc[1, "role"] = "porter"
    table.loc[0, grid.CONSENT] = "agreed"
    assert grid._store(study, people, ["role"], table) == 2
    karen, luis = participants.fetch_all(study)
    assert luis.attributes == {"role": "porter"}
    assert karen.consent_to_deposit is True
    assert grid.as_csv([karen, luis], ["role"]).splitlines() == [
        "pseudonym,role",
        "Karen,nurse",
        "Luis,porter",
    ]
