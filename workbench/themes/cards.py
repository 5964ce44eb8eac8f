"""Lay codes on the board of themes, and move and take away the cards that lie there.

A card is a row: a code in a theme, a passage in a theme, a thought, or a parked code. The cards of
a theme have one order, whatever they are, and those of a stack lie together. Without a theme a card
lies in the parking place, which holds codes and thoughts.
"""

from __future__ import annotations

from collections.abc import Iterable

from workbench import audit, tables
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row
from workbench.study import Study
from workbench.themes import belongings

LONGEST_STACK = 60
TWICE = "That code stands in this theme already."


def lay(
    study: Study,
    code_id: str,
    theme_id: str | None,
    *,
    before: str = "",
    stack: str = "",
    card_id: str | None = None,
    event_id: str | None = None,
) -> str:
    """Lay a code in a theme, beside those it stands in, or with None in the parking place.

    It comes before the card named, else last. Returns the card's id. Raises NotThere, or NotAllowed
    where the code lies there already.
    """
    new = card_id or study.new_id()
    with audit.act(study, "cards.lay", subject=code_id, event_id=event_id) as act:
        if act.row("select id from codes where id = $id", id=code_id) is None:
            raise NotThere("That code is no longer in the study.")
        _require_new(act, code_id, theme_id)
        parked = act.rows("select id from parked_codes where code_id = $id", id=code_id)
        act.delete_all("parked_codes", [row["id"] for row in parked])
        row: Row = {"id": new, "code_id": code_id, "position": room(act, theme_id, before)}
        if theme_id:
            row |= {"theme_id": theme_id, "stack": named(stack)}
        act.insert("theme_codes" if theme_id else "parked_codes", row)
    return new


def put(
    study: Study,
    card_id: str,
    theme_id: str | None,
    *,
    before: str = "",
    stack: str = "",
    event_id: str | None = None,
) -> None:
    """Move a card to a theme, or with None to the parking place; it keeps its id.

    What was quoted of it in its theme is quoted in the other. It comes before the card named, else
    last. Raises NotThere, or NotAllowed for a code that stands in that theme already and for a
    passage without one.
    """
    with audit.act(study, "cards.put", subject=card_id, event_id=event_id) as act:
        table, row = find(act, card_id)
        home = table
        if "code_id" in row:
            home = "theme_codes" if theme_id else "parked_codes"
            if (home, theme_id) != (table, row.get("theme_id")):
                _require_new(act, row["code_id"], theme_id)
        if table == "theme_passages":
            require_theme(act, theme_id)
        _take_quotes_along(act, row, theme_id)
        values: Row = {"position": room(act, theme_id, before, but=card_id)}
        if home != "parked_codes":
            values |= {"theme_id": theme_id, "stack": named(stack) if theme_id else ""}
        if home == table:
            act.update(table, card_id, **values)
        else:
            act.delete(table, card_id)
            act.insert(home, {"id": card_id, "code_id": row["code_id"], **values})


def take(study: Study, card_id: str, *, event_id: str | None = None) -> None:
    """Take a card off its theme; codes stay in the codebook and passages in their transcripts.

    A thought then lies in the parking place; taken away from there it is gone. Raises NotThere.
    """
    with audit.act(study, "cards.take", subject=card_id, event_id=event_id) as act:
        table, row = find(act, card_id)
        if table == "thoughts" and row["theme_id"]:
            act.update(table, card_id, theme_id=None, stack="", position=room(act, None, ""))
        elif table != "theme_passages":
            act.delete(table, card_id)
        else:
            belongings.drop_passages(act, [row])


def name_stack(
    study: Study, theme_id: str, stack: str, name: str, *, event_id: str | None = None
) -> None:
    """Give a stack of a theme another name; without one its cards lie open again."""
    with audit.act(study, "cards.name_stack", subject=theme_id, event_id=event_id) as act:
        found = [card for card in held(act, theme_id) if card["stack"] == stack]
        if not stack or not found:
            raise NotThere("That stack is no longer on the board.")
        for table in ("theme_codes", "theme_passages", "thoughts"):
            cards = [card["id"] for card in found if card["place"] == table]
            act.update_all(table, {card: {"stack": named(name)} for card in cards})


def codes_of(study: Study, card_ids: Iterable[str]) -> dict[str, str]:
    """Find the codes on those of some cards that hold one in a theme, in their order."""
    chosen = "select id, code_id from theme_codes where id in (select unnest($ids::text[]))"
    found = study.rows(f"{chosen} order by position, id", ids=list(card_ids))
    return {row["id"]: row["code_id"] for row in found}


def find(act: audit.Act, card_id: str) -> tuple[str, Row]:
    """Find a card and the table it lies in; raises NotThere."""
    for table in ("theme_codes", "theme_passages", "thoughts", "parked_codes"):
        row = act.row(f"select * from {table} where id = $id", id=card_id)
        if row:
            return table, row
    raise NotThere("That card is no longer on the board.")


def require_theme(act: audit.Act, theme_id: str | None) -> None:
    """Refuse a passage that would lie outside every theme; raises NotAllowed or NotThere."""
    if not theme_id:
        raise NotAllowed("A passage lies in a theme. Take its card away, or put it in another.")
    if act.row("select id from themes where id = $id", id=theme_id) is None:
        raise NotThere("That theme is no longer in the study.")


def held(act: audit.Act, theme_id: str | None) -> list[Row]:
    """List the cards of a theme, or of the parking place, as they lie: stacks together."""
    return piled(act.rows(_HELD if theme_id else _PARKED, theme=theme_id))


def piled(cards: Iterable[Row]) -> list[Row]:
    """Put the cards of each stack behind its first."""
    order: dict[str, list[Row]] = {}
    for card in cards:
        order.setdefault(f"stack {card['stack']}" if card["stack"] else card["id"], []).append(card)
    return [card for group in order.values() for card in group]


def room(act: audit.Act, theme_id: str | None, before: str, *, but: str = "") -> int:
    """Make room in a theme before a card, else behind the last; returns the position to take."""
    if theme_id:
        require_theme(act, theme_id)
    cards = [card for card in held(act, theme_id) if card["id"] != but]
    ids = [card["id"] for card in cards]
    place = ids.index(before) if before in ids else len(ids)
    if not place and cards:
        return int(min(card["position"] for card in cards)) - 1
    free = max((card["position"] for card in cards[:place]), default=-1) + 1
    last = free
    for card in cards[place:]:
        if card["position"] <= last:
            act.update(card["place"], card["id"], position=last + 1)
        last = max(last + 1, card["position"])
    return int(free)


def named(stack: str) -> str:
    """Write the name of a stack on one line; raises NotAllowed for a long one."""
    name = tables.one_line(stack)
    if len(name) > LONGEST_STACK:
        raise NotAllowed(f"The name of a stack has at most {LONGEST_STACK} characters.")
    return name


def _take_quotes_along(act: audit.Act, card: Row, theme_id: str | None) -> None:
    home = card.get("theme_id")
    if home and theme_id and home != theme_id:
        codes = [card["code_id"]] if "code_id" in card else []
        going = belongings.quotes_of(act, home, codes=codes, cards=[card["id"]])
        belongings.move_quotes(act, going, theme_id)


def _require_new(act: audit.Act, code_id: str, theme_id: str | None) -> None:
    held_in = "select id from theme_codes where code_id = $code and theme_id = $theme"
    parked = "select id from parked_codes where code_id = $code and $theme::text is null"
    if act.row(held_in if theme_id else parked, code=code_id, theme=theme_id):
        raise NotAllowed(TWICE if theme_id else "That code is parked already.")


_HELD = """
select id, 'theme_codes' as place, position, stack from theme_codes where theme_id = $theme
union all select id, 'theme_passages', position, stack from theme_passages where theme_id = $theme
union all select id, 'thoughts', position, stack from thoughts where theme_id = $theme
order by position, place, id
"""
_PARKED = """
select id, 'parked_codes' as place, position, '' as stack from parked_codes
where $theme::text is null
union all select id, 'thoughts', position, '' from thoughts where theme_id is null
order by position, place, id
"""
