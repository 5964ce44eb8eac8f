"""Which forms are one person, place or organisation."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.anonymise.aliases import Cluster, Form, gather, perhaps


def gathered(
    *surfaces: str, kind: str = "person", known: list[Cluster] | None = None
) -> list[set[str]]:
    forms = [Form(transcript_id="t1", kind=kind, surface=surface) for surface in surfaces]
    clusters = gather(forms, known or [], (f"new {n}" for n in count()))
    return sorted(({f.surface for f in c.forms} for c in clusters), key=sorted)


@pytest.mark.parametrize(
    "surfaces",
    [
        ("Maureen Tattersall", "Mo", "Maureen", "Mrs Tattersall", "MAUREEN", "Maureen's"),
        ("Kwabena Osei-Mensah", "Kwabs", "Kwabena"),
        ("Agnieszka Wróbel", "Agnieszka Wrobel", "Aga"),
        ("Maureen Tattersall", "Maureen Tatersall"),
        ("Ken Tattersall", "K. Tattersall", "Mr Tattersall"),
        ("Dennis Achebe", "Den", "D. A."),
        ("Professor Anneke de Vries", "Anneke", "Prof de Vries"),
        ("Pastor Emmanuel Boateng", "Pastor Emmanuel", "Emmanuel"),
    ],
)
def test_forms_of_one_person_are_put_together(surfaces: tuple[str, ...]) -> None:
    assert gathered(*surfaces) == [set(surfaces)]


@pytest.mark.parametrize(
    "apart",
    [
        ("Maureen Tattersall", "Ken Tattersall"),
        ("Young Dave", "Dave Prior"),
        ("Mrs Tattersall", "Mr Tattersall"),
        ("Jo Penhaligon", "Penhaligons"),
        ("Captain Tom", "Thomas"),
        ("Sarah Hill", "Sarah Mills"),
    ],
)
def test_two_people_stay_two(apart: tuple[str, ...]) -> None:
    assert len(gathered(*apart)) == 2


def test_two_daves_are_asked_about() -> None:
    forms = [
        Form(transcript_id="t1", kind="person", surface=surface)
        for surface in ("Dave Prior", "Young Dave", "Dave")
    ]
    clusters = gather(forms, [], (f"new {n}" for n in count()))
    assert len(clusters) == 3
    (dave,) = [c.id for c in clusters if {f.surface for f in c.forms} == {"Dave"}]
    assert len(perhaps(clusters)[dave]) == 2


def test_couples_share_a_surname_and_split_the_titles() -> None:
    found = gathered(
        "Maureen Tattersall", "Ken Tattersall", "Mr Tattersall", "Mrs Tattersall", "Tattersall"
    )
    assert {"Ken Tattersall", "Mr Tattersall"} in found
    assert {"Maureen Tattersall", "Mrs Tattersall"} in found
    assert {"Tattersall"} in found


def elsewhere(surface: str, *, decided: bool, kind: str = "person") -> Cluster:
    form = Form(transcript_id="t0", kind=kind, surface=surface)
    return Cluster(id="old", kind=kind, forms={form}, decided=decided)


def test_full_names_travel_between_interviews() -> None:
    assert (
        len(gathered("Maureen Tattersall", known=[elsewhere("Maureen Tattersall", decided=False)]))
        == 1
    )


def test_bare_forenames_travel_only_when_rare_and_decided() -> None:
    assert len(gathered("Eilidhean", known=[elsewhere("Eilidhean", decided=True)])) == 1
    assert len(gathered("Eilidhean", known=[elsewhere("Eilidhean", decided=False)])) == 2
    assert len(gathered("Sarah", known=[elsewhere("Sarah", decided=True)])) == 2
    assert len(gathered("Hope", known=[elsewhere("Hope", decided=True)])) == 2


def test_places_and_organisations_by_shape() -> None:
    kind = "organisation"
    assert len(gathered("The Larder", "Larder", "larder's", kind=kind)) == 1
    assert len(gathered("Yorkshire Together Fund", "YTF", kind=kind)) == 1
    assert len(gathered("Surplus Share", "Surplus Shore", kind=kind)) == 1
    assert len(gathered("Peckham Larder", "Benchill Larder", kind=kind)) == 2
    assert len(gathered("12 Mill Street", "Mill Street 1", kind="place")) == 2


def test_numbers_are_one_however_written() -> None:
    assert len(gathered("07700 900123", "+44 7700 900123", "07700-900-123", kind="phone")) == 1


names = st.sampled_from(
    ["Mo", "Maureen Tattersall", "Mrs Tattersall", "Dave", "Young Dave", "Dave Prior", "D.", "Ken"]
)


@given(st.lists(names, max_size=8))
def test_every_form_has_one_home(surfaces: list[str]) -> None:
    found = gathered(*surfaces)
    assert sorted(s for group in found for s in group) == sorted(set(surfaces))
