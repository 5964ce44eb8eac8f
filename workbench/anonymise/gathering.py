"""Gather identifiers into entities in the vault, across all transcripts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import duckdb

from workbench import audit
from workbench.anonymise import aliases, either, sought
from workbench.anonymise.either import Moved
from workbench.anonymise.forms import Cluster, Form
from workbench.anonymise.identifiers import Identifier
from workbench.anonymise.vault import Vault, insert_all
from workbench.store import Row, fetch

BY_HAND = "by hand"
BY_NAME = "name search"
GIVEN = "by hand, one of two"
"""Marks a mention of which a person said whom it means, where it could be either of two."""
IN_DOUBT = "name search, in doubt"
"""Marks a mention that may be the word: it waits for a decision though its entity has one."""

_CLUSTERS = """
select e.id, e.kind, e.treatment is not null as decided, f.transcript_id, f.surface,
       coalesce(f.settled, e.treatment is not null) as settled
from entities e join (
    select entity_id, transcript_id, surface, bool_and(given) as settled from (
        select entity_id, transcript_id, surface, detector = $given as given
        from mentions where not removed
        union all
        select entity_id, transcript_id, label, null from speakers where entity_id is not null
    ) group by all
) f on f.entity_id = e.id
"""


_BESIDE = """
with named as (
    select transcript_id, entity_id as one, stop,
           lead(entity_id) over near as other, lead(start) over near as later
    from mentions where kind = 'person' and not removed
    window near as (partition by transcript_id order by start, stop)
)
select distinct one, other from named join originals o on o.id = transcript_id
where one <> other and later - stop between 1 and 3
  and regexp_full_match(substr(o.text, stop + 1, later - stop), '[.,;:] ?')
"""


def clusters(sql: duckdb.DuckDBPyConnection) -> list[Cluster]:
    """Read every entity with the forms under which it is known."""
    found: dict[str, Cluster] = {}
    for row in fetch(sql, _CLUSTERS, {"given": GIVEN}):
        cluster = found.setdefault(
            row["id"], Cluster(id=row["id"], kind=row["kind"], decided=row["decided"])
        )
        form = Form(transcript_id=row["transcript_id"], kind=row["kind"], surface=row["surface"])
        cluster.forms.add(form)
        if row["settled"]:
            cluster.settled.add(form)
    return list(found.values())


def perhaps(sql: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """Pair entities that may be one, by their names and by where they are said."""
    beside = [(row["one"], row["other"]) for row in fetch(sql, _BESIDE, {})]
    return aliases.perhaps(clusters(sql), beside)


def place(
    act: audit.Act,
    new_id: Callable[[], str],
    forms: Sequence[Form],
    directness: Mapping[Form, str],
) -> dict[Form, str]:
    """Find the entity of each form, and make those that are new."""
    known = clusters(act.sql)
    old = {cluster.id for cluster in known}
    wanted = set(forms)
    before = set[Form]().union(*(cluster.forms for cluster in known))
    gathered = aliases.gather(forms, known, iter(new_id, None))
    moved = list(either.part(gathered, wanted - before, iter(new_id, None)))
    homes = {form: cluster.id for cluster in gathered for form in cluster.forms & wanted}
    insert_all(
        act.sql,
        "entities",
        [_entity(cluster, directness) for cluster in gathered if cluster.id not in old],
    )
    for one in moved:
        _move(act, one)
    return homes


def _move(act: audit.Act, one: Moved) -> None:
    """Give the mentions and the label of a form to the entity that it now has to itself."""
    named = (("mentions", "surface", "detector"), ("speakers", "label", "label"))
    for table, column, how in named if one.with_label else named[:1]:
        rows = act.rows(
            f"select id from {table} where entity_id = $source "
            f"and transcript_id = $transcript_id and {column} = $surface and {how} <> $given",
            given=GIVEN,
            source=one.source,
            transcript_id=one.form.transcript_id,
            surface=one.form.surface,
        )
        act.update_all(table, {row["id"]: {"entity_id": one.target} for row in rows})


def add_entity(sql: duckdb.DuckDBPyConnection, entity_id: str, name: str) -> str:
    """Add a person known by a label alone."""
    insert_all(
        sql,
        "entities",
        [{"id": entity_id, "kind": "person", "directness": "direct", "name": name}],
    )
    return entity_id


def store(
    act: audit.Act,
    new_id: Callable[[], str],
    transcript_id: str,
    text: str,
    found: Sequence[Identifier],
    *,
    over: Collection[str] = (),
) -> list[str]:
    """Add what is new among the identifiers found and return the new mentions' ids.

    A stretch that a person took off the list, or that lies within a known mention, is left out;
    mentions in `over` do not count as known.
    """
    known = [row for row in _mentions(act, transcript_id) if row["id"] not in over]
    fresh = [one for one in found if not _is_known(one, known)]
    return store_new(act, new_id, [(one, _form(one, transcript_id, text)) for one in fresh])


def store_new(
    act: audit.Act, new_id: Callable[[], str], fresh: Sequence[tuple[Identifier, Form]]
) -> list[str]:
    """Add mentions, of any number of transcripts, each with its form; returns their ids."""
    if not fresh:
        return []
    ranked = sorted(fresh, key=lambda one: one[0].directness, reverse=True)
    direct = {form: one.directness for one, form in ranked}
    homes = place(act, new_id, sorted({form for _, form in fresh}, key=str), direct)
    rows = [
        {"id": new_id(), "entity_id": homes[form], **_mention(one, form)} for one, form in fresh
    ]
    insert_all(act.sql, "mentions", rows)
    return [str(row["id"]) for row in rows]


def unknown(
    act: audit.Act, transcript_id: str, text: str, found: Sequence[Identifier]
) -> list[tuple[Identifier, Form]]:
    """Leave out what `store` would leave out, and give each other one its form."""
    known = _mentions(act, transcript_id) if found else []
    return [(one, _form(one, transcript_id, text)) for one in found if not _is_known(one, known)]


def _form(one: Identifier, transcript_id: str, text: str) -> Form:
    return Form(transcript_id=transcript_id, kind=one.kind, surface=text[one.start : one.stop])


def forget_stale(act: audit.Act, transcript_id: str, found: Sequence[Identifier]) -> None:
    """Drop undecided findings of an earlier run that this run does not make, or makes longer."""
    spans = {(one.start, one.stop) for one in found}
    stale = [
        row["id"]
        for row in _mentions(act, transcript_id)
        if (row["start"], row["stop"]) not in spans
        and not row["decided"]
        and not row["removed"]
        and row["detector"] not in (BY_HAND, BY_NAME, GIVEN)
    ]
    act.sql.execute(
        "delete from mentions where id in (select unnest($ids::text[]))", {"ids": stale}
    )
    drop_empty(act.sql)


def ordinary_words(store: Vault | audit.Act) -> frozenset[str]:
    """Collect the ordinary words of all originals, which alone are no names."""
    return sought.ordinary_words(row["text"] for row in store.rows("select text from originals"))


def drop_empty(sql: duckdb.DuckDBPyConnection) -> None:
    """Drop entities that nothing points to and nobody has decided on."""
    sql.execute(
        "delete from entities where treatment is null "
        "and id not in (select entity_id from mentions) "
        "and id not in (select entity_id from speakers where entity_id is not null)"
    )


def _entity(cluster: Cluster, directness: Mapping[Form, str]) -> Row:
    kinds = {directness.get(form, "direct") for form in cluster.forms}
    return {
        "id": cluster.id,
        "kind": cluster.kind,
        "directness": "direct" if "direct" in kinds else "indirect",
        "name": display_name(form.surface for form in cluster.forms),
    }


def display_name(surfaces: Iterator[str]) -> str:
    """Choose the fullest form, and of equals the one not shouted."""
    return max(surfaces, key=lambda s: (len(s.split()), len(s), not s.isupper(), s))


def _mention(one: Identifier, form: Form) -> Row:
    return {
        "transcript_id": form.transcript_id,
        "surface": form.surface,
        "start": one.start,
        "stop": one.stop,
        "kind": one.kind,
        "directness": one.directness,
        "detector": one.detector,
        "probability": one.probability,
        "removed": False,
    }


def _mentions(act: audit.Act, transcript_id: str) -> list[Row]:
    return act.rows(
        "select m.id, m.start, m.stop, m.removed, m.detector, "
        "e.treatment is not null or m.treatment is not null as decided "
        "from mentions m join entities e on e.id = m.entity_id where m.transcript_id = $id",
        id=transcript_id,
    )


def _is_known(one: Identifier, known: Sequence[Row]) -> bool:
    return any(
        (row["start"], row["stop"]) == (one.start, one.stop)
        if row["removed"]
        else row["start"] <= one.start and one.stop <= row["stop"]
        for row in known
    )
