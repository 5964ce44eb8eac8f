"""Write originals and identifiers in the rows that a screen draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from workbench.anonymise import conventions, gathering, generalise, originals, proposals, treating
from workbench.anonymise.entities import CONTACTS, Entity, mentions
from workbench.anonymise.review_queue import Queue, certainty, waits
from workbench.anonymise.vault import Vault
from workbench.edits import apply
from workbench.store import Row
from workbench.transcripts import Transcript, Turn

ORIGINAL = "original"
"""Stands as the version of a text that is shown for review, to tell it from a released one."""

FORMS = 12
"""Other spellings of a name that are listed with it."""

ELSEWHERE = 12
"""Places in other transcripts that are shown of one identifier."""


def subject_rows(vault: Vault, transcript_id: str, known: Queue) -> list[Row]:
    """List the identifiers of a transcript in the order of their review."""
    decided = {row["id"]: row for row in vault.rows(_DECIDED)}
    names = {one.id: one for one in known.everybody}
    by = conventions.conventions(vault)
    rows = []
    for rank, one in enumerate(known.entities):
        treatment, words = known.proposals[one.id]
        rows.append(
            {
                "id": one.id,
                "rank": rank,
                "name": one.name,
                "kind": one.kind,
                "direct": one.directness == "direct",
                "certainty": certainty(one),
                "forms": [form for form in one.surfaces if form != one.name][:FORMS],
                "transcripts": len(one.transcripts),
                "speaks_as": one.speaks_as or "",
                "treatment": one.treatment or "",
                "replacement": one.replacement or "",
                "proposed": {"treatment": treatment, "replacement": words or ""},
                "levels": _levels(one, by),
                "taken_out": generalise.PLAIN[one.kind]
                if one.kind in CONTACTS
                else generalise.REDACTED,
                **_asked(one, known, names, transcript_id),
                "waits": waits(one),
                **_decision(decided.get(one.id), transcript_id),
            }
        )
    return rows


def _asked(one: Entity, known: Queue, names: Mapping[str, Entity], transcript_id: str) -> Row:
    """Tell whose a short name could be, and apart from them who may be the same."""
    either = known.either.get(one.id, ())
    rest = [other for other in _alike(one, names) if other.id not in either]
    return {
        "either": [_other(names[id_], transcript_id) for id_ in either if id_ in names],
        "perhaps": [_other(other, transcript_id) for other in rest],
    }


def _alike(one: Entity, names: Mapping[str, Entity]) -> list[Entity]:
    """List those it is asked about; two that were each decided on have been told apart."""
    found = [names[id_] for id_ in one.perhaps if id_ in names]
    return [other for other in found if not (one.treatment and other.treatment)]


def _other(one: Entity, transcript_id: str) -> Row:
    """Name an entity that may be the same as another, and say where it is known from."""
    here = "" if transcript_id in one.transcripts else "in other transcripts"
    hint = one.replacement or ("kept" if one.treatment == "keep" else here)
    return {"id": one.id, "name": one.name, "hint": hint}


def other_rows(transcript_id: str, known: Queue) -> list[Row]:
    """List the entities of the other transcripts, to merge with."""
    return [
        {"id": one.id, "name": one.name, "kind": one.kind}
        for one in known.everybody
        if transcript_id not in one.transcripts
    ]


_DECIDED = """
select e.id, e.decided_by, e.decided_at, o.label, o.id as transcript_id
from entities e left join originals o on o.id = e.decided_in
where e.decided_at is not null
"""


def _decision(row: Row | None, transcript_id: str) -> Row:
    """Say who decided when, and where, unless that was in this very transcript."""
    if row is None:
        return {"by": "", "at": "", "where": ""}
    label = row["label"] if row["transcript_id"] not in (None, transcript_id) else None
    return {"by": row["decided_by"], "at": row["decided_at"].isoformat(), "where": label or ""}


def _levels(one: Entity, by: conventions.Conventions) -> list[str]:
    """List what the identifier can be raised to, the nearest first."""
    nearest = proposals.words_for(one, "generalise", (), (), by=by)
    found = [nearest, *generalise.choices(one.kind, one.name, by.places)]
    return list(dict.fromkeys(words for words in found if words))


def mention_rows(vault: Vault, transcript_id: str) -> list[Row]:
    """List the places of a transcript's identifiers; `doubtful` ones may be the word."""
    return [
        {
            "id": one.id,
            "start": one.start,
            "stop": one.stop,
            "kind": one.kind,
            "entity_id": one.entity_id,
            "treatment": one.treatment or "",
            "replacement": one.replacement or "",
            "exception": one.exception,
            "doubtful": one.detector == gathering.IN_DOUBT and one.treatment is None,
            "why": one.detector,
        }
        for one in mentions(vault, transcript_id=transcript_id)
    ]


_ELSEWHERE = """
select m.id, m.entity_id, o.label as place, m.surface as words,
       substring(o.text, greatest(m.start - 59, 1), least(60, m.start)) as before,
       substring(o.text, m.stop + 1, 60) as after
from mentions m join originals o on o.id = m.transcript_id
where not m.removed and m.transcript_id <> $id and m.entity_id in (
    select entity_id from mentions where transcript_id = $id and not removed
    union select entity_id from speakers where transcript_id = $id)
qualify row_number() over (partition by m.entity_id order by o.label, m.start) <= $most
order by o.label, m.start
"""


def elsewhere_rows(vault: Vault, transcript_id: str) -> list[Row]:
    """List places of the same identifiers in other transcripts, with the words around them."""
    return vault.rows(_ELSEWHERE, id=transcript_id, most=ELSEWHERE)


def original(vault: Vault, transcript: Transcript) -> Row:
    """Write an original as the transcript view takes it."""
    text = originals.text(vault, transcript.id)
    return _view(transcript, ORIGINAL, text, originals.turns(vault, transcript.id))


def treated(vault: Vault, transcript: Transcript) -> Row:
    """Write the text as a release would make it now, with speakers as the study would call them."""
    edited = apply(originals.text(vault, transcript.id), treating.edits(vault, transcript.id))
    labels = {one.original_label: one.label for one in treating.voices(vault, transcript.id)}
    turns = []
    for turn in originals.turns(vault, transcript.id):
        start, stop = edited.moved(turn.start, turn.stop)
        turns.append(replace(turn, speaker=labels[turn.speaker], start=start, stop=stop))
    return _view(transcript, "treated", edited.text, turns)


def _view(transcript: Transcript, version: str, text: str, turns: Sequence[Turn]) -> Row:
    return {
        "id": transcript.id,
        "version": version,
        "text": text,
        "label": transcript.label,
        "turns": [asdict(turn) for turn in turns],
    }
