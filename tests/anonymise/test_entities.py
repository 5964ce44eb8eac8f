"""The verbs of the review."""

from __future__ import annotations

from functools import partial

import pytest
from click.testing import CliRunner

from tests.anonymise.interviews import PASSPHRASE, Fixed, accept_all, named, reading
from workbench import audit
from workbench.anonymise import pseudonymise, sought
from workbench.anonymise.vault import Vault
from workbench.cli import main
from workbench.errors import AlreadyDone, NotAllowed, NotThere, UndecidedIdentifiers
from workbench.study import Study

TWO_DAVES = (
    ("Ruth Calloway", "Which Dave?"),
    ("Maureen Tattersall", "Dave Prior brought bread. Young Dave ate it. Dave slept, Dave did."),
)
DAVES = Fixed((("person", "Dave Prior"), ("person", "Young Dave"), ("person", "Dave")))


@pytest.fixture
def daves(study: Study, vault: Vault) -> str:
    one = pseudonymise.import_(study, vault, reading(TWO_DAVES)).id
    pseudonymise.detect(study, vault, one, DAVES)
    return one


def test_what_could_mean_two_people_is_a_question(vault: Vault, daves: str) -> None:
    dave = named(vault, "Dave")
    assert set(dave.perhaps) == {named(vault, "Dave Prior").id, named(vault, "Young Dave").id}
    assert dave.mentions == 3
    assert pseudonymise.propose(vault, dave.id)[0] == "pseudonymise"
    assert pseudonymise.entity(vault, dave.id[:8]).treatment is None


def test_merging_and_splitting_answer_it(vault: Vault, daves: str) -> None:
    prior, dave = named(vault, "Dave Prior"), named(vault, "Dave")
    pseudonymise.decide(vault, prior.id, "pseudonymise", "Geoff Ibbotson")
    assert pseudonymise.merge_entities(vault, [prior.id, dave.id]) == prior.id
    assert named(vault, "Dave").replacement == "Geoff Ibbotson"
    last = [m for m in pseudonymise.mentions(vault, entity_id=prior.id) if m.surface == "Dave"][-1]
    fresh = pseudonymise.split_mentions(vault, [last.id])
    assert pseudonymise.entity(vault, fresh).mentions == 1
    assert pseudonymise.merge_entities(vault, [named(vault, "Young Dave").id, fresh])
    assert vault.rows("select * from orphans") == []


def test_a_merge_can_be_undone(vault: Vault, daves: str) -> None:
    before = pseudonymise.entities(vault)
    pseudonymise.merge_entities(vault, [one.id for one in before if "Dave" in one.name])
    audit.undo(vault)
    assert pseudonymise.entities(vault) == before


def test_an_exception_holds_for_one_mention(vault: Vault, daves: str) -> None:
    dave = named(vault, "Dave")
    first, *_ = pseudonymise.mentions(vault, entity_id=dave.id)
    pseudonymise.decide(vault, dave.id, "pseudonymise", "Norris")
    pseudonymise.decide_mention(vault, first.id, "keep")
    assert pseudonymise.entity(vault, dave.id).exceptions == 1
    text = pseudonymise.preview(vault, daves).text
    assert text.startswith("Which Dave?")
    assert "Norris slept" in text
    pseudonymise.decide_mention(vault, first.id, None)
    assert pseudonymise.preview(vault, daves).text.startswith("Which Norris?")


def test_contexts_show_the_words_around(vault: Vault, daves: str) -> None:
    (one,) = pseudonymise.contexts(vault, named(vault, "Young Dave").id, width=10)
    assert (one.before, one.words, one.after) == ("ht bread. ", "Young Dave", " ate it. D")


def test_the_preview_places_every_mention(vault: Vault, daves: str) -> None:
    pseudonymise.decide(vault, named(vault, "Dave Prior").id, "pseudonymise", "Geoff Ibbotson")
    shown = pseudonymise.preview(vault, daves)
    words = {s.mention.surface: shown.text[s.start : s.stop] for s in shown.shown}
    assert words == {"Dave": "Dave", "Dave Prior": "Geoff Ibbotson", "Young Dave": "Young Dave"}


def test_marking_by_hand_stays_within_a_turn(vault: Vault, daves: str) -> None:
    text = pseudonymise.original_text(vault, daves)
    at = text.index("bread")
    made = pseudonymise.add_identifier(vault, daves, at, at + 5, "other")
    assert pseudonymise.entity(vault, made).name == "bread"
    for start, stop in ((0, len(text)), (at, at), (at - 1, at), (-1, 3)):
        with pytest.raises(NotAllowed):
            pseudonymise.add_identifier(vault, daves, start, stop, "other")


def test_what_was_taken_off_can_be_marked_again(vault: Vault, daves: str) -> None:
    (one,) = pseudonymise.mentions(vault, entity_id=named(vault, "Young Dave").id)
    pseudonymise.remove_mention(vault, one.id)
    assert "Young Dave" not in {m.surface for m in pseudonymise.mentions(vault)}
    assert pseudonymise.add_identifier(vault, daves, one.start, one.stop, "person")
    assert "Young Dave" in {m.surface for m in pseudonymise.mentions(vault)}


def test_an_operation_is_done_once(vault: Vault, daves: str) -> None:
    dave = named(vault, "Dave")
    pseudonymise.decide(vault, dave.id, "keep", event_id="e1")
    with pytest.raises(AlreadyDone):
        pseudonymise.decide(vault, dave.id, "redact", event_id="e1")
    assert pseudonymise.entity(vault, dave.id).treatment == "keep"


def test_unknown_ids_and_words_are_refused(vault: Vault, daves: str) -> None:
    with pytest.raises(NotThere):
        pseudonymise.decide(vault, "nobody", "keep")
    with pytest.raises(NotThere):
        pseudonymise.decide_mention(vault, "nowhere", "keep")
    with pytest.raises(NotAllowed):
        pseudonymise.decide(vault, named(vault, "Dave").id, "shout")  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        pseudonymise.split_mentions(vault, [])


def test_a_confirmed_name_is_sought_everywhere(study: Study, vault: Vault, daves: str) -> None:
    talk = [
        ("Ruth Calloway", "So DAVE PRIOR, dave prior's bread, and Dave Prior."),
        ("Maureen Tattersall", "prior to that"),
    ]
    other = pseudonymise.import_(study, vault, reading(talk)).id
    pseudonymise.detect(study, vault, other, Fixed(()))
    pseudonymise.decide(vault, named(vault, "Dave Prior").id, "pseudonymise", "Geoff Ibbotson")
    found = pseudonymise.preview(vault, other).text
    assert found.startswith("So GEOFF IBBOTSON, geoff ibbotson's bread, and Geoff Ibbotson.")
    assert found.endswith("prior to that")


def test_names_that_are_words_need_a_capital(study: Study, vault: Vault) -> None:
    talk = [
        ("Ruth Calloway", "I asked Hope about it."),
        ("Maureen Tattersall", "I hope so. Hope springs. We met Hope there, in hope."),
    ]
    one = pseudonymise.import_(study, vault, reading(talk)).id
    pseudonymise.detect(study, vault, one, Fixed(()))
    at = pseudonymise.original_text(vault, one).index("Hope")
    entity_id = pseudonymise.add_identifier(vault, one, at, at + 4, "person")
    pseudonymise.decide(vault, entity_id, "pseudonymise", "Brenda")
    shown = pseudonymise.preview(vault, one).text
    assert "I hope so. Hope springs. We met Brenda there, in hope." in shown
    accept_all(vault)
    assert named(vault, "Hope").doubtful == 1
    with pytest.raises(UndecidedIdentifiers):
        pseudonymise.release(study, vault, one)
    (place,) = [
        m for m in pseudonymise.mentions(vault) if m.surface == "Hope" and m.treatment is None
    ]
    pseudonymise.remove_mention(vault, place.id)
    assert pseudonymise.undecided(vault, one) == 0
    audit.undo(vault)
    pseudonymise.confirm_mentions(vault, [place.id])
    assert "Brenda springs" in pseudonymise.preview(vault, one).text
    pseudonymise.release(study, vault, one)


def test_clear_words_are_not_asked_about() -> None:
    pattern = sought.compiled({"Hope": "h", "Will": "w", "Mark": "m"})
    said = "Will you? Hope so. Mark my words. In hope. Will came. Hope? Mark."
    found = [said[one.start : one.stop + 5] for one in pattern.find(said, doubtful=True)]
    assert found == ["Will came", "Hope? Mar", "Mark."]
    assert list(pattern.find(said)) == []


def test_the_command_takes_a_decision_back(study: Study, vault: Vault, daves: str) -> None:
    dave = named(vault, "Dave").id
    pseudonymise.decide(vault, dave, "keep")
    vault.close()
    study.close()
    run = partial(CliRunner().invoke, main, env={"WORKBENCH_PASSPHRASE": PASSPHRASE})
    where = ["--review", "-s", str(study.folder), "--researcher", "Robin"]
    seen = []
    for act in ("undo", "redo"):
        assert "pseudonymise.decide" in run([act, *where]).output
        with Study.open(study.folder) as again, pseudonymise.open_vault(again, PASSPHRASE) as open_:
            seen.append(pseudonymise.entity(open_, dave).treatment)
    assert seen == [None, "keep"]
    assert "NothingToUndo" in run(["undo", *where[1:]]).output
