"""Make corrections forget their words where these hold a part of a name that is hidden late.

A correction holds single words, and one word of a longer name is not found by seeking the name.
So any word of it counts, and the correction keeps only its place, time and researcher.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from workbench import audit
from workbench.anonymise import sought
from workbench.anonymise.name_or_word import SMALL
from workbench.store import Row
from workbench.study import Study

_WORD = re.compile(r"[^\W_]{2,}")


def forget(act: audit.Act, names: Iterable[str]) -> None:
    """Take the words of such corrections out of the study and its trail."""
    secret = _secret(names)
    gone = [row["id"] for row in act.rows("select * from corrections") if _tells(row, secret)]
    act.sql.execute(
        "update corrections set was = null, becomes = null where list_contains($ids::text[], id)",
        {"ids": gone},
    )
    # Kept for the undo of corrections, and a vector can be turned back into the words.
    act.sql.execute("delete from kept_vectors")
    fresh = []
    for row in act.rows(_PAST):
        past = json.loads(row["changes"])
        now = [_forgotten(change, secret) for change in past]
        if now != past:
            fresh.append((row["id"], json.dumps(now)))
    act.sql.execute(
        "update events set changes = new.changes from (select unnest($ids::text[]) as id, "
        "unnest($changes::text[])::json as changes) new where new.id = events.id",
        {"ids": [one for one, _ in fresh], "changes": [changes for _, changes in fresh]},
    )


def holds(study: Study, names: Iterable[str]) -> bool:
    """Tell whether a correction has words to forget, also one that was taken back."""
    secret = _secret(names)
    if any(_tells(row, secret) for row in study.rows("select was, becomes from corrections")):
        return True
    past = (json.loads(row["changes"]) for row in study.rows(_PAST))
    return any(_forgotten(change, secret) != change for changes in past for change in changes)


def _forgotten(change: Row, secret: set[str]) -> Row:
    if change["table"] != "corrections":
        return change
    sides = [row for side in ("before", "after") if (row := change[side])]
    if not any(_tells(row, secret) for row in sides):
        return change
    return change | {
        side: row | {"was": None, "becomes": None}
        for side in ("before", "after")
        if (row := change[side])
    }


def _secret(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in _words(name)} - SMALL


def _tells(row: Row, secret: set[str]) -> bool:
    return any(not secret.isdisjoint(_words(row.get(name) or "")) for name in ("was", "becomes"))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(sought.folded(text)))


_PAST = "select id, changes from events where contains(changes::text, '\"corrections\"')"
