"""Read what is to be decided: entities, their mentions and the words around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import duckdb

from workbench import audit
from workbench.anonymise import gathering, originals
from workbench.anonymise.identifiers import NAMED
from workbench.anonymise.vault import Vault
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row, fetch

Treatment = Literal["pseudonymise", "generalise", "redact", "keep"]
TREATMENTS: tuple[str, ...] = get_args(Treatment)

CONTACTS = frozenset({"email", "url", "handle", "phone", "postcode", "nhs_number", "ni_number"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Stand for one person, place, organisation or fact, with all that is known of it.

    `mentions` counts those in the texts; `exceptions` those with a decision of their own,
    `doubtful` those that may be the word, which no decision on the entity reaches.
    `speaks_as` is a role when the entity talks in a transcript. `probability` is the highest of
    its findings. `perhaps` lists entities that may be the same person.
    """

    id: str
    kind: str
    directness: str
    name: str
    treatment: Treatment | None
    replacement: str | None
    mentions: int
    exceptions: int
    doubtful: int
    surfaces: tuple[str, ...]
    transcripts: tuple[str, ...]
    speaks_as: str | None
    probability: float
    perhaps: tuple[str, ...]

    @property
    def is_sought(self) -> bool:
        """Tell whether it is a name that a decision hides, so that every mention counts."""
        return self.treatment not in (None, "keep") and self.kind in NAMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Mark one place of an original where an entity is named.

    `treatment` and `replacement` are those in force: the mention's own, else the entity's; in
    doubt there is none.
    """

    id: str
    transcript_id: str
    entity_id: str
    start: int
    stop: int
    surface: str
    kind: str
    directness: str
    detector: str
    probability: float
    treatment: Treatment | None
    replacement: str | None
    exception: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Show one mention with the words around it."""

    mention: Mention
    before: str
    words: str
    after: str


_ENTITIES = """
with named as (
    select entity_id, count(*) as mentions, max(probability) as probability,
           count(treatment) as exceptions,
           count(*) filter (where treatment is null and detector = $in_doubt) as doubtful,
           list(distinct surface) as surfaces, list(distinct transcript_id) as transcripts
    from mentions where not removed group by 1
), spoken as (
    select entity_id, list(distinct label) as labels, min(role) as role,
           list(distinct transcript_id) as transcripts
    from speakers where entity_id is not null group by 1
), written as (
    select entity_id, list(distinct surface) as surfaces from outside group by 1
)
select e.id, e.kind, e.directness, e.name, e.treatment, e.replacement,
       coalesce(n.mentions, 0) as mentions, coalesce(n.exceptions, 0) as exceptions,
       case when e.treatment <> 'keep' then coalesce(n.doubtful, 0) else 0 end as doubtful,
       list_sort(list_distinct(list_concat(list_concat(
           coalesce(n.surfaces, []), coalesce(s.labels, [])), coalesce(w.surfaces, []))))
           as surfaces,
       list_sort(list_distinct(list_concat(
           coalesce(n.transcripts, []), coalesce(s.transcripts, [])))) as transcripts,
       s.role as speaks_as, coalesce(n.probability, 1.0) as probability
from entities e left join named n on n.entity_id = e.id left join spoken s on s.entity_id = e.id
left join written w on w.entity_id = e.id
where (n.entity_id is not null or s.entity_id is not null or w.entity_id is not null)
  and ($transcript_id is null
       or list_contains(n.transcripts, $transcript_id)
       or list_contains(s.transcripts, $transcript_id))
  and (not $undecided or e.treatment is null)
order by e.treatment is not null, e.directness, mentions desc, e.name, e.id
"""

_MENTIONS = """
select m.id, m.transcript_id, m.entity_id, m.start, m.stop, m.surface, m.kind, m.directness,
       m.detector, m.probability,
       case when m.treatment is null and m.detector = $in_doubt and e.treatment <> 'keep' then null
            else coalesce(m.treatment, e.treatment) end as treatment,
       case when m.treatment is null then e.replacement else m.replacement end as replacement,
       m.treatment is not null as exception
from mentions m join entities e on e.id = m.entity_id
where not m.removed and ($transcript_id is null or m.transcript_id = $transcript_id)
  and ($entity_id is null or m.entity_id = $entity_id)
order by m.transcript_id, m.start, m.stop desc
"""


def entities(
    vault: Vault, *, transcript_id: str | None = None, undecided: bool = False
) -> list[Entity]:
    """List entities, the undecided and direct ones first; of one transcript where given."""
    with vault.cursor() as sql:
        return read(sql, transcript_id=transcript_id, undecided=undecided)


def read(
    sql: duckdb.DuckDBPyConnection,
    *,
    transcript_id: str | None = None,
    undecided: bool = False,
    compare: bool = True,
) -> list[Entity]:
    """List entities as an open transaction sees them.

    Without `compare`, `perhaps` stays empty: to compare all people with each other takes seconds.
    """
    rows = fetch(
        sql,
        _ENTITIES,
        {
            "transcript_id": transcript_id,
            "undecided": undecided,
            "in_doubt": gathering.IN_DOUBT,
        },
    )
    pairs = gathering.perhaps(sql) if compare else {}
    return [_entity(row, pairs.get(row["id"], set())) for row in rows]


def entity(vault: Vault, entity_id: str) -> Entity:
    """Fetch one entity by its id or the beginning of it, `perhaps` empty; raises NotThere."""
    with vault.cursor() as sql:
        known = read(sql, compare=False)
    found = [one for one in known if one.id.startswith(entity_id)]
    exact = [one for one in found if one.id == entity_id]
    if len(exact or found) != 1 or not entity_id:
        raise NotThere("This identifier is not in the list. It may have been merged.")
    return (exact or found)[0]


def mentions(
    vault: Vault | audit.Act, *, transcript_id: str | None = None, entity_id: str | None = None
) -> list[Mention]:
    """List mentions in the order of the text."""
    found = vault.rows(
        _MENTIONS,
        transcript_id=transcript_id,
        entity_id=entity_id,
        in_doubt=gathering.IN_DOUBT,
    )
    return [Mention(**row) for row in found]


def contexts(vault: Vault, entity_id: str, width: int = 60) -> list[Context]:
    """Show each mention of an entity with up to `width` code points on either side."""
    found = mentions(vault, entity_id=entity_id)
    texts = {one: originals.text(vault, one) for one in {m.transcript_id for m in found}}
    return [
        Context(
            mention=one,
            before=texts[one.transcript_id][max(0, one.start - width) : one.start],
            words=one.surface,
            after=texts[one.transcript_id][one.stop : one.stop + width],
        )
        for one in found
    ]


def treatment(word: str) -> Treatment:
    """Check a treatment that came from outside; raises NotAllowed."""
    for known in get_args(Treatment):
        if word == known:
            return known  # type: ignore[no-any-return]
    raise NotAllowed(f"A treatment is one of: {', '.join(TREATMENTS)}.")


def _entity(row: Row, perhaps: set[str]) -> Entity:
    lists = {name: tuple(row[name]) for name in ("surfaces", "transcripts")}
    return Entity(**{**row, **lists, "perhaps": tuple(sorted(perhaps))})
