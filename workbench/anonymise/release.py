"""Release the treated text of interviews: the verbs that write both files.

DuckDB writes one file per transaction. So each verb writes an intention to the vault, then the
study (with a row of the same id), then completes the vault; `settle` ends what a kill cut short.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import duckdb

from workbench import audit, edits, transcripts
from workbench.anonymise import (
    corrections,
    destroying,
    intentions,
    late_acts,
    originals,
    treated_texts,
    treating,
    writing,
)
from workbench.anonymise.treated_texts import Known, released_edits
from workbench.anonymise.treating import Voice
from workbench.anonymise.vault import Vault
from workbench.errors import UndecidedIdentifiers, WorkbenchError
from workbench.study import Study

__all__ = ["Released", "open_vault", "release", "released_edits", "settle"]

ONE_AT_A_TIME = threading.Lock()
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
    """Hold what a release is going to write; `known` is None before the first one.

    `hidden` pairs words that were readable before with what stands for them now.
    """

    transcript_id: str
    original: str
    known: Known | None
    edits: tuple[edits.Edit, ...]
    voices: tuple[Voice, ...]
    hidden: tuple[tuple[str, str], ...]


def release(study: Study, vault: Vault, transcript_id: str, *, knowingly: bool = False) -> Released:
    """Write the treated text to the study, or treat a released one anew; codings keep their words.

    Words that this hides after they were readable are also treated in memos, codes, themes and
    past events; then the study file is rewritten and its older copies are destroyed. Raises
    UndecidedIdentifiers, also where they were never sought, unless done knowingly.
    """
    with ONE_AT_A_TIME:
        finish_left(study, vault)
        transcript = transcripts.fetch(study, transcript_id)
        undecided = treating.undecided(vault, transcript.id)
        searched = treating.is_searched(vault, transcript.id)
        if not knowingly:
            _require_decisions(searched, undecided)
        plan = _plan(study, vault, transcript.id)
        payload = treated_texts.payload(
            {transcript.id: plan.edits},
            {transcript.id: plan.known.corrected} if plan.known else {},
            purge=bool(plan.hidden),
        )
        intention = vault.new_id()
        # An audit asks what was released with something open.
        verb = "release" if searched and not undecided else "release_knowingly"
        with audit.act(vault, f"pseudonymise.{verb}", subject=transcript.id, undoable=False) as act:
            intentions.intend(act, intention, "release", transcript.id, payload)
        with audit.act(study, "pseudonymise.release", subject=transcript.id, undoable=False) as act:
            intentions.mark(act, intention, purge=payload["purge"])
            _write(vault, act, plan)
            writing.treat(act, plan.hidden)
        destroyed = treated_texts.finish(study, vault, intention, payload)
        return Released(
            transcript_id=transcript.id,
            edits=len(plan.edits),
            undecided=undecided,
            copies_destroyed=destroyed,
        )


def _require_decisions(searched: bool, undecided: int) -> None:
    if not searched:
        raise UndecidedIdentifiers(
            "Its identifiers have not been looked for yet. Find them first and decide on each, or "
            "release it knowingly."
        )
    if undecided:
        raise UndecidedIdentifiers(
            f"{undecided} identifiers of this transcript wait for a decision. Decide on them, or "
            "release it knowingly."
        )


def finish_left(study: Study, vault: Vault) -> None:
    """Finish releases that reached the study but failed behind it, as on a full drive.

    A late treatment is finished wherever it failed: somebody has decided on it.
    """
    for intention, payload in treated_texts.waiting(vault):
        if study.row("select id from intentions where id = $id", id=intention):
            treated_texts.finish(study, vault, intention, payload)
        elif late_acts.is_late(payload):
            late_acts.carry_out(study, vault, intention, payload)


def settle(study: Study, vault: Vault) -> int:
    """Finish what reached the study, drop what did not; return how many were left half way."""
    left = vault.rows("select * from intentions order by ts")
    finish_left(study, vault)
    for row in vault.rows("select * from intentions order by ts"):
        if study.row("select id from intentions where id = $id", id=row["id"]):
            intentions.complete(study, vault, row["id"])
        else:
            intentions.drop(vault, row["id"], row["verb"], row["transcript_id"])
    return len(left)


def open_vault(study: Study, secret: str) -> Vault:
    """Unlock the study's vault and settle what a kill left half way.

    Raises OriginalsDestroyed, VaultMissing, WrongPassphrase or VaultDamaged.
    """
    destroying.require_originals(study)
    vault = Vault.unlock(study.vault_folder, secret, study.researcher)
    try:
        settle(study, vault)
    except (WorkbenchError, duckdb.Error, OSError):
        vault.close()
        raise
    return vault


def _plan(study: Study, vault: Vault, transcript_id: str) -> Plan:
    text = originals.text(vault, transcript_id)
    known = treated_texts.read(study, vault, [transcript_id]).get(transcript_id)
    changes = treating.edits(vault, transcript_id)
    voices = treating.voices(vault, transcript_id)
    hidden: tuple[tuple[str, str], ...] = ()
    if known:
        treated = [one for one in known.edits if one not in known.corrected]
        hidden = (*_hidden(text, treated, changes), *_renamed(study, transcript_id, voices))
    return Plan(
        transcript_id=transcript_id,
        original=text,
        known=known,
        edits=tuple(corrections.beside(changes, known.corrected if known else ())),
        voices=tuple(voices),
        hidden=hidden,
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
    text: str, old: Sequence[edits.Edit], changes: Sequence[edits.Edit]
) -> tuple[tuple[str, str], ...]:
    return tuple(
        dict.fromkeys(
            (text[new.start : new.stop], new.words)
            for new in changes
            if not any(e.start <= new.start and new.stop <= e.stop for e in old)
        )
    )


def _write(vault: Vault, act: audit.Act, plan: Plan) -> None:
    """Write text, turns and speakers."""
    speakers = treated_texts.speakers(vault, act, plan.transcript_id, plan.voices)
    if plan.known:
        treated_texts.replace(
            act, {plan.transcript_id: plan.known}, {plan.transcript_id: plan.edits}
        )
        treated_texts.relabel(act, plan.transcript_id, speakers)
        return
    edited = edits.apply(plan.original, plan.edits)
    labels = {voice.original_label: voice.label for voice in plan.voices}
    turns = []
    for turn in originals.turns(vault, plan.transcript_id):
        start, stop = edited.moved(turn.start, turn.stop)
        moved = {"speaker": labels[turn.speaker], "start": start, "stop": stop}
        turns.append(transcripts.Turn(**{**asdict(turn), **moved}))
    transcripts.release_text(
        act, plan.transcript_id, text=edited.text, speakers=speakers, turns=turns
    )
