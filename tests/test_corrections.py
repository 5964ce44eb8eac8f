"""A correction changes its own words: everything else stays where it was, forward and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Said
from workbench import audit, corrections, passages, transcripts
from workbench.edits import Edit
from workbench.errors import ChangedSince, NotAllowed, NothingToUndo, NotThere
from workbench.store import Row
from workbench.study import Study

SAID = [
    ("Interviewer", "What happened then?"),
    ("Jean", "Thank you Bob. The rotta changed 😀 and the rotta changed again."),
    ("Interviewer", "And?"),
]
Release = Callable[[str, Said], str]
LOGS = {"events", "schema_steps", "rewordings"}


def tables(study: Study) -> dict[str, list[Row]]:
    named = study.rows("select table_name as t from duckdb_tables() where database_name = 'study'")
    return {
        row["t"]: study.rows(f"select * from {row['t']} order by 1")
        for row in named
        if row["t"] not in LOGS
    }


@pytest.fixture
def transcript(released: Release) -> str:
    return released("Interview 01", SAID)


def mark(study: Study, transcript: str, words: str, passage: str) -> None:
    at = transcripts.text(study, transcript).index(words)
    with audit.act(study, "codings.apply") as act:
        passages.anchor(act, transcript, at, at + len(words), passage_id=passage)


def marked(study: Study, passage: str) -> str:
    row = study.row("select * from passages where id = $id", id=passage)
    assert row
    return transcripts.text(study, row["transcript_id"])[row["start"] : row["stop"]]


def change(study: Study, transcript: str, was: str, becomes: str) -> Edit:
    at = transcripts.text(study, transcript).index(was)
    return Edit(start=at, stop=at + len(was), words=becomes)


def correct(study: Study, transcript: str, was: str, becomes: str) -> list[corrections.Correction]:
    return corrections.correct(study, transcript, [change(study, transcript, was, becomes)])


@pytest.mark.parametrize(
    ("was", "becomes", "coded", "follows"),
    [
        ("Bob", "Participant 7", "Thank you", "Thank you"),
        ("Bob", "Participant 7", "The rotta changed", "The rotta changed"),
        ("Thank", "Thhank", "Thank you Bob", "Thhank you Bob"),
        ("rotta changed 😀", "rota changed 😀", "rotta changed", "rota changed"),
        ("you Bob", "Bob", "you", " "),
        ("you Bob", "Bob", "Thank you", "Thank "),
        ("The rotta", "The old rotta", "rotta changed", "rotta changed"),
        ("The rotta", "The old rotta", "The", "The"),
        ("again.", "again. Twice.", "changed again.", "changed again. Twice."),
        ("again.", "again", SAID[1][1], SAID[1][1][:-1]),
        ("Thank", "Well, thank", SAID[1][1], "Well, thank" + SAID[1][1][5:]),
        ("rotta changed 😀", "rota", "changed 😀 and", "rota and"),
        ("What", "Well, what", "Thank you", "Thank you"),
    ],
)
def test_passages_stay_on_their_words_and_come_back(
    study: Study, transcript: str, was: str, becomes: str, coded: str, follows: str
) -> None:
    mark(study, transcript, coded, "p")
    before = tables(study)
    correct(study, transcript, was, becomes)
    after = tables(study)
    assert marked(study, "p") == follows
    assert "".join(t["text"] for t in after["texts"]) == "\n".join(w for _, w in SAID).replace(
        was, becomes, 1
    )
    audit.undo(study)
    assert tables(study) == before
    audit.undo(study)
    assert study.rows("select * from passages") == []
    audit.redo(study)
    assert tables(study) == before
    audit.redo(study)
    assert tables(study) == after
    audit.undo(study)
    audit.undo(study)
    with pytest.raises(NothingToUndo):
        audit.undo(study)


def test_turns_hold_what_is_corrected_in_them(study: Study, transcript: str) -> None:
    correct(study, transcript, "What happened then?", "So what happened, then")
    correct(study, transcript, "And?", "And")
    text = transcripts.text(study, transcript)
    said = [text[turn.start : turn.stop] for turn in transcripts.turns(study, transcript)]
    assert said == ["So what happened, then", SAID[1][1], "And"]
    assert transcripts.fetch(study, transcript).words == len(text.split())


@pytest.mark.parametrize(
    ("start", "stop", "words"),
    [(10, 25, "over"), (0, 19, " "), (0, 19, ""), (0, 4, "a\nb"), (0, 4, "What"), (0, 900, "x")],
)
def test_what_is_refused(study: Study, transcript: str, start: int, stop: int, words: str) -> None:
    before = tables(study)
    with pytest.raises(NotAllowed):
        corrections.correct(study, transcript, [Edit(start=start, stop=stop, words=words)])
    assert tables(study) == before
    with pytest.raises(NotThere):
        corrections.correct(study, "-", [Edit(start=0, stop=1, words="x")])
    with pytest.raises(ChangedSince):
        corrections.correct(
            study, transcript, [Edit(start=0, stop=4, words="Who")], version="older"
        )


def test_paragraphs_stay(study: Study, released: Release) -> None:
    one = released("Interview 02", [("Jean", "First word.\nSecond wrod.\n\nThird")])
    corrections.correct(study, one, [Edit(start=6, stop=24, words="words.\nSecond word.")])
    assert transcripts.text(study, one) == "First words.\nSecond word.\n\nThird"
    refused = [(0, 12, ""), (26, 26, "more"), (11, 14, " "), (27, 32, ""), (0, 5, "a\nb")]
    for start, stop, words in refused:
        with pytest.raises(NotAllowed):
            corrections.correct(study, one, [Edit(start=start, stop=stop, words=words)])


def test_two_researchers_take_back_their_own(study: Study, transcript: str) -> None:
    correct(study, transcript, "Bob", "Robert")
    first = transcripts.text(study, transcript)
    study.researcher = "Ben"
    correct(study, transcript, "again", "once more")
    study.researcher = "Ana"
    audit.undo(study)
    text = transcripts.text(study, transcript)
    assert ("Bob" in text, "once more" in text) == (True, True)
    audit.redo(study)
    study.researcher = "Ben"
    correct(study, transcript, "you Robert", "you, Rob")
    study.researcher = "Ana"
    with pytest.raises(ChangedSince):
        audit.undo(study)
    study.researcher = "Ben"
    audit.undo(study)
    audit.undo(study)
    assert transcripts.text(study, transcript) == first


def test_a_misspelling_everywhere(study: Study, released: Release) -> None:
    one, two = released("Interview 01", SAID), released("Interview 02", SAID)
    with pytest.raises(NotAllowed):
        corrections.find(study, " ", "rota")
    found = corrections.find(study, "ROTTA", "rota")
    assert [(p.transcript_id, p.words, p.becomes) for p in found] == [
        (home, "rotta", "rota") for home in (one, one, two, two)
    ]
    assert found[0].before.endswith("The ")
    before = tables(study)
    made = corrections.correct_places(study, found[1:])
    assert [transcripts.text(study, home).count("rotta") for home in (one, two)] == [1, 0]
    assert [(c.was, c.becomes, c.researcher) for c in made] == [("rotta", "rota", "Ana")] * 3
    assert corrections.of_transcript(study, two)[0].start == found[2].start
    with pytest.raises(ChangedSince):
        corrections.correct_places(study, found[:1])
    audit.undo(study)
    assert tables(study) == before
    assert [p.becomes for p in corrections.find(study, "thank", "thanks", transcript_id=one)] == [
        "Thanks"
    ]
