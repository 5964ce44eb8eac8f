"""Say what must not be seen: every form of every name that is not to be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.anonymise import gathering, writings
from workbench.anonymise.entities import CONTACTS, Entity, entities
from workbench.anonymise.generalise import PLAIN
from workbench.anonymise.identifiers import NAMED
from workbench.anonymise.name_or_word import How
from workbench.anonymise.spotting import SURENESS, Index
from workbench.anonymise.vault import Vault

# "[NHS number]" is no leak of a treated NHS; a placeholder of one word could be a name.
_OWN_WORDS = tuple(words.strip("[]") for words in PLAIN.values() if " " in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """Name a place where an original of an entity stands, or what resembles one.

    `how`: "exact", as it was written in an original; "variant", in another spelling;
    "resembles", one slip away, or a word that is a name as well: for a person to judge. `where`
    names the row of a table of the study, as “code “Care””.
    """

    place: str
    entity_id: str
    kind: str
    how: How
    where: str = ""

    @property
    def told(self) -> str:
        """Name the place with the row of a table in which it is."""
        return f"{self.place} ({self.where})" if self.where else self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Hold what is sought, and the kind of each entity."""

    index: Index
    kinds: Mapping[str, str]

    def leaks(
        self, place: str, text: str, *, loose: bool = False, binary: bool = False
    ) -> Iterator[Leak]:
        """Yield one leak per entity found in a text.

        `loose` reads it as a name of a file, `binary` as letters that may stand there by chance.
        """
        found = self.index.find_in_bytes(text) if binary else self.index.find(text, loose=loose)
        for entity_id, how in sorted(found.items()):
            yield Leak(place=place, entity_id=entity_id, kind=self.kinds[entity_id], how=how)


def search(vault: Vault) -> Search:
    """Gather all that must not be seen outside the vault."""
    known = entities(vault)
    index = writings.index(
        [one for one in known if _is_secret(one)],
        kept=[*_OWN_WORDS, *(s for one in known if one.treatment == "keep" for s in one.surfaces)],
        stand_ins=[
            one.replacement for one in known if one.treatment == "pseudonymise" and one.replacement
        ],
        ordinary=gathering.ordinary_words(vault),
    )
    return Search(index=index, kinds={one.id: one.kind for one in known})


def surest(leaks: Iterable[Leak]) -> tuple[Leak, ...]:
    """Keep one leak per place and entity, the surest one, in the order they were found."""
    best: dict[tuple[str, str], Leak] = {}
    for one in leaks:
        known = best.setdefault((one.told, one.entity_id), one)
        if SURENESS.index(one.how) < SURENESS.index(known.how):
            best[one.told, one.entity_id] = one
    return tuple(best.values())


def _is_secret(one: Entity) -> bool:
    if one.treatment == "keep":
        return False
    if one.treatment is None:
        return one.directness == "direct"
    return one.kind in NAMED | CONTACTS
