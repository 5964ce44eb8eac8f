"""Remember which stretches of a transcript each researcher has read.

What was read and not coded teaches the suggestions what a code is not; a stretch keeps to its
words when the text is corrected, as every passage does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench import audit, passages, transcripts
from workbench.errors import NotThere
from workbench.store import Row
from workbench.study import Study

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """State that a researcher has read the code points `start` to `stop` of a transcript."""

    transcript_id: str
    start: int
    stop: int
    researcher: str


def mark(
    study: Study,
    transcript_id: str,
    start: int,
    stop: int,
    *,
    read: bool = True,
    version: str | None = None,
    event_id: str | None = None,
) -> None:
    """Say that this researcher has read a stretch, or has not; stretches that meet become one.

    What adds up to all words counts as the whole transcript. Raises NotThere before release,
    ChangedSince where the text is no longer of the `version` given.
    """
    with audit.act(study, "stretches.mark", subject=transcript_id, event_id=event_id) as act:
        if version is not None:
            transcripts.require_version(act, transcript_id, version)
        found = act.row("select text from texts where id = $id", id=transcript_id)
        if found is None:
            raise NotThere("This transcript has not been released, so it has no passages.")
        text = str(found["text"])
        mine = act.rows(_MINE, id=transcript_id, researcher=study.researcher)
        before = [(row["start"], row["stop"]) for row in mine]
        place = (max(0, start), min(stop, len(text)))
        after = joined([*before, place]) if read else without(joined(before), place)
        after = [pair for pair in after if text[slice(*pair)].strip()]
        if after == before:
            return
        _forget(act, mine)
        whole = len(after) == 1 and text[slice(*after[0])].strip() == text.strip()
        for pair in after:
            _remember(study, act, transcript_id, None if whole else pair)


def fetch_all(study: Study, transcript_id: str | None = None) -> list[Stretch]:
    """List what somebody has read, by transcript and place; a whole transcript is one stretch."""
    return [Stretch(**row) for row in study.rows(_ALL, id=transcript_id)]


def joined(pairs: Iterable[Pair]) -> list[Pair]:
    """Unite stretches that overlap or touch, but for a sign between them. Pure."""
    united: list[Pair] = []
    for start, stop in sorted(pairs):
        # A turn ends one line break before the next begins.
        if united and start <= united[-1][1] + 1:
            united[-1] = (united[-1][0], max(stop, united[-1][1]))
        elif start < stop:
            united.append((start, stop))
    return united


def without(pairs: Iterable[Pair], gone: Pair) -> list[Pair]:
    """Cut a stretch out of others. Pure."""
    parts = [
        part
        for start, stop in pairs
        for part in ((start, min(stop, gone[0])), (max(start, gone[1]), stop))
    ]
    return [part for part in dict.fromkeys(parts) if part[0] < part[1]]


def _forget(act: audit.Act, mine: list[Row]) -> None:
    for row in mine:
        act.delete("readings", row["id"])
        if row["passage_id"]:
            act.delete("passages", row["passage_id"])


def _remember(study: Study, act: audit.Act, transcript_id: str, pair: Pair | None) -> None:
    passage_id = study.new_id() if pair else None
    if pair and passage_id:
        passages.anchor(act, transcript_id, *pair, passage_id=passage_id)
    row: Row = {
        "id": study.new_id(),
        "transcript_id": transcript_id,
        "researcher": study.researcher,
        "ts": audit.now(),
        "passage_id": passage_id,
    }
    act.insert("readings", row)


_PLACED = (
    "from readings r join texts x on x.id = r.transcript_id "
    "left join passages p on p.id = r.passage_id"
)
_MINE = (
    "select r.id, r.passage_id, coalesce(p.start, 0) as start, "
    f"coalesce(p.stop, length(x.text)) as stop {_PLACED} "
    "where r.transcript_id = $id and r.researcher = $researcher order by 3, 4"
)
_ALL = (
    "select r.transcript_id, coalesce(p.start, 0) as start, "
    f"coalesce(p.stop, length(x.text)) as stop, r.researcher {_PLACED} "
    "where $id is null or r.transcript_id = $id order by 1, 2, 3, 4"
)
