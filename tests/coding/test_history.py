"""Any row of acts can be taken back and done again, and passages never leave their words."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.coding.conftest import SAID, theme_row
from tests.conftest import Said
from workbench import audit, edits, memos, transcripts
from workbench.coding import codebook, codings, recoding
from workbench.edits import Edit
from workbench.errors import WorkbenchError
from workbench.store import Row
from workbench.study import Study
from workbench.themes import development

Tables = dict[str, list[Row]]


def tables(study: Study) -> Tables:
    names = [
        row["table_name"]
        for row in study.rows(
            "select table_name from duckdb_tables() where database_name = 'study'"
        )
    ]
    return {
        name: study.rows(f"select * from {name} order by 1")
        for name in names
        if name not in {"events", "schema_steps"}
    }


class Acts:
    """Do something a researcher could do, chosen by chance."""

    def __init__(self, study: Study, transcript: str, seed: int) -> None:
        self.study, self.transcript, self.chance = study, transcript, random.Random(seed)
        self.length = len(transcripts.text(study, transcript))

    def code(self) -> str:
        return self.chance.choice([code.id for code in codebook.fetch_all(self.study)] or ["none"])

    def coding(self) -> str:
        return self.chance.choice([one.id for one in codings.fetch_all(self.study)] or ["none"])

    def place(self) -> tuple[int, int]:
        start = self.chance.randrange(0, self.length, 8)
        return start, start + self.chance.choice([8, 16, 40])

    def name(self) -> str:
        return self.chance.choice("ABCDEFGHIJ")

    def add(self) -> None:
        parent = self.chance.choice([None, self.code()])
        codebook.add(self.study, self.name(), parent_id=parent)

    def split(self) -> None:
        code = self.code()
        mine = [one.id for one in codings.of_codes(self.study, [code])]
        codebook.split(self.study, code, mine[:2], self.name())

    def memo(self) -> None:
        kind = self.chance.choice(["code", "coding"])
        about = self.code() if kind == "code" else self.coding()
        if about != "none":
            memos.write(self.study, "code" if kind == "code" else "coding", about, "Think")

    def quote(self) -> None:
        with audit.act(self.study, "test.quote") as act:
            if not act.row("select id from themes where id = 'theme'"):
                act.insert("themes", theme_row("theme"))
            row = {"id": self.study.new_id(), "theme_id": "theme", "position": 0}
            if self.code() != "none":
                act.insert("theme_codes", {**row, "code_id": self.code()})
            if self.coding() != "none":
                act.insert("theme_quotes", {**row, "coding_id": self.coding()})

    def some(self) -> list[str]:
        """Tick up to four codings."""
        ids = [one.id for one in codings.fetch_all(self.study)]
        return self.chance.sample(ids, min(len(ids), self.chance.randrange(1, 5)))

    def theme(self) -> str:
        return self.chance.choice([one.id for one in development.fetch_all(self.study)] or ["none"])

    def any_theme(self) -> None:
        s, chance, code = self.study, self.chance, self.code()
        acts: list[Callable[[], object]] = [
            lambda: development.add(s, self.name() * 2, [] if code == "none" else [code]),
            lambda: development.group(s, self.theme(), [code]),
            lambda: development.nest(s, self.theme(), chance.choice([None, self.theme()])),
            lambda: development.rename(s, self.theme(), self.name() * 3),
            lambda: development.merge(s, self.theme(), self.theme()),
            lambda: development.remove(s, self.theme()),
        ]
        chance.choice(acts)()

    def any(self) -> None:
        s, chance = self.study, self.chance
        acts: list[tuple[int, Callable[[], object]]] = [
            (6, self.add),
            (2, lambda: codebook.rename(s, self.code(), self.name())),
            (2, lambda: codebook.nest(s, self.code(), chance.choice([None, self.code()]))),
            (1, lambda: codebook.move(s, self.code(), chance.randrange(4))),
            (1, lambda: codebook.retire(s, self.code())),
            (1, lambda: codebook.define(s, self.code(), description=self.name())),
            (1, lambda: codebook.remove(s, self.code())),
            (2, lambda: codebook.merge(s, self.code(), self.code())),
            (2, self.split),
            (12, lambda: codings.apply(s, self.transcript, *self.place(), self.code())),
            (3, lambda: codings.remove(s, self.coding())),
            (3, lambda: codings.resize(s, self.coding(), *self.place())),
            (3, self.memo),
            (2, self.quote),
            (2, lambda: codebook.nest(s, self.code(), self.code(), chance.randrange(3))),
            (1, lambda: codebook.revive(s, self.code())),
            (1, lambda: codebook.recolour(s, self.code(), f"#{chance.randrange(16**6):06x}")),
            (2, lambda: recoding.add(s, self.some(), self.code())),
            (2, lambda: recoding.move(s, self.some(), self.code())),
            (1, lambda: recoding.take_off(s, self.some()[:2])),
            (4, self.any_theme),
        ]
        (act,) = chance.choices([act for _, act in acts], [weight for weight, _ in acts])
        act()


@pytest.mark.parametrize(
    ("seed", "number"),
    [(1, 50), *[pytest.param(n, 1_000, marks=pytest.mark.slow) for n in (2, 3)]],
)
def test_undo_all_redo_all(study: Study, transcript: str, seed: int, number: int) -> None:
    acts = Acts(study, transcript, seed)
    start, done = tables(study), 0
    while done < number:
        before = audit.next_undo(study)
        try:
            acts.any()
        except WorkbenchError:
            continue
        assert study.rows("select * from orphans") == []
        done += audit.next_undo(study) != before
    end = tables(study)
    for _ in range(number):
        audit.undo(study)
    assert tables(study) == start
    assert study.rows("select * from orphans") == []
    for _ in range(number):
        audit.redo(study)
    assert tables(study) == end
    assert study.rows("select * from orphans") == []


LENGTH = sum(len(words) + 1 for _, words in SAID) - 1
OFFSETS = st.lists(st.integers(0, LENGTH), min_size=2, max_size=8, unique=True).map(sorted)
WORDS = st.text(alphabet="xyz 😀é", min_size=1, max_size=9)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(places=st.lists(OFFSETS, min_size=1, max_size=6), cuts=OFFSETS, data=st.data())
def test_codings_follow_their_words_also_out_of_the_past(
    study: Study, places: list[list[int]], cuts: list[int], data: st.DataObject
) -> None:
    transcript = store(study, SAID)
    text = transcripts.text(study, transcript)
    code = codebook.add(study, study.new_id()).id
    wanted = {}
    for place in places:
        start, stop = place[0], place[-1]
        if text[start:stop].strip():
            wanted[codings.apply(study, transcript, start, stop, code).id] = (start, stop)
    changes = [
        Edit(start=a, stop=b, words=data.draw(WORDS))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    gone = [coding for coding in wanted if data.draw(st.booleans())]
    for coding_id in gone:
        codings.remove(study, coding_id)
    with audit.act(study, "transcripts.correct", undoable=False) as act:
        transcripts.replace_text(act, transcript, changes)
    for _ in gone:
        audit.undo(study)
    new = transcripts.text(study, transcript)
    found = codings.of_transcript(study, transcript)
    assert {coding.id for coding in found} == set(wanted)
    for coding in found:
        assert new[coding.start : coding.stop] == expected(text, changes, *wanted[coding.id])


def expected(text: str, changes: list[Edit], start: int, stop: int) -> str:
    """Widen a passage over the edits that cut into it, then make the edits within."""
    touching = [edit for edit in changes if edit.start < stop and edit.stop > start]
    start = min([start, *(edit.start for edit in touching)])
    stop = max([stop, *(edit.stop for edit in touching)])
    inside = [
        Edit(start=edit.start - start, stop=edit.stop - start, words=edit.words)
        for edit in touching
    ]
    return edits.apply(text[start:stop], inside).text


def store(study: Study, said: Said) -> str:
    transcript_id, speaker_id = study.new_id(), study.new_id()
    speaker = transcripts.Speaker(
        id=speaker_id,
        transcript_id=transcript_id,
        label="Amira",
        role="participant",
        participant_id=None,
    )
    text = "\n".join(words for _, words in said)
    turn = transcripts.Turn(
        position=0, speaker="Amira", role="participant", start=0, stop=len(text)
    )
    with audit.act(study, "test.release", undoable=False) as act:
        transcripts.add(
            act, transcript_id=transcript_id, label=transcript_id, recorded=None, words=0
        )
        transcripts.release_text(act, transcript_id, text=text, speakers=[speaker], turns=[turn])
    return transcript_id
