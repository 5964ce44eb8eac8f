"""Commands that show what is proposed, what would change and which files failed."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from tests.cli.calls import GOOD, WORDS, Run
from workbench.anonymise import pseudonymise
from workbench.cli import main
from workbench.study import Study


def ask(*words: object) -> Result:
    environment = {"WORKBENCH_PASSPHRASE": WORDS}
    return CliRunner().invoke(main, [str(word) for word in words], env=environment)


def test_review_shows_what_is_proposed_and_where_it_stands(run: Run, folder: Path) -> None:
    assert run("mark", "Interview 01", "Zaubrine", "--kind", "person").exit_code == 0
    said = run("review", "--undecided", "--contexts").output
    (line,) = [line for line in said.splitlines() if " Zaubrine " in line and "[" not in line]
    assert "pseudonymise: " in line
    assert "    … How are you? I am [Zaubrine] and I work." in said
    told = json.loads(run("review", "--undecided", "--json").output)
    (row,) = [row for row in told if row["name"] == "Zaubrine"]
    proposed = row["proposed"]
    assert proposed["replacement"] in line
    assert "contexts" not in row
    assert run("decide", "proposed", row["id"]).exit_code == 0
    with (
        Study.open(folder) as study,
        pseudonymise.open_vault(study, WORDS) as vault,
    ):
        decided = {e.name: e.replacement for e in pseudonymise.entities(vault)}
    assert decided["Zaubrine"] == proposed["replacement"]


def test_a_rehearsal_shows_the_words(run: Run, folder: Path, tmp_path: Path) -> None:
    assert run("memo", "Zaubrine again").exit_code == 0
    given = ("treat", "Interview 01", 18, 26, "--as", "Yvaine")
    said = run(*given, "--dry-run").output
    assert "Interview 01  Zaubrine  Yvaine  1" in said
    assert "Zaubrine again" in said
    assert "Yvaine again" in said
    told = json.loads(run(*given, "--dry-run", "--json").output)
    assert told["changes"] == [
        {"transcript": "Interview 01", "was": "Zaubrine", "becomes": "Yvaine", "places": 1}
    ]
    done = run(*given).output
    assert "Zaubrine" not in done
    assert "stand for somebody already" in run("treat", "Interview 01", 18, 24).output
    (tmp_path / "words").write_text("Nobodyling\n")
    nowhere = run("treat", "--words", tmp_path / "words")
    assert (nowhere.exit_code, "stand nowhere" in nowhere.output) == (1, True)


def test_labels_follow_the_numbers_of_the_files(folder: Path, tmp_path: Path) -> None:
    """A shell names 12 before 03; the answer tells which file became which, not by its name."""
    names = ["12_Tom AC_Leeds.txt", "Interview 03 - Mo.txt", "Zoe.txt", "int 05 Fergus.txt"]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(GOOD.replace("work", f"sew{number}"))
    told = ask("import", *(tmp_path / name for name in names), "--json", "-s", folder)
    assert [(row["file"], row["transcript"]) for row in json.loads(told.output)] == [
        (2, "Interview 03"),
        (4, "Interview 05"),
        (1, "Interview 12"),
        (3, "Interview 13"),
    ]
    more = tmp_path / "Interview 07.txt", tmp_path / "Interview 12 again.txt"
    for number, file in enumerate(more):
        file.write_text(GOOD.replace("work", f"knit{number}"))
    said = ask("import", *reversed(more), "-s", folder)
    assert "Interview 07 (file 2 of 2): " in said.output
    assert "Interview 14 (file 1 of 2): " in said.output
    with Study.open(folder) as study:
        assert "Tom" not in str(study.rows("select * from transcripts"))


def test_the_other_files_are_imported(run: Run, folder: Path, tmp_path: Path) -> None:
    first, last = tmp_path / "1.txt", tmp_path / "4.txt"
    first.write_text(GOOD.replace("work", "sew"))
    last.write_text(GOOD.replace("work", "bake"))
    (tmp_path / "Aurora.txt").write_bytes(b"")
    files = [first, tmp_path / "Aurora.txt", tmp_path / "good.txt", last]
    said = ask("import", *files, "-s", folder)
    assert said.exit_code == 1
    assert "Aurora" not in said.output
    assert "UnreadableFile: File 2 of 4: " in said.output
    assert "AlreadyDone: File 3 of 4: " in said.output
    assert said.output.endswith("2 of 4 files were imported.\n")
    told = ask("import", *files, "--json", "-s", folder)
    assert [row["error"] for row in json.loads(told.output)] == [
        "AlreadyDone",
        "UnreadableFile",
        "AlreadyDone",
        "AlreadyDone",
    ]
    with (
        Study.open(folder) as study,
        pseudonymise.open_vault(study, WORDS) as vault,
    ):
        labels = [row["label"] for row in study.rows("select label from transcripts order by all")]
        assert labels == ["Interview 01", "Interview 04", "Interview 05"]
        assert len(vault.rows("select id from originals")) == 3
        assert vault.rows("select id from intentions") == []
