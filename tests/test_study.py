"""A study opens, keeps copies, and refuses what it must."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from workbench import audit, memos, participants
from workbench.errors import (
    NotThere,
    NotWritten,
    StudyBusy,
    StudyDamaged,
    StudyExists,
    StudyInUse,
    StudyMissing,
    StudyTooNew,
)
from workbench.store import at_one_moment
from workbench.study import Study


def test_create_needs_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(StudyExists):
        Study.create(tmp_path, name="A study")
    assert (tmp_path / "thesis.docx").read_text() == "mine"


def test_open_finds_no_study(tmp_path: Path) -> None:
    with pytest.raises(StudyMissing):
        Study.open(tmp_path)


def test_name_and_vault_place_survive(tmp_path: Path) -> None:
    elsewhere = tmp_path / "stick" / "vault"
    with Study.create(tmp_path / "s", name=" Neighbours ", vault=elsewhere) as study:
        assert (study.name, study.vault_folder) == ("Neighbours", elsewhere)
    with Study.open(tmp_path / "s") as study:
        assert study.vault_folder == elsewhere


def test_second_process_is_told(study: Study) -> None:
    code = (
        "from pathlib import Path; from workbench.study import Study; "
        f"Study.open(Path({str(study.folder)!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "StudyInUse" in done.stderr


def test_same_process_cannot_open_twice(study: Study) -> None:
    with pytest.raises(StudyInUse):
        Study.open(study.folder)


def test_rubbish_is_damaged_not_lost(tmp_path: Path) -> None:
    file = tmp_path / "study.duckdb"
    file.write_bytes(b"not a database" * 1000)
    with pytest.raises(StudyDamaged):
        Study.open(tmp_path)
    assert file.read_bytes().startswith(b"not a database")


def test_newer_study_is_refused(study: Study) -> None:
    with study.transaction() as sql:
        sql.execute("insert into schema_steps values (99, 'later', now()::timestamp)")
    study.close()
    with pytest.raises(StudyTooNew):
        Study.open(study.folder)


def test_opening_keeps_one_copy_per_change(study: Study) -> None:
    folder = study.folder
    study.close()
    for _ in range(3):
        with Study.open(folder) as opened:
            kept = len(opened.copies())
    assert kept == 1
    for number in range(12):
        with Study.open(folder) as opened:
            memos.write(opened, "study", "-", f"Day {number}")
    with Study.open(folder) as opened:
        assert len(opened.copies()) == 10


def test_failed_transaction_leaves_nothing(study: Study) -> None:
    def write_and_fail() -> None:
        with audit.act(study, "participants.enrol") as act:
            participants.enrol(act, participant_id="p", pseudonym="Jean")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert participants.fetch_all(study) == []
    assert audit.read(study) == []


def test_purge_leaves_no_deleted_words(study: Study) -> None:
    secret = "Maureen Tattersall of Ellerby Road " * 40
    with study.transaction() as sql:
        sql.execute("set force_compression = 'uncompressed'")
    memo = memos.write(study, "study", "-", secret)
    memos.write(study, "study", "-", "This one stays")
    study.close()
    file = study.folder / "study.duckdb"
    assert b"Tattersall" in file.read_bytes()
    with Study.open(study.folder, researcher="Ana") as opened:
        with opened.transaction() as sql:
            sql.execute("delete from memos where id = $id", {"id": memo.id})
            sql.execute("delete from events")
        assert opened.purge() == 1
        assert opened.copies() == []
        memos.write(opened, "study", "-", "Written after")
        assert len(memos.fetch_all(opened)) == 2
    left = [f for f in study.folder.rglob("*") if f.is_file() and b"Tattersall" in f.read_bytes()]
    assert left == []
    with Study.open(study.folder, researcher="Ana") as opened:
        assert {found.text for found in memos.fetch_all(opened)} == {
            "This one stays",
            "Written after",
        }
        audit.undo(opened)
        assert len(memos.fetch_all(opened)) == 1


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_purge_killed_among_its_files_loses_nothing(study: Study, moved: int) -> None:
    memos.write(study, "study", "-", "This one stays")
    study.close()
    code = (
        "import os, sys; from pathlib import Path; from workbench.study import Study\n"
        "study, left, move = Study.open(Path(sys.argv[1])), int(sys.argv[2]), os.replace\n"
        "def replace(*files):\n"
        "    global left\n"
        "    left == 0 and os._exit(9)\n"
        "    left -= 1\n"
        "    move(*files)\n"
        "os.replace = replace\n"
        "study.purge()\n"
        "os._exit(9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(study.folder), str(moved)], check=False)
    assert done.returncode == 9
    with Study.open(study.folder) as opened:
        assert [memo.text for memo in memos.fetch_all(opened)] == ["This one stays"]
    assert {file.name for file in study.folder.iterdir()} == {"study.duckdb", "copies"}


def test_purge_that_fails_leaves_the_study_open(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    memos.write(study, "study", "-", "This one stays")
    move, calls = os.replace, []

    def full(source: Path, target: Path) -> None:
        calls.append(source)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        move(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        study.purge()
    assert len(memos.fetch_all(study)) == 1
    assert study.purge() == 0
    memos.write(study, "study", "-", "Written after")
    assert len(memos.fetch_all(study)) == 2


def test_readers_do_not_notice_a_purge(study: Study) -> None:
    for number in range(50):
        memos.write(study, "study", "-", f"Memo {number}")
    counts: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            counts.append(len(memos.fetch_all(study)))

    failed: list[object] = []
    threading.excepthook, before = failed.append, threading.excepthook
    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _ in range(5):
        study.purge()
    done.set()
    for reader in readers:
        reader.join()
    threading.excepthook = before
    assert not failed
    assert set(counts) == {50}


@pytest.mark.parametrize(
    ("told", "kind"),
    [("Failed to commit: No space left on device", NotWritten), ("Conflict on update!", StudyBusy)],
)
def test_a_change_that_is_refused_says_why(study: Study, told: str, kind: type[Exception]) -> None:
    with pytest.raises(kind), study.transaction():
        raise duckdb.TransactionException(told)
    memos.write(study, "study", "-", "The next change is stored")
    assert len(memos.fetch_all(study)) == 1


def test_a_drive_without_room_costs_nothing_but_the_act(study: Study) -> None:
    """DuckDB gives a file up whose checkpoint fails; what follows finds it attached anew."""
    resource = pytest.importorskip("resource")
    memos.write(study, "study", "-", "Before")
    with study.cursor() as sql:
        sql.execute("set checkpoint_threshold = '1 KB'")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        with pytest.raises(NotWritten, match="room on the drive"):
            memos.write(study, "study", "-", "Without room. " * 3_000)
        assert [one.text for one in memos.fetch_all(study)] == ["Before"]
        memos.write(study, "study", "-", "This goes to the journal.")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    memos.write(study, "study", "-", "After")
    study.close()
    with Study.open(study.folder) as opened:
        assert [one.text for one in memos.fetch_all(opened)] == [
            "After",
            "This goes to the journal.",
            "Before",
        ]


def test_what_is_read_together_is_of_one_moment(study: Study) -> None:
    def many(now: Study) -> int:
        return len(memos.fetch_all(now))

    @at_one_moment
    def twice(now: Study) -> tuple[int, int]:
        before = many(now)
        memos.write(study, "study", "-", "Karen is late.")
        with now.still() as same:
            return before, many(same)

    assert twice(study) == (0, 0)
    assert many(study) == 1
    with pytest.raises(NotThere), study.still():
        raise NotThere("Nothing is left behind by an error.")
    assert twice(study) == (1, 1)
