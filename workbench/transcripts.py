"""Hold the pseudonymised texts and their turns."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workbench import audit, edits, rewording
from workbench.errors import ChangedSince, NameTaken, NotAllowed, NotThere
from workbench.rewording import Rewording
from workbench.study import Study

Role = Literal["interviewer", "participant", "other"]
State = Literal["imported", "released"]

LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """Stand for one interview; its words are fetched apart, and only after release.

    `version` changes with the text, so that a page can tell that it shows an older one.
    """

    id: str
    label: str
    position: int
    state: State
    recorded: date | None
    words: int
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Name who talks in a transcript, by pseudonym or role."""

    id: str
    transcript_id: str
    label: str
    role: Role
    participant_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Say what one speaker says until the next speaks.

    `start` and `stop` are code points in the text of the transcript, half open; `began` and
    `ended` are seconds from the start of the recording, or None where the file gives no times.
    """

    position: int
    speaker: str
    role: Role
    start: int
    stop: int
    began: float | None = None
    ended: float | None = None


def add(
    act: audit.Act, *, transcript_id: str, label: str, recorded: date | None, words: int
) -> None:
    """Announce an imported interview: it has a place in the study but no words yet.

    Raises NameTaken for a label in use.
    """
    _require_free(act, label)
    (position,) = act.rows("select coalesce(max(position), 0) + 1 as n from transcripts")
    act.insert(
        "transcripts",
        {
            "id": transcript_id,
            "label": label,
            "position": position["n"],
            "state": "imported",
            "recorded": recorded,
            "words": words,
            "version": "",
        },
    )


def release_text(
    act: audit.Act,
    transcript_id: str,
    *,
    text: str,
    speakers: Sequence[Speaker],
    turns: Sequence[Turn],
) -> None:
    """Store a treated text with its speakers and turns, and mark the transcript released.

    `turns` name their speaker by label. Words stay out of the audit trail.
    """
    act.sql.execute(
        "insert into texts (id, text) values ($id, $text)", {"id": transcript_id, "text": text}
    )
    _note_treated(act, transcript_id, text)
    for speaker in speakers:
        act.sql.execute(
            "insert into speakers values ($id, $transcript_id, $label, $role, $participant_id)",
            {name: getattr(speaker, name) for name in Speaker.__slots__},
        )
    _store_turns(act, transcript_id, turns, {speaker.label: speaker.id for speaker in speakers})
    act.update(
        "transcripts",
        transcript_id,
        state="released",
        words=len(text.split()),
        version=rewording.version(text),
    )


def _store_turns(
    act: audit.Act, transcript_id: str, turns: Sequence[Turn], speaker_ids: Mapping[str, str]
) -> None:
    act.sql.execute(
        "insert into turns select uuid()::text, $transcript_id, unnest($position::int[]), "
        "unnest($speaker::text[]), unnest($start::int[]), unnest($stop::int[]), "
        "unnest($began::double[]), unnest($ended::double[])",
        {
            "transcript_id": transcript_id,
            "position": [turn.position for turn in turns],
            "speaker": [speaker_ids[turn.speaker] for turn in turns],
            "start": [turn.start for turn in turns],
            "stop": [turn.stop for turn in turns],
            "began": [turn.began for turn in turns],
            "ended": [turn.ended for turn in turns],
        },
    )


def require_version(act: audit.Act, transcript_id: str, version: str) -> None:
    """Raise ChangedSince where places count in another state of the text than the present one."""
    found = act.row("select version from transcripts where id = $id", id=transcript_id)
    if found is None or found["version"] != version:
        raise ChangedSince(
            "The text of this transcript has changed since this page was opened. "
            "Reload the page and do it again."
        )


def replace_text(act: audit.Act, transcript_id: str, changes: Sequence[edits.Edit]) -> None:
    """Edit one released text as `replace_texts` does."""
    replace_texts(act, {transcript_id: changes})


def replace_texts(act: audit.Act, changes: Mapping[str, Sequence[edits.Edit]]) -> None:
    """Edit released texts, by their ids; turns and every passage keep their words.

    This is how treatments change texts; `corrections` are the other way. Vectors of changed words
    are dropped, and the trail keeps the fact without the words.
    """
    ways = rewording.change(act, {one: Rewording(edits=some) for one, some in changes.items()})
    for transcript_id, way in ways.items():
        text = way.wide.text
        act.update(
            "transcripts",
            transcript_id,
            words=len(text.split()),
            version=rewording.version(text),
        )
        _note_treated(act, transcript_id, text)


def _note_treated(act: audit.Act, transcript_id: str, text: str) -> None:
    """Remember the state that the vault knows: what differs from it later are corrections."""
    act.sql.execute(
        "update texts set treated = $version where id = $id",
        {"id": transcript_id, "version": rewording.version(text)},
    )


def fetch_all(study: Study) -> list[Transcript]:
    """List the transcripts in their order."""
    return [Transcript(**row) for row in study.rows("select * from transcripts order by position")]


def fetch(study: Study, wanted: str) -> Transcript:
    """Find a transcript by id or label; raises NotThere."""
    found = study.row(
        "select * from transcripts where id = $wanted or lower(label) = lower($wanted)",
        wanted=wanted,
    )
    if found is None:
        raise NotThere("There is no such transcript. List them with `workbench transcripts`.")
    return Transcript(**found)


def text(study: Study, transcript_id: str) -> str:
    """Give the words of a released transcript; raises NotThere before release."""
    found = study.row("select text from texts where id = $id", id=transcript_id)
    if found is None:
        raise NotThere("This transcript has not been released yet: review its identifiers first.")
    return str(found["text"])


def turns(study: Study, transcript_id: str) -> list[Turn]:
    """List the turns of a released transcript in order."""
    return [
        Turn(**row)
        for row in study.rows(
            "select t.position, s.label as speaker, s.role, t.start, t.stop, t.began, t.ended "
            "from turns t join speakers s on s.id = t.speaker_id "
            "where t.transcript_id = $id order by t.position",
            id=transcript_id,
        )
    ]


def speakers(study: Study, transcript_id: str) -> list[Speaker]:
    """List who talks in a released transcript."""
    found = study.rows(
        "select * from speakers where transcript_id = $id order by label", id=transcript_id
    )
    return [Speaker(**row) for row in found]


def relabel(study: Study, transcript_id: str, label: str) -> None:
    """Give a transcript another label; raises NameTaken where it is in use."""
    label = checked_label(label)
    with audit.act(study, "transcripts.relabel", subject=transcript_id) as act:
        _require_free(act, label, but=transcript_id)
        act.update("transcripts", transcript_id, label=label)


def _require_free(act: audit.Act, label: str, *, but: str = "") -> None:
    if act.row(
        "select id from transcripts where lower(label) = lower($label) and id <> $but",
        label=label,
        but=but,
    ):
        raise NameTaken("Another transcript has that label. Choose a different one.")


def is_one_line(words: str) -> bool:
    """Tell whether words are text without line ends and control characters."""
    return not any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in words)


def checked_label(label: str) -> str:
    """Trim a label; raises NotAllowed where it is empty, too long or not one line of plain text."""
    label = label.strip()
    if not label or len(label) > LONGEST_LABEL or not is_one_line(label):
        raise NotAllowed(
            f"A transcript needs a label on one line, of at most {LONGEST_LABEL} characters."
        )
    return label


def mark_read(
    study: Study, transcript_id: str, *, read: bool = True, event_id: str | None = None
) -> None:
    """Say that this researcher has read a transcript to its end, or has not.

    What was read and not coded teaches the suggestions what a code is not.
    """
    mine = (
        "select id from readings where transcript_id = $id and researcher = $researcher "
        "and passage_id is null"
    )
    with audit.act(study, "transcripts.mark_read", subject=transcript_id, event_id=event_id) as act:
        if not act.row("select id from transcripts where id = $id", id=transcript_id):
            raise NotThere("This transcript is no longer in the study.")
        found = act.row(mine, id=transcript_id, researcher=study.researcher)
        if read and found is None:
            act.insert(
                "readings",
                {
                    "id": study.new_id(),
                    "transcript_id": transcript_id,
                    "researcher": study.researcher,
                    "ts": audit.now(),
                },
            )
        elif found and not read:
            act.delete("readings", found["id"])


def read_ids(study: Study) -> set[str]:
    """Collect the transcripts somebody has marked as read to the end."""
    found = study.rows("select transcript_id from readings where passage_id is null")
    return {row["transcript_id"] for row in found}
