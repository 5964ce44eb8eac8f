"""Write decisions down as rows, and take them up again: how a study is made anew.

The rows name people. They belong outside the study's folder, as safe as the vault.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench import audit
from workbench.anonymise import (
    aliases,
    conventions,
    gathering,
    originals,
    proposals,
    search,
    sought,
)
from workbench.anonymise.entities import Treatment, entities, read, treatment
from workbench.anonymise.identifiers import KINDS, Identifier, directness_of
from workbench.anonymise.missed import by_hand
from workbench.anonymise.vault import Vault, insert_all
from workbench.errors import NotAllowed, WorkbenchError
from workbench.store import Row
from workbench.study import Study

_NAMING = re.compile(r"(?!(?:It|The|A|And|Old|Big|Wee|Young|Mr|Mrs|Ms|Dr)\b)\b[^\W\d_a-z]\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Hold one row: which forms, in which transcripts (None: all), and what becomes of them."""

    number: int
    kind: str
    surfaces: tuple[str, ...]
    treatment: Treatment
    replacement: str | None
    name: str
    transcripts: frozenset[str] | None

    keys: frozenset[str]

    def covers(self, row: Row) -> bool:
        """Tell whether it speaks of a form in a transcript."""
        here = self.transcripts is None or row["transcript_id"] in self.transcripts
        return here and row["key"] in self.keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """Say what became of the rows of a file of decisions."""

    taken: int
    absent: tuple[int, ...]
    """Numbers of the rows, from 1, whose forms stand in none of the transcripts they speak of, or
    only where an earlier row speaks of them."""


def decisions(vault: Vault) -> list[Row]:
    """List every decision on an entity in the form `apply_decisions` reads."""
    labels = {row["id"]: row["label"] for row in vault.rows("select id, label from originals")}
    return [
        {
            "kind": one.kind,
            "surfaces": list(one.surfaces),
            "treatment": one.treatment,
            "replacement": one.replacement,
            "entity": one.name,
            "transcripts": sorted(labels[place] for place in one.transcripts),
        }
        for one in sorted(entities(vault), key=lambda one: (one.kind, one.name, one.id))
        if one.treatment is not None
    ]


def apply_decisions(study: Study, vault: Vault, rows: Iterable[Mapping[str, Any]]) -> Applied:
    """Record a person's decisions written down before; says which rows found nothing to decide on.

    Forms of one row become one entity; forms that no detector found are marked. Raises NotAllowed,
    with the number of the row, when one cannot be used; then nothing is changed at all.
    """
    labels = {
        row["label"].casefold(): row["id"]
        for row in study.rows("select id, label from transcripts")
    }
    wanted = [_read(number, row, labels) for number, row in enumerate(rows, start=1)]
    with audit.act(vault, "pseudonymise.apply_decisions", event_id=vault.new_id()) as act:
        for original in act.rows("select id, text from originals order by imported, id"):
            _mark(act, vault, original["id"], original["text"], wanted)
        homes = _gather(act, vault, wanted)
        gathering.drop_empty(act.sql)
        _treat(act, wanted, homes)
        hidden = [one for one in read(act.sql) if one.is_sought]
        search.everywhere(act, vault.new_id, hidden, only_doubtful=True)
    return Applied(
        taken=len(homes),
        absent=tuple(one.number for one in wanted if one.number not in homes),
    )


def _read(number: int, row: Mapping[str, Any], labels: Mapping[str, str]) -> Decision:
    try:
        places = row.get("transcripts")
        surfaces = tuple(str(surface) for surface in row["surfaces"] if str(surface).strip())
        if row["kind"] not in KINDS or not surfaces:
            raise NotAllowed("the kind is unknown or no form is given.")
        return Decision(
            number=number,
            kind=row["kind"],
            surfaces=surfaces,
            treatment=treatment(row["treatment"]),
            replacement=row.get("replacement") or None,
            keys=frozenset(_key(surface) for surface in surfaces),
            name=gathering.display_name(iter(surfaces)),
            transcripts=None
            if places is None
            else frozenset(labels[str(place).casefold()] for place in places),
        )
    except KeyError as error:
        raise NotAllowed(
            f"Row {number} of the decisions lacks a field or names a transcript that is not "
            "in this study. Nothing was recorded."
        ) from error
    except NotAllowed as error:
        raise NotAllowed(f"Row {number} of the decisions: {error} Nothing was recorded.") from error


def _mark(
    act: audit.Act, vault: Vault, transcript_id: str, text: str, wanted: Sequence[Decision]
) -> None:
    """Mark the forms of the rows that no mention covers, and drop what lies within them."""
    kinds = {
        surface: one.kind
        for one in reversed(wanted)
        if one.transcripts is None or transcript_id in one.transcripts
        for surface in one.surfaces
        if not originals.is_generic(surface)
    }
    found = [
        by_hand(place.start, place.stop, kinds[place.entity_id])
        for place in sought.compiled({surface: surface for surface in kinds}).find(text)
    ]
    gathering.store(
        act,
        vault.new_id,
        transcript_id,
        text,
        found,
        over=_give_way(act, transcript_id, text, found, {_key(surface) for surface in kinds}),
    )


def _give_way(
    act: audit.Act,
    transcript_id: str,
    text: str,
    found: Sequence[Identifier],
    keys: Collection[str],
) -> set[str]:
    """List mentions no row speaks of: they must not hide a form that a row does speak of.

    One that lies within such a form, or adds no other name to it ("old Len"), is taken off.
    """
    rows = act.rows(
        "select m.id, m.start, m.stop, m.surface from mentions m "
        "join entities e on e.id = m.entity_id where m.transcript_id = $id and not m.removed "
        "and m.treatment is null and e.treatment is null",
        id=transcript_id,
    )
    unspoken = [row for row in rows if _key(row["surface"]) not in keys]
    settled = []
    for row in unspoken:
        inside = [one for one in found if one.start < row["stop"] and row["start"] < one.stop]
        rest = list(text[row["start"] : row["stop"]])
        for one in inside:
            first, last = max(one.start - row["start"], 0), one.stop - row["start"]
            rest[first:last] = " " * (min(last, len(rest)) - first)
        if inside and not _NAMING.search("".join(rest)):
            settled.append(row["id"])
    act.sql.execute(
        "update mentions set removed = true where id in (select unnest($ids::text[]))",
        {"ids": settled},
    )
    return {row["id"] for row in unspoken}


def _gather(act: audit.Act, vault: Vault, wanted: Sequence[Decision]) -> dict[int, str]:
    """Move the mentions and speakers of each row to one entity; the first row to claim has them."""
    mentions = act.rows(
        "select id, transcript_id, surface, entity_id from mentions where not removed"
    )
    speakers = act.rows("select id, transcript_id, label as surface, entity_id from speakers")
    for row in (*mentions, *speakers):
        row["key"] = _key(row["surface"])
    homes: dict[int, str] = {}
    made: list[Row] = []
    named: list[Row] = []
    moved: list[Row] = []
    for one in wanted:
        mine = [row for row in mentions if one.covers(row)]
        spoken = [row for row in speakers if one.kind == "person" and one.covers(row)]
        if not mine and not spoken:
            continue
        home = _home([*spoken, *mine], set(homes.values()))
        if home is None:
            home = vault.new_id()
            made.append({"id": home, "directness": directness_of(one.kind)})
        homes[one.number] = home
        named.append({"id": home, "kind": one.kind, "name": one.name})
        moved += [
            {"id": row["id"], "entity_id": home, "kind": one.kind} for row in (*mine, *spoken)
        ]
        claimed = {row["id"] for row in (*mine, *spoken)}
        mentions = [row for row in mentions if row["id"] not in claimed]
        speakers = [row for row in speakers if row["id"] not in claimed]
    insert_all(act.sql, "entities", [{**row, "kind": "", "name": ""} for row in made])
    _set(act, "entities", ("kind", "name"), named)
    _set(act, "mentions", ("entity_id", "kind"), moved)
    _set(act, "speakers", ("entity_id",), moved)
    return homes


def _home(mine: Sequence[Row], taken: set[str]) -> str | None:
    """Choose the entity most of the mentions belong to, unless another row has it."""
    counted = Counter(row["entity_id"] for row in mine if row["entity_id"])
    return next((entity for entity, _ in counted.most_common() if entity not in taken), None)


def _set(act: audit.Act, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Set columns of many rows by their ids in one statement."""
    shape = json.dumps([dict.fromkeys(("id", *columns), "VARCHAR")])
    settings = ", ".join(f"{name} = r.{name}" for name in columns)
    act.sql.execute(
        f"update {table} set {settings} from (select unnest(from_json($rows, '{shape}'), "
        f"recursive := true)) r where {table}.id = r.id",
        {"rows": json.dumps([{name: row[name] for name in ("id", *columns)} for row in rows])},
    )


def _treat(act: audit.Act, wanted: Sequence[Decision], homes: Mapping[int, str]) -> None:
    known = read(act.sql)
    by_id = {one.id: one for one in known}
    real, by = proposals.real_names(known), conventions.read(act.sql)
    used = {one.replacement for one in wanted if one.replacement}
    for one in wanted:
        if one.number not in homes:
            continue
        entity = by_id[homes[one.number]]
        words = one.replacement if one.treatment != "keep" else None
        try:
            if one.treatment == "pseudonymise" and words:
                proposals.require_free(entity, words, known)
            elif one.treatment != "keep" and not words:
                words = proposals.words_for(
                    entity, one.treatment, real, used, surnames=proposals.families(known), by=by
                )
        except WorkbenchError as error:
            raise type(error)(
                f"Row {one.number} of the decisions: {error} Nothing was recorded."
            ) from error
        if one.treatment == "pseudonymise" and words:
            used.add(words)
        act.update("entities", entity.id, treatment=one.treatment, replacement=words)


def _key(surface: str) -> str:
    return aliases.key("place", surface)
