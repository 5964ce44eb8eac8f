"""Store the originals in the vault: bytes, words, turns, speakers and what else the file held."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass

import duckdb

from workbench import audit
from workbench.anonymise import gathering, names
from workbench.anonymise.forms import Form
from workbench.anonymise.vault import Vault, insert_all
from workbench.errors import NotThere
from workbench.readers.reading import Finding, HeaderField, Reading
from workbench.store import Row
from workbench.transcripts import Role, Turn

_NO_NAME = re.compile(
    r"(?i)(p|r|i|q|a|s|int|res|spk|speaker|participant|interviewer|interviewee|respondent|"
    r"moderator|facilitator|researcher|person|voice|male|female|unknown|unidentified|"
    r"unnamed|unnamed speaker|unknown speaker|narrator|f|m|fg|focus group)[\s._\-]*\d*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talker:
    """Name who talks in an original, by the label the file gives."""

    id: str
    label: str
    role: Role
    entity_id: str | None


def is_generic(label: str) -> bool:
    """Tell a label such as P1 or Interviewer, or a lone title such as Auntie, from a name."""
    return _NO_NAME.fullmatch(label.strip()) is not None or names.is_title(label)


def store(
    act: audit.Act, new_id: Callable[[], str], transcript_id: str, label: str, reading: Reading
) -> None:
    """Put one reading into the vault, and its speakers among the people to decide on."""
    _store_original(act.sql, transcript_id, label, reading)
    insert_all(
        act.sql,
        "turns",
        [
            {"id": new_id(), "transcript_id": transcript_id, **asdict(turn)}
            for turn in reading.turns
        ],
    )
    people = _people(act, new_id, transcript_id, reading)
    insert_all(
        act.sql,
        "speakers",
        [
            {
                "id": new_id(),
                "transcript_id": transcript_id,
                "label": speaker.label,
                "role": speaker.role,
                "position": position,
                "variants": json.dumps(speaker.variants),
                "entity_id": people.get(speaker.label),
            }
            for position, speaker in enumerate(reading.speakers)
        ],
    )


def destroy(sql: duckdb.DuckDBPyConnection, transcript_id: str) -> None:
    """Take everything of one transcript out of the vault."""
    for table in ("turns", "speakers", "mentions"):
        sql.execute(f"delete from {table} where transcript_id = $id", {"id": transcript_id})
    for table in ("releases", "originals"):
        sql.execute(f"delete from {table} where id = $id", {"id": transcript_id})
    gathering.drop_empty(sql)


def text(vault: Vault, transcript_id: str) -> str:
    """Give the words as they were before treatment; raises NotThere."""
    return str(_original(vault, transcript_id, "text")["text"])


def file(vault: Vault, transcript_id: str) -> tuple[str, bytes]:
    """Give back the file that was imported: its name and its bytes."""
    row = _original(vault, transcript_id, "name, bytes")
    return str(row["name"]), bytes(row["bytes"])


def beside_speech(vault: Vault, transcript_id: str) -> tuple[list[HeaderField], list[Finding]]:
    """List what the file said outside the turns, and what was noticed as it was read."""
    row = _original(vault, transcript_id, "header, findings")
    header = [HeaderField(**field) for field in json.loads(row["header"])]
    return header, [Finding(**finding) for finding in json.loads(row["findings"])]


def turns(vault: Vault, transcript_id: str) -> list[Turn]:
    """List the turns of an original; speakers carry the file's own labels."""
    found = vault.rows(
        "select position, speaker, role, start, stop, began, ended from turns "
        "where transcript_id = $id order by position",
        id=transcript_id,
    )
    return [Turn(**row) for row in found]


def talkers(vault: Vault, transcript_id: str) -> list[Talker]:
    """List the speakers of an original in the order in which they came."""
    found = vault.rows(
        "select id, label, role, entity_id from speakers where transcript_id = $id "
        "order by position",
        id=transcript_id,
    )
    return [Talker(**row) for row in found]


def _store_original(
    sql: duckdb.DuckDBPyConnection, transcript_id: str, label: str, reading: Reading
) -> None:
    sql.execute(
        "insert into originals values ($id, $label, $name, $kind, $encoding, $sha256, $bytes, "
        "$text, $header, $findings, $imported)",
        {
            "id": transcript_id,
            "label": label,
            "name": reading.name,
            "kind": reading.kind,
            "encoding": reading.encoding,
            "sha256": reading.sha256,
            "bytes": reading.original,
            "text": reading.text,
            "header": json.dumps([asdict(field) for field in reading.header]),
            "findings": json.dumps([asdict(finding) for finding in reading.findings]),
            "imported": audit.now(),
        },
    )


def _people(
    act: audit.Act, new_id: Callable[[], str], transcript_id: str, reading: Reading
) -> dict[str, str]:
    """Give each speaker a person; a nameless interviewer needs none."""
    named = [speaker for speaker in reading.speakers if not is_generic(speaker.label)]
    forms = [
        Form(transcript_id=transcript_id, kind="person", surface=speaker.label) for speaker in named
    ]
    homes = gathering.place(act, new_id, forms, dict.fromkeys(forms, "direct"))
    people = {form.surface: entity_id for form, entity_id in homes.items()}
    for speaker in reading.speakers:
        if is_generic(speaker.label) and speaker.role == "participant":
            people[speaker.label] = gathering.add_entity(act.sql, new_id(), speaker.label)
    return people


def _original(vault: Vault, transcript_id: str, columns: str) -> Row:
    row = vault.row(f"select {columns} from originals where id = $id", id=transcript_id)
    if row is None:
        raise NotThere("The vault holds no original of this transcript.")
    return row
