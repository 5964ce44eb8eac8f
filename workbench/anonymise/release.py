"""Import interviews and release their treated text: the verbs that write both files.

DuckDB writes one file per transaction. So each verb writes an intention to the vault, then the
study (with a row of the same id), then completes the vault; `settle` ends what a kill cut short.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import duckdb

from workbench import audit, edits, transcripts
from workbench.anonymise import intentions, originals, people, rewrite, treating, writing
from workbench.anonymise.treating import Voice
from workbench.anonymise.vault import Vault
from workbench.errors import ChangedSince, UndecidedIdentifiers, WorkbenchError
from workbench.store import Row
from workbench.study import Study

_ONE_AT_A_TIME = threading.Lock()
"""Two windows that release at once would each leave the vault knowing another text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """Tell what a release did: edits made, decisions left open, old copies destroyed."""

    transcript_id: str
    edits: int
    undecided: int
    copies_destroyed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Hold what a release is going to write, so that it can be finished after a kill."""

    intention_id: str
    transcript_id: str
    original: str
    edits: tuple[edits.Edit, ...]
    hidden: tuple[tuple[str, str], ...]
    """Words that were readable before and what stands for them now."""


def release(study: Study, vault: Vault, transcript_id: str, *, knowingly: bool = False) -> Released:
    """Write the treated text to the study, or treat a released one anew; codings keep their words.

    Words that this hides after they were readable are also treated in memos, codes, themes and
    past events; then the study file is rewritten and its older copies are destroyed. Raises
    UndecidedIdentifiers, also where they were never sought, unless done knowingly.
    """
    with _ONE_AT_A_TIME:
        _finish_left(study, vault)
        transcript = transcripts.fetch(study, transcript_id)
        undecided = treating.undecided(vault, transcript.id)
        if not knowingly:
            _require_decisions(vault, transcript.id, undecided)
        voices = treating.voices(vault, transcript.id)
        plan = _plan(
            vault,
            transcript.id,
            first=transcript.state == "imported",
            renamed=_renamed(study, transcript.id, voices),
        )
        with audit.act(vault, "pseudonymise.release", subject=transcript.id, undoable=False) as act:
            intentions.intend(act, plan.intention_id, "release", transcript.id, _payload(plan))
        with audit.act(study, "pseudonymise.release", subject=transcript.id, undoable=False) as act:
            intentions.mark(act, plan.intention_id)
            _write(vault, act, plan, voices, first=transcript.state == "imported")
            writing.treat(act, plan.hidden)
        destroyed = _finish_release(study, vault, plan.intention_id, _payload(plan))
        return Released(
            transcript_id=transcript.id,
            edits=len(plan.edits),
            undecided=undecided,
            copies_destroyed=destroyed,
        )


def _require_decisions(vault: Vault, transcript_id: str, undecided: int) -> None:
    if not treating.is_searched(vault, transcript_id):
        raise UndecidedIdentifiers(
            "Its identifiers have not been looked for yet. Find them first and decide on each, or "
            "release it knowingly."
        )
    if undecided:
        raise UndecidedIdentifiers(
            f"{undecided} identifiers of this transcript wait for a decision. Decide on them, or "
            "release it knowingly."
        )


def _finish_left(study: Study, vault: Vault) -> None:
    """Finish releases that reached the study but failed behind it, as on a full drive."""
    for row in vault.rows("select id, payload from intentions where verb = 'release'"):
        if study.row("select id from intentions where id = $id", id=row["id"]):
            _finish_release(study, vault, row["id"], json.loads(row["payload"]))


def settle(study: Study, vault: Vault) -> int:
    """Finish what reached the study, drop what did not; return how many were left half way."""
    left = vault.rows("select * from intentions order by ts")
    for row in left:
        reached = study.row("select id from intentions where id = $id", id=row["id"])
        if not reached:
            intentions.drop(vault, row["id"], row["verb"], row["transcript_id"])
        elif row["verb"] == "release":
            _finish_release(study, vault, row["id"], json.loads(row["payload"]))
        else:
            intentions.complete(study, vault, row["id"])
    return len(left)


def open_vault(study: Study, secret: str) -> Vault:
    """Unlock the study's vault and settle what a kill left half way."""
    vault = Vault.unlock(study.vault_folder, secret, study.researcher)
    try:
        settle(study, vault)
    except (WorkbenchError, duckdb.Error, OSError):
        vault.close()
        raise
    return vault


def _plan(
    vault: Vault, transcript_id: str, *, first: bool, renamed: Sequence[tuple[str, str]]
) -> Plan:
    text = originals.text(vault, transcript_id)
    changes = treating.edits(vault, transcript_id)
    return Plan(
        intention_id=vault.new_id(),
        transcript_id=transcript_id,
        original=text,
        edits=tuple(changes),
        hidden=() if first else (*_hidden(vault, transcript_id, text, changes), *renamed),
    )


def _renamed(
    study: Study, transcript_id: str, voices: Sequence[Voice]
) -> tuple[tuple[str, str], ...]:
    """Pair names that label speakers by now with the labels that are to hide them."""
    shown = {speaker.id: speaker.label for speaker in transcripts.speakers(study, transcript_id)}
    return tuple(
        (voice.original_label, voice.label)
        for voice in voices
        if shown.get(voice.id) == voice.original_label != voice.label
        and not originals.is_generic(voice.original_label)
    )


def _hidden(
    vault: Vault, transcript_id: str, text: str, changes: Sequence[edits.Edit]
) -> tuple[tuple[str, str], ...]:
    old = released_edits(vault, transcript_id)
    return tuple(
        dict.fromkeys(
            (text[new.start : new.stop], new.words)
            for new in changes
            if not any(e.start <= new.start and new.stop <= e.stop for e in old)
        )
    )


def released_edits(vault: Vault, transcript_id: str) -> list[edits.Edit]:
    """List the edits that made the released text out of the original; none before release."""
    row = vault.row("select starts, stops, words from releases where id = $id", id=transcript_id)
    if row is None:
        return []
    return [
        edits.Edit(start=start, stop=stop, words=words)
        for start, stop, words in zip(row["starts"], row["stops"], row["words"], strict=True)
    ]


def _write(
    vault: Vault, act: audit.Act, plan: Plan, voices: Sequence[Voice], *, first: bool
) -> None:
    """Write text, turns and speakers."""
    speakers = _speakers(vault, act, plan.transcript_id, voices)
    if not first:
        _treat_anew(vault, act, plan)
        _relabel(act, plan.transcript_id, speakers)
        return
    edited = edits.apply(plan.original, plan.edits)
    labels = {voice.original_label: voice.label for voice in voices}
    turns = []
    for turn in originals.turns(vault, plan.transcript_id):
        start, stop = edited.moved(turn.start, turn.stop)
        moved = {"speaker": labels[turn.speaker], "start": start, "stop": stop}
        turns.append(transcripts.Turn(**{**asdict(turn), **moved}))
    transcripts.release_text(
        act, plan.transcript_id, text=edited.text, speakers=speakers, turns=turns
    )


def _speakers(
    vault: Vault, act: audit.Act, transcript_id: str, voices: Sequence[Voice]
) -> list[transcripts.Speaker]:
    found: dict[str, transcripts.Speaker] = {}
    for voice in voices:
        participant_id = None
        if voice.entity_id:
            participant_id = people.participant(
                vault, act, vault.new_id(), voice.entity_id, voice.label
            )
        found.setdefault(
            voice.label,
            transcripts.Speaker(
                id=voice.id,
                transcript_id=transcript_id,
                label=voice.label,
                role=voice.role,
                participant_id=participant_id,
            ),
        )
    return list(found.values())


def _treat_anew(vault: Vault, act: audit.Act, plan: Plan) -> None:
    old = released_edits(vault, plan.transcript_id)
    current = act.row("select text from texts where id = $id", id=plan.transcript_id) or {}
    if edits.apply(plan.original, old).text != current.get("text"):
        raise ChangedSince(
            "The released text is not the one the vault knows. Open the vault that belongs to "
            "this study, or a copy of both made at the same time."
        )
    changes = rewrite.differences(plan.original, old, plan.edits)
    if changes:
        transcripts.replace_text(act, plan.transcript_id, changes)


def _relabel(act: audit.Act, transcript_id: str, speakers: Sequence[transcripts.Speaker]) -> None:
    """Set labels outside the trail, which would remember a name that was kept at first."""
    for speaker in speakers:
        act.sql.execute(
            "update speakers set label = $label, participant_id = $participant "
            "where id = $id and transcript_id = $transcript",
            {
                "label": speaker.label,
                "participant": speaker.participant_id,
                "id": speaker.id,
                "transcript": transcript_id,
            },
        )


def _payload(plan: Plan) -> Row:
    return {
        "transcript_id": plan.transcript_id,
        "edits": [asdict(edit) for edit in plan.edits],
        "purge": bool(plan.hidden),
    }


def _finish_release(study: Study, vault: Vault, intention_id: str, payload: Row) -> int:
    destroyed = study.purge() if payload["purge"] else 0
    _remember(study, vault, payload["transcript_id"])
    with vault.transaction() as sql:
        sql.execute(
            "insert or replace into releases values ($id, $ts, $starts, $stops, $words)",
            {
                "id": payload["transcript_id"],
                "ts": audit.now(),
                "starts": [edit["start"] for edit in payload["edits"]],
                "stops": [edit["stop"] for edit in payload["edits"]],
                "words": [edit["words"] for edit in payload["edits"]],
            },
        )
    intentions.complete(study, vault, intention_id)
    return destroyed


def _remember(study: Study, vault: Vault, transcript_id: str) -> None:
    """Note in the vault which participants the study has for the speakers of an original."""
    known = {
        speaker.id: speaker.participant_id
        for speaker in transcripts.speakers(study, transcript_id)
        if speaker.participant_id
    }
    people.remember(
        vault,
        {
            talker.entity_id: known[talker.id]
            for talker in originals.talkers(vault, transcript_id)
            if talker.entity_id and talker.id in known
        },
    )
