"""Carry codings in and out as rows that name transcript, place, words and code."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import get_args

from workbench import audit, tables
from workbench.coding import codebook, codings
from workbench.coding.codebook import LONGEST_NAME
from workbench.coding.coded_passages import FoundBy, show
from workbench.errors import UnreadableFile
from workbench.store import Row, at_one_moment
from workbench.study import Study

COLUMNS = ("transcript", "start", "stop", "quote", "code", "researcher", "found_by", "time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Say why a row was not stored; rows count as the file counts them."""

    row: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Count what an import stored, what was there before, and list what it could not place."""

    stored: int
    known: int
    problems: tuple[Problem, ...]


@dataclass(slots=True, kw_only=True)
class _Import:
    """Hold what rows are checked against and what they add."""

    study: Study
    texts: Mapping[str, Row]
    codes: Mapping[str, str]
    seen: set[tuple[object, ...]]
    passages: list[Row] = field(default_factory=list)
    codings: list[Row] = field(default_factory=list)


@at_one_moment
def export_rows(study: Study) -> list[Row]:
    """List every coding with its words; `code` is the path, `time` is UTC."""
    paths = {code.id: codebook.joined(code.path) for code in codebook.fetch_all(study)}
    return [
        {
            "transcript": shown.transcript,
            "start": shown.coding.start,
            "stop": shown.coding.stop,
            "quote": shown.words,
            "code": paths[shown.coding.code_id],
            "researcher": shown.coding.researcher,
            "found_by": shown.coding.found_by,
            "time": shown.coding.ts.isoformat(),
        }
        for shown in show(study, codings.fetch_all(study))
    ]


def write_csv(study: Study) -> str:
    """Write every coding as CSV."""
    return tables.write(COLUMNS, export_rows(study))


def write_jsonl(study: Study) -> str:
    """Write every coding as one JSON object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in export_rows(study))


def import_csv(study: Study, text: str) -> Imported:
    """Store the codings of a CSV table; see `import_rows`. Raises UnreadableFile."""
    return import_rows(study, tables.read(text, needed=("transcript", "quote", "code")))


def import_jsonl(study: Study, text: str) -> Imported:
    """Store the codings of JSON lines; see `import_rows`. Raises UnreadableFile with the line."""
    rows: list[Row] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            raise UnreadableFile(f"Line {number} is not a JSON object. Nothing was stored.")
        rows.append({**row, "row": number})
    return import_rows(study, rows)


def import_rows(study: Study, rows: Iterable[Mapping[str, object]]) -> Imported:
    """Store codings in one act that one undo takes back.

    Each row needs `transcript` (label or id), `quote` and `code` (path joined with " > ", or a
    list). Where the words at `start` to `stop` are not the quote, the row is moved to the only
    place that has it; a row that has none or several such places becomes a Problem.
    """
    known, problems = 0, []
    with audit.act(study, "codings.import") as act:
        work = _begin(study, act)
        for number, row in enumerate(rows, start=1):
            outcome = _take(work, row)
            if isinstance(outcome, str):
                problems.append(Problem(row=int(str(row.get("row", number))), message=outcome))
            known += outcome is False
        act.insert_all("passages", work.passages)
        act.insert_all("codings", work.codings)
    return Imported(stored=len(work.codings), known=known, problems=tuple(problems))


def _begin(study: Study, act: audit.Act) -> _Import:
    texts = act.rows("select t.id, t.label, x.text from transcripts t join texts x on x.id = t.id")
    return _Import(
        study=study,
        texts={name: row for row in texts for name in (row["label"].casefold(), row["id"])},
        codes={codebook.joined(code.path).casefold(): code.id for code in codebook.within(act)},
        seen={tuple(row.values()) for row in act.rows(_SEEN)},
    )


def _take(work: _Import, row: Mapping[str, object]) -> str | bool:
    """Add one row: True when it is new, False when it was there, words when it has a problem."""
    text = work.texts.get(_said(row, "transcript").casefold())
    code_id = work.codes.get(_path(row.get("code")))
    if text is None:
        return "There is no released transcript of that label."
    if code_id is None:
        return "The codebook has no code of that path. Import the codebook first."
    place = _place(str(text["text"]), row)
    if isinstance(place, str):
        return place
    researcher = tables.one_line(_said(row, "researcher"))[:LONGEST_NAME] or work.study.researcher
    mark = (text["id"], *place, code_id, researcher)
    if mark in work.seen:
        return False
    work.seen.add(mark)
    passage = {"id": work.study.new_id(), "transcript_id": text["id"]}
    work.passages.append({**passage, "start": place[0], "stop": place[1]})
    found_by = _said(row, "found_by")
    work.codings.append(
        {
            "id": work.study.new_id(),
            "passage_id": passage["id"],
            "code_id": code_id,
            "researcher": researcher,
            "ts": _time(_said(row, "time")),
            "found_by": found_by if found_by in get_args(FoundBy) else "import",
        }
    )
    return True


def _place(text: str, row: Mapping[str, object]) -> tuple[int, int] | str:
    quote = str(row.get("quote") or "").replace("\r\n", "\n")
    if not quote.strip():
        return "The row has no quote."
    start = _said(row, "start")
    at = int(start) if start.isascii() and start.isdigit() and len(start) < 10 else -1
    if at >= 0 and text[at : at + len(quote)] == quote:
        return at, at + len(quote)
    first = text.find(quote)
    if first < 0:
        return "The words of the quote do not occur in the transcript."
    if text.find(quote, first + 1) >= 0:
        return "The words of the quote occur several times and do not stand at the place given."
    return first, first + len(quote)


def _path(code: object) -> str:
    names: Sequence[object] = code if isinstance(code, list) else [code or ""]
    return codebook.joined(str(name).strip() for name in names).casefold()


def _said(row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()


def _time(words: str) -> datetime:
    try:
        when = datetime.fromisoformat(words)
        return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when
    except (ValueError, OverflowError):
        return audit.now()


_SEEN = (
    "select p.transcript_id, p.start, p.stop, c.code_id, c.researcher "
    "from codings c join passages p on p.id = c.passage_id"
)
