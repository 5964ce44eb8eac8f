"""Generated studies are known to the letter and the same every time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpora.generate import generate
from workbench import readers
from workbench.transcripts import Role

ROLES: dict[str, Role] = {"Interviewer": "interviewer", "Participant": "participant"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("generated")
    generate(made, interviews=4, words=700, codings=90, seed=7)
    return made


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def text(folder: Path, number: str) -> str:
    return (folder / "text" / f"{number}.txt").read_text(encoding="utf-8")


def test_readers_yield_the_text(folder: Path) -> None:
    found = sorted((folder / "files").iterdir())
    assert {path.suffix for path in found} == {".txt", ".docx", ".vtt"}
    for path in found:
        assert readers.read(path, roles=ROLES).text == text(folder, path.stem[-2:])


def test_words_are_as_many_as_asked(folder: Path) -> None:
    for number in ("01", "02", "03", "04"):
        assert 700 <= len(text(folder, number).split()) < 1100


def test_identifiers_stand_where_gold_says(folder: Path) -> None:
    for number in ("01", "02", "03", "04"):
        found = rows(folder / "gold" / f"{number}.jsonl")
        assert {str(row["kind"]) for row in found} >= {"person", "place"}
        for row in found:
            start, stop = int(str(row["start"])), int(str(row["stop"]))
            assert text(folder, number)[start:stop] == row["surface"]


def test_codings_are_as_many_as_asked_and_stand_on_their_words(folder: Path) -> None:
    found = rows(folder / "codings.jsonl")
    assert len(found) == 90
    for row in found:
        start, stop = int(str(row["start"])), int(str(row["stop"]))
        number = str(row["transcript"])[-2:]
        assert text(folder, number)[start:stop] == row["quote"]


def test_the_same_seed_gives_the_same_study(folder: Path, tmp_path: Path) -> None:
    generate(tmp_path, interviews=4, words=700, codings=90, seed=7)
    for path in sorted(folder.rglob("*.*")):
        assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes()


def test_another_seed_gives_another_study(folder: Path, tmp_path: Path) -> None:
    generate(tmp_path, interviews=1, words=300, codings=10, seed=8)
    assert text(tmp_path, "01") != text(folder, "01")
