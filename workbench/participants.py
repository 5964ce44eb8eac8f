"""Keep the people who took part, known by pseudonym, and the facts used to compare them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workbench import audit
from workbench.errors import NameTaken, NotAllowed, NotThere, UnreadableFile
from workbench.study import Study
from workbench.transcripts import is_one_line

MOST_ATTRIBUTES = 200
LONGEST_NAME = 200
LONGEST_VALUE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Stand for a person who took part; the name behind the pseudonym is in the vault."""

    id: str
    pseudonym: str
    position: int
    consent_to_deposit: bool | None
    attributes: Mapping[str, str] = field(default_factory=dict)


def enrol(act: audit.Act, *, participant_id: str, pseudonym: str) -> None:
    """Add a participant under a pseudonym nobody else has; raises NameTaken."""
    if not pseudonym.strip():
        raise NotAllowed("A participant needs a pseudonym.")
    if act.row(_BY_PSEUDONYM, pseudonym=pseudonym):
        raise NameTaken("Another participant has that pseudonym. Choose a different one.")
    (next_place,) = act.rows("select coalesce(max(position), 0) + 1 as n from participants")
    act.insert(
        "participants",
        {
            "id": participant_id,
            "pseudonym": pseudonym.strip(),
            "position": next_place["n"],
            "consent_to_deposit": None,
        },
    )


def fetch_all(study: Study) -> list[Participant]:
    """List participants in their order, each with attributes by name."""
    values: dict[str, dict[str, str]] = {}
    for row in study.rows(
        "select v.participant_id, a.name, v.value from attribute_values v "
        "join attributes a on a.id = v.attribute_id order by a.position"
    ):
        values.setdefault(row["participant_id"], {})[row["name"]] = row["value"]
    found = study.rows("select * from participants order by position")
    return [Participant(**row, attributes=values.get(row["id"], {})) for row in found]


def attribute_names(study: Study) -> list[str]:
    """List the attributes in the order in which they came."""
    return [row["name"] for row in study.rows("select name from attributes order by position")]


def set_attribute(study: Study, participant_id: str, name: str, value: str) -> None:
    """Set one fact about a participant; an empty value takes it away."""
    with audit.act(study, "participants.set_attribute", subject=participant_id) as act:
        _set(study, act, participant_id, name, value)


def set_consent(study: Study, participant_id: str, consent: bool | None) -> None:
    """Record whether the participant agreed that the transcript is deposited."""
    with audit.act(study, "participants.set_consent", subject=participant_id) as act:
        act.update("participants", participant_id, consent_to_deposit=consent)


def import_attributes(study: Study, table: str) -> int:
    """Read attributes from CSV text and return how many participants it described.

    The first row names the columns; a column `pseudonym` says who. Raises UnreadableFile, with
    the row, when a pseudonym is not of this study; then nothing is stored.
    """
    rows = _table(table)
    known = {person.pseudonym.casefold(): person.id for person in fetch_all(study)}
    with audit.act(study, "participants.import_attributes") as act:
        for number, row in enumerate(rows, start=2):
            person = known.get((row["pseudonym"] or "").strip().casefold())
            if person is None or None in row or not all(map(_is_value, row.values())):
                raise UnreadableFile(
                    f"Row {number} names a pseudonym that is not in this study, or has more "
                    "cells than there are columns, or a cell that is no text or too long. "
                    "Nothing was stored."
                )
            _set_all(study, act, person, row.items())
    return len(rows)


def _table(text: str) -> list[dict[str, str]]:
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
        names = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames = ["pseudonym" if n.casefold() == "pseudonym" else n for n in names]
        rows = list(reader)
    except csv.Error as error:
        raise UnreadableFile(
            "The file cannot be read as a table. Save it as CSV. Nothing was stored."
        ) from error
    folded = [name.casefold() for name in names if name]
    if not rows or "pseudonym" not in folded or len(set(folded)) < len(folded):
        raise UnreadableFile(
            "The table needs a first row that names each column once, one of them “pseudonym”, "
            "and at least one row below it. Nothing was stored."
        )
    if len(names) > MOST_ATTRIBUTES or not all(map(_is_name, names)):
        raise UnreadableFile(
            f"The first row must name at most {MOST_ATTRIBUTES} columns, each on one line. "
            "Nothing was stored."
        )
    return rows


def _is_value(words: str | None) -> bool:
    return len(words or "") <= LONGEST_VALUE and "\0" not in (words or "")


def _is_name(words: str) -> bool:
    return is_one_line(words) and len(words) <= LONGEST_NAME


def _set_all(
    study: Study, act: audit.Act, person: str, facts: Iterable[tuple[str, str | None]]
) -> None:
    for name, value in facts:
        if name != "pseudonym" and name.strip():
            _set(study, act, person, name.strip(), (value or "").strip())


def _set(study: Study, act: audit.Act, participant_id: str, name: str, value: str) -> None:
    if not act.row("select id from participants where id = $id", id=participant_id):
        raise NotThere("There is no such participant in this study.")
    attribute = _attribute(study, act, name)
    old = act.row(
        "select id from attribute_values where participant_id = $person and attribute_id = $fact",
        person=participant_id,
        fact=attribute,
    )
    if old and value:
        act.update("attribute_values", old["id"], value=value)
    elif old:
        act.delete("attribute_values", old["id"])
    elif value:
        act.insert(
            "attribute_values",
            {
                "id": study.new_id(),
                "participant_id": participant_id,
                "attribute_id": attribute,
                "value": value,
            },
        )


def _attribute(study: Study, act: audit.Act, name: str) -> str:
    found = act.row("select id from attributes where lower(name) = lower($name)", name=name)
    if found:
        return str(found["id"])
    if not name.strip():
        raise NotAllowed("An attribute needs a name.")
    (place,) = act.rows("select coalesce(max(position), 0) + 1 as n from attributes")
    row = {"id": study.new_id(), "name": name.strip(), "position": place["n"]}
    act.insert("attributes", row)
    return str(row["id"])


_BY_PSEUDONYM = "select id from participants where lower(pseudonym) = lower(trim($pseudonym))"
