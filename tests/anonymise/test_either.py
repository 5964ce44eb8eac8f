"""A short name that could be either of two people belongs to neither until a person says so."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.anonymise.interviews import Fixed, accept_all, named, reading
from workbench import audit, transcripts
from workbench.anonymise import either, originals, pseudonymise, review_queue
from workbench.anonymise.aliases import gather
from workbench.anonymise.forms import Cluster, Form
from workbench.anonymise.vault import Vault
from workbench.errors import UndecidedIdentifiers
from workbench.study import Study
from workbench.transcripts import Role


def form(surface: str, transcript_id: str = "t1") -> Form:
    return Form(transcript_id=transcript_id, kind="person", surface=surface)


def arrive(known: list[Cluster], *surfaces: str) -> list[Cluster]:
    """Gather names that come together, as one detection does."""
    ids = (f"new {len(known)} {n}" for n in count())
    fresh = {form(surface) for surface in surfaces} - {f for c in known for f in c.forms}
    found = gather(fresh, known, ids)
    list(either.part(found, fresh, ids))
    return [cluster for cluster in found if cluster.forms]


def homes(clusters: list[Cluster]) -> list[set[str]]:
    return sorted(({f.surface for f in c.forms} for c in clusters), key=sorted)


def test_a_second_of_the_name_frees_the_first_name() -> None:
    first = arrive([], "Dave Prior", "Dave")
    assert homes(first) == [{"Dave", "Dave Prior"}]
    later = arrive(first, "Dave Smith")
    assert homes(later) == [{"Dave"}, {"Dave Prior"}, {"Dave Smith"}]
    (dave,) = [c.id for c in later if c.forms == {form("Dave")}]
    assert either.of_two(later) == {dave}


def test_a_label_goes_to_neither_of_two() -> None:
    found = arrive(arrive([], "Mairead"), "Mairead Gunn", "Mairead Ross")
    assert {"Mairead"} in homes(found)


def test_what_was_decided_is_asked_about_again() -> None:
    first = arrive([], "Dave Prior", "Dave")
    first[0].decided = True
    later = arrive(first, "Dave Smith")
    assert homes(later) == [{"Dave"}, {"Dave Prior"}, {"Dave Smith"}]
    (dave,) = [c.id for c in later if c.forms == {form("Dave")}]
    assert set(either.bearers(later)[dave]) == {c.id for c in later} - {dave}


def test_what_a_person_gave_to_one_of_them_stays() -> None:
    first = arrive([], "Dave Prior", "Dave")
    first[0].settled.add(form("Dave"))
    assert {"Dave", "Dave Prior"} in homes(arrive(first, "Dave Smith"))


def test_a_rare_name_is_no_longer_known_from_elsewhere_once_two_bear_it() -> None:
    known = [Cluster(id="q", kind="person", forms={form("Zebulon Quarrington")}, decided=True)]
    again = gather([form("Zebulon", "t2")], known, iter("ab"))
    assert len(again) == 2, "with nothing but the full name it was never known alone"
    known = [Cluster(id="q", kind="person", forms={form("Zebulon Quarrington"), form("Zebulon")})]
    known[0].decided = True
    gather([form("Zebulon", "t2")], known, iter("ab"))
    assert form("Zebulon", "t2") in known[0].forms
    smith = {form("Zebulon Smith", "t3"), form("Zebulon", "t3")}
    later = gather(smith, known, iter("ab"))
    (moved,) = either.part(later, smith, iter("cd"))
    assert (moved.form, moved.source, moved.with_label) == (form("Zebulon", "t2"), "q", False)
    assert {form("Zebulon")} < known[0].forms
    assert [c.forms for c in later if c.id == "a"] == [smith]
    fourth = gather([form("Zebulon", "t4")], later, iter("ef"))
    assert {form("Zebulon", "t4")} in [c.forms for c in fourth]


def test_a_surname_of_two_is_of_neither() -> None:
    found = arrive([], "Nisha Rao", "Anand Rao", "Dr Rao", "Rao")
    assert homes(found) == [{"Anand Rao"}, {"Dr Rao"}, {"Nisha Rao"}, {"Rao"}]
    assert len(either.of_two(found)) == 2


def test_a_public_figure_may_be_somebody_here() -> None:
    found = arrive([], "Thomas Bratley", "Captain Tom")
    assert either.of_two(found) == {c.id for c in found if c.forms == {form("Captain Tom")}}


people = st.sampled_from(
    ["Dave Prior", "Dave Smith", "Young Dave", "Dave", "Dave's", "Mr Prior", "Ann"]
)


@given(st.lists(st.lists(people, max_size=3), max_size=4))
def test_no_full_names_of_two_share_a_home(batches: list[list[str]]) -> None:
    known: list[Cluster] = []
    for batch in batches:
        known = arrive(known, *batch)
    said = {surface for batch in batches for surface in batch}
    assert sorted(f.surface for c in known for f in c.forms) == sorted(said)
    for home in homes(known):
        assert not {"Dave Prior", "Dave Smith"} <= home
        if said >= {"Dave Prior", "Dave Smith"}:
            assert not (home & {"Dave", "Dave's"} and home & {"Dave Prior", "Dave Smith"})


def test_a_name_added_by_hand_frees_the_first_name_and_undo_gives_it_back(
    study: Study, vault: Vault
) -> None:
    said = (
        ("Ruth Calloway", "Which Dave?"),
        ("Maureen Tattersall", "Dave Prior came. Dave slept. Dave Smith did not."),
    )
    one = pseudonymise.import_(study, vault, reading(said)).id
    pseudonymise.detect(study, vault, one, Fixed((("person", "Dave Prior"), ("person", "Dave"))))
    start = originals.text(vault, one).index("Dave Smith")
    (inside,) = [m for m in pseudonymise.mentions(vault) if m.start == start]
    pseudonymise.remove_mention(vault, inside.id)

    def of_prior() -> list[str]:
        found = pseudonymise.mentions(vault)
        (prior,) = {m.entity_id for m in found if m.surface == "Dave Prior"}
        return sorted(m.surface for m in found if m.entity_id == prior)

    assert of_prior() == ["Dave", "Dave", "Dave Prior"]
    pseudonymise.add_identifier(vault, one, start, start + 10, "person")
    assert of_prior() == ["Dave Prior"]
    waiting = [e for e in review_queue.queue(vault, one).left if e.name == "Dave"]
    assert [len(e.perhaps) for e in waiting] == [2]
    audit.undo(vault)
    assert of_prior() == ["Dave", "Dave", "Dave Prior"]
    audit.redo(vault)
    assert of_prior() == ["Dave Prior"]


def test_a_second_of_a_decided_name_in_a_later_import_is_asked_about(
    study: Study, vault: Vault
) -> None:
    """Decided and released under one pseudonym, the first name may mean two from now on."""
    first = (("Ruth Calloway", "Who?"), ("Maureen Tattersall", "Zebulon Quarrington. Zebulon!"))
    one = _imported(study, vault, first, "1.txt")
    accept_all(vault)
    pseudonymise.release(study, vault, one)
    before = transcripts.text(study, one)
    third = _imported(study, vault, (("Maureen Tattersall", "So Zebulon rang."),), "3.txt")
    assert len(named(vault, "Zebulon Quarrington").transcripts) == 2
    accept_all(vault)
    said = (("Maureen Tattersall", "Zebulon Smith is another. Zebulon slept."),)
    second = _imported(study, vault, said, "2.txt")
    waiting = {e.name for e in review_queue.queue(vault, second).left}
    assert "Zebulon Smith" in waiting
    (asked,) = [e for e in review_queue.queue(vault, third).left if e.name == "Zebulon"]
    assert len(asked.perhaps) == 2
    with pytest.raises(UndecidedIdentifiers):
        pseudonymise.release(study, vault, third)
    assert transcripts.text(study, one) == before
    assert not review_queue.queue(vault, one).left


def test_a_second_of_a_decided_name_in_one_interview_is_asked_about(
    study: Study, vault: Vault
) -> None:
    talk = "Dave Prior came. Dave slept. Dave Smith did not."
    one = _imported(study, vault, (("Maureen Tattersall", talk),), "1.txt", "Dave Prior", "Dave")
    for inside in pseudonymise.mentions(vault):
        if inside.surface not in ("Dave Prior", "Dave") or inside.start > 20:
            pseudonymise.remove_mention(vault, inside.id)
    accept_all(vault)
    start = talk.index("Dave Smith")
    pseudonymise.add_identifier(vault, one, start, start + 10, "person")
    waiting = {e.name: e for e in review_queue.queue(vault, one).left}
    assert {"Dave", "Dave Smith"} <= set(waiting)
    (place,) = pseudonymise.mentions(vault, entity_id=waiting["Dave"].id)
    assert (place.surface, place.treatment) == ("Dave", None)


def _imported(
    study: Study, vault: Vault, talk: Sequence[tuple[str, str]], name: str, *known: str
) -> str:
    roles: dict[str, Role] = {who: "participant" for who, _ in talk}
    one = pseudonymise.import_(study, vault, reading(talk, roles, name)).id
    wanted = known or ("Zebulon Quarrington", "Zebulon Smith", "Zebulon")
    pseudonymise.detect(study, vault, one, Fixed(tuple(("person", word) for word in wanted)))
    return one
