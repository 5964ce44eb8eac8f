"""Decide on words that were noticed late: how they are treated, and which forms go with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench import audit
from workbench.anonymise import (
    conventions,
    entities,
    gathering,
    names,
    noticing,
    originals,
    proposals,
    search,
    sought,
)
from workbench.anonymise.entities import Entity
from workbench.anonymise.identifiers import directness_of
from workbench.anonymise.names import normalise, parse
from workbench.anonymise.noticing import Found, NewId, Noticed
from workbench.anonymise.pseudonyms import render, surnames
from workbench.anonymise.treated_texts import Known
from workbench.anonymise.vault import insert_all
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Hold an entity after the decision, and every form of it with the words that stand for it.

    `stand_in`: the words noticed were no original but stood for one; `is_outside`: no original
    has them. `gave_way` is a pseudonym that the decision put another in the place of.
    """

    entity: Entity
    hidden: tuple[tuple[str, str], ...] = field(repr=False)
    stand_in: bool = False
    is_outside: bool = False
    gave_way: str = field(default="", repr=False)


def decide(act: audit.Act, new_id: NewId, noticed: Noticed, known: Mapping[str, Known]) -> Decided:
    """Mark the words in the originals, decide on whom they name and seek all forms everywhere.

    Raises NotAllowed or NotThere for words that cannot be treated, NameTaken for a pseudonym.
    """
    if noticed.treatment == "keep":
        raise NotAllowed("To keep these words hides nothing. Choose another treatment.")
    ordinary = gathering.ordinary_words(act)
    found = noticing.find(act, new_id, noticed, known, ordinary)
    everybody = entities.read(act.sql, compare=False)
    one = _set_apart(act, new_id, noticed, found, _of(everybody, found.entity_id))
    if one.treatment in (None, "keep"):
        one = replace(one, kind=noticed.kind)
        everybody = [other for other in everybody if other.id != one.id] + [one]
    before, one = one, _treat(act, noticed, one, everybody)
    forms = [*one.surfaces, *_parts(one, everybody, ordinary)]
    _require_hiding(one, [*forms, found.words] if found.words else forms)
    search.everywhere(act, new_id, [replace(one, surfaces=tuple(forms))])
    _claim(act, one, forms)
    known_surnames = surnames(one.surfaces)
    words = [*forms, found.words] if found.words and not found.stand_in else forms
    return Decided(
        entity=one,
        stand_in=found.stand_in,
        is_outside=bool(found.words) and not noticed.transcript_id,
        gave_way=_gave_way(before, one),
        hidden=tuple(
            (form, _stands_for(one, form, known_surnames))
            for form in dict.fromkeys(words)
            if not originals.is_generic(form)
        ),
    )


def _gave_way(before: Entity, now: Entity) -> str:
    """Name the pseudonym that another took the place of, if one did."""
    both = before.treatment == now.treatment == "pseudonymise"
    return (before.replacement or "") if both and before.replacement != now.replacement else ""


def _set_apart(
    act: audit.Act, new_id: NewId, noticed: Noticed, found: Found, one: Entity
) -> Entity:
    """Make words somebody else's where they are to be treated unlike those of whom they name."""
    alike = one.treatment in (None, "keep") or (
        noticed.treatment in (None, one.treatment)
        and noticed.replacement in (None, "", one.replacement)
    )
    if alike or found.stand_in or not found.mention_id:
        return one
    row = act.row("select surface from mentions where id = $id", id=found.mention_id) or {}
    fresh = {
        "id": new_id(),
        "kind": noticed.kind,
        "directness": directness_of(noticed.kind),
        "name": row["surface"],
    }
    insert_all(act.sql, "entities", [fresh])
    act.update("mentions", found.mention_id, entity_id=fresh["id"])
    return _of(entities.read(act.sql, compare=False), fresh["id"])


def _treat(act: audit.Act, noticed: Noticed, one: Entity, everybody: Sequence[Entity]) -> Entity:
    same = noticed.treatment in (None, one.treatment) and not noticed.replacement
    if one.treatment not in (None, "keep") and same:
        return one
    real, used = (
        proposals.real_names(everybody),
        proposals.used_pseudonyms(everybody, besides=one.id),
    )
    surnames, by = proposals.families(everybody, besides=one.id), conventions.read(act.sql)
    chosen = noticed.treatment or proposals.proposal(one, real, used, by=by)[0]
    if chosen == "keep":
        chosen = "generalise"
    words = (noticed.replacement or "").strip()
    if words and chosen == "pseudonymise":
        proposals.require_free(one, words, everybody)
    proposed = proposals.words_for(one, chosen, real, used, surnames=surnames, by=by)
    words = words or proposed or ""
    act.update("entities", one.id, kind=one.kind, treatment=chosen, replacement=words)
    return replace(one, treatment=chosen, replacement=words)


def _require_hiding(one: Entity, forms: Sequence[str]) -> None:
    """Refuse stand-ins that hold what they are to hide; old stand-ins may come back."""
    hiding = sought.compiled(dict.fromkeys(forms, one.id))
    if next(hiding.find(one.replacement or "", doubtful=True), None):
        raise NotAllowed("The words that are to stand instead contain what they are to hide.")


def _claim(act: audit.Act, one: Entity, forms: Sequence[str]) -> None:
    """Take over mentions of the same words that were taken off the list or never decided on."""
    act.sql.execute(
        "update mentions set kind = $kind where entity_id = $id", {"kind": one.kind, "id": one.id}
    )
    wanted = {normalise(form) for form in forms if not names.is_word(form)}
    for row in act.rows(_OPEN, id=one.id):
        if normalise(row["surface"]) in wanted:
            act.update(
                "mentions",
                row["id"],
                entity_id=one.id,
                kind=one.kind,
                detector=gathering.BY_NAME,
                removed=False,
                treatment=None,
                replacement=None,
            )
    gathering.drop_empty(act.sql)


def _parts(one: Entity, everybody: Sequence[Entity], ordinary: frozenset[str]) -> list[str]:
    """Take a person's forename and surname apart, unless they may be somebody else's or a word."""
    if one.kind != "person":
        return []
    others = _words_of(
        [*other.surfaces, other.replacement or ""] for other in everybody if other.id != one.id
    )
    parts = {part for s in one.surfaces for part in (parse(s).forename, parse(s).surname)}
    return sorted(
        part.title()
        for part in parts
        if len(part) > 2
        and part not in others
        and part not in ordinary
        and not names.is_word(part)
        and part not in {normalise(surface) for surface in one.surfaces}
    )


def _words_of(many: Iterable[Iterable[str]]) -> set[str]:
    return {word for some in many for surface in some for word in normalise(surface).split()}


def _stands_for(one: Entity, form: str, known_surnames: frozenset[str]) -> str:
    words = one.replacement or ""
    if one.treatment == "pseudonymise" and one.kind == "person":
        return render(words, form, known_surnames)
    return words


def _of(everybody: Sequence[Entity], entity_id: str) -> Entity:
    for one in everybody:
        if one.id == entity_id:
            return one
    raise NotThere("This identifier is no longer in the list. It may have been merged.")


def fingerprint(act: audit.Act) -> list[Row]:
    """Sum up what is decided and found, to tell whether a treatment decided anything."""
    return [
        act.rows(f"select count(*) as number, bit_xor(hash({table})) as all_of_it from {table}")[0]
        for table in ("entities", "mentions", "outside")
    ]


_OPEN = """
select m.id, m.surface from mentions m join entities e on e.id = m.entity_id
where m.removed or (e.id <> $id and e.treatment is null and m.treatment is null)
"""
