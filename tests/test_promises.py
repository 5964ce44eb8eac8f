"""Nobody is named by accident: no original of a treated name is left where the study writes."""

from __future__ import annotations

import html
import logging
import re
import shutil
import subprocess
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from corpora import analysis, example, markup
from corpora.corpus import HERE
from corpora.files import FILES
from workbench import memos, transcripts
from workbench.anonymise import detectors, keys, names, pseudonymise, sought
from workbench.anonymise.vault import Vault
from workbench.cli import main
from workbench.coding import codebook, codings
from workbench.study import FILE, Study
from workbench.themes import development

pytestmark = pytest.mark.slow

NUMBERS = ("01", "04", "08")
LABELS = {f"Interview {number}" for number in NUMBERS}
THEME = "Everything said"


@dataclass(frozen=True)
class Done:
    """What an analysis leaves behind, and what must not be there."""

    folder: Path
    exports: Path
    log: str
    secrets: frozenset[str]


def decisions() -> list[analysis.Row]:
    """Take the recorded decisions on these interviews."""
    return [
        {**row, "transcripts": sorted(LABELS & set(row["transcripts"]))}
        for row in example.rows("decisions.jsonl")
        if LABELS & set(row["transcripts"])
    ]


def secrets() -> frozenset[str]:
    """List the direct identifiers of the gold files that somebody decided to hide.

    Left out: what is also a word, is kept for somebody else, or is in use as a pseudonym.
    """
    decided = decisions()
    kept = [row for row in decided if row["treatment"] == "keep"]
    shown = [surface for row in kept for surface in row["surfaces"]]
    shown += [row["replacement"] or "" for row in decided]
    allowed = {word for words in shown for word in re.findall(r"\w+", words.casefold())}
    open_ = {row["entity"] for row in kept}
    texts = [(HERE / "text" / f"{number}.txt").read_text(encoding="utf-8") for number in NUMBERS]
    ordinary = sought.ordinary_words(texts)
    low = names.ordinary() & {word for text in texts for word in text.split()}
    said = [row for number in NUMBERS for row in example.rows(f"gold/{number}.jsonl")]
    files = {row["file"] for row in said}
    found = {
        row["surface"] if "surface" in row else row["name"]
        for row in [
            *said,
            *example.rows("gold/outside.jsonl"),
            *example.rows("gold/speakers.jsonl"),
        ]
        if row.get("directness", "direct") == "direct"
        and row["file"] in files
        and row["entity"] not in open_
    }
    return frozenset(
        surface
        for surface in found
        if not set(re.findall(r"\w+", surface.casefold())) <= allowed | ordinary
        and surface.casefold() not in low
    )


def named(text: str, wanted: Collection[str]) -> set[str]:
    """Find which of the words stand in a text."""
    return {
        word
        for word in wanted
        if word in text and re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text)
    }


def bare(file: Path, room: Path) -> str:
    """Read a database through a copy without compression, which would hide words."""
    copy = room / "bare.duckdb"
    copy.unlink(missing_ok=True)
    with duckdb.connect(":memory:") as connection:
        connection.execute("set force_compression = 'uncompressed'")
        connection.execute(f"attach '{file}' as old (read_only)")
        connection.execute(f"attach '{copy}' as bare")
        connection.execute("copy from database old to bare")
        connection.execute("checkpoint bare")
    return copy.read_bytes().decode("utf-8", "replace")


def traces(folder: Path, wanted: Collection[str], room: Path) -> dict[str, set[str]]:
    """Search a closed study: its file, what was written ahead, its dated copies."""
    found = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "vault" not in file.parts:
            text = (
                bare(file, room)
                if file.suffix == ".duckdb"
                else file.read_bytes().decode("latin-1")
            )
            if seen := named(text, wanted):
                found[file.name] = seen
    return found


def plain(file: Path) -> str:
    """Read an export as its reader would: archives by part, with and without tags."""
    if not zipfile.is_zipfile(file):
        return file.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(file) as archive:
        parts = [archive.read(one).decode("utf-8", "replace") for one in archive.namelist()]
        listed = "\n".join(archive.namelist())
    text = "\n".join(parts)
    return "\n".join([listed, html.unescape(text), html.unescape(re.sub(r"<[^>]*>", "", text))])


def prepare(study: Study, vault: Vault) -> None:
    """Import, detect, decide as recorded and release."""
    ids = {
        source.title: example.import_one(study, vault, source, FILES[source.number])
        for source in markup.load()
        if source.title in LABELS
    }
    for label, one in ids.items():
        pseudonymise.detect(study, vault, one, detectors.load())
        example.correct(vault, one, label)
    pseudonymise.apply_decisions(study, vault, decisions())
    example.keep_rest(vault)
    for one in ids.values():
        pseudonymise.release(study, vault, one)


def analyse(study: Study) -> None:
    """Code every turn, and put all of it into a theme."""
    code = codebook.add(study, "Said")
    for one in transcripts.fetch_all(study):
        for turn in transcripts.turns(study, one.id):
            codings.apply(study, one.id, turn.start, turn.stop, code.id)
    development.add(study, THEME, codes=[code.id])
    memos.write(study, "study", "-", "All turns are coded.")


@pytest.fixture(scope="module")
def logged() -> Iterator[StringIO]:
    stream = StringIO()
    root, handler = logging.getLogger(), logging.StreamHandler(stream)
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture(scope="module")
def done(logged: StringIO, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """Do a whole analysis with the real verbs, detector and commands."""
    room = tmp_path_factory.mktemp("promises")
    folder, exports = room / "study", room / "exports"
    exports.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "COST", 2**8)
        with Study.create(folder, name="Neighbours", researcher="Robin") as study:
            vault, _ = Vault.create(study.vault_folder, "nine quiet herons", "Robin")
            with vault:
                prepare(study, vault)
            analyse(study)
            # Another process reads it: to read it here would let go of DuckDB's lock.
            subprocess.run(["/bin/cp", folder / f"{FILE}.wal", room / "ahead"], check=True)
    (room / "ahead").rename(folder / "ahead")
    run = CliRunner().invoke
    for end in ("docx", "xlsx", "csv"):
        target = str(exports / f"quotes.{end}")
        told = run(main, ["quotes", "--theme", THEME, "--to", target, "-s", str(folder)])
        assert told.exit_code == 0, told.output
    told = run(main, ["export", str(exports / "all"), "-s", str(folder)])
    assert told.exit_code == 0, told.output
    logging.getLogger("test").debug("the log is heard")
    return Done(folder=folder, exports=exports, log=logged.getvalue(), secrets=secrets())


def test_there_is_much_to_hide(done: Done) -> None:
    assert len(done.secrets) > 100
    assert {"Maureen", "Tattersall"} <= {word for s in done.secrets for word in s.split()}


def test_the_study_names_nobody(done: Done, tmp_path: Path) -> None:
    files = [file.name for file in done.folder.rglob("*") if file.is_file()]
    assert "ahead" in files
    assert any(name.startswith("study-") for name in files)
    assert traces(done.folder, done.secrets, tmp_path) == {}


def test_exports_name_nobody(done: Done) -> None:
    files = sorted(file for file in done.exports.rglob("*") if file.is_file())
    assert len(files) == 3 + len(NUMBERS) + 2
    assert {file.name: seen for file in files if (seen := named(plain(file), done.secrets))} == {}
    assert all(len(plain(file)) > 5000 for file in files if file.stem == "quotes")


def test_the_log_names_nobody(done: Done) -> None:
    assert "the log is heard" in done.log
    assert named(done.log, done.secrets) == set()


def test_the_search_finds_what_is_planted(done: Done, tmp_path: Path) -> None:
    folder = tmp_path / "planted"
    shutil.copytree(done.folder, folder, ignore=shutil.ignore_patterns("vault", "ahead", "copies"))
    with Study.open(folder) as study:
        memos.write(study, "study", "-", "Ask Maureen Tattersall about this.")
    assert set(traces(folder, done.secrets, tmp_path)) == {FILE}
