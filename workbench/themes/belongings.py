"""Hand all that hangs on a theme to another, or take it away, inside an act that is under way."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from workbench import audit, groupings
from workbench.store import Row
from workbench.themes import rows

Same = Callable[[Row], Hashable]


def hand_on(act: audit.Act, theme_id: str, into: str) -> None:
    """Give codes, passages, thoughts, quotes, answers, summaries, memos and links to a theme.

    What it holds already is not doubled; of a quote chosen in both the marks are kept, its own
    before those that come. Subthemes come to stand under it.
    """
    move_codes(act, rows.held(act, "theme_codes", theme_id), into)
    move_passages(act, rows.held(act, "theme_passages", theme_id), into)
    move_quotes(act, rows.held(act, "theme_quotes", theme_id), into)
    _move(act, "thoughts", rows.held(act, "thoughts", theme_id), into)
    _move_answers(act, theme_id, into)
    _move_summaries(act, theme_id, into)
    _move_links(act, theme_id, into)
    _move_place(act, theme_id, into)
    for memo in _ids(act, _MEMOS, theme_id):
        act.update("memos", memo, about_id=into)
    raise_children(act, theme_id, into)


def let_go(act: audit.Act, theme_id: str, parent: str | None) -> None:
    """Take away what only a theme held; its thoughts are parked, its subthemes go to a parent."""
    act.delete_all("theme_codes", _ids(act, _OF.format("theme_codes"), theme_id))
    drop_passages(act, rows.held(act, "theme_passages", theme_id))
    _drop_quotes(act, _ids(act, _OF.format("theme_quotes"), theme_id))
    for place, thought in enumerate(rows.held(act, "thoughts", theme_id), start=_parked_place(act)):
        act.update("thoughts", thought["id"], theme_id=None, position=place)
    for table in ("theme_places", "theme_checks", "summaries"):
        act.delete_all(table, _ids(act, _OF.format(table), theme_id))
    act.delete_all("theme_links", _ids(act, _LINKS, theme_id))
    act.delete_all("memos", _ids(act, _MEMOS, theme_id))
    raise_children(act, theme_id, parent)


def raise_children(act: audit.Act, theme_id: str, parent: str | None) -> None:
    """Let the subthemes of a theme stand last under another, or at the top."""
    for child in rows.children(act, theme_id):
        act.update("themes", child, parent_id=parent, position=rows.last_place(act, parent))


def move_codes(act: audit.Act, cards: Sequence[Row], into: str) -> None:
    """Put codes of one theme last in another."""
    left = _move(act, "theme_codes", cards, into, same=lambda row: row["code_id"])
    act.delete_all("theme_codes", [row["id"] for row in left])


def move_passages(act: audit.Act, cards: Sequence[Row], into: str) -> None:
    """Put passages of one theme last in another; the same words stand there once."""
    wanted = [*cards, *rows.held(act, "theme_passages", into)]
    places = {
        row["id"]: (row["transcript_id"], row["start"], row["stop"])
        for row in act.rows(
            "select * from passages where id in (select unnest($ids::text[]))",
            ids=[row["passage_id"] for row in wanted],
        )
    }
    left = _move(act, "theme_passages", cards, into, same=lambda row: places[row["passage_id"]])
    kept = {places[row["passage_id"]]: row["id"] for row in rows.held(act, "theme_passages", into)}
    for row in left:
        for quote in _ids(act, _QUOTES_OF, row["id"]):
            act.update("theme_quotes", quote, coding_id=kept[places[row["passage_id"]]])
    drop_passages(act, left)


def quotes_of(
    act: audit.Act, theme_id: str, *, codes: Iterable[str] = (), cards: Iterable[str] = ()
) -> list[Row]:
    """List the quotes chosen in a theme that some codes, with those below, or cards stand for."""
    wanted = {"codes": sorted(codes), "cards": sorted(cards)}
    return act.rows(_QUOTES_FOR, theme=theme_id, **wanted)


def move_quotes(act: audit.Act, chosen: Sequence[Row], into: str) -> None:
    """Choose quotes of one theme for another, with how they are set."""
    there = {row["coding_id"]: row["id"] for row in rows.held(act, "theme_quotes", into)}
    left = _move(act, "theme_quotes", chosen, into, same=lambda row: row["coding_id"])
    for row in left:
        kept = there[row["coding_id"]]
        if not _ids(act, _MARKS, kept):
            for mark in _ids(act, _MARKS, row["id"]):
                act.update("quote_marks", mark, quote_id=kept)
    _drop_quotes(act, [row["id"] for row in left])


def drop_passages(act: audit.Act, cards: Iterable[Row]) -> None:
    """Take passages off a theme, with what was written on them and quoted of them."""
    gone = list(cards)
    groupings.drop_quotes(act, [row["id"] for row in gone])
    places = [row["passage_id"] for row in gone]
    act.delete_all("theme_passages", [row["id"] for row in gone])
    for place in places:
        act.delete_all("memos", _ids(act, _MEMOS_ON, place))
    act.delete_all("passages", places)


def _drop_quotes(act: audit.Act, quotes: Sequence[str]) -> None:
    groupings.drop_marks(act, quotes)
    act.delete_all("theme_quotes", quotes)


def _move(
    act: audit.Act, table: str, cards: Sequence[Row], into: str, same: Same | None = None
) -> list[Row]:
    """Put cards last in a theme; give back those that it holds already, by `same`, unmoved."""
    known = {same(row) for row in rows.held(act, table, into)} if same else set()
    going: list[Row] = []
    left: list[Row] = []
    for row in cards:
        (left if same and same(row) in known else going).append(row)
        known |= {same(row)} if same else set()
    first = rows.place_behind(act, table, into)
    act.update_all(
        table,
        {
            row["id"]: {"theme_id": into, "position": place}
            for place, row in enumerate(going, start=first)
        },
    )
    return left


def _move_answers(act: audit.Act, theme_id: str, into: str) -> None:
    """Give answers on, but to questions that the same researcher answered for the other."""
    every = act.rows(
        "select * from theme_checks where theme_id in ($id, $into) order by ts, id",
        id=theme_id,
        into=into,
    )
    answered = {(r["question"], r["researcher"]) for r in every if r["theme_id"] == into}
    for row in every:
        if row["theme_id"] == theme_id:
            if (row["question"], row["researcher"]) in answered:
                act.delete("theme_checks", row["id"])
            else:
                act.update("theme_checks", row["id"], theme_id=into)


def _move_summaries(act: audit.Act, theme_id: str, into: str) -> None:
    """Give summaries on; of a participant who has one in both, the second stands below."""
    query = "select * from summaries where theme_id = $id order by id"
    there = {row["participant_id"]: row for row in act.rows(query, id=into)}
    for row in act.rows(query, id=theme_id):
        if other := there.get(row["participant_id"]):
            act.update("summaries", other["id"], text=f"{other['text']}\n{row['text']}")
            act.delete("summaries", row["id"])
        else:
            act.update("summaries", row["id"], theme_id=into)


def _move_links(act: audit.Act, theme_id: str, into: str) -> None:
    """Lead links to another theme; none leads from it to itself, and none is there twice."""
    known = {_link(row) for row in act.rows(_LINKS, id=into)}
    for row in act.rows(_LINKS, id=theme_id):
        ends = {end: into if row[end] == theme_id else row[end] for end in ("from_id", "to_id")}
        fresh = _link(row | ends)
        if ends["from_id"] == ends["to_id"] or fresh in known:
            act.delete("theme_links", row["id"])
        else:
            act.update("theme_links", row["id"], **ends)
            known.add(fresh)


def _link(row: Row) -> Hashable:
    ends = (row["from_id"], row["to_id"])
    return (ends if row["directed"] else frozenset(ends), row["name"], row["directed"])


def _move_place(act: audit.Act, theme_id: str, into: str) -> None:
    places = _ids(act, _OF.format("theme_places"), theme_id)
    if places and not _ids(act, _OF.format("theme_places"), into):
        act.update("theme_places", places.pop(0), theme_id=into)
    act.delete_all("theme_places", places)


def _parked_place(act: audit.Act) -> int:
    found = act.row(
        "select coalesce(max(position) + 1, 0) as n from thoughts where theme_id is null"
    )
    return int(found["n"]) if found else 0


def _ids(act: audit.Act, query: str, wanted: str) -> list[str]:
    return [row["id"] for row in act.rows(query, id=wanted)]


_OF = "select id from {} where theme_id = $id order by id"
_QUOTES_OF = "select id from theme_quotes where coding_id = $id order by id"
_QUOTES_FOR = """
with recursive leaving as (
    select unnest($codes::text[]) as id
    union select c.id from codes c join leaving l on c.parent_id = l.id
)
select q.* from theme_quotes q join quotable g on g.id = q.coding_id
where q.theme_id = $theme
  and (g.code_id in (select id from leaving) or list_contains($cards::text[], g.id))
order by q.position, q.id
"""
_LINKS = "select * from theme_links where $id in (from_id, to_id) order by id"
_MARKS = "select id from quote_marks where quote_id = $id order by id"
_MEMOS = "select id from memos where about = 'theme' and about_id = $id order by id"
_MEMOS_ON = "select id from memos where about = 'passage' and about_id = $id order by id"
