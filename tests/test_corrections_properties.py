"""Whatever is corrected, untouched passages keep their words, and all of it can be taken back."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.conftest import Said
from tests.test_corrections import tables
from workbench import audit, corrections, passages, transcripts
from workbench.edits import Edit
from workbench.errors import NotAllowed
from workbench.study import Study

Release = Callable[[str, Said], str]
WORDS = [
    "rota",
    "Bob",
    "😀",
    "we",
    "cafe\u0301",
    "שלום",
    "didn't",
    "👩\u200d👧",
    "—",
    "went,",
    "𝒳",
    "a\u200fb",
]


def said(chance: random.Random, turns: int) -> Said:
    return [
        (("Interviewer", "P1")[n % 2], " ".join(chance.choices(WORDS, k=chance.randint(3, 30))))
        for n in range(turns)
    ]


def code(study: Study, transcript: str, chance: random.Random, number: int) -> None:
    """Mark passages by chance, in one event each; some are taken off again."""
    text = transcripts.text(study, transcript)
    for _ in range(number):
        start = chance.randrange(len(text))
        stop = min(len(text), start + chance.choice([1, 3, 8, 30, 90]))
        if text[start:stop].strip():
            with audit.act(study, "codings.apply") as act:
                passages.anchor(act, transcript, start, stop, passage_id=study.new_id())
            if chance.random() < 0.2:
                audit.undo(study)


def drawn(text: str, turns: list[transcripts.Turn], chance: random.Random) -> Edit:
    turn = chance.choice(turns)
    start = chance.randint(turn.start, turn.stop)
    stop = min(turn.stop, start + chance.choice([0, 0, 1, 2, 5, 12]))
    words = " ".join(chance.choices([*WORDS, "", "s", "\u0301"], k=chance.randint(0, 3)))
    return Edit(start=start, stop=stop, words=words)


def touched(text: str, edit: Edit) -> tuple[int, int]:
    """Widen a change to white space on either side, by other means than the program's."""
    start, stop = edit.start, edit.stop
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while stop < len(text) and not text[stop].isspace():
        stop += 1
    return max(start - 1, 0), min(stop + 1, len(text))


def places(study: Study, transcript: str) -> dict[str, tuple[int, int]]:
    rows = study.rows("select * from passages where transcript_id = $id", id=transcript)
    return {row["id"]: (row["start"], row["stop"]) for row in rows}


def correct_once(study: Study, transcript: str, chance: random.Random) -> bool:
    """Correct something; every passage that it does not reach keeps its words."""
    text, turns = transcripts.text(study, transcript), transcripts.turns(study, transcript)
    edit, before = drawn(text, turns, chance), places(study, transcript)
    try:
        corrections.correct(study, transcript, [edit])
    except NotAllowed:
        return False
    new, after = transcripts.text(study, transcript), places(study, transcript)
    assert new == text[: edit.start] + edit.words + text[edit.stop :]
    reach = touched(text, edit)
    for one, (start, stop) in before.items():
        now = after[one]
        assert now[0] < now[1]
        if stop <= reach[0] or start >= reach[1]:
            assert new[slice(*now)] == text[start:stop]
    said = transcripts.turns(study, transcript)
    assert "\n".join(new[turn.start : turn.stop] for turn in said) == new
    assert len(said) == len(turns)
    return True


@pytest.mark.parametrize(
    ("seed", "number"),
    [(1, 15), *[pytest.param(n, 40, marks=pytest.mark.slow) for n in range(2, 27)]],
)
def test_random_corrections(study: Study, released: Release, seed: int, number: int) -> None:
    chance = random.Random(seed)
    transcript = released("Interview 01", said(chance, 8 + number // 20))
    code(study, transcript, chance, 12)
    done = 0
    while done < number:
        if chance.random() < 0.1:
            code(study, transcript, chance, 1)
        done += correct_once(study, transcript, chance)
    end = tables(study)
    undone = 0
    while audit.next_undo(study):
        audit.undo(study)
        undone += 1
    assert study.rows("select * from passages") == []
    assert study.rows("select * from corrections") == []
    for _ in range(undone):
        audit.redo(study)
    assert tables(study) == end
