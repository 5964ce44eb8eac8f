"""Tell a screen what has changed in a transcript since an event, whoever changed it.

What is told is how each row stands now and not what was done to it, so news that comes twice, or
together with later news, leads to the same screen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from workbench import audit, transcripts
from workbench.coding import operations, shown
from workbench.store import Row
from workbench.study import Study

MOST = 400
"""Events looked through; after more of them the whole transcript is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Hold what to draw, in the shapes that the transcript view takes.

    All of it stands as after event `n` or later. `codes` is the whole codebook where it changed,
    `snapshot` all codings where they are told anew, `transcript` the words where they changed.
    """

    n: int
    applied: list[Row] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    codes: list[Row] | None = None
    snapshot: list[Row] | None = None
    transcript: Row | None = None


@dataclass(slots=True)
class _Touched:
    codings: set[str] = field(default_factory=set)
    passages: set[str] = field(default_factory=set)
    memos: set[str] = field(default_factory=set)
    codes: bool = False


def since(study: Study, transcript_id: str, n: int, version: str) -> News:
    """Tell what changed after event `n`; `version` is that of the words on the screen.

    Raises NotThere for a transcript that is gone or not released.
    """
    # First the number: what is read after it may be newer than it says, never older.
    newest = audit.newest(study)
    one = transcripts.fetch(study, transcript_id)
    events = study.rows(_LATER, n=n, most=MOST + 1)
    if one.version != version or len(events) > MOST or newest < n:
        return News(
            n=newest,
            codes=operations.code_rows(study),
            snapshot=operations.coding_rows(study, one.id),
            transcript=shown.transcript_row(study, one) if one.version != version else None,
        )
    touched = _touched(events)
    there = _there(study, touched)
    rows = operations.coding_rows(study, one.id, only=there) if there else []
    return News(
        n=newest,
        applied=rows,
        removed=sorted(touched.codings - there),
        codes=operations.code_rows(study) if touched.codes else None,
    )


def numbers(study: Study, n: int, most: int) -> tuple[int, list[str] | None]:
    """Number the newest event and list the ids of those after `n`; None where there are more.

    An undo or redo is listed as `undo:` and its id: who asked for it is told by the answer, but
    what it turned back may be more than that says, other words for one.
    """
    newest = audit.newest(study)
    found = study.rows(
        "select if(kind = 'done', id, 'undo:' || id) as id from events "
        "where seq > $n and seq <= $newest order by seq limit $most",
        n=n,
        newest=newest,
        most=most + 1,
    )
    return newest, [row["id"] for row in found] if len(found) <= most else None


def _touched(events: list[Row]) -> _Touched:
    touched = _Touched()
    for event in events:
        for change in json.loads(event["changes"]):
            _note(touched, change)
    return touched


def _note(touched: _Touched, change: dict[str, Any]) -> None:
    row: Row = {**(change["before"] or {}), **(change["after"] or {})}
    match change["table"]:
        case "codings":
            touched.codings.add(change["id"])
        case "passages":
            touched.passages.add(change["id"])
        case "codes":
            touched.codes = True
        case "memos" if row.get("about") == "coding":
            touched.codings.add(row["about_id"])
        case "memos" if "about" not in row:
            touched.memos.add(change["id"])


def _there(study: Study, touched: _Touched) -> set[str]:
    """Find the codings touched that still exist, also behind passages and memos told of by id."""
    if not (touched.codings or touched.passages or touched.memos):
        return set()
    found = study.rows(
        _TOUCHED,
        codings=list(touched.codings),
        passages=list(touched.passages),
        memos=list(touched.memos),
    )
    return {row["id"] for row in found}


_LATER = "select changes from events where seq > $n order by seq limit $most"
_TOUCHED = """
select id from codings
where list_contains($codings::text[], id) or list_contains($passages::text[], passage_id)
   or id in (select about_id from memos
             where about = 'coding' and list_contains($memos::text[], id))
"""
