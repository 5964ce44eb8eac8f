"""What a key press in a review stores, and what two researchers see of each other."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.anonymise.interviews import PASSPHRASE, Fixed, named, reading
from workbench import audit
from workbench.anonymise import (
    division,
    originals,
    pseudonymise,
    review_acts,
    review_queue,
    review_rows,
    unlocking,
)
from workbench.anonymise.vault import Vault
from workbench.store import Row
from workbench.study import Study
from workbench.ui.outbox import Acknowledgement, Operation, Outcome, process

SAID = (
    ("Ruth Calloway", "Which Dave?"),
    ("Maureen Tattersall", "Dave Prior brought bread. Young Dave ate it. Dave slept, Dave did."),
)
FOUND = Fixed((("person", "Dave Prior"), ("person", "Young Dave"), ("person", "Dave")))
Press = Callable[..., Acknowledgement]


@pytest.fixture
def daves(study: Study, vault: Vault) -> str:
    one = pseudonymise.import_(study, vault, reading(SAID)).id
    pseudonymise.detect(study, vault, one, FOUND)
    return one


def pressing(vault: Vault | None, transcript_id: str) -> Press:
    """Send acts as the browser does."""

    def press(kind: str, **details: object) -> Acknowledgement:
        act = Operation(
            id=str(uuid4()),
            client="tab",
            seq=1,
            kind=kind,
            transcript_id=transcript_id,
            transcript_version=review_rows.ORIGINAL,
            details=details,
        )
        return process([act], review_acts.handlers(vault))

    return press


@pytest.fixture
def press(vault: Vault, daves: str) -> Press:
    return pressing(vault, daves)


def answer(done: Acknowledgement) -> Outcome:
    assert not done.rejects, done.rejects
    return done.outcomes[0][1]


def subject(vault: Vault, transcript_id: str, name: str) -> Row:
    known = review_queue.queue(vault, transcript_id)
    rows = review_rows.subject_rows(vault, transcript_id, known)
    (found,) = [row for row in rows if row["name"] == name]
    return found


def test_words_just_marked_can_be_decided_on_before_the_answer(
    vault: Vault, daves: str, press: Press
) -> None:
    """The screen knows them by the id it gave their mention; both acts come in one breath."""
    text = originals.text(vault, daves)
    at = text.index("bread")
    mine = str(uuid4())
    press("add_identifier", entity_id=mine, start=at, stop=at + 5, identifier="other")
    told = answer(press("decide", entity_id=mine, treatment="redact", replacement="[removed]"))
    (row,) = [row for row in told.entities or () if row["id"] == mine]
    assert row["replacement"] == "[removed]"
    assert row["entity_id"] in {row["id"] for row in told.subjects or ()}


def test_what_was_marked_can_be_undone_and_done_again(
    vault: Vault, daves: str, press: Press
) -> None:
    text = originals.text(vault, daves)
    at = text.index("bread")
    before = pseudonymise.entities(vault)
    press("add_identifier", entity_id=str(uuid4()), start=at, stop=at + 5, identifier="other")
    assert len(pseudonymise.entities(vault)) == len(before) + 1
    answer(press("undo"))
    assert pseudonymise.entities(vault) == before
    answer(press("redo"))
    assert len(pseudonymise.entities(vault)) == len(before) + 1
    assert vault.rows("select * from orphans") == []


def test_a_merge_keeps_the_decision_whichever_was_in_hand(
    vault: Vault, daves: str, press: Press
) -> None:
    prior, dave = named(vault, "Dave Prior"), named(vault, "Dave")
    press("decide", entity_id=prior.id, treatment="pseudonymise", replacement="Geoff Ibbotson")
    answer(press("merge", entity_id=dave.id, other_id=prior.id))
    assert pseudonymise.entity(vault, prior.id).replacement == "Geoff Ibbotson"
    assert pseudonymise.entity(vault, prior.id).mentions == 4


def test_split_places_are_known_by_the_id_of_the_screen(
    vault: Vault, daves: str, press: Press
) -> None:
    dave = named(vault, "Dave")
    last = pseudonymise.mentions(vault, entity_id=dave.id)[-1]
    mine = str(uuid4())
    told = answer(press("split", entity_id=mine, places=[last.id]))
    assert {row["id"]: row["entity_id"] for row in told.entities or ()}[last.id] == mine
    answer(press("decide", entity_id=mine, treatment="keep"))
    assert pseudonymise.entity(vault, mine).treatment == "keep"


def test_places_are_treated_apart_given_back_and_dropped_in_one_step_each(
    vault: Vault, daves: str, press: Press
) -> None:
    dave = named(vault, "Dave")
    ids = [m.id for m in pseudonymise.mentions(vault, entity_id=dave.id)]
    press("treat_places", places=ids[:2], treatment="redact", replacement="[removed]")
    assert pseudonymise.entity(vault, dave.id).exceptions == 2
    press("treat_places", places=ids[:2], treatment="")
    assert pseudonymise.entity(vault, dave.id).exceptions == 0
    press("drop_places", places=ids[:2])
    assert pseudonymise.entity(vault, dave.id).mentions == len(ids) - 2
    answer(press("undo"))
    assert pseudonymise.entity(vault, dave.id).mentions == len(ids)
    refused = press("drop_places", places=["gone"])
    assert refused.rejects


def test_a_decision_is_signed_and_shown_in_later_files(
    study: Study, vault: Vault, daves: str, press: Press
) -> None:
    prior = named(vault, "Dave Prior")
    press("decide", entity_id=prior.id, treatment="pseudonymise", replacement="Geoff Ibbotson")
    here = subject(vault, daves, "Dave Prior")
    assert (here["by"], here["where"]) == ("Robin", "")
    later = reading((SAID[0], ("Maureen Tattersall", "Dave Prior came again.")))
    second = pseudonymise.import_(study, vault, later, label="P02").id
    pseudonymise.detect(study, vault, second, FOUND)
    there = subject(vault, second, "Dave Prior")
    assert there["where"] == "Interview 01"
    assert not there["waits"]
    assert {row["place"] for row in review_rows.elsewhere_rows(vault, second)} == {"Interview 01"}
    press("reopen", entity_id=prior.id)
    assert subject(vault, second, "Dave Prior")["by"] == ""


def test_a_colleagues_decision_is_never_written_over_unseen(
    study: Study, vault: Vault, daves: str
) -> None:
    ana, ben = (pressing(vault.seat(name), daves) for name in ("Ana", "Ben"))
    dave = named(vault, "Dave Prior")
    answer(ana("decide", entity_id=dave.id, treatment="keep", seen=""))
    refused = ben("decide", entity_id=dave.id, treatment="redact", seen="")
    assert "Ana has decided" in refused.rejects[0].why
    assert pseudonymise.entity(vault, dave.id).treatment == "keep"
    seen = subject(vault, daves, "Dave Prior")["at"]
    answer(ben("decide", entity_id=dave.id, treatment="redact", seen=seen))
    assert subject(vault, daves, "Dave Prior")["by"] == "Ben"
    assert [event.researcher for event in audit.read(vault, newest=2)] == ["Ben", "Ana"]


def test_two_windows_share_a_vault_under_two_names(study: Study) -> None:
    made, _ = unlocking.create(study, PASSPHRASE)
    other = unlocking.unlock(study, PASSPHRASE, " Ben ")
    assert (made.researcher, other.researcher) == ("Robin", "Ben")
    assert unlocking.windows(made) == unlocking.windows(other) == 2
    unlocking.let_go(made)
    assert unlocking.windows(other) == 1
    assert other.rows("select 1 as one") == [{"one": 1}]
    unlocking.let_go(other)
    assert unlocking.windows(other) == 0


def test_who_reviews_which_transcript_is_known_to_all(vault: Vault, daves: str) -> None:
    division.take(vault.seat("Ana"), daves)
    assert division.reviewers(vault) == {daves: "Ana"}
    division.take(vault.seat("Ben"), daves)
    assert division.reviewers(vault) == {daves: "Ben"}
    division.give_back(vault, daves)
    assert division.reviewers(vault) == {}


def test_accepting_alike_is_one_act(study: Study, vault: Vault, daves: str) -> None:
    def decided() -> list[Row]:
        return vault.rows("select id, treatment, replacement from entities order by id")

    press = pressing(vault, daves)
    before, events = decided(), vault.rows("select id from events")
    dave = subject(vault, daves, "Dave")
    answer(press("decide", entity_id=dave["id"], treatment="keep", alike=True))
    after = decided()
    people = [one for one in pseudonymise.entities(vault) if one.kind == "person"]
    assert len(people) > 2
    assert {one.speaks_as for one in people if not one.treatment} <= {"interviewer"}
    assert len(vault.rows("select id from events")) == len(events) + 1
    audit.undo(vault)
    assert decided() == before
    audit.redo(vault)
    assert decided() == after


def test_a_place_that_could_be_either_is_given_to_one(study: Study, vault: Vault) -> None:
    talk = (
        ("Ruth Calloway", "Which Dave?"),
        ("Maureen Tattersall", "Dave Prior came. Dave slept. Dave Smith did not. Dave sang."),
    )
    known = ("Dave Prior", "Dave Smith", "Dave")
    one = pseudonymise.import_(study, vault, reading(talk)).id
    pseudonymise.detect(study, vault, one, Fixed(tuple(("person", word) for word in known)))
    press = pressing(vault, one)
    asked = subject(vault, one, "Dave")
    assert {other["name"] for other in asked["either"]} == {"Dave Prior", "Dave Smith"}
    assert asked["perhaps"] == []
    prior, smith = (named(vault, f"Dave {name}").id for name in ("Prior", "Smith"))
    first, *rest = [m.id for m in pseudonymise.mentions(vault, entity_id=asked["id"])]
    tables = [vault.rows(f"select * from {t} order by id") for t in ("entities", "mentions")]
    answer(press("give", other_id=prior, places=[first]))
    assert subject(vault, one, "Dave")["either"]
    told = answer(press("give", other_id=smith, places=rest))
    assert "Dave" not in {row["name"] for row in told.subjects or ()}
    after = [vault.rows(f"select * from {t} order by id") for t in ("entities", "mentions")]
    pseudonymise.detect(study, vault, one, Fixed(tuple(("person", word) for word in known)))
    assert [m.entity_id for m in pseudonymise.mentions(vault) if m.id == first] == [prior]
    for turn, expected in (("undo", None), ("undo", tables), ("redo", None), ("redo", after)):
        answer(press(turn))
        now = [vault.rows(f"select * from {t} order by id") for t in ("entities", "mentions")]
        assert expected in (None, now)
