"""A name in words that were corrected leaves no trace, and no undo brings it back."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from pathlib import Path

import pytest

from tests.anonymise.test_late import FIRST, NAME, bare, noticed, released
from workbench import audit, corrections, memos, transcripts
from workbench.anonymise import late, leaks
from workbench.anonymise.vault import Vault
from workbench.coding import codebook, codings
from workbench.edits import Edit
from workbench.errors import NothingToUndo, NotThere
from workbench.study import Study


def correct(study: Study, transcript: str, was: str, becomes: str) -> None:
    at = transcripts.text(study, transcript).index(was)
    corrections.correct(study, transcript, [Edit(start=at, stop=at + len(was), words=becomes)])


@pytest.mark.parametrize(
    ("was", "becomes", "seen"),
    [
        ("Quarrington, who", "Quarringtone, who", "Zebulon Quarringtone"),
        ("Zebulon Quarrington", "Zebulon  Quarrington", "Zebulon  Quarrington"),
        ("Quarrington, who", "Quarrington, Osbert, who", "Osbert"),
        ("the van", "Pellow's old van", "Pellow"),
        ("Zebulon Quarrington", "Zebulon", "Zebulon"),
        ("and Zebulon", "and, Zebulon", "Zebulon Quarrington"),
    ],
)
def test_nothing_is_left_of_a_corrected_name(
    study: Study, vault: Vault, tmp_path: Path, was: str, becomes: str, seen: str
) -> None:
    (one,) = released(study, vault, FIRST)
    code = codebook.add(study, "Van").id
    at = transcripts.text(study, one).index("who has")
    coding = codings.apply(study, one, at, at + 7, code)
    correct(study, one, was, becomes)
    correct(study, one, "drove", "drives")
    assert codings.fetch(study, coding.id).ts
    late.treat(study, vault, noticed(study, one, seen, replacement="Xanthos Frobish"))
    if seen != NAME:
        with suppress(NotThere):  # where the first treatment left none of it
            late.treat(
                study,
                vault,
                late.Noticed(kind="person", words="Quarrington", replacement="Ulric Zander"),
            )
    secret = re.compile(r"quarr?ington|osbert|pellow|zebulon" if seen != "Pellow" else r"pellow")
    if seen in {"Osbert", "Pellow"}:
        secret = re.compile(seen.casefold())
    while True:
        assert not secret.search(transcripts.text(study, one).casefold())
        assert not secret.search(str(study.rows("select * from corrections")).casefold())
        try:
            audit.undo(study)
        except NothingToUndo:
            break
    assert "drove" in transcripts.text(study, one)
    while audit.next_redo(study):
        audit.redo(study)
        assert not secret.search(transcripts.text(study, one).casefold())
    assert "drives" in transcripts.text(study, one)
    now = codings.fetch(study, coding.id)
    assert transcripts.text(study, one)[now.start : now.stop] == "who has"
    assert leaks.find_in_study(study, vault) == []
    assert not secret.search(bare(study, tmp_path).casefold())


def test_a_correction_that_was_taken_back(study: Study, vault: Vault, tmp_path: Path) -> None:
    (one,) = released(study, vault, FIRST)
    correct(study, one, "the van", "Pellow's van")
    audit.undo(study)
    late.treat(
        study,
        vault,
        late.Noticed(kind="person", words="Osbert Pellow", replacement="Ulric Zander"),
    )
    audit.redo(study)
    assert "Pellow" not in transcripts.text(study, one)
    assert "pellow" not in bare(study, tmp_path).casefold()


def test_much_may_be_corrected_before_a_name_is_noticed(study: Study, vault: Vault) -> None:
    (one,) = released(study, vault, FIRST)
    for was, becomes in (
        ("who else came", "and which of the neighbours came along"),
        ("who has the van", "the one with the van and the trailer and all that"),
        ("did, and", "did of course, and then there was also"),
        ("drove", "drove us all the way there and back again in the rain"),
    ):
        correct(study, one, was, becomes)
    late.treat(study, vault, noticed(study, one, NAME, replacement="Xanthos Frobish"))
    text = transcripts.text(study, one)
    assert "there was also Xanthos Frobish, the one with the van" in text
    assert "Xanthos drove us all the way" in text
    correct(study, one, "in the rain", "in the snow")
    memos.write(study, "study", "study", "Fine")
    late.treat(study, vault, noticed(study, one, "trailer", kind="other", treatment="redact"))
    assert transcripts.text(study, one).endswith("back again in the snow.")


@pytest.mark.parametrize(
    "seed", [1, *[pytest.param(n, marks=pytest.mark.slow) for n in range(2, 22)]]
)
def test_random_corrections_never_hide_a_name_from_treatment(
    study: Study, vault: Vault, seed: int
) -> None:
    chance = random.Random(seed)
    (one,) = released(study, vault, FIRST)
    words = ["Zebulon", "Quarrington", "van", "", "the", "drove us", "!"]
    for _ in range(12):
        text = transcripts.text(study, one)
        turn = chance.choice(transcripts.turns(study, one))
        start = chance.randint(turn.start, turn.stop)
        stop = min(turn.stop, start + chance.randint(0, 9))
        said = chance.choice(words)
        if (text[start:stop] or said) and text[start:stop] != said:
            corrections.correct(study, one, [Edit(start=start, stop=stop, words=said)])
        if chance.random() < 0.2:
            audit.undo(study)
    for name in ("Zebulon", "Quarrington"):
        late.treat(study, vault, late.Noticed(kind="person", words=name))
        whole = re.compile(rf"(?i)(?<!\w){name}(?!\w)")
        assert not whole.search(transcripts.text(study, one))
        assert not whole.search(str(study.rows("select * from corrections")))
        assert not whole.search(str(study.rows("select changes from events")))
