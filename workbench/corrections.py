"""Correct a typist's errors in released texts, and remember what was corrected by whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from workbench import audit, rewording, transcripts, wordwise
from workbench.edits import Edit, apply
from workbench.errors import NotAllowed, NotThere
from workbench.following import Way, carried
from workbench.rewording import Rewording
from workbench.store import Row
from workbench.study import Study

LONGEST = 5_000
AROUND = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Say what was corrected, where its words stand now (code points, half open), by whom.

    `was` and `becomes` are None once a name was hidden in that place.
    """

    id: str
    transcript_id: str
    start: int
    stop: int
    was: str | None = field(repr=False)
    becomes: str | None = field(repr=False)
    researcher: str
    ts: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Show one place of a misspelling with some words on either side."""

    transcript_id: str
    label: str
    version: str
    start: int
    stop: int
    before: str = field(repr=False)
    words: str = field(repr=False)
    after: str = field(repr=False)
    becomes: str = field(repr=False)

    @property
    def edit(self) -> Edit:
        """Give the change that corrects this place."""
        return Edit(start=self.start, stop=self.stop, words=self.becomes)


def correct(
    study: Study,
    transcript_id: str,
    changes: Sequence[Edit],
    *,
    version: str | None = None,
    event_id: str | None = None,
) -> list[Correction]:
    """Correct words of one transcript; raises as `correct_all` does."""
    versions = {} if version is None else {transcript_id: version}
    return correct_all(study, {transcript_id: changes}, versions=versions, event_id=event_id)


def correct_all(
    study: Study,
    changes: Mapping[str, Sequence[Edit]],
    *,
    versions: Mapping[str, str] | None = None,
    event_id: str | None = None,
) -> list[Correction]:
    """Put other words in the place of some, in any number of released texts, in one act.

    Codings, memos, quotes and turns stay on their words; the originals in the vault are left as
    they are. Raises NotAllowed for a change that crosses turns, breaks a line, leaves a turn
    without words or changes nothing; NotThere before release; ChangedSince where a text is no
    longer of the version given.
    """
    subject = next(iter(changes)) if len(changes) == 1 else None
    with audit.act(study, "transcripts.correct", subject=subject, event_id=event_id) as act:
        for transcript_id, known in (versions or {}).items():
            transcripts.require_version(act, transcript_id, known)
        wanted = {one: refined(act, one, some) for one, some in changes.items()}
        wanted = {one: edits for one, edits in wanted.items() if edits}
        if not wanted:
            raise NotAllowed("These are the words that stand there already: nothing was changed.")
        named = {
            one: Rewording(edits=edits, made_by=[study.new_id() for _ in edits])
            for one, edits in wanted.items()
        }
        ways = rewording.change(act, named)
        by: Row = {"researcher": study.researcher, "ts": audit.now()}
        rows = [row | by for one, way in ways.items() for row in _rows(one, way)]
        act.insert_all("corrections", rows)
        for one, way in ways.items():
            rewording.recount(act, one, way.wide.text)
        return [_correction(row) for row in rows]


def _rows(transcript_id: str, way: Way) -> list[Row]:
    rows: list[Row] = [
        {
            "id": made_by,
            "transcript_id": transcript_id,
            "start": edit.start,
            "stop": edit.stop,
            "was": way.old[edit.start : edit.stop],
            "becomes": edit.words,
        }
        for edit, made_by in zip(way.edits, way.made_by, strict=True)
    ]
    return [carried("corrections", way, row) for row in rows]


def _correction(row: Row) -> Correction:
    return Correction(**{name: row[name] for name in Correction.__slots__})


def refined(source: Study | audit.Act, transcript_id: str, changes: Sequence[Edit]) -> list[Edit]:
    """Cut changes down to the words that they change; raises as `correct_all` does."""
    found = source.row("select text from texts where id = $id", id=transcript_id)
    if found is None:
        raise NotThere("This transcript has not been released yet: review its identifiers first.")
    apply(found["text"], changes)
    turns = source.rows("select start, stop from turns where transcript_id = $id", id=transcript_id)
    homes: dict[tuple[int, int], list[Edit]] = {}
    for change in changes:
        homes.setdefault(_turn(turns, change), []).append(change)
    return [
        Edit(start=edit.start + start, stop=edit.stop + start, words=edit.words)
        for (start, stop), some in sorted(homes.items())
        for edit in _within(found["text"][start:stop], [_shifted(one, -start) for one in some])
    ]


def _turn(turns: Iterable[Row], change: Edit) -> tuple[int, int]:
    lines = change.words.split("\n")
    if len(change.words) > LONGEST or not all(map(transcripts.is_one_line, lines)):
        raise NotAllowed("A correction is plain text of some lines, without control characters.")
    for turn in turns:
        if turn["start"] <= change.start and change.stop <= turn["stop"]:
            return turn["start"], turn["stop"]
    raise NotAllowed("A correction stays within one turn. Select words of one speaker at a time.")


def _within(turn: str, changes: Sequence[Edit]) -> list[Edit]:
    after = apply(turn, changes).text
    if turn.strip() and not after.strip():
        raise NotAllowed(
            "That would leave a turn without words. Leave at least a mark such as “[unclear]”, so "
            "that it can be seen that somebody spoke."
        )
    edits = [edit for change in changes for edit in wordwise.local(turn, change)]
    edits.sort(key=lambda edit: (edit.start, edit.stop))
    if any(left.stop > right.start for left, right in pairwise(edits)):
        edits = wordwise.between(turn, after)
    if any("\n" in turn[one.start : one.stop] + one.words for one in edits):
        raise NotAllowed("Line ends divide turns and paragraphs: they stay where they are.")
    if any(one.start == one.stop or not one.words for one in edits):
        raise NotAllowed("A line without words stays so, and one with words keeps some.")
    return edits


def _shifted(edit: Edit, by: int) -> Edit:
    return Edit(start=edit.start + by, stop=edit.stop + by, words=edit.words)


def of_transcript(study: Study, transcript_id: str) -> list[Correction]:
    """List what was corrected in a transcript and stands, the newest first."""
    found = study.rows(
        "select * from corrections where transcript_id = $id order by ts desc, start",
        id=transcript_id,
    )
    return [_correction(row) for row in found]


def find(
    study: Study, words: str, becomes: str, *, transcript_id: str | None = None
) -> list[Place]:
    """List the places of a misspelling as whole words, in one transcript or in all.

    Case does not matter: a capital stays one in what is put there.
    """
    pattern = _pattern(words)
    texts = {row["id"]: row["text"] for row in study.rows("select id, text from texts")}
    return [
        _found(one, texts[one.id], match, becomes)
        for one in transcripts.fetch_all(study)
        if one.id in texts and transcript_id in (None, one.id)
        for match in pattern.finditer(texts[one.id])
        if _cased(match.group(), becomes) != match.group()
    ]


def _pattern(words: str) -> re.Pattern[str]:
    said = words.split()
    if not said:
        raise NotAllowed("Say which words are to be found.")
    inside = r"[^\S\n]+".join(map(re.escape, said))
    first, last = said[0][0], said[-1][-1]
    before = r"(?<!\w)" if first.isalnum() else ""
    after = r"(?!\w)" if last.isalnum() else ""
    return re.compile(before + inside + after, re.IGNORECASE)


def _found(one: transcripts.Transcript, text: str, match: re.Match[str], becomes: str) -> Place:
    start, stop = match.span()
    return Place(
        transcript_id=one.id,
        label=one.label,
        version=one.version,
        start=start,
        stop=stop,
        before=text[max(start - AROUND, 0) : start].rsplit("\n", 1)[-1],
        words=match.group(),
        after=text[stop : stop + AROUND].split("\n", 1)[0],
        becomes=_cased(match.group(), becomes),
    )


def _cased(words: str, becomes: str) -> str:
    """Begin as the words did: a sentence may begin there; shouting stays shouting."""
    if len(words) > 1 and words.isupper() and becomes.islower():
        return becomes.upper()
    if words[:1].isupper() and becomes[:1].islower():
        return becomes[:1].upper() + becomes[1:]
    return becomes


def correct_places(study: Study, places: Sequence[Place]) -> list[Correction]:
    """Correct the places that were chosen, in one act; raises as `correct_all` does."""
    changes: dict[str, list[Edit]] = {}
    for one in places:
        changes.setdefault(one.transcript_id, []).append(one.edit)
    versions = {one.transcript_id: one.version for one in places}
    return correct_all(study, changes, versions=versions)
