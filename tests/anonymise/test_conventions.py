"""What a study does as a rule: the mark, what is kept, its own places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import audit
from workbench.anonymise import conventions, gazetteer, generalise, proposals
from workbench.anonymise.entities import Entity
from workbench.anonymise.vault import Vault
from workbench.errors import NotAllowed, UnreadableFile

TABLE = """place,first,then,at last
Porthmellow,village in Cornwall,Cornwall,
Ellerby Road,street in Hull
"""


def test_own_places_come_first_and_climb_on(vault: Vault) -> None:
    assert conventions.import_places(vault, TABLE) == 2
    own = conventions.own_places(vault)
    levels = generalise.levels("PORTHMELLOW", own)
    assert levels[:3] == ["[village in Cornwall]", "[Cornwall]", "[South West England]"]
    assert generalise.levels("the Ellerby road", own) == ["[street in Hull]"]
    assert generalise.levels("Porthmellow") == [f"[{kind}]" for kind in generalise.UNKNOWN]


def test_a_table_is_one_undoable_act(vault: Vault) -> None:
    conventions.import_places(vault, TABLE)
    conventions.import_places(vault, "place,level\nporthmellow,\nEllerby Road,[lane]\n")
    assert list(conventions.own_places(vault).values()) == [("[lane]",)]
    audit.undo(vault)
    audit.undo(vault)
    assert not conventions.own_places(vault)


@pytest.mark.parametrize("text", ["", "place\n", 'a,b\n"x', "a,b\n,c\n", "a,b\nx," + "y" * 99])
def test_no_table_is_refused(vault: Vault, text: str) -> None:
    with pytest.raises(UnreadableFile):
        conventions.import_places(vault, text)


def test_the_mark_is_the_study_s_own(vault: Vault) -> None:
    assert conventions.style(vault) == "[…]"
    conventions.set_style(vault, "seg")
    assert conventions.style(vault) == "<seg>…</seg>"
    conventions.set_style(vault, "{…}")
    audit.undo(vault)
    words = [conventions.marked(one, conventions.style(vault)) for one in ("[council]'s", "Aurora")]
    assert words == ["<seg>council</seg>'s", "Aurora"]
    assert conventions.marked("[village]", "***") == "***"
    for wrong in ("none", "……", "…\n", "x" * 70 + "…"):
        with pytest.raises(NotAllowed):
            conventions.set_style(vault, wrong)


def test_policy_is_kept_by_group(vault: Vault) -> None:
    assert all(conventions.policy(vault).values())
    conventions.set_policy(vault, {"public figures": False})
    now = conventions.conventions(vault)
    assert not now.keeps("person")
    assert now.keeps("place")
    assert now.keeps("age")
    with pytest.raises(NotAllowed):
        conventions.set_policy(vault, {"everybody": True})


def test_every_holder_is_listed_and_no_way_up_turns_round() -> None:
    top = {"United Kingdom", "Europe", "Africa", "Asia", "the Caribbean", "North America"}
    for place in gazetteer.places().values():
        assert gazetteer.find(place.holder) or place.holder in top | {"South America", "Oceania"}
        assert len(list(gazetteer.holders(place.name))) <= 5


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("Peckham", ["[area]", "[area in Southwark]", "[London]", "[England]"]),
        ("Hackney", ["[London borough]", "[London]", "[England]"]),
        ("City of Hull", ["[city]", "[city in East Yorkshire]", "[Yorkshire and the Humber]"]),
        ("maidstone", ["[town]", "[town in Kent]", "[South East England]", "[England]"]),
        ("Co. Tyrone", ["[county]", "[Northern Ireland]"]),
        ("the Valleys", ["[region]", "[Wales]"]),
        ("Ghana", ["[country]", "[country in Africa]"]),
        ("Ellerby Road", ["[street]", "[place]"]),
    ],
)
def test_places_rise_by_steps(name: str, levels: list[str]) -> None:
    assert generalise.levels(name)[: len(levels)] == levels


@pytest.mark.parametrize(
    ("kind", "surface", "found"),
    [
        ("date", "23rd of March 2020", ["[March 2020]", "[spring 2020]", "[2020]"]),
        ("date", "December", ["[December]", "[winter]"]),
        ("age", "sixty-seven", ["[age: 60s]", "[age: 65 to 69]", "[age: 65 or over]"]),
        ("other", "two hundred and six parcels", ["[hundreds]", "[detail]"]),
        ("other", "1,400", ["[thousands]"]),
        ("other", "ZZ62 QRX", ["[detail]"]),
        ("other", "ZZ 62 QRX", ["[detail]"]),
        ("other", "forty thousand pounds", ["[tens of thousands]"]),
        ("organisation", "Peckham Larder", ["[food bank]", "[organisation]"]),
    ],
)
def test_facts_rise_to_bands_and_magnitudes(kind: str, surface: str, found: list[str]) -> None:
    assert generalise.choices(kind, surface)[: len(found)] == found


@given(st.sampled_from(["place", "age", "date", "other", "organisation", "person"]), st.text())
def test_there_is_always_a_choice_in_brackets(kind: str, surface: str) -> None:
    found = generalise.choices(kind, surface)
    assert found
    assert all(one.startswith("[") and one.endswith("]") for one in found)


def test_policy_and_own_places_lead_the_proposals(vault: Vault) -> None:
    figure = Entity(
        id="e",
        kind="person",
        directness="indirect",
        name="Boris Johnson",
        treatment=None,
        replacement=None,
        mentions=1,
        exceptions=0,
        doubtful=0,
        surfaces=("Boris Johnson",),
        transcripts=("t",),
        speaks_as=None,
        probability=0.9,
        perhaps=(),
    )
    place = replace(figure, kind="place", directness="direct", name="Porthmellow", surfaces=())
    conventions.import_places(vault, TABLE)
    conventions.set_policy(vault, {"public figures": False})
    now = conventions.conventions(vault)
    assert proposals.proposal(figure, [], []) == ("keep", None)
    assert proposals.proposal(figure, [], [], by=now)[0] == "pseudonymise"
    assert proposals.proposal(place, [], [], by=now) == ("generalise", "[village in Cornwall]")
