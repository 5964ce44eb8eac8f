"""Put treated texts into the study anew, any number in one transaction.

What the released texts look like is known from the edits in the vault. Corrections made since in
the study are read off the difference, and kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from workbench import audit, rewording, transcripts
from workbench.anonymise import corrections, intentions, people, rewrite
from workbench.anonymise.treating import Voice
from workbench.anonymise.vault import Vault
from workbench.edits import Edit, apply
from workbench.store import Row
from workbench.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Hold a released text: its original and all edits that lead from there to the text now.

    `corrected` are those among the edits that no decision made.
    """

    transcript_id: str
    original: str = field(repr=False)
    text: str = field(repr=False)
    edits: tuple[Edit, ...] = field(repr=False)
    corrected: tuple[Edit, ...] = field(repr=False)


def read(
    study: Study | audit.Act, vault: Vault | audit.Act, ids: Sequence[str] | None = None
) -> dict[str, Known]:
    """Read released texts by transcript, all or some.

    Raises ChangedSince for a text that is not the one the vault knows.
    """
    texts = study.rows(
        "select id, text, treated from texts where $all or list_contains($ids::text[], id)",
        all=ids is None,
        ids=list(ids or ()),
    )
    found = {row["id"]: row for row in texts}
    made, corrected = (_edits(vault, table, list(found)) for table in ("releases", "corrections"))
    rows = vault.rows(
        "select id, text from originals where list_contains($ids::text[], id)", ids=list(made)
    )
    return {
        row["id"]: _known(
            row["text"], found[row["id"]], made[row["id"]], corrected.get(row["id"], [])
        )
        for row in rows
    }


def _known(original: str, released: Row, made: Sequence[Edit], corrected: Sequence[Edit]) -> Known:
    before, text = apply(original, made).text, str(released["text"])
    sure = released["treated"] == rewording.version(before)
    since = corrections.between(before, text, sure=sure)
    every = corrections.composed(original, made, since) if since else list(made)
    known = set(made)
    return Known(
        transcript_id=released["id"],
        original=original,
        text=text,
        edits=tuple(every),
        corrected=tuple(edit for edit in every if edit not in known or edit in set(corrected)),
    )


def released_edits(vault: Vault, transcript_id: str) -> list[Edit]:
    """List the edits that made the released text out of the original; none before release."""
    return _edits(vault, "releases", [transcript_id]).get(transcript_id, [])


def _edits(vault: Vault | audit.Act, table: str, ids: Sequence[str]) -> dict[str, list[Edit]]:
    rows = vault.rows(
        f"select id, starts, stops, words from {table} where list_contains($ids::text[], id)",
        ids=list(ids),
    )
    return {
        row["id"]: [
            Edit(start=start, stop=stop, words=words)
            for start, stop, words in zip(row["starts"], row["stops"], row["words"], strict=True)
        ]
        for row in rows
    }


def replace(
    act: audit.Act, known: Mapping[str, Known], fresh: Mapping[str, Sequence[Edit]]
) -> None:
    """Lead released texts to other edits; what both treat alike is left be."""
    changes = {
        one: rewrite.differences(known[one].original, known[one].edits, made)
        for one, made in fresh.items()
    }
    transcripts.replace_texts(act, {one: found for one, found in changes.items() if found})


def payload(
    fresh: Mapping[str, Sequence[Edit]],
    corrected: Mapping[str, Sequence[Edit]],
    *,
    purge: bool,
) -> Row:
    """Write down what a release makes of each transcript, so that it can be finished later."""
    return {
        "edits": {one: [asdict(edit) for edit in found] for one, found in fresh.items()},
        "corrected": {one: [asdict(edit) for edit in found] for one, found in corrected.items()},
        "purge": purge,
    }


def as_edits(written: Mapping[str, Sequence[Row]]) -> dict[str, list[Edit]]:
    """Read the edits of a payload."""
    return {one: [Edit(**edit) for edit in found] for one, found in written.items()}


def speakers(
    vault: Vault, act: audit.Act, transcript_id: str, voices: Sequence[Voice]
) -> list[transcripts.Speaker]:
    """Make the speakers of a treated text, each with the participant behind the label."""
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


def relabel(act: audit.Act, transcript_id: str, fresh: Sequence[transcripts.Speaker]) -> None:
    """Set labels outside the trail, which would remember a name that was kept at first."""
    for speaker in fresh:
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


def finish(study: Study, vault: Vault, intention_id: str, written: Row) -> int:
    """Rewrite the file where words were hidden in it, and let the vault know what was released.

    Returns how many copies of the study were destroyed.
    """
    destroyed = study.purge() if study.owes_purge() else 0
    _remember(study, vault, list(written["edits"]))
    with vault.transaction() as sql:
        for one, made in written["edits"].items():
            sql.execute(_RELEASED, {"id": one, "ts": audit.now(), **_columns(made)})
        for one, made in written["corrected"].items():
            sql.execute(_CORRECTED, {"id": one, **_columns(made)})
    intentions.complete(study, vault, intention_id)
    return destroyed


def _remember(study: Study, vault: Vault, ids: Sequence[str]) -> None:
    """Note in the vault which participants the study has for the speakers of originals."""
    known = {
        row["id"]: row["participant_id"]
        for row in study.rows(
            "select id, participant_id from speakers where participant_id is not null "
            "and list_contains($ids::text[], transcript_id)",
            ids=list(ids),
        )
    }
    talkers = vault.rows(
        "select id, entity_id from speakers where entity_id is not null "
        "and list_contains($ids::text[], transcript_id)",
        ids=list(ids),
    )
    people.remember(
        vault,
        {one["entity_id"]: known[one["id"]] for one in talkers if one["id"] in known},
    )


def _columns(made: Sequence[Row]) -> Row:
    return {
        "starts": [edit["start"] for edit in made],
        "stops": [edit["stop"] for edit in made],
        "words": [edit["words"] for edit in made],
    }


def waiting(vault: Vault) -> list[tuple[str, Row]]:
    """List the releases that have begun and not ended, as (intention, payload)."""
    rows = vault.rows("select id, payload from intentions where verb = 'release' order by ts")
    return [(row["id"], json.loads(row["payload"])) for row in rows]


_RELEASED = """
insert or replace into releases (id, ts, starts, stops, words)
values ($id, $ts, $starts, $stops, $words)
"""
_CORRECTED = """
insert or replace into corrections (id, starts, stops, words)
values ($id, $starts, $stops, $words)
"""
