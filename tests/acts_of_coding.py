"""Draw the acts of coding, reading, correcting and writing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.drawing import Drawing, Verb
from workbench import corrections, memos, stretches, transcripts
from workbench.coding import (
    agreement,
    checks,
    code_offers,
    codebook,
    codebook_tables,
    coding_tables,
    codings,
    comparing,
    concordance,
    operations,
    pins,
    recoding,
    restraint,
    results,
    search,
    suggestions,
)
from workbench.coding.arriving import Arrived
from workbench.coding.comparing import Pair
from workbench.coding.reasons import Suggestion
from workbench.edits import Edit
from workbench.store import Row

TYPED = ["rota", "😀", "cafe\u0301", "שלום", "👩\u200d👧", "a", "we were", "<b>", "𝒳", ""]
ABOUT: Sequence[memos.About] = ("study", "transcript", "coding", "code", "theme", "participant")


def of_codebook(draw: Drawing) -> dict[str, Verb]:
    s, chance = draw.study, draw.chance

    def split() -> None:
        code = draw.an("codes")
        mine = [one.id for one in codings.of_codes(s, [code])]
        codebook.split(s, code, mine[:2], draw.name())

    table = "name,parent,colour,description\n{},,,{}\n{},,#123456,\n"
    return {
        "coding.codebook.add": (
            6,
            lambda: codebook.add(s, draw.name(), parent_id=chance.choice([None, draw.an("codes")])),
        ),
        "coding.codebook.rename": (
            2,
            lambda: codebook.rename(s, draw.an("codes"), draw.name()),
        ),
        "coding.codebook.recolour": (
            1,
            lambda: codebook.recolour(s, draw.an("codes"), f"#{chance.randrange(16**6):06x}"),
        ),
        "coding.codebook.define": (
            1,
            lambda: codebook.define(s, draw.an("codes"), description=draw.name()),
        ),
        "coding.codebook.nest": (
            3,
            lambda: codebook.nest(
                s,
                draw.an("codes"),
                chance.choice([None, draw.an("codes")]),
                chance.choice([0, 1]),
            ),
        ),
        "coding.codebook.move": (
            2,
            lambda: codebook.move(s, draw.an("codes"), chance.randrange(4)),
        ),
        "coding.codebook.merge": (
            2,
            lambda: codebook.merge(s, draw.an("codes"), draw.an("codes")),
        ),
        "coding.codebook.split": (2, split),
        "coding.codebook.retire": (1, lambda: codebook.retire(s, draw.an("codes"))),
        "coding.codebook.revive": (2, lambda: codebook.revive(s, draw.an("codes"))),
        "coding.codebook.remove": (1, lambda: codebook.remove(s, draw.unused())),
        "coding.codebook_tables.import_codebook": (
            1,
            lambda: codebook_tables.import_csv(
                s, table.format(draw.name(), draw.name(), draw.name() * 2)
            ),
        ),
        "coding.pins.pin": (2, lambda: pins.pin(s, draw.an("codes"), chance.randrange(10))),
    }


def of_codings(draw: Drawing) -> dict[str, Verb]:
    s = draw.study

    def apply() -> None:
        one = draw.transcript()
        codings.apply(s, one, *draw.place(one), draw.an("codes"))

    def offered() -> None:
        one = draw.transcript()
        place = draw.place(one)
        kept: Any = {"place": 1, "labels": 3, "encoder_name": "none"}
        code_offers.accept(s, (one, *place), draw.an("codes"), **kept)

    def resize() -> None:
        found = draw.an("codings")
        codings.resize(s, found, *draw.place(draw.transcript()))

    def import_() -> None:
        one = draw.transcript()
        start, stop = draw.place(one)
        code = draw.of(codebook.fetch_all(s), None)
        row = {"transcript": one, "quote": draw.text(one)[start:stop], "start": start}
        coding_tables.import_rows(s, [row | {"code": list(code.path) if code else ""}])

    def found() -> None:
        query = search.Query(words=draw.chance.choice(["the", "was", "rota", "a"]))
        lines = concordance.lines(s, search.find(s, query))
        unit: results.Unit = draw.chance.choice(["words", "sentence", "turn"])
        results.code(s, lines[:3], query, unit=unit, code_id=draw.an("codes"))

    return {
        "coding.codings.apply": (14, apply),
        "coding.codings.remove": (3, lambda: codings.remove(s, draw.an("codings"))),
        "coding.codings.remove_all": (1, lambda: codings.remove_all(s, draw.coding_ids()[:2])),
        "coding.codings.resize": (4, resize),
        "coding.coding_tables.import_rows": (1, import_),
        "coding.results.code": (2, found),
        "coding.recoding.add": (
            2,
            lambda: recoding.add(s, draw.coding_ids(), draw.an("codes")),
        ),
        "coding.recoding.move": (
            2,
            lambda: recoding.move(s, draw.coding_ids(), draw.an("codes")),
        ),
        "coding.recoding.take_off": (1, lambda: recoding.take_off(s, draw.coding_ids()[:2])),
        "coding.code_offers.accept": (1, offered),
        "coding.suggestions.accept": (1, lambda: suggestions.accept(s, suggestion(draw))),
        "coding.suggestions.dismiss": (
            2,
            lambda: suggestions.dismiss(s, suggestion(draw), why=draw.of(["", "No."], "")),
        ),
        "coding.suggestions.later": (1, lambda: suggestions.later(s, suggestion(draw))),
        "coding.restraint.reset": (1, lambda: restraint.reset(s, draw.an("codes"))),
        "coding.restraint.set_on": (
            1,
            lambda: restraint.set_on(
                s,
                on=draw.chance.random() < 0.5,
                code_id=draw.chance.choice([None, draw.an("codes")]),
            ),
        ),
        "coding.restraint.set_before_reading": (
            1,
            lambda: restraint.set_before_reading(s, on=draw.chance.random() < 0.5),
        ),
        "coding.restraint.set_blinded": (
            1,
            lambda: restraint.set_blinded(s, on=draw.chance.random() < 0.5),
        ),
    }


def suggestion(draw: Drawing) -> Suggestion:
    """Suggest a window for a code, as though something had been learned."""
    one = transcripts.fetch(draw.study, draw.transcript())
    start, stop = draw.place(one.id)
    given: dict[str, Any] = {
        **{"transcript_id": one.id, "version": one.version, "start": start, "stop": stop},
        **{"code_id": draw.an("codes"), "place": 1, "model": "none", "examples": 1},
        **{"fresh": False, "near": (), "shared": (), "encoder": "none", "labels": 3},
        **{"kind": "alike"},
    }
    rest: dict[str, Any] = dict.fromkeys(set(Suggestion.__dataclass_fields__) - set(given))
    return Suggestion(**given, **rest)


def of_reading(draw: Drawing) -> dict[str, Verb]:
    s, chance = draw.study, draw.chance

    def read() -> None:
        one = draw.transcript()
        stretches.mark(s, one, *draw.place(one), read=chance.random() < 0.7)

    def correct() -> None:
        changes: dict[str, list[Edit]] = {}
        for one in draw.some(draw.ids("texts")):
            turn = chance.choice(transcripts.turns(s, one))
            start = chance.randint(turn.start, turn.stop)
            stop = min(turn.stop, start + chance.choice([0, 1, 2, 5, 12]))
            changes[one] = [Edit(start=start, stop=stop, words=chance.choice(TYPED))]
        corrections.correct_all(s, changes)

    def waiting() -> str:
        # Else whatever is coded; a check that was looked at may have its edges set again.
        return draw.of([one.id for one in checks.fetch_all(s)], draw.an("codings"))

    def adjust() -> None:
        checks.adjust(s, waiting(), *draw.place(draw.transcript()))

    return {
        "stretches.mark": (3, read),
        "transcripts.mark_read": (
            2,
            lambda: transcripts.mark_read(s, draw.transcript(), read=chance.random() < 0.6),
        ),
        "transcripts.relabel": (
            1,
            lambda: transcripts.relabel(s, draw.transcript(), "Interview " + draw.name()),
        ),
        "corrections.correct_all": (10, correct),
        "coding.checks.accept": (2, lambda: checks.accept(s, [waiting()])),
        "coding.checks.adjust": (2, adjust),
    }


def of_writing(draw: Drawing) -> dict[str, Verb]:
    s, chance = draw.study, draw.chance

    def write() -> None:
        about = chance.choice(ABOUT)
        memos.write(s, about, draw.an(memos.TABLES[about]) if about != "study" else "-", "Why?")

    def on_words() -> None:
        one = transcripts.fetch(s, draw.transcript())
        start, stop = draw.place(one.id)
        details: Row = {"memo_id": s.new_id(), "text": "Here", "start": start, "stop": stop}
        about = chance.choice([{}, {"coding_id": draw.an("codings")}])
        act = Arrived(
            id=s.new_id(),
            transcript_id=one.id,
            transcript_version=one.version,
            details=details | about,
        )
        operations.HANDLERS["memo"](s, act)

    def discuss() -> None:
        one = draw.transcript()
        start, stop = draw.place(one)
        code = draw.an("codes")
        pair = Pair(kind="first", code_id=code, start=start, stop=stop, first=None, second=None)
        comparing.discuss(s, one, pair, "We differ")

    return {
        "memos.write": (3, write),
        "memos.rewrite": (1, lambda: memos.rewrite(s, draw.an("memos"), draw.name())),
        "memos.remove": (2, lambda: memos.remove(s, draw.an("memos"))),
        "coding.operations._memo": (2, on_words),
        "coding.comparing.discuss": (1, discuss),
        "coding.agreement.show": (1, lambda: agreement.show(s, on=chance.random() < 0.5)),
    }
