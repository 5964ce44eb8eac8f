"""A short name that could be either of two people belongs to neither until a person says so."""

from __future__ import annotations

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from tests.anonymise.interviews import Fixed, reading
from workbench import audit
from workbench.anonymise import either, originals, pseudonymise, review_queue
from workbench.anonymise.aliases import Cluster, Form, gather
from workbench.anonymise.vault import Vault
from workbench.study import Study


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


def test_what_was_decided_stays() -> None:
    first = arrive([], "Dave Prior", "Dave")
    first[0].decided = True
    assert {"Dave", "Dave Prior"} in homes(arrive(first, "Dave Smith"))


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
