"""A kill between hiding words and rewriting the file is made good when the study is next opened."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.anonymise.interviews import PASSPHRASE, Fixed, accept_all, reading
from workbench import memos, transcripts
from workbench.anonymise import leaks, pseudonymise
from workbench.anonymise.vault import Vault
from workbench.cli import main
from workbench.study import Study

SCRIPT = """
import os, sys
from pathlib import Path
from tests.anonymise.interviews import PASSPHRASE
from workbench import purging, transcripts
from workbench.anonymise import late
from workbench.anonymise.vault import Vault
from workbench.study import Study

folder, seam = Path(sys.argv[1]), sys.argv[2]
study = Study.open(folder, researcher="Robin")
vault = Vault.unlock(study.vault_folder, PASSPHRASE, "Robin")
if seam == "before it":
    Study.purge = lambda *_: os._exit(9)
elif seam == "with its copies left":
    destroy = purging.destroy
    purging.destroy = lambda file: os._exit(9) if "study-" in file.name else destroy(file)
elif seam == "before it is forgotten":
    purging.settle = lambda *_: os._exit(9)
else:
    move, left = os.replace, int(seam[-1])
    def replace(*files):
        global left
        left == 0 and os._exit(9)
        left -= 1
        move(*files)
    os.replace = replace
(one,) = transcripts.fetch_all(study)
start = transcripts.text(study, one.id).index("Zebulon")
noticed = late.Noticed(
    kind="person", transcript_id=one.id, start=start, stop=start + 19, replacement="Xanthos Frobish"
)
late.treat(study, vault, noticed)
"""
NAME = ("ebulon", "uarrington")


@pytest.fixture(scope="module")
def missed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep a study, to copy, in whose released text and memo a name was missed."""
    folder = tmp_path_factory.mktemp("missed") / "study"
    talk = (
        ("Ruth Calloway", "Who came?"),
        ("Maureen Tattersall", "Zebulon Quarrington drove the van. " * 30),
    )
    with Study.create(folder, name="Neighbours", researcher="Robin") as study:
        with study.transaction() as sql:
            sql.execute("set force_compression = 'uncompressed'")
        vault, _ = Vault.create(study.vault_folder, PASSPHRASE, "Robin")
        with vault:
            one = pseudonymise.import_(study, vault, reading(talk)).id
            pseudonymise.detect(study, vault, one, Fixed())
            (name,) = [e for e in pseudonymise.entities(vault) if "Quarrington" in e.name]
            found = pseudonymise.mentions(vault, entity_id=name.id)
            pseudonymise.remove_mentions(vault, [mention.id for mention in found])
            accept_all(vault)
            pseudonymise.release(study, vault, one, knowingly=True)
            memos.write(study, "study", "study", "Ask Zebulon Quarrington.")
    return folder


def holding(folder: Path) -> list[str]:
    """List the files beside the vault whose bytes hold the name."""
    return [
        file.relative_to(folder).as_posix()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and "vault" not in file.parts
        and any(part.encode() in file.read_bytes() for part in NAME)
    ]


def killed(missed: Path, folder: Path, seam: str) -> None:
    """Treat a name late in a copy of that study and be killed at the seam."""
    shutil.copytree(missed, folder)
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), seam],
        cwd=root,
        env={"PYTHONPATH": str(root), "PATH": "", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 9, done.stderr
    assert any(file.startswith("copies/") for file in holding(folder)) or "forgotten" in seam


@pytest.mark.parametrize(
    "seam",
    [
        "before it",
        pytest.param("at move 0", marks=pytest.mark.slow),
        pytest.param("at move 1", marks=pytest.mark.slow),
        pytest.param("with its copies left", marks=pytest.mark.slow),
        pytest.param("before it is forgotten", marks=pytest.mark.slow),
    ],
)
def test_opening_the_study_finishes_it_without_the_vault(
    missed: Path, tmp_path: Path, seam: str
) -> None:
    folder = tmp_path / "study"
    killed(missed, folder, seam)
    with Study.open(folder, researcher="Robin") as study:
        assert not study.owes_purge()
        assert study.copies() == []
        (one,) = transcripts.fetch_all(study)
        assert "Xanthos Frobish drove" in transcripts.text(study, one.id)
    assert holding(folder) == []
    with (
        Study.open(folder, researcher="Robin") as study,
        pseudonymise.open_vault(study, PASSPHRASE) as vault,
    ):
        assert [memo.text for memo in memos.fetch_all(study)] == ["Ask Xanthos Frobish."]
        searched = leaks.bytes_of_study(study, vault)
        assert (searched.leaks, leaks.find_in_study(study, vault)) == ((), [])
    assert holding(folder) == []


def test_a_drive_without_room_is_told(
    missed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "study"
    killed(missed, folder, "before it")
    ask = ["--study", str(folder)]
    environment = {"WORKBENCH_PASSPHRASE": PASSPHRASE}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Study, "_rewrite", full)
        exported = CliRunner().invoke(main, ["export", str(tmp_path / "out"), *ask])
        assert (exported.exit_code, "still lie in the study's file" in exported.output) == (0, True)
        checked = CliRunner().invoke(main, ["check", *ask], env=environment)
        assert (checked.exit_code, "still lie" in checked.output) == (1, True)
        with Study.open(folder) as study:
            assert study.owes_purge()
    shutil.rmtree(tmp_path / "out")
    exported = CliRunner().invoke(main, ["export", str(tmp_path / "out"), *ask])
    assert (exported.exit_code, "still lie" in exported.output) == (0, False)
    assert CliRunner().invoke(main, ["check", *ask], env=environment).exit_code == 0
    assert holding(folder) == []
