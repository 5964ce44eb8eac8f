"""A coded study is played through fairly, from whatever file it comes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.coding.test_learning import toy_text
from tests.coding.toy import WordEncoder
from workbench.cli import main
from workbench.coding import (
    code_replay,
    encoders,
    replay_projects,
    replay_sources,
    replay_tables,
    replay_turns,
    replaying,
    simulated,
    simulation,
)
from workbench.coding.matrices import Span
from workbench.coding.rankers import OURS, SEQUENTIAL
from workbench.coding.replaying import CodedText, Replay
from workbench.errors import NotThere, UnreadableFile


@pytest.fixture(scope="module")
def toy() -> Replay:
    coded = toy_text(6)
    return replaying.replay(replaying.assemble(coded, WordEncoder()), coded.codes, fewest=8)


def table(coded: CodedText) -> str:
    """Write a study as a table, each question beside its answer."""
    target = io.StringIO()
    out = csv.writer(target)
    out.writerow(["document", "order", "role", "question", "text", "codes"])
    for name, text in coded.texts.items():
        asked = ""
        for turn in coded.turns[name]:
            words = text[turn.start : turn.stop]
            if turn.role == "interviewer":
                asked = words
                continue
            here = [c for c, s in coded.codes.items() if (name, turn.start, turn.stop) in s]
            out.writerow([name, turn.position, "Participant", asked, words, "|".join(here)])
    return target.getvalue()


def test_ours_reads_least_where_words_tell(toy: Replay) -> None:
    outcomes = list(simulation.play(toy, orders=2, seed=1))
    assert outcomes == list(simulation.play(toy, orders=2, seed=1))
    summary = simulated.summarise(outcomes, seed=1)
    ours, reading = summary.figures[OURS], summary.figures[SEQUENTIAL]
    assert ours["words to 95 %"].mean < 0.45 < reading["words to 95 %"].mean
    assert ours["precision at 20"].mean > 0.8
    for figure in [*ours.values(), *reading.values()]:
        assert figure.low <= figure.mean <= figure.high
    assert simulated.better_than(summary).mean >= 0.9
    assert ours["WSS@95"].mean == pytest.approx(0.95 - ours["words to 95 %"].mean)


def test_reading_on_pays_for_every_word(toy: Replay) -> None:
    opening = simulation.open_with(toy, "food", toy.documents)
    assert opening is not None
    oracle = simulation.Oracle(toy, opening)
    unread = [int(row) for row in opening.reading if not opening.seen[row]]
    found = [row for row in unread if oracle.judge(row)]
    assert len(found) == len(opening.left)
    assert oracle.done
    shares = oracle.shares()
    assert 0.4 < shares[0] < shares[1] < shares[2] <= 1


def test_codes_are_offered_as_they_were_given(toy: Replay) -> None:
    offered = list(code_replay.offer(toy, orders=2, seed=1))
    assert offered == []  # three codes: any three offers are right
    four = {**toy.codes, "again": toy.codes["food"], "more": toy.codes["money"]}
    wide = Replay(units=toy.units, codes=toy.codes, own=four)
    hits = simulated.hits(list(code_replay.offer(wide, orders=2, seed=1)), seed=1)
    assert hits[OURS].mean == 1


def test_a_table_is_read_as_it_was_written() -> None:
    coded = toy_text(2)
    found = replay_tables.read(table(coded))
    assert [*found.texts.values()] == [*coded.texts.values()]
    assert {code: sorted(spans) for code, spans in found.codes.items()} == coded.codes
    roles = [[turn.role for turn in turns] for turns in found.turns.values()]
    assert roles == [[turn.role for turn in turns] for turns in coded.turns.values()]
    unordered = "document;text;codes\nA;One two.;x|y\nA;Three.;\n"
    assert replay_tables.read(unordered).texts == {"A": "One two.\nThree."}
    with pytest.raises(UnreadableFile, match="order"):
        replay_tables.read("document,text,codes,order\nA,One,x,first\n")


def project(coded: CodedText, *, crlf: bool, wide: bool, scheme: str = "internal://") -> bytes:
    """Write a study as a REFI-QDA project, places counted as some programs do."""
    guids = {code: f"0000000{n}-0000-0000-0000-000000000000" for n, code in enumerate(coded.codes)}
    target, sources = io.BytesIO(), []
    with zipfile.ZipFile(target, "w") as packed:
        for number, (name, text) in enumerate(coded.texts.items()):

            def at(place: int, text: str = text) -> int:
                before = text[:place]
                length = len(before.encode("utf-16-le")) // 2 if wide else len(before)
                return length + before.count("\n") * crlf

            body = text.replace("\n", "\r\n") if crlf else text
            packed.writestr(f"Sources/{number}.txt", "\ufeff" * crlf + body)
            selections = "".join(
                f'<PlainTextSelection startPosition="{at(a)}" endPosition="{at(b)}" name="">'
                f'<Coding><CodeRef targetGUID="{guids[code].upper()}"/></Coding>'
                "</PlainTextSelection>"
                for code, spans in coded.codes.items()
                for d, a, b in spans
                if d == name
            )
            sources.append(
                f'<TextSource name="{name}" plainTextPath="{scheme}{number}.txt">'
                f"{selections}</TextSource>"
            )
        codes = "".join(f'<Code guid="{guid}" name="{code}"/>' for code, guid in guids.items())
        packed.writestr(
            "project.qde",
            '<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0">'
            f"<CodeBook><Codes>{codes}</Codes></CodeBook>"
            f"<Sources>{''.join(sources)}</Sources></Project>",
        )
    return target.getvalue()


@pytest.mark.parametrize(("crlf", "wide"), [(False, False), (True, False), (True, True)])
def test_a_project_is_read_however_it_counts(crlf: bool, wide: bool) -> None:
    texts: dict[str, str] = {}
    codes: dict[str, list[Span]] = {"glad": [], "sad": []}
    for name in ("One", "Two"):
        text = "".join(
            f"INT: How was it {n} 😀?\nP1: It was fine 😀 number {n}, fine indeed.\n"
            for n in range(9)
        )
        texts[name] = text
        for n in range(9):
            start = text.index(f"It was fine 😀 number {n}")
            codes["glad" if n % 2 else "sad"].append((name, start, start + 22))
    coded = CodedText(texts=texts, turns={}, codes=codes)
    found = replay_projects.read(project(coded, crlf=crlf, wide=wide))
    assert [*found.texts.values()] == [*texts.values()]
    words = {
        code: [found.texts[d][a:b] for d, a, b in spans] for code, spans in found.codes.items()
    }
    assert words == {code: [texts[d][a:b] for d, a, b in spans] for code, spans in codes.items()}
    turns = next(iter(found.turns.values()))
    assert [turn.role for turn in turns[:4]] == ["interviewer", "participant"] * 2


@pytest.mark.parametrize(("scheme", "texts"), [("", 1), ("relative://", 0)])
def test_a_text_is_found_without_a_scheme(scheme: str, texts: int) -> None:
    coded = CodedText(texts={"One": "It rained.\n"}, turns={}, codes={"wet": [("One", 0, 10)]})
    found = replay_projects.read(project(coded, crlf=False, wide=False, scheme=scheme))
    assert len(found.texts) == texts
    assert [len(spans) for spans in found.codes.values()] == [1] * texts


def test_unlabelled_lines_are_turns_of_their_own() -> None:
    turns = replay_turns.turns_of("We went home. It rained.\n\nNobody came: none at all.\n")
    assert [turn.role for turn in turns] == ["participant", "participant"]


def test_labels_of_paragraphs_divide_wrapped_lines() -> None:
    asked = "Ann Lee:     How was\nit then, and what\ncame of it, in all\nthose long\nyears?\n\n"
    text = (asked + "p-1:   It was fine.\nNobody\ncame, none\nat\nall.\n\n") * 3
    turns = replay_turns.turns_of(text)
    assert [turn.role for turn in turns] == ["interviewer", "participant"] * 3
    assert text[turns[1].start : turns[1].stop].endswith("all.")


@pytest.mark.parametrize("name", ["../project.qde", "a/project.qde", "notes.txt"])
def test_hostile_projects_are_refused(name: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr(name, "<Project/>")
    with pytest.raises(UnreadableFile):
        replay_projects.read(target.getvalue())


def test_a_project_reads_no_file_outside_and_no_entity() -> None:
    for inside in (
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Project>&b;</Project>',
        '<Project><TextSource name="x" plainTextPath="absolute:///etc/passwd"/></Project>',
    ):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as packed:
            packed.writestr("project.qde", inside)
        if "DOCTYPE" in inside:
            with pytest.raises(UnreadableFile):
                replay_projects.read(target.getvalue())
        else:
            assert replay_projects.read(target.getvalue()).texts == {}


def test_the_command_plays_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "load", WordEncoder)
    file, kept = tmp_path / "coded.csv", tmp_path / "kept.npz"
    file.write_text(table(toy_text(4)), encoding="utf-8")
    command = ["simulate", str(file), "--orders", "1", "--vectors", str(kept)]
    done = CliRunner().invoke(main, [*command, "--json"])
    assert done.exit_code == 0, done.output
    data = json.loads(done.output)
    assert data["codes"] == 3
    assert {OURS, SEQUENTIAL} < set(data["figures"])
    monkeypatch.setattr(encoders, "load", lambda: pytest.fail("the vectors were kept"))
    assert "words to 95 %" in CliRunner().invoke(main, command).output
    kept.write_bytes(b"no vectors")
    assert CliRunner().invoke(main, command).exit_code == 1
    file.write_text("document,text,codes\nA,One two.,x\n", encoding="utf-8")
    monkeypatch.setattr(encoders, "load", WordEncoder)
    with pytest.raises(NotThere):
        replay_sources.from_file(file, WordEncoder)
