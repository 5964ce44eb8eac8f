"""Which forms are one person, place or organisation."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.anonymise.aliases import gather, perhaps
from workbench.anonymise.forms import Cluster, Form


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
        ("Zoë Price", "Zoe", "ZOË'S", "zoe"),
        ("Siân Llewellyn", "Sian", "Siân's"),
        ("Gary Pike", "Gaz", "Gazza", "Gary"),
        ("Sharon Tully", "Shaz", "Ms Tully"),
        ("Katherine Boyle", "Kath", "Kathy", "Mrs Boyle"),
        ("Rebecca Stubbs", "Bex", "Becca"),
        ("Deborah Nunn", "Debs", "Debbie Nunn"),
        ("Thomas Laird", "Tam", "Tommy"),
        ("Colin Wragg", "Col"),
        ("Julia Sprake", "Jools"),
        ("Steven Hobley", "Stephen Hobley", "Steve"),
        ("Sally-Ann Mott", "Sally Ann", "Sally-Anne Mott", "Sal"),
        ("Mott, Sally-Ann", "Sally-Ann Mott"),
        ("Kofi OM", "Kofi Owusu-Mintah"),
        ("Tom B", "Tom Bratley"),
        ("Miss Tracy", "Tracy Bolland"),
        ("Canon Tewkes", "Canon"),
        ("our Denise", "Denise", "poor Denise"),
        ("Pani Bożena", "Bożena"),
        ("Cllr Priddy", "Councillor Priddy"),
        ("O'Rourke", "Sinead O’Rourke"),
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
        ("Samir", "Samira"),
        ("Jameel Raza", "Jameela Raza"),
        ("Bernie", "Bertie Laws"),
        ("Mr Price", "Miss Price"),
        ("Big Jim", "Wee Jim"),
        ("Captain Tom", "Tom Bratley"),
        ("Mr James", "James Tully"),
        ("Carole Reeve", "Carl Reeve"),
        ("T. Boyle", "Sean Boyle"),
        ("the Boyles", "Boyle"),
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


def test_a_title_does_not_say_who_of_a_family() -> None:
    surfaces = ("Maureen Tattersall", "Ken Tattersall", "Mrs Tattersall", "Tattersall")
    assert gathered(*surfaces) == sorted([{one} for one in surfaces], key=sorted)
    forms = [Form(transcript_id="t1", kind="person", surface=surface) for surface in surfaces]
    clusters = gather(forms, [], (f"new {n}" for n in count()))
    names = {c.id: next(iter(c.forms)).surface for c in clusters}
    (titled,) = [id_ for id_, name in names.items() if name == "Mrs Tattersall"]
    asked = {names[id_] for id_ in perhaps(clusters)[titled]}
    assert "Maureen Tattersall" in asked
    assert "Ken Tattersall" not in asked


def test_a_title_needs_a_forename_known_to_fit() -> None:
    assert len(gathered("Maureen Tattersall", "Mrs Tattersall")) == 1
    assert len(gathered("Zaqwen Tattersall", "Mrs Tattersall")) == 2
    assert len(gathered("Zaqwen Tattersall", "Dr Tattersall")) == 1


def test_a_public_figure_is_not_who_bears_the_name_here() -> None:
    assert len(gathered("Thomas Bratley", "Tom", "Captain Tom")) == 2
    known = [elsewhere("Captain Tom", decided=False)]
    assert len(gathered("Captain Tom", known=known)) == 1
    known = [elsewhere("Captain Tom", decided=False)]
    assert len(gathered("Thomas Bratley", "Captain Tom", known=known)) == 3


def test_names_beside_each_other_are_asked_about() -> None:
    clusters = [
        Cluster(
            id=surface,
            kind="person",
            forms={Form(transcript_id="t1", kind="person", surface=surface)},
        )
        for surface in ("Mrs Larkin", "Winifred", "Leonard", "Ann Price")
    ]
    pairs = [("Mrs Larkin", other) for other in ("Winifred", "Leonard", "Ann Price")]
    assert perhaps(clusters, pairs) == {"Mrs Larkin": {"Winifred"}, "Winifred": {"Mrs Larkin"}}


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
    written = ("+44 (0)7700 900123", "0044 7700 900123", "0044 (0)7700 900 123", "07700.900.123")
    said = (
        "oh seven seven double oh, nine hundred, one two three",
        "Oh double seven double zero, nine double oh... one two three",
        "plus four four seven seven zero zero nine zero zero one two three",
        "double oh double four, seven seven double oh, nine hundred, one two three",
    )
    assert len(gathered(*written, *said, "07700 900 123", kind="phone")) == 1
    assert len(gathered("07700 900123", "07700 900124", "+33 7700 900123", kind="phone")) == 3
    assert len(gathered("+33 1 70 18 99 00", "0033 170 189 900", kind="phone")) == 1
    assert (
        len(gathered("943 476 5919", "nine four three, four seven six, 5919", kind="nhs_number"))
        == 1
    )


@pytest.mark.parametrize(
    ("kind", "surfaces", "homes"),
    [
        ("organisation", ("Trussell Trust", "the Trust", "Trussell"), 1),
        ("organisation", ("St Mary's Primary School", "Saint Marys Primary School", "school"), 1),
        ("organisation", ("Department for Work and Pensions", "DWP", "D.W.P."), 1),
        ("organisation", ("Harbour Lights CIC", "Harbour Lights", "Harbor Lights"), 1),
        ("organisation", ("Hull City Council", "the council", "Hull Foodbank"), 2),
        ("organisation", ("Mill Lane Larder", "Pine Road Larder", "the Larder"), 3),
        ("organisation", ("Leeds Tenants Union", "Leeds"), 2),
        ("place", ("Kingston upon Hull", "Kingston"), 1),
        ("place", ("the River Wharfe", "River Wharfe", "the Wharfe"), 1),
        ("place", ("Tyrone", "County Tyrone", "Co. Tyrone"), 2),
        ("place", ("Mill Rd", "Mill Road", "MILL ROAD", "Mill Lane"), 2),
        ("place", ("North Shields", "South Shields"), 2),
        ("place", ("Lister Park", "the park"), 1),
        ("place", ("York", "Yorkshire"), 2),
        ("place", ("Burnley", "Burnley Road"), 2),
        ("place", ("Ynys Môn", "Ynys Mon"), 1),
    ],
)
def test_shapes_of_names(kind: str, surfaces: tuple[str, ...], homes: int) -> None:
    assert len(gathered(*surfaces, kind=kind)) == homes


def test_a_name_many_bear_means_something_else_elsewhere() -> None:
    kind = "organisation"
    known = [elsewhere("the Larder", decided=True, kind=kind)]
    assert len(gathered("Larder", kind=kind, known=known)) == 2
    known = [elsewhere("University of Penmarth", decided=False, kind=kind)]
    assert len(gathered("Penmarth", kind=kind, known=known)) == 1
    known = [elsewhere("seventy-nine", decided=True, kind="age")]
    assert len(gathered("seventy-nine", kind="age", known=known)) == 2
    known = [elsewhere("Boris Johnson", decided=False)]
    assert len(gathered("Boris", known=known)) == 1
    known = [elsewhere("Dave", decided=True)]
    assert len(gathered("Dave", known=known)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pocock", "Mrs Peacock"),
        ("Rasa", "Rosa"),
        ("Kwabs", "Quabs"),
        ("Big Tam", "Tam Laird"),
        ("Mr James", "James Tully"),
        ("Samir", "Samirah"),
    ],
)
def test_doubtful_spellings_are_asked_about(one: str, other: str) -> None:
    forms = [Form(transcript_id="t1", kind="person", surface=surface) for surface in (one, other)]
    clusters = gather(forms, [], (f"new {n}" for n in count()))
    assert len(clusters) == 2
    assert perhaps(clusters)


def test_a_day_is_one_however_said() -> None:
    said = ("the 23rd of March", "twenty-third of March", "23 March", "on March the 23rd")
    assert len(gathered(*said[:3], kind="date")) == 1
    assert len(gathered("the third of May", "the thirtieth of May", kind="date")) == 2


def test_places_are_asked_about_too() -> None:
    forms = [Form(transcript_id="t1", kind="place", surface=s) for s in ("Ponty", "Pontypridd")]
    assert perhaps(gather(forms, [], (f"new {n}" for n in count())))


names = st.sampled_from(
    ["Mo", "Maureen Tattersall", "Mrs Tattersall", "Dave", "Young Dave", "Dave Prior", "D.", "Ken"]
)


@given(st.lists(names, max_size=8))
def test_every_form_has_one_home(surfaces: list[str]) -> None:
    found = gathered(*surfaces)
    assert sorted(s for group in found for s in group) == sorted(set(surfaces))
