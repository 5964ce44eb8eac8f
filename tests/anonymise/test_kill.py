"""A kill between the two files loses nothing and leaves nothing half done."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb
import pytest

from tests.anonymise.interviews import PASSPHRASE, Fixed, accept_all, reading
from workbench import memos, participants, transcripts
from workbench.anonymise import leaks, pseudonymise
from workbench.anonymise.vault import Vault
from workbench.study import Study

SCRIPT = """
import os, sys
from pathlib import Path
from tests.anonymise.interviews import PASSPHRASE, reading
from workbench import transcripts
from workbench.anonymise import (
    importing, intentions, late, late_acts, pseudonymise, release, treated_texts
)
from workbench.anonymise.vault import Vault
from workbench.study import Study

folder, verb, seam = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
study = Study.open(folder, researcher="Robin")
vault = Vault.unlock(study.vault_folder, PASSPHRASE, "Robin")


def die(*_, **__):
    os._exit(9)


if seam == "before the study":
    intentions.mark = die
elif seam == "within the study":
    release._write = importing.transcripts.add = late_acts._relabel = die
elif seam == "before remembering":
    treated_texts.people.remember = die
elif seam == "before the purge":
    Study.purge = die
else:
    intentions.complete = die
if verb == "import":
    pseudonymise.import_(study, vault, reading())
(one,) = transcripts.fetch_all(study)
if verb == "noticed":
    start = transcripts.text(study, one.id).index("soup")
    noticed = late.Noticed(kind="place", transcript_id=one.id, start=start, stop=start + 4)
    late.treat(study, vault, noticed)
pseudonymise.release(study, vault, one.id)
"""


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Prepare a study for each verb once: all is done but the verb that will be killed."""

    @cache
    def prepared(verb: str) -> Path:
        folder = tmp_path_factory.mktemp("ready") / verb
        with Study.create(folder, name="Neighbours", researcher="Robin") as study:
            vault, _ = Vault.create(study.vault_folder, PASSPHRASE, "Robin")
            with vault:
                if verb != "import":
                    decided(study, vault, verb)
        return folder

    return prepared


def decided(study: Study, vault: Vault, verb: str) -> None:
    """Decide on everything; where something comes late, release, and decide on it then."""
    one = pseudonymise.import_(study, vault, reading()).id
    pseudonymise.detect(study, vault, one, Fixed())
    (ken,) = [e for e in pseudonymise.entities(vault) if "Ken" in e.surfaces]
    if verb == "late":
        pseudonymise.decide(vault, ken.id, "keep")
    accept_all(vault)
    if verb in ("late", "noticed"):
        pseudonymise.release(study, vault, one)
    if verb == "late":
        pseudonymise.decide(vault, ken.id, "pseudonymise", "Bartholomew")
    if verb == "noticed":
        memos.write(study, "study", "study", "They met over soup.")


@pytest.mark.parametrize(
    "verb", ["import", "release", "late", pytest.param("noticed", marks=pytest.mark.slow)]
)
@pytest.mark.parametrize(
    "seam",
    [
        "before the study",
        "within the study",
        "before the purge",
        "before remembering",
        "before the end",
    ],
)
def test_opening_again_settles(
    ready: Callable[[str], Path], tmp_path: Path, verb: str, seam: str
) -> None:
    if seam == "before the purge" and verb not in ("late", "noticed"):
        pytest.skip("only a late treatment rewrites the file")
    if seam == "before remembering" and verb == "import":
        pytest.skip("a participant comes with a release")
    folder = tmp_path / "study"
    shutil.copytree(ready(verb), folder)
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), verb, seam],
        cwd=root,
        env={"PYTHONPATH": str(root), "PATH": "", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 9, done.stderr
    reached = seam in ("before the purge", "before remembering", "before the end")
    with (
        Study.open(folder, researcher="Robin") as study,
        pseudonymise.open_vault(study, PASSPHRASE) as vault,
    ):
        assert (
            vault.rows("select * from intentions") == study.rows("select * from intentions") == []
        )
        assert vault.rows("select * from orphans") == study.rows("select * from orphans") == []
        known = {row["id"] for row in vault.rows("select id from originals")}
        assert known == {one.id for one in transcripts.fetch_all(study)}
        if verb == "import":
            assert len(known) == reached
            return
        (one,) = transcripts.fetch_all(study)
        if verb == "noticed":
            require_finished(study, one.id)
            require_gone(study, "soup", tmp_path)
        elif verb == "release":
            assert (one.state == "released") is reached
            people = [person.id for person in participants.fetch_all(study)]
            behind = vault.rows("select participant_id as id from entities")
            assert [row["id"] for row in behind if row["id"]] == people
            assert len(people) == reached
        else:
            assert ("Bartholomew" in transcripts.text(study, one.id)) is reached
            if reached:
                require_gone(study, "Ken ", tmp_path)
        pseudonymise.release(study, vault, one.id)
        assert leaks.find_in_study(study, vault) == []
        assert next(iter(transcripts.turns(study, one.id))).speaker == "Interviewer"


def require_finished(study: Study, transcript_id: str) -> None:
    """What somebody decided on a name found late is done, wherever the kill fell."""
    (found,) = memos.fetch_all(study)
    assert "soup" not in found.text
    assert "soup" not in transcripts.text(study, transcript_id)
    assert not study.owes_purge()


def require_gone(study: Study, words: str, room: Path) -> None:
    """No dated copy holds the words: there is none, or one of the rewritten file."""
    for number, copy in enumerate(study.copies()):
        taken = room / f"{number}.duckdb"
        for end in ("", ".wal"):
            if copy.with_name(copy.name + end).exists():
                shutil.copy(f"{copy}{end}", f"{taken}{end}")
        with duckdb.connect(str(taken)) as opened:
            cells = opened.execute(
                "select text from texts union all select text from memos "
                "union all select changes::text from events"
            ).fetchall()
        assert cells
        assert not [1 for (cell,) in cells if words in cell]
