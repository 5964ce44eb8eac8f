"""Choose by chance what an act is about, and compare what a study holds before and after."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from workbench import audit, participants, transcripts
from workbench.store import Row
from workbench.study import Study

One = TypeVar("One")
Verb = tuple[int, Callable[[], object]]
"""How often an act comes, and the act."""
NONE = "none"


def tables(study: Study) -> dict[str, list[Row]]:
    """Read every table but those that only ever grow."""
    names = study.rows("select table_name as t from duckdb_tables() where database_name = 'study'")
    return {
        row["t"]: study.rows(f"select * from {row['t']} order by 1")
        for row in names
        if row["t"] not in {"events", "schema_steps", "rewordings"}
    }


def enrolled(study: Study, transcript_id: str, pseudonym: str) -> None:
    """Let a participant speak in a transcript."""
    with audit.act(study, "test.enrol", undoable=False) as act:
        participants.enrol(act, participant_id=pseudonym, pseudonym=pseudonym)
        act.sql.execute(
            "update speakers set participant_id = $person "
            "where transcript_id = $id and role = 'participant'",
            {"person": pseudonym, "id": transcript_id},
        )


class Drawing:
    """Draw codes, codings, places and names from a study."""

    def __init__(self, study: Study, seed: int) -> None:
        self.study, self.chance = study, random.Random(seed)

    def of(self, many: Sequence[One], otherwise: One) -> One:
        return self.chance.choice(many) if many else otherwise

    def some(self, many: Sequence[str]) -> list[str]:
        """Tick up to four."""
        return self.chance.sample(many, min(len(many), self.chance.randrange(1, 5)))

    def ids(self, table: str) -> list[str]:
        return [row["id"] for row in self.study.rows(f"select id from {table} order by id")]

    def an(self, table: str) -> str:
        return self.of(self.ids(table), NONE)

    def unused(self) -> str:
        found = self.study.rows(
            "select id from codes where id not in (select code_id from codings) order by id"
        )
        return self.of([str(row["id"]) for row in found], NONE)

    def coding_ids(self) -> list[str]:
        return self.some(self.ids("codings"))

    def transcript(self) -> str:
        return self.an("texts")

    def text(self, transcript_id: str) -> str:
        return transcripts.text(self.study, transcript_id)

    def place(self, transcript_id: str) -> tuple[int, int]:
        length = len(self.text(transcript_id))
        start = self.chance.randrange(0, max(length - 8, 1), 8)
        return start, min(length, start + self.chance.choice([8, 16, 40]))

    def name(self) -> str:
        return self.chance.choice("ABCDEFGHIJ")
