"""Draw acts by chance from every verb that changes a study and can be taken back.

`verbs_in_the_code` reads the package for the functions that open an act on the study, so that a
new verb is missed by nobody.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import workbench
from workbench import audit, corrections, memos, participants, stretches, transcripts
from workbench.coding import (
    agreement,
    checks,
    codebook,
    codebook_tables,
    coding_tables,
    codings,
    comparing,
    concordance,
    operations,
    pins,
    recoding,
    results,
    search,
    suggestions,
)
from workbench.coding.arriving import Arrived
from workbench.coding.comparing import Pair
from workbench.coding.reasons import Suggestion
from workbench.edits import Edit
from workbench.errors import WorkbenchError
from workbench.store import Row
from workbench.study import Study
from workbench.themes import development, phases, quotes, regrouping

Drawn = TypeVar("Drawn")
Verb = tuple[int, Callable[[], object]]
TYPED = ["rota", "😀", "cafe\u0301", "שלום", "👩\u200d👧", "a", "we were", "<b>", "𝒳", ""]
ABOUT: Sequence[memos.About] = ("study", "transcript", "coding", "code", "theme", "participant")
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


class Acts:
    """Do something that a researcher could do, to any released transcript."""

    def __init__(self, study: Study, seed: int) -> None:
        self.study, self.chance = study, random.Random(seed)
        self.done: set[str] = set()
        self.verbs: dict[str, Verb] = {
            **self._of_codebook(),
            **self._of_codings(),
            **self._of_reading(),
            **self._of_writing(),
            **self._of_themes(),
            **self._of_people(),
        }

    def any(self) -> bool:
        """Do one thing; tell whether the study changed."""
        before = self.recorded()
        weights = [
            weight * (1 if name in self.done else 5) for name, (weight, _) in self.verbs.items()
        ]
        (name,) = self.chance.choices(list(self.verbs), weights)
        with suppress(WorkbenchError):
            self.verbs[name][1]()
        changed = self.recorded() > before
        if changed:
            self.done.add(name)
        return changed

    def recorded(self) -> int:
        """Count what undo can take back or has taken back."""
        found = self.study.row("select count(*) as n from events where undoable")
        return int(found["n"]) if found else 0

    def of(self, many: Sequence[Drawn], otherwise: Drawn) -> Drawn:
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

    def _of_codebook(self) -> dict[str, Verb]:
        s, chance = self.study, self.chance

        def split() -> None:
            code = self.an("codes")
            mine = [one.id for one in codings.of_codes(s, [code])]
            codebook.split(s, code, mine[:2], self.name())

        table = "name,parent,colour,description\n{},,,{}\n{},,#123456,\n"
        return {
            "coding.codebook.add": (
                6,
                lambda: codebook.add(
                    s, self.name(), parent_id=chance.choice([None, self.an("codes")])
                ),
            ),
            "coding.codebook.rename": (
                2,
                lambda: codebook.rename(s, self.an("codes"), self.name()),
            ),
            "coding.codebook.recolour": (
                1,
                lambda: codebook.recolour(s, self.an("codes"), f"#{chance.randrange(16**6):06x}"),
            ),
            "coding.codebook.define": (
                1,
                lambda: codebook.define(s, self.an("codes"), description=self.name()),
            ),
            "coding.codebook.nest": (
                3,
                lambda: codebook.nest(
                    s,
                    self.an("codes"),
                    chance.choice([None, self.an("codes")]),
                    chance.choice([0, 1]),
                ),
            ),
            "coding.codebook.move": (
                2,
                lambda: codebook.move(s, self.an("codes"), chance.randrange(4)),
            ),
            "coding.codebook.merge": (
                2,
                lambda: codebook.merge(s, self.an("codes"), self.an("codes")),
            ),
            "coding.codebook.split": (2, split),
            "coding.codebook.retire": (1, lambda: codebook.retire(s, self.an("codes"))),
            "coding.codebook.revive": (2, lambda: codebook.revive(s, self.an("codes"))),
            "coding.codebook.remove": (1, lambda: codebook.remove(s, self.unused())),
            "coding.codebook_tables.import_codebook": (
                1,
                lambda: codebook_tables.import_csv(
                    s, table.format(self.name(), self.name(), self.name() * 2)
                ),
            ),
            "coding.pins.pin": (2, lambda: pins.pin(s, self.an("codes"), chance.randrange(10))),
        }

    def _of_codings(self) -> dict[str, Verb]:
        s = self.study

        def apply() -> None:
            one = self.transcript()
            codings.apply(s, one, *self.place(one), self.an("codes"))

        def resize() -> None:
            found = self.an("codings")
            codings.resize(s, found, *self.place(self.transcript()))

        def import_() -> None:
            one = self.transcript()
            start, stop = self.place(one)
            code = self.of(codebook.fetch_all(s), None)
            row = {"transcript": one, "quote": self.text(one)[start:stop], "start": start}
            coding_tables.import_rows(s, [row | {"code": list(code.path) if code else ""}])

        def found() -> None:
            query = search.Query(words=self.chance.choice(["the", "was", "rota", "a"]))
            lines = concordance.lines(s, search.find(s, query))
            unit: results.Unit = self.chance.choice(["words", "sentence", "turn"])
            results.code(s, lines[:3], query, unit=unit, code_id=self.an("codes"))

        return {
            "coding.codings.apply": (14, apply),
            "coding.codings.remove": (3, lambda: codings.remove(s, self.an("codings"))),
            "coding.codings.remove_all": (1, lambda: codings.remove_all(s, self.coding_ids()[:2])),
            "coding.codings.resize": (4, resize),
            "coding.coding_tables.import_rows": (1, import_),
            "coding.results.code": (2, found),
            "coding.recoding.add": (
                2,
                lambda: recoding.add(s, self.coding_ids(), self.an("codes")),
            ),
            "coding.recoding.move": (
                2,
                lambda: recoding.move(s, self.coding_ids(), self.an("codes")),
            ),
            "coding.recoding.take_off": (1, lambda: recoding.take_off(s, self.coding_ids()[:2])),
            "coding.suggestions.accept": (1, lambda: suggestions.accept(s, self.suggestion())),
            "coding.suggestions.dismiss": (
                2,
                lambda: suggestions.dismiss(s, self.suggestion(), why=self.of(["", "No."], "")),
            ),
        }

    def suggestion(self) -> Suggestion:
        """Suggest a window for a code, as though something had been learned."""
        one = transcripts.fetch(self.study, self.transcript())
        start, stop = self.place(one.id)
        given: dict[str, Any] = {
            **{"transcript_id": one.id, "version": one.version, "start": start, "stop": stop},
            **{"code_id": self.an("codes"), "place": 1, "model": "none", "examples": 1},
            **{"fresh": False, "near": (), "shared": ()},
        }
        rest: dict[str, Any] = dict.fromkeys(set(Suggestion.__dataclass_fields__) - set(given))
        return Suggestion(**given, **rest)

    def _of_reading(self) -> dict[str, Verb]:
        s, chance = self.study, self.chance

        def read() -> None:
            one = self.transcript()
            stretches.mark(s, one, *self.place(one), read=chance.random() < 0.7)

        def correct() -> None:
            changes: dict[str, list[Edit]] = {}
            for one in self.some(self.ids("texts")):
                turn = chance.choice(transcripts.turns(s, one))
                start = chance.randint(turn.start, turn.stop)
                stop = min(turn.stop, start + chance.choice([0, 1, 2, 5, 12]))
                changes[one] = [Edit(start=start, stop=stop, words=chance.choice(TYPED))]
            corrections.correct_all(s, changes)

        def waiting() -> str:
            # Else whatever is coded; a check that was looked at may have its edges set again.
            return self.of([one.id for one in checks.fetch_all(s)], self.an("codings"))

        def adjust() -> None:
            checks.adjust(s, waiting(), *self.place(self.transcript()))

        return {
            "stretches.mark": (3, read),
            "transcripts.mark_read": (
                2,
                lambda: transcripts.mark_read(s, self.transcript(), read=chance.random() < 0.6),
            ),
            "transcripts.relabel": (
                1,
                lambda: transcripts.relabel(s, self.transcript(), "Interview " + self.name()),
            ),
            "corrections.correct_all": (10, correct),
            "coding.checks.accept": (2, lambda: checks.accept(s, [waiting()])),
            "coding.checks.adjust": (2, adjust),
        }

    def _of_writing(self) -> dict[str, Verb]:
        s, chance = self.study, self.chance

        def write() -> None:
            about = chance.choice(ABOUT)
            memos.write(s, about, self.an(memos.TABLES[about]) if about != "study" else "-", "Why?")

        def on_words() -> None:
            one = transcripts.fetch(s, self.transcript())
            start, stop = self.place(one.id)
            details: Row = {"memo_id": s.new_id(), "text": "Here", "start": start, "stop": stop}
            about = chance.choice([{}, {"coding_id": self.an("codings")}])
            act = Arrived(
                id=s.new_id(),
                transcript_id=one.id,
                transcript_version=one.version,
                details=details | about,
            )
            operations.HANDLERS["memo"](s, act)

        def discuss() -> None:
            one = self.transcript()
            start, stop = self.place(one)
            code = self.an("codes")
            pair = Pair(kind="first", code_id=code, start=start, stop=stop, first=None, second=None)
            comparing.discuss(s, one, pair, "We differ")

        return {
            "memos.write": (3, write),
            "memos.rewrite": (1, lambda: memos.rewrite(s, self.an("memos"), self.name())),
            "memos.remove": (2, lambda: memos.remove(s, self.an("memos"))),
            "coding.operations._memo": (2, on_words),
            "coding.comparing.discuss": (1, discuss),
            "coding.agreement.show": (1, lambda: agreement.show(s, on=chance.random() < 0.5)),
        }

    def _of_themes(self) -> dict[str, Verb]:
        s, chance = self.study, self.chance

        def theme() -> str:
            return self.an("themes")

        def held(theme_id: str) -> list[str]:
            found = s.rows(
                "select code_id from theme_codes where theme_id = $id order by id", id=theme_id
            )
            return [row["code_id"] for row in found]

        def split() -> None:
            one = theme()
            development.split(s, one, self.name() * 2, held(one)[:1])

        def ungroup() -> None:
            one = theme()
            development.ungroup(s, one, held(one)[:1])

        def chosen(verb: Callable[[Study, str, str], None]) -> None:
            one = theme()
            mine = [coding.id for coding in codings.of_codes(s, held(one))]
            verb(s, one, self.of(mine, self.an("codings")))

        def unchoose() -> None:
            row = self.of(s.rows("select theme_id, coding_id from theme_quotes order by id"), {})
            if row:
                quotes.unchoose(s, row["theme_id"], row["coding_id"])

        return {
            "themes.development.add": (
                2,
                lambda: development.add(s, self.name() * 2, self.some(self.ids("codes"))),
            ),
            "themes.development.group": (
                1,
                lambda: development.group(s, theme(), self.some(self.ids("codes"))),
            ),
            "themes.development.ungroup": (1, ungroup),
            "themes.development.rename": (
                1,
                lambda: development.rename(s, theme(), self.name() * 3),
            ),
            "themes.development.define": (
                1,
                lambda: development.define(s, theme(), concept=self.name()),
            ),
            "themes.development.set_status": (
                1,
                lambda: development.set_status(s, theme(), chance.choice(["reviewed", "named"])),
            ),
            "themes.development.nest": (
                1,
                lambda: development.nest(s, theme(), chance.choice([None, theme()])),
            ),
            "themes.development.reorder": (
                1,
                lambda: development.reorder(s, theme(), chance.randrange(3)),
            ),
            "themes.development.merge": (1, lambda: development.merge(s, theme(), theme())),
            "themes.development.split": (1, split),
            "themes.development.remove": (1, lambda: development.remove(s, theme())),
            "themes.regrouping.set_codes": (
                1,
                lambda: regrouping.set_codes(s, theme(), self.some(self.ids("codes"))),
            ),
            "themes.quotes.choose": (3, lambda: chosen(quotes.choose)),
            "themes.quotes.unchoose": (1, unchoose),
            "themes.phases.move": (1, lambda: phases.move(s, chance.randint(1, 6))),
        }

    def _of_people(self) -> dict[str, Verb]:
        s, chance = self.study, self.chance

        def person() -> str:
            return self.an("participants")

        def table() -> str:
            known = participants.fetch_all(s)
            named = self.of([one.pseudonym for one in known], NONE)
            return f"pseudonym,region,age\n{named},{self.name()},{chance.randrange(3)}\n"

        return {
            "participants.set_attribute": (
                2,
                lambda: participants.set_attribute(
                    s, person(), chance.choice(["region", "age"]), chance.choice(["", "x", "y"])
                ),
            ),
            "participants.set_consent": (
                1,
                lambda: participants.set_consent(s, person(), chance.choice([True, False, None])),
            ),
            "participants.import_attributes": (
                1,
                lambda: participants.import_attributes(s, table()),
            ),
        }


def verbs_in_the_code() -> dict[str, str]:
    """Find each function that opens an act on the study which undo takes back, and its verb."""
    root = Path(workbench.__file__).parent
    found: dict[str, str] = {}
    for path in sorted(root.rglob("*.py")):
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for verb in _verbs(function):
                    found[f"{module}.{function.name}"] = verb
    return found


def _verbs(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if ast.unparse(node.func) != "audit.act":
            continue
        once = any(one.arg == "undoable" for one in node.keywords)
        if ast.unparse(node.args[0]) != "vault" and not once:
            assert isinstance(node.args[1], ast.Constant), f"{function.name}: a verb is a word"
            yield str(node.args[1].value)
