"""A late treatment that changes nothing touches nothing: no file, no copy, no event."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.anonymise.interviews import named, reading
from tests.anonymise.test_late import FIRST, NAME, noticed, released
from workbench import memos, participants, transcripts
from workbench.anonymise import late, late_rows, pseudonymise
from workbench.anonymise.late import Noticed
from workbench.anonymise.vault import Vault
from workbench.study import Study


@pytest.fixture
def treated(study: Study, vault: Vault) -> Iterator[Study]:
    """Release an interview, treat a name in it late, and open the study again with a copy."""
    (one,) = released(study, vault, FIRST)
    late.treat(study, vault, noticed(study, one, NAME, replacement="Xanthos Frobish"))
    memos.write(study, "study", "study", "Ask Xanthos Frobish.")
    study.close()
    with Study.open(study.folder, researcher="Robin") as opened:
        yield opened


def stored(study: Study, vault: Vault) -> object:
    """Tell what lies in the study's folder and the vault, byte for byte where it can be told."""
    files = [study.folder / "study.duckdb", *study.copies()]
    return (
        [(file.name, _sum(file), file.stat().st_ino) for file in files],
        study.rows("select id from events order by seq"),
        [vault.rows(f"select * from {t} order by id") for t in ("events", "entities", "mentions")],
    )


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    "seen",
    [
        Noticed(kind="person", words="Xanthos Frobish"),
        Noticed(kind="person", words="xanthos frobish", replacement="Xanthos Frobish"),
        Noticed(kind="person", words=NAME),
        Noticed(kind="person", words=NAME, treatment="pseudonymise"),
    ],
)
def test_what_changes_nothing_touches_nothing(treated: Study, vault: Vault, seen: Noticed) -> None:
    before = stored(treated, vault)
    done = late.treat(treated, vault, seen)
    assert (done.is_idle, done.copies_destroyed) == (True, 0)
    assert treated.copies()
    assert stored(treated, vault) == before


def test_a_place_that_stands_for_somebody_touches_nothing(treated: Study, vault: Vault) -> None:
    (one,) = transcripts.fetch_all(treated)
    before = stored(treated, vault)
    assert late.treat(treated, vault, noticed(treated, one.id, "Xanthos Frobish")).is_idle
    assert stored(treated, vault) == before


def test_a_decision_for_a_later_release_leaves_the_study_file(treated: Study, vault: Vault) -> None:
    before = stored(treated, vault)
    copies = treated.copies()
    talk = Noticed(kind="person", words="Osbert Pellow", replacement="Ulric Zander")
    said = (("Ruth Calloway", "And you?"), ("Edda Brook", "Osbert Pellow rang."))
    file = reading(said, dict.fromkeys(("Ruth Calloway", "Edda Brook"), "participant"), "2.txt")
    pseudonymise.import_(treated, vault, file)
    done = late.treat(treated, vault, talk)
    assert "when a transcript that has them is released" in late_rows.idle(done)
    assert named(vault, "Osbert Pellow").replacement == "Ulric Zander"
    assert treated.copies() == copies
    assert before != stored(treated, vault)


def test_a_pseudonym_that_only_a_label_bears_is_changed(study: Study, vault: Vault) -> None:
    released(study, vault, FIRST)
    (person,) = participants.fetch_all(study)
    texts = [transcripts.text(study, one.id) for one in transcripts.fetch_all(study)]
    assert not any(person.pseudonym in text for text in texts)
    memos.write(study, "study", "study", f"{person.pseudonym} was early.")
    seen = Noticed(kind="person", words=person.pseudonym, replacement="Wilma Yates")
    done = late.treat(study, vault, seen)
    assert not done.is_idle
    assert [p.pseudonym for p in participants.fetch_all(study)] == ["Wilma Yates"]
    assert [memo.text for memo in memos.fetch_all(study)] == ["Wilma Yates was early."]
