"""Propose a treatment for an entity. A proposal changes nothing: a person decides."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from workbench.anonymise import generalise, numbers_raised, originals, pseudonyms
from workbench.anonymise.conventions import Conventions, conventions
from workbench.anonymise.entities import CONTACTS, Entity, Treatment, entities
from workbench.anonymise.identifiers import LIKELY, NAMED
from workbench.anonymise.names import parse
from workbench.anonymise.vault import Vault
from workbench.errors import NameTaken, NotAllowed

INTERVIEWER = "[interviewer]"
FAMILY = "[family]"
_NONE: Mapping[str, str] = MappingProxyType({})
_USUAL = Conventions()


def real_names(known: Sequence[Entity], *, likely: float = 0.0) -> set[str]:
    """Gather the real names of people in the vault, to keep pseudonyms away from them.

    Findings below the probability `likely` that nobody has decided on are left out.
    """
    return {
        surface
        for person in known
        if person.kind == "person"
        and (person.probability >= likely or person.treatment not in (None, "keep"))
        for surface in person.surfaces
        if not originals.is_generic(surface)
    }


def used_pseudonyms(known: Sequence[Entity], *, besides: str = "") -> set[str]:
    """Gather the pseudonyms in use, without those of one entity."""
    return {
        one.replacement
        for one in known
        if one.treatment == "pseudonymise" and one.replacement and one.id != besides
    }


def families(known: Sequence[Entity], *, besides: str = "") -> dict[str, str]:
    """Map real surnames to those that stand for them: who shares one goes on sharing one."""
    return pseudonyms.families(
        (one.surfaces, one.replacement)
        for one in sorted(known, key=lambda one: one.id)
        if one.kind == "person" and one.treatment == "pseudonymise" and one.replacement
        if one.id != besides
    )


def propose(vault: Vault, entity_id: str) -> tuple[Treatment, str | None]:
    """Suggest a treatment and its words for one entity."""
    known = entities(vault)
    (one,) = [entity for entity in known if entity.id == entity_id]
    return proposal(
        one,
        real_names(known),
        used_pseudonyms(known, besides=entity_id),
        surnames=families(known, besides=entity_id),
        by=conventions(vault),
    )


def proposed(vault: Vault, entity_ids: Sequence[str]) -> dict[str, tuple[Treatment, str | None]]:
    """Suggest for several entities what `accept_proposals` would decide on them."""
    told = in_turn(entities(vault), set(entity_ids), conventions(vault))
    return {one.id: (chosen, words) for one, chosen, words in told}


def proposal(
    one: Entity,
    real: Collection[str],
    used: Collection[str],
    *,
    surnames: Mapping[str, str] = _NONE,
    by: Conventions = _USUAL,
) -> tuple[Treatment, str | None]:
    """Suggest: pseudonyms for people, kinds for direct places, nothing for what is indirect.

    A date with its year and day may be one of birth, and is raised.
    Widely known people, bodies and places are kept where the study's conventions keep them.
    """
    treatment: Treatment = "keep"
    known_widely = one.directness == "indirect"
    full_date = one.kind == "date" and numbers_raised.is_full_date(one.name)
    if one.speaks_as == "interviewer" or full_date:
        treatment = "generalise"
    elif known_widely and (one.kind not in NAMED or by.keeps(one.kind)):
        treatment = "keep"
    elif one.kind == "person":
        treatment = "generalise" if _is_family(one) else "pseudonymise"
    else:
        treatment = "redact" if one.kind in CONTACTS else "generalise"
    return treatment, words_for(one, treatment, real, used, surnames=surnames, by=by)


def in_turn(
    known: Sequence[Entity], chosen_ids: Collection[str], by: Conventions
) -> Iterator[tuple[Entity, Treatment, str | None]]:
    """Propose for each chosen entity that waits, as if those before it were accepted."""
    waiting = [one for one in known if one.id in chosen_ids and one.treatment is None]
    if not waiting:
        return
    real, used, surnames = real_names(known), used_pseudonyms(known), families(known)
    for one in waiting:
        chosen, words = proposal(one, real, used, surnames=surnames, by=by)
        if chosen == "pseudonymise" and words:
            used.add(words)
            surnames = families([replace(one, treatment=chosen, replacement=words)]) | surnames
        yield one, chosen, words


def words_for(
    one: Entity,
    treatment: Treatment,
    real: Collection[str],
    used: Collection[str],
    *,
    surnames: Mapping[str, str] = _NONE,
    by: Conventions = _USUAL,
) -> str | None:
    """Choose the words that a treatment puts in the place of an entity's."""
    if treatment == "pseudonymise":
        if one.kind != "person":
            raise NotAllowed("Type the name that shall stand for this place or organisation.")
        return _pseudonym(one, {*real, *by.names}, used, surnames)
    if treatment == "generalise":
        if one.speaks_as == "interviewer":
            return INTERVIEWER
        named = FAMILY if _is_family(one) else ""
        return named or generalise.placeholder(one.kind, one.name, by.places)
    if treatment == "redact":
        return generalise.PLAIN[one.kind] if one.kind in CONTACTS else generalise.REDACTED
    return None


def _pseudonym(
    one: Entity, real: Collection[str], used: Collection[str], surnames: Mapping[str, str]
) -> str:
    """Choose a new name; who bears the surname of somebody treated shares the new one too."""
    named = [s for s in one.surfaces if not originals.is_generic(s)]
    family = shared_surname(one, surnames)
    return pseudonyms.choose(named, seed=one.id, real=real, used=used, surname=family)


def shared_surname(one: Entity, surnames: Mapping[str, str]) -> str:
    """Find the new surname that a person's real one has already, or nothing."""
    own = sorted(pseudonyms.surnames(one.surfaces), key=lambda name: (-len(name), name))
    return next((surnames[name] for name in own if name in surnames), "")


def require_free(one: Entity, pseudonym: str, known: Sequence[Entity]) -> None:
    """Refuse a person's pseudonym that is somebody's real name, nearly so, or in use.

    Raises NotAllowed or NameTaken.
    """
    if one.kind != "person":
        return
    if pseudonyms.is_near(pseudonym, real_names(known, likely=LIKELY), shortest=4):
        raise NotAllowed(
            "That pseudonym is a real name in this study, or one letter away from one. "
            "Choose another."
        )
    used = used_pseudonyms(known, besides=one.id)
    firsts = [name.split()[0] for name in used]
    if pseudonyms.is_near(pseudonym.split(maxsplit=1)[0], firsts, shortest=4):
        raise NameTaken(
            "Somebody else in this study has that pseudonym, or one a letter away from it. "
            "Choose another."
        )


def collisions(vault: Vault) -> list[str]:
    """List entities whose pseudonym turned out to be a real name that came in later."""
    known = entities(vault)
    real = real_names(known)
    return [
        one.id
        for one in known
        if one.kind == "person"
        and one.treatment == "pseudonymise"
        and pseudonyms.is_near(one.replacement or "", real, shortest=99)
    ]


def _is_family(one: Entity) -> bool:
    """Tell "the Tattersalls" from a person."""
    nameless = one.kind == "person" and one.speaks_as is None and bool(one.surfaces)
    return nameless and all(
        surface.lower().startswith("the ") and parse(surface).single.endswith("s")
        for surface in one.surfaces
    )
