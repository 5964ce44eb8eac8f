"""The example's files say what its sources say, and are built the same every time."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from corpora import build, markup
from corpora.corpus import CORPORA, EXAMPLE, HELDOUT, Corpus
from corpora.files import FILES, Layout, plain, plain_uneven, typed
from workbench import readers
from workbench.readers import Reading
from workbench.transcripts import Role

SOURCES = {source.number: source for source in markup.load()}
FOLDER = EXAMPLE.folder


def roles(layout: Layout) -> dict[str, Role]:
    return {
        label: "interviewer" if key == "R" else "participant"
        for key, label in layout.labels.items()
    }


def reading(number: str, corpus: Corpus = EXAMPLE) -> Reading:
    layout = corpus.layouts[number]
    return readers.read(corpus.folder / "files" / layout.name, roles=roles(layout))


def rows(name: str) -> list[dict[str, object]]:
    text = (FOLDER / "gold" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("number", sorted(FILES))
def test_readers_yield_the_published_text(number: str) -> None:
    expected = (FOLDER / "text" / f"{number}.txt").read_text(encoding="utf-8")
    assert reading(number).text == expected


@pytest.mark.parametrize("number", sorted(HELDOUT.layouts))
def test_readers_yield_the_held_out_text(number: str) -> None:
    expected = (HELDOUT.folder / "text" / f"{number}.txt").read_text(encoding="utf-8")
    assert reading(number, HELDOUT).text == expected


@pytest.mark.parametrize("number", sorted(FILES))
def test_turns_and_speakers_agree(number: str) -> None:
    found, source, layout = reading(number), SOURCES[number], FILES[number]
    assert [turn.speaker for turn in found.turns] == [
        layout.labels[turn.speaker] for turn in source.turns
    ]
    assert {speaker.label for speaker in found.speakers} == set(layout.labels.values())
    timed = [turn.began for turn in found.turns if turn.began is not None]
    if layout.write in (typed, plain, plain_uneven):
        assert not timed
    else:
        assert timed == pytest.approx([turn.began for turn in source.turns], abs=1.1)


@pytest.mark.parametrize("number", sorted(FILES))
def test_gold_stands_on_its_words(number: str) -> None:
    text = (FOLDER / "text" / f"{number}.txt").read_text(encoding="utf-8")
    found = rows(f"{number}.jsonl")
    assert len(found) >= 40
    for row in found:
        assert isinstance(row["start"], int)
        assert isinstance(row["stop"], int)
        assert text[row["start"] : row["stop"]] == row["surface"]


def test_no_mention_is_marked_twice() -> None:
    for source in SOURCES.values():
        mentions = markup.join(source.turns).mentions
        assert all(one.stop <= two.start for one, two in itertools.pairwise(mentions))


@pytest.mark.parametrize("corpus", CORPORA.values(), ids=CORPORA)
def test_two_builds_are_the_published_one(tmp_path: Path, corpus: Corpus) -> None:
    build.build(tmp_path, corpus)
    for kind in ("files", "text", "gold"):
        built = {path.name: path.read_bytes() for path in (tmp_path / kind).iterdir()}
        kept = {path.name: path.read_bytes() for path in (corpus.folder / kind).iterdir()}
        assert built == kept


def test_the_typists_traces_are_found_and_not_spoken() -> None:
    found = reading("03")
    kinds = " ".join(finding.kind for finding in found.findings)
    details = " ".join(finding.detail for finding in found.findings)
    assert "comment" in kinds
    assert "Meinir Jenkins" in details
    assert "Sioned Howells" not in found.text
    assert "They said he'd been gone since the Thursday." in found.text


def test_every_outside_name_stands_in_its_file() -> None:
    files = {path.name: path.read_bytes() for path in (FOLDER / "files").iterdir()}
    for row in rows("outside.jsonl"):
        assert str(row["surface"]).encode() in files[str(row["file"])]


def test_every_speaker_is_a_marked_person() -> None:
    known = {
        mention.entity
        for source in SOURCES.values()
        for mention in markup.join(source.turns).mentions
    }
    assert {row["entity"] for row in rows("speakers.jsonl")} <= known


def test_a_mark_that_does_not_parse_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "99.txt"
    head = "#id 99\n#title Test\n#date 2021-01-01\n#interviewer Ann\n#participant Bob\n"
    path.write_text(f"{head}@R 0:01\nI am {{Ann|person}}.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="does not parse"):
        markup.read(path)
