"""Suggestions by command: all that the page does, and asked first when they are offered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calls import Run
from tests.coding.toy import WordEncoder, said
from workbench import memos, transcripts
from workbench.coding import codings, embeddings
from workbench.study import Study


def test_suggestions_wait_for_reading_and_can_be_switched(run: Run) -> None:
    run("codebook", "add", "New")
    refused = run("suggest", "New")
    assert refused.exit_code == 1
    assert "workbench read" in refused.output
    assert run("suggestions", "--before-reading", "--blinded").exit_code == 0
    assert run("suggest", "New").exit_code == 0
    assert run("suggestions", "--off", "--code", "New").exit_code == 0
    assert "this code" in run("suggest", "New").output
    told = json.loads(run("suggestions", "--off", "--json").output)
    assert not told["on"]
    assert told["blinded"]
    assert len(told["off_for"]) == 1
    assert "this study" in run("suggest", "New").output
    assert run("suggestions", "--on", "--code", "Nobody").exit_code == 1


@pytest.fixture
def prepared(run: Run, folder: Path, tmp_path: Path) -> Path:
    """Add an interview about three topics, of which two turns are coded, with vectors."""
    lines = [f"{'INT' if who == 'Interviewer' else 'P2'}: {words}" for who, words in TALK]
    (tmp_path / "long.txt").write_text("\n".join(lines), encoding="utf-8")
    assert run("import", tmp_path / "long.txt").exit_code == 0
    label = json.loads(run("transcripts", "--json").output)[1]["label"]
    assert run("participant", label, "P2", "Ben Hill").exit_code == 0
    assert run("release", "--knowingly").exit_code == 0
    with Study.open(folder) as study:
        found = study.rows(
            "select t.* from turns t join transcripts s on s.id = t.transcript_id "
            "where s.label = $label order by t.position",
            label=label,
        )
        code = study.rows("select id from codes")[0]["id"]
        for turn in (found[1], found[7]):
            codings.apply(study, turn["transcript_id"], turn["start"], turn["stop"], code)
        embeddings.embed_all(study, WordEncoder())
    assert run("read", "Interview 01").exit_code == 0
    return folder


TALK = said(3, ["shame", "money", "food"] * 6)


def test_all_of_the_page_can_be_done_by_command(run: Run, prepared: Path) -> None:
    first, second, third, *_ = json.loads(run("suggest", "A", "--json").output)
    stop = first["start"] + 20
    for wrong in (
        ["--accept", 99],
        ["--accept", 1, "--later", 1],
        ["--later", 1, "--why", "No."],
        ["--later", 1, "--start", 3],
        ["--accept", 1, "--start", stop, "--stop", stop],
    ):
        assert run("suggest", "A", *wrong).exit_code == 1
    done = run(
        "suggest",
        "A",
        "--accept",
        1,
        "--stop",
        stop,
        "--dismiss",
        2,
        "--why",
        "No.",
        "--later",
        3,
        "--json",
    )
    assert [one["place"] for one in json.loads(done.output)] == [1, 2, 3]
    with Study.open(prepared) as study:
        assert [memo.text for memo in memos.fetch_all(study)] == ["No."]
        (made,) = [one for one in codings.fetch_all(study) if one.found_by == "suggestion"]
        assert (made.start, made.stop) == (first["start"], stop)
        rows = study.rows(
            "select verdict, start from decisions d join passages p "
            "on p.id = d.passage_id order by verdict"
        )
    assert [(row["verdict"], row["start"]) for row in rows] == [
        ("accepted", first["start"]),
        ("dismissed", second["start"]),
        ("later", third["start"]),
    ]
    edge = json.loads(run("suggest", "A", "--edge", "--json").output)
    assert [one["start"] for one in edge if one["kind"] == "dismissed"] == [second["start"]]
    assert run("suggest", "A", "--edge").exit_code == 0
    assert "Learned from 3 passages" in run("suggestions", "--code", "A").output
    told = json.loads(run("suggestions", "--code", "A", "--json").output)
    assert told["worth"]["offered"]["decided"] == 2


def test_a_code_begins_anew_and_the_study_accounts_for_itself(run: Run, prepared: Path) -> None:
    assert run("methods").output.startswith("Of 2 codings on 2 passages, 2 came about in reading")
    assert run("suggestions", "--blinded").exit_code == 0
    run("suggest", "A", "--accept", 1)
    run("suggest", "A", "--dismiss", 2)
    assert run("suggestions", "--reset").exit_code == 1
    assert "Learned from 2 passages" in run("suggestions", "--reset", "--code", "A").output
    told = json.loads(run("methods", "--json").output)
    assert (told["decided"]["accepted"], told["decided"]["dismissed"]) == (1, 1)
    assert [one["setting"] for one in told["switched"]] == ["blinded", "anew"]
    output = run("methods").output
    assert "Of 2 suggestions decided on, 1 was coded, 1 dismissed and 0 put off." in output
    assert "“A” begun anew" in output


def test_lists_are_asked_for_and_decided_on(run: Run, prepared: Path) -> None:
    with Study.open(prepared) as study:
        codings.remove(study, max(codings.fetch_all(study), key=lambda one: one.start).id)
        for each in transcripts.fetch_all(study):
            transcripts.mark_read(study, each.id)
    assert run("suggest", "A", "--edge", "--opposite").exit_code == 1
    for of, kind in (("edge", "boundary"), ("opposite", "opposite")):
        one = json.loads(run("suggest", "A", f"--{of}", "--json").output)[0]
        assert one["kind"] == kind
        assert run("suggest", "A", f"--{of}").output.startswith("place")
        assert run("suggest", "A", f"--{of}", "--dismiss", 99).exit_code == 1
        assert run("suggest", "A", f"--{of}", "--dismiss", 1).exit_code == 0
        with Study.open(prepared) as study:
            (place,) = study.rows(
                "select p.start from decisions d join passages p on p.id = d.passage_id"
            )
            assert place["start"] == one["start"]
        told = json.loads(run("methods", "--json").output)
        assert (told[of]["dismissed"], told["decided"]["dismissed"]) == (1, 0)
        assert run("undo").exit_code == 0
