"""A name noticed after release goes from every text and all that was written about it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.anonymise.interviews import KNOWN, Fixed, accept_all, named, reading
from workbench import audit, memos, participants, transcripts
from workbench import corrections as typed
from workbench.anonymise import conventions, late, late_places, leaks, pseudonymise, treated_texts
from workbench.anonymise.vault import Vault
from workbench.coding import codebook, codings
from workbench.edits import Edit
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study
from workbench.themes import development
from workbench.transcripts import Role

FIRST = (
    ("Ruth Calloway", "Hello Maureen, who else came?"),
    ("Maureen Tattersall", "Ken did, and Zebulon Quarrington, who has the van. Zebulon drove."),
)
SECOND = (
    ("Ruth Calloway", "And you?"),
    ("Edda Brook", "I rode in ZEBULON QUARRINGTON's van. Quarrington never asked for petrol."),
)
NAME = "Zebulon Quarrington"


def released(study: Study, vault: Vault, *talks: tuple[tuple[str, str], ...]) -> list[str]:
    """Import, decide and release interviews in which one name is overlooked."""
    ids = []
    for number, talk in enumerate(talks):
        roles: dict[str, Role] = {name: "participant" for name, _ in talk}
        roles["Ruth Calloway"] = "interviewer"
        file = reading(talk, roles, f"{number}.txt")
        ids.append(pseudonymise.import_(study, vault, file).id)
        detected(study, vault, ids[-1])
    accept_all(vault)
    for one in ids:
        pseudonymise.release(study, vault, one)
    return ids


def detected(study: Study, vault: Vault, transcript_id: str) -> None:
    """Find the listed names alone, whatever the rules may make of the others."""
    pseudonymise.detect(study, vault, transcript_id, Fixed())
    known = {words for _, words in KNOWN}
    for one in pseudonymise.mentions(vault, transcript_id=transcript_id):
        if one.surface not in known:
            pseudonymise.remove_mention(vault, one.id)


def noticed(study: Study, transcript_id: str, words: str, **given: object) -> late.Noticed:
    start = transcripts.text(study, transcript_id).index(words)
    place = {"transcript_id": transcript_id, "start": start, "stop": start + len(words)}
    return late.Noticed(**{"kind": "person", **place, **given})  # type: ignore[arg-type]


def bare(study: Study, room: Path) -> str:
    """Read the file through a copy without compression, which would hide words."""
    study.close()
    with duckdb.connect(":memory:") as connection:
        connection.execute("set force_compression = 'uncompressed'")
        connection.execute(f"attach '{study.folder / 'study.duckdb'}' as old (read_only)")
        connection.execute(f"attach '{room / 'bare.duckdb'}' as bare")
        connection.execute("copy from database old to bare")
    others = [f for f in study.folder.rglob("*") if f.is_file() and "vault" not in f.parts]
    return (room / "bare.duckdb").read_bytes().decode("utf-8", "replace") + "".join(
        file.read_bytes().decode("latin-1") for file in others
    )


def test_every_place_is_treated(study: Study, vault: Vault, tmp_path: Path) -> None:
    one, other = released(study, vault, FIRST, SECOND)
    code = codebook.add(study, "Zebulon and his van", description="What Quarrington does")
    text = transcripts.text(study, one)
    van, who = text.index("the van"), text.index("Quarrington, who")
    near = codings.apply(study, one, van, van + 7, code.id)
    cut = codings.apply(study, one, who, who + 16, code.id)
    gone = codings.apply(study, one, text.index("drove"), len(text), code.id)
    memo = memos.write(study, "coding", near.id, "Ask Zebulon Quarrington about petrol.")
    memos.remove(study, memo.id)
    memos.write(study, "transcript", one, "Quarrington's van again")
    development.add(study, "Zebulon's van", codes=[code.id])
    person = participants.fetch_all(study)[0]
    participants.set_attribute(study, person.id, "neighbour", "zebulon")
    codings.remove(study, gone.id)
    study.close()
    with Study.open(study.folder, researcher="Robin") as opened:
        assert opened.copies()
        seen = noticed(opened, one, NAME, replacement="Xanthos Frobish")
        told = late.would_change(opened, vault, seen)
        done = late.treat(opened, vault, seen)
        assert (told.places, told.left, told.writing) == (done.places, done.left, done.writing)
        assert done.places == {"Interview 01": 2, "Interview 02": 2}
        assert (done.left, done.copies_destroyed, opened.copies()) == ({}, 1, [])
        assert {(w.table, w.becomes) for w in done.writing} == {
            ("codes", "Xanthos and his van"),
            ("codes", "What Frobish does"),
            ("memos", "Frobish's van again"),
            ("themes", "Xanthos's van"),
            ("attribute_values", "xanthos"),
        }
        text = transcripts.text(opened, one)
        assert "and Xanthos Frobish, who has the van. Xanthos drove." in text
        assert "XANTHOS FROBISH's van. Frobish never" in transcripts.text(opened, other)
        words = {c.id: text[c.start : c.stop] for c in codings.of_transcript(opened, one)}
        assert words == {near.id: "the van", cut.id: "Xanthos Frobish, who"}
        audit.undo(opened)
        back = codings.fetch(opened, gone.id)
        assert text[back.start : back.stop] == "drove."
        assert leaks.find_in_study(opened, vault) == []
        pseudonymise.release(opened, vault, one)
        assert transcripts.text(opened, one) == text
        left = bare(opened, tmp_path)
        assert "Frobish" in left
        assert not [w for w in ("ebulon", "uarrington", "EBULON") if w in left]


def test_a_rehearsal_stores_nothing(study: Study, vault: Vault) -> None:
    (one,) = released(study, vault, FIRST)
    memos.write(study, "study", "study", f"{NAME} again")
    before = [
        store.rows(f"select * from {table} order by id")
        for store, tables in ((study, "texts events memos"), (vault, "events entities mentions"))
        for table in tables.split()
    ]
    told = late.would_change(study, vault, noticed(study, one, NAME))
    assert told.treatment == "pseudonymise"
    assert told.replacement
    after = [
        store.rows(f"select * from {table} order by id")
        for store, tables in ((study, "texts events memos"), (vault, "events entities mentions"))
        for table in tables.split()
    ]
    assert before == after


def test_a_pseudonym_that_names_somebody_gives_way(study: Study, vault: Vault) -> None:
    (one,) = released(study, vault, FIRST)
    old = named(vault, "Ken").replacement or ""
    memos.write(study, "study", "study", f"{old} was early.")
    done = late.treat(study, vault, noticed(study, one, old, replacement="Xerxes"))
    assert done.entity_id == named(vault, "Ken").id
    assert "Xerxes did, and" in transcripts.text(study, one)
    assert [memo.text for memo in memos.fetch_all(study)] == ["Xerxes was early."]


def test_half_a_pseudonym_and_half_a_name(study: Study, vault: Vault) -> None:
    talk = (("Ruth Calloway", "Who?"), ("Edda Brook", "Ken Zilliox was there. Zilliox!"))
    (one,) = released(study, vault, talk)
    stands = named(vault, "Ken").replacement
    assert f"{stands} Zilliox was" in transcripts.text(study, one)
    late.treat(study, vault, noticed(study, one, f"{stands} Zilliox"))
    assert "Zilliox" not in transcripts.text(study, one)
    assert "Ken" not in transcripts.text(study, one)


def test_the_name_is_sought_in_later_interviews(study: Study, vault: Vault) -> None:
    (one,) = released(study, vault, FIRST, SECOND)[:1]
    late.treat(study, vault, noticed(study, one, NAME, replacement="Xanthos Frobish"))
    talk = (("Ruth Calloway", "And then?"), ("Hal Moss", "Zebulon Quarrington rang."))
    roles: dict[str, Role] = {"Ruth Calloway": "interviewer", "Hal Moss": "participant"}
    third = pseudonymise.import_(study, vault, reading(talk, roles)).id
    pseudonymise.detect(study, vault, third, Fixed())
    accept_all(vault)
    pseudonymise.release(study, vault, third)
    assert "Quarrington" not in transcripts.text(study, third)


def test_words_in_a_memo_alone(study: Study, vault: Vault) -> None:
    released(study, vault, FIRST)
    memos.write(study, "study", "study", "Not to be named: Osbert Pellow.")
    seen = late.Noticed(kind="person", words="Osbert Pellow", replacement="Xanthos Frobish")
    done = late.treat(study, vault, seen)
    assert (done.places, [w.becomes for w in done.writing]) == (
        {},
        ["Not to be named: Xanthos Frobish."],
    )
    memos.write(study, "study", "study", "Osbert Pellow again")
    assert [leak.place for leak in leaks.find_in_study(study, vault)]
    again = late.treat(study, vault, late.Noticed(kind="person", words="Osbert Pellow"))
    assert (again.entity_id, again.replacement) == (done.entity_id, "Xanthos Frobish")
    assert leaks.find_in_study(study, vault) == []


def test_a_part_of_what_was_kept(study: Study, vault: Vault) -> None:
    talk = (("Ruth Calloway", "Where?"), ("Edda Brook", "At Westmere University, in Westmere."))
    one = pseudonymise.import_(
        study, vault, reading(talk, dict.fromkeys(("Ruth Calloway", "Edda Brook"), "participant"))
    ).id
    detected(study, vault, one)
    pseudonymise.decide(vault, named(vault, "Westmere University").id, "keep")
    accept_all(vault)
    pseudonymise.release(study, vault, one)
    seen = noticed(study, one, "Westmere", kind="place", treatment="redact", replacement="[town]")
    late.treat(study, vault, seen)
    assert transcripts.text(study, one).endswith("At [town] University, in [town].")


def test_words_that_stand_for_another(study: Study, vault: Vault) -> None:
    (one,) = released(study, vault, FIRST)
    pseudonymise.decide(vault, named(vault, "Ken").id, "generalise", "[friend of Quarrington]")
    pseudonymise.release(study, vault, one)
    late.treat(study, vault, noticed(study, one, NAME, replacement="Xanthos Frobish"))
    assert "[friend of Frobish] did" in transcripts.text(study, one)
    assert named(vault, "Ken").replacement == "[friend of Frobish]"


def test_a_decision_keeps_its_brackets_whatever_the_mark(study: Study, vault: Vault) -> None:
    (one,) = released(study, vault, FIRST)
    pseudonymise.decide(vault, named(vault, "Ken").id, "generalise", "[friend of Quarrington]")
    conventions.set_style(vault, "seg")
    pseudonymise.release(study, vault, one)
    late.treat(study, vault, noticed(study, one, NAME, treatment="redact", replacement="[driver]"))
    assert named(vault, "Ken").replacement == "[friend of [driver]]"
    assert "and <seg>driver</seg>, who" in transcripts.text(study, one)


def test_corrections_since_release_stay(study: Study, vault: Vault) -> None:
    (one,) = released(study, vault, FIRST)
    text = transcripts.text(study, one)
    at = text.index("has the van")
    changes = [
        Edit(start=at, stop=at + 3, words="had"),
        Edit(start=len(text) - 6, stop=len(text), words="drove Osbert Pellow."),
    ]
    typed.correct(study, one, changes)
    drove = transcripts.text(study, one).index(" drove")
    late.treat(study, vault, noticed(study, one, "Zebulon drove", stop=drove, replacement="Yvaine"))
    assert "who had the van. Yvaine drove Osbert" in transcripts.text(study, one)
    late.treat(study, vault, noticed(study, one, "Osbert Pellow", replacement="Ulric Zander"))
    text = transcripts.text(study, one)
    assert text.endswith("who had the van. Yvaine drove Ulric Zander.")
    pseudonymise.release(study, vault, one)
    assert transcripts.text(study, one) == text


def test_a_speaker_kept_by_name(study: Study, vault: Vault) -> None:
    one = pseudonymise.import_(study, vault, reading(FIRST)).id
    detected(study, vault, one)
    pseudonymise.decide(vault, named(vault, "Maureen Tattersall").id, "keep")
    accept_all(vault)
    pseudonymise.release(study, vault, one)
    assert {p.pseudonym for p in participants.fetch_all(study)} == {"Maureen Tattersall"}
    late.treat(study, vault, noticed(study, one, "Maureen", replacement="Philippa Yates"))
    assert {p.pseudonym for p in participants.fetch_all(study)} == {"Philippa Yates"}
    assert "Philippa Yates" in {s.label for s in transcripts.speakers(study, one)}
    assert leaks.find_in_study(study, vault) == []


def test_what_may_be_a_word_is_left_to_a_person(study: Study, vault: Vault) -> None:
    talk = (
        ("Ruth Calloway", "Who?"),
        ("Edda Brook", "It was Hope. Hope is what we need. We hope so."),
    )
    (one,) = released(study, vault, talk)
    memos.write(study, "study", "study", "Hope again")
    done = late.treat(study, vault, noticed(study, one, "Hope", replacement="Yvaine"))
    text = transcripts.text(study, one)
    assert "It was Yvaine." in text
    assert "We hope so." in text
    assert done.left == {"Interview 01": 1}
    assert [w.in_doubt for w in done.writing] == [True]


@pytest.mark.parametrize(
    "given",
    [{"treatment": "keep"}, {"kind": "nobody"}, {"start": 5, "stop": 5}, {"stop": 10_000}],
)
def test_what_cannot_be_treated(study: Study, vault: Vault, given: dict[str, object]) -> None:
    (one,) = released(study, vault, FIRST)
    with pytest.raises(NotAllowed):
        late.treat(study, vault, noticed(study, one, NAME, **given))
    with pytest.raises(NotThere):
        late.treat(study, vault, late.Noticed(kind="person", transcript_id="-", start=0, stop=1))
    assert NAME in transcripts.text(study, one)
    assert vault.rows("select * from intentions") == []


@pytest.mark.parametrize("mark", ["***", "<seg>town</seg>", "@@town##", "[town]"])
def test_a_mark_that_stands_for_many_is_not_replaced_in_memos(mark: str) -> None:
    old = Edit(start=0, stop=4, words=mark)
    known = treated_texts.Known(
        transcript_id="1", original="Bath", text=mark, edits=(old,), corrected=()
    )
    fresh = {"1": [Edit(start=0, stop=4, words="Aurora")]}
    assert late_places.gave_way({"1": known}, fresh) == []
