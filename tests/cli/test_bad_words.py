"""Names, options, passphrases and folders that are wrong: one line, and nothing half made."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.cli.calls import GOOD, WORDS, Run, call, still_whole
from workbench.study import COPIES, FILE, Study

NAMES = ("x" * 10_000, "a\nb\x07c", "../../x", "😀", "'; drop table codes; --", "", "  ", "\udce9")


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_absurd_names(run: Run, folder: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "other.txt").write_text(GOOD + "INT: Other.\n", encoding="utf-8")
    for words in (
        ["codebook", "add", name],
        ["codebook", "rename", "A", name],
        ["codebook", "add", "B", "--description", name],
        ["theme", "add", name],
        ["memo", name],
        ["phase", "2", "--note", name],
        ["participant", "Interview 01", "P1", name],
        ["import", tmp_path / "other.txt", "--label", name],
        ["trail", "--researcher", name],
        ["suggest", name],
        ["quotes", "--theme", name],
    ):
        run(*words)
    call("create", tmp_path / "new", "--name", name)
    for words in (["codebook", "list"], ["theme", "list"], ["transcripts"], ["participants"]):
        told = run(*words).output
        assert "\x07" not in told
        assert max(map(len, told.splitlines())) < 500
    assert run("export", tmp_path / "out").exit_code == 0
    assert all(tmp_path / "out" in file.parents for file in (tmp_path / "out").rglob("*"))
    assert run("check").exit_code in (0, 1)


def test_labels_that_make_one_file_name_make_two_files(run: Run, tmp_path: Path) -> None:
    for number, label in enumerate(("Ward: a", "Ward? a")):
        file = tmp_path / f"{number}.txt"
        file.write_text(GOOD + f"INT: {number}\n", encoding="utf-8")
        assert run("import", file, "--label", label).exit_code == 0
    assert run("release", "--knowingly").exit_code == 0
    assert run("export", tmp_path / "out").exit_code == 0
    assert len(list((tmp_path / "out/transcripts").iterdir())) == 3


@pytest.mark.parametrize(
    "words",
    [
        ["trail", "-n", "-1"],
        ["suggest", "A", "-n", "0"],
        ["phase", "9"],
        ["code", "apply", "Interview 01", "x", "3", "A"],
        ["decide", "burn", "x"],
        ["nonsense"],
        ["quotes"],
    ],
)
def test_wrong_usage(words: list[str]) -> None:
    assert call(*words).exit_code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["code", "apply", "Interview 01", "5", "3", "A"],
        ["code", "apply", "Interview 01", "0", str(10**30), "A"],
        ["code", "remove", "x"],
        ["codebook", "merge", "A", "A"],
        ["codebook", "nest", "A", "A"],
        ["codebook", "split", "A", "B", "x"],
        ["theme", "merge", "x", "y"],
        ["read", "x"],
        ["release", "x"],
        ["detect", "--pipeline", "os"],
        ["decide", "keep", ""],
        ["code", "export", "/proc/nowhere/x"],
        ["export", "/proc/nowhere"],
        ["review", "--export", "/proc/nowhere/x"],
    ],
)
def test_what_cannot_be_done(run: Run, folder: Path, words: list[str]) -> None:
    assert run(*words).exit_code == 1
    still_whole(folder)


def test_wrong_and_empty_passphrases(run: Run, tmp_path: Path) -> None:
    assert "WrongPassphrase" in run("review", passphrase="wrong words").output
    assert "VaultLocked" in run("review", passphrase="").output
    assert run("review", passphrase="\udcff").exit_code == 1
    file = tmp_path / "words"
    for content in (b"", b"\n", b"\xff\xfe", bytes(50)):
        file.write_bytes(content)
        assert run("review", "--passphrase-file", file).exit_code == 1
    file.write_bytes(b"\xef\xbb\xbf" + WORDS.encode() + b"\r\n")
    assert run("review", "--passphrase-file", file, passphrase="").exit_code == 0


def test_create_leaves_study_and_vault_or_neither(folder: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    assert call("create", new, "--name", "x", passphrase="short").exit_code == 1
    assert not new.exists()
    vault = (folder / "vault/key.json").read_bytes()
    assert call("create", new, "--name", "x", "--vault", folder / "vault").exit_code == 1
    assert call("create", new, "--name", "x", "--vault", "/proc/nowhere").exit_code == 1
    assert not new.exists()
    assert (folder / "vault/key.json").read_bytes() == vault
    assert call("create", tmp_path / "good.txt" / "x", "--name", "x").exit_code == 1
    assert call("create", folder, "--name", "x").exit_code == 1
    assert call("create", new, "--name", "x").exit_code == 0


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def overwrite(file: Path) -> None:
    file.write_bytes(os.urandom(file.stat().st_size))


def empty(file: Path) -> None:
    file.write_bytes(b"")


def replace(file: Path) -> None:
    file.unlink()
    with duckdb.connect(str(file)) as other:
        other.execute("create table things (id integer)")


@pytest.mark.parametrize("spoil", [truncate, overwrite, empty, replace])
def test_damaged_study_is_told_and_good_copies_stay(
    run: Run, folder: Path, spoil: Callable[[Path], None]
) -> None:
    run("transcripts")
    good = sorted((folder / COPIES).iterdir())
    spoil(folder / FILE)
    for _ in range(2):
        assert run("transcripts").output.startswith("StudyDamaged")
    kept = set((folder / COPIES).iterdir())
    # A file cut short still opens: that it lacks its end is found when something there is read.
    assert kept == set(good) if spoil is not truncate else kept >= set(good)
    shutil.copy(good[-1], folder / FILE)
    still_whole(folder)


@pytest.mark.parametrize("spoil", [truncate, overwrite, empty, Path.unlink])
@pytest.mark.parametrize("name", ["vault.duckdb", "key.json"])
def test_damaged_vault_is_told(
    run: Run, folder: Path, name: str, spoil: Callable[[Path], None]
) -> None:
    spoil(folder / "vault" / name)
    assert run("review").exit_code == 1
    still_whole(folder)


def test_folder_full_of_odd_files(run: Run, folder: Path) -> None:
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / (FILE + ".new")).mkdir()
    (folder / (FILE + ".old")).write_bytes(b"x")
    (folder / COPIES / "study-x.duckdb").mkdir()
    assert run("transcripts").exit_code == 0
    shutil.rmtree(folder / COPIES)
    (folder / COPIES).write_bytes(b"x")
    assert COPIES in run("transcripts").output


def test_study_open_elsewhere_and_copied_meanwhile(run: Run, folder: Path, tmp_path: Path) -> None:
    with Study.open(folder):
        assert run("transcripts").output.startswith("StudyInUse")
        shutil.copytree(folder, tmp_path / "copied")
    still_whole(tmp_path / "copied")
