"""Keep the codebook: a tree of named, defined analytic ideas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench import audit, tables
from workbench.coding import colours, merging
from workbench.errors import NameTaken, NotAllowed, NotThere
from workbench.store import Row
from workbench.study import Study

LONGEST_NAME = 200
DEFINITION = ("description", "use_when", "avoid_when", "example")


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Name and define an analytic idea; `path` leads from the top of the codebook to its name."""

    id: str
    parent_id: str | None
    name: str
    colour: str
    description: str
    use_when: str
    avoid_when: str
    example: str
    position: int
    retired: bool
    path: tuple[str, ...]

    @property
    def depth(self) -> int:
        """Count the codes above this one."""
        return len(self.path) - 1


def fetch_all(study: Study, *, retired: bool = True) -> list[Code]:
    """List codes in the order of the tree; without retired ones where asked."""
    codes = _tree(study.rows("select * from codes order by position, id"))
    return [code for code in codes if retired or not code.retired]


def within(act: audit.Act) -> list[Code]:
    """List all codes as an act that is under way sees them."""
    return _tree(_rows(act))


def fetch(study: Study, wanted: str) -> Code:
    """Find a code by id, by its path joined with " > ", or by a name that only one code has.

    Raises NotThere.
    """
    codes = fetch_all(study)
    found = next((code for code in codes if code.id == wanted), None) or find(codes, wanted)
    if found is None:
        raise NotThere("There is no such code, or several of that name: give the whole path.")
    return found


def find(codes: Sequence[Code], wanted: str) -> Code | None:
    """Find a code by its joined path, or by its name where no other code has that."""
    name = wanted.strip().casefold()
    found = [code for code in codes if joined(code.path).casefold() == name]
    found = found or [code for code in codes if code.name.casefold() == name]
    return found[0] if len(found) == 1 else None


def joined(path: Iterable[str]) -> str:
    """Write a path as tables show it."""
    return " > ".join(path)


def add(
    study: Study,
    name: str,
    *,
    parent_id: str | None = None,
    colour: str | None = None,
    description: str = "",
    use_when: str = "",
    avoid_when: str = "",
    example: str = "",
    event_id: str | None = None,
    code_id: str | None = None,
) -> Code:
    """Add a code below its siblings, in the next free colour unless one is given.

    Raises NameTaken when a sibling has that name in any case, NotThere for an unknown parent.
    """
    code_id = code_id or study.new_id()
    with audit.act(study, "codebook.add", subject=code_id, event_id=event_id) as act:
        row: Row = {
            "id": code_id,
            "parent_id": parent_id,
            "name": name,
            "colour": colour,
            "description": description,
            "use_when": use_when,
            "avoid_when": avoid_when,
            "example": example,
        }
        insert(act, row)
    return fetch(study, code_id)


def insert(act: audit.Act, row: Row) -> None:
    """Add a code inside an act that is under way; fills in colour and position, raises as `add`."""
    codes = _rows(act)
    if any(code["id"] == row["id"] for code in codes):
        raise NotAllowed("Another code has that id. Reload the page and add the code again.")
    if row["parent_id"] is not None:
        _require(codes, row["parent_id"])
    siblings = [code for code in codes if code["parent_id"] == row["parent_id"]]
    used = [code["colour"] for code in codes if not code["retired"]]
    act.insert(
        "codes",
        {
            **row,
            "name": _free_name(codes, row["name"], row["parent_id"]),
            "colour": colours.checked(row["colour"]) if row["colour"] else colours.next_free(used),
            "position": max((code["position"] for code in siblings), default=-1) + 1,
            "retired": False,
        },
    )


def rename(study: Study, code_id: str, name: str, *, event_id: str | None = None) -> None:
    """Give a code another name; raises NameTaken when a sibling has it."""
    with audit.act(study, "codebook.rename", subject=code_id, event_id=event_id) as act:
        codes = _rows(act)
        code = _require(codes, code_id)
        new = _free_name(codes, name, code["parent_id"], but=code_id)
        act.update("codes", code_id, name=new)


def recolour(study: Study, code_id: str, colour: str) -> None:
    """Give a code another colour, as #rrggbb."""
    with audit.act(study, "codebook.recolour", subject=code_id) as act:
        act.update("codes", code_id, colour=colours.checked(colour))


def define(study: Study, code_id: str, **texts: str) -> None:
    """Set `description`, `use_when`, `avoid_when` or `example`; what is not given stays."""
    if not set(texts) <= set(DEFINITION):
        raise NotAllowed("A code is defined by description, use_when, avoid_when and example.")
    with audit.act(study, "codebook.define", subject=code_id) as act:
        act.update("codes", code_id, **{name: text.strip() for name, text in texts.items()})


def nest(
    study: Study,
    code_id: str,
    parent_id: str | None,
    place: int | None = None,
    *,
    event_id: str | None = None,
) -> None:
    """Put a code, with all below it, under another code or at the top (None).

    It comes last, or to a `place` among its new siblings, the first being 0. Raises NotAllowed
    when it would come to lie under itself, NameTaken when the new siblings have its name.
    """
    with audit.act(study, "codebook.nest", subject=code_id, event_id=event_id) as act:
        codes = _rows(act)
        code = _require(codes, code_id)
        if parent_id is not None and code_id in merging.line(codes, _require(codes, parent_id)):
            raise NotAllowed("A code cannot lie under itself or one of its sub-codes.")
        if parent_id != code["parent_id"]:
            _free_name(codes, code["name"], parent_id)
            places = [c["position"] for c in codes if c["parent_id"] == parent_id]
            act.update("codes", code_id, parent_id=parent_id, position=max(places, default=-1) + 1)
        if place is not None:
            _order(act, codes, code_id, parent_id, place)


def move(study: Study, code_id: str, place: int, *, event_id: str | None = None) -> None:
    """Put a code at a place among its siblings, the first being 0."""
    with audit.act(study, "codebook.move", subject=code_id, event_id=event_id) as act:
        codes = _rows(act)
        _order(act, codes, code_id, _require(codes, code_id)["parent_id"], place)


def _order(
    act: audit.Act, codes: list[Row], code_id: str, parent_id: str | None, place: int
) -> None:
    order = [c["id"] for c in codes if c["parent_id"] == parent_id and c["id"] != code_id]
    order.insert(max(place, 0), code_id)
    act.update_all("codes", {name: {"position": n} for n, name in enumerate(order)})


def merge(study: Study, code_id: str, into_id: str, *, event_id: str | None = None) -> None:
    """Move codings, sub-codes, memos and theme membership to another code, then drop the first.

    Words that one researcher coded with both keep one coding. Raises NotAllowed for a code and
    one below it, NameTaken when both have a sub-code of the same name.
    """
    with audit.act(study, "codebook.merge", subject=code_id, event_id=event_id) as act:
        codes = _rows(act)
        code, into = _require(codes, code_id), _require(codes, into_id)
        if code_id in merging.line(codes, into):
            raise NotAllowed("A code cannot be merged into itself or a sub-code. Nest it first.")
        last = max((c["position"] for c in codes if c["parent_id"] == into_id), default=-1)
        for child in [c for c in codes if c["parent_id"] == code_id]:
            _free_name(codes, child["name"], into_id)
            last += 1
            act.update("codes", child["id"], parent_id=into_id, position=last)
        merging.fold(act, code["id"], into["id"])


def split(
    study: Study,
    code_id: str,
    coding_ids: Sequence[str],
    new_name: str,
    *,
    event_id: str | None = None,
    new_id: str | None = None,
) -> Code:
    """Take codings of a code, or of codes below it, to a new code beside it.

    Raises NotAllowed for codings of other codes, NameTaken when a sibling has the name.
    """
    new_id = new_id or study.new_id()
    with audit.act(study, "codebook.split", subject=code_id, event_id=event_id) as act:
        parent = _require(_rows(act), code_id)["parent_id"]
        row: Row = {"id": new_id, "parent_id": parent, "name": new_name, "colour": None}
        insert(act, row | dict.fromkeys(DEFINITION, ""))
        merging.take_out(act, code_id, coding_ids, new_id)
    return fetch(study, new_id)


def retire(study: Study, code_id: str, *, event_id: str | None = None) -> None:
    """Hide a code from the pickers; its codings stay."""
    with audit.act(study, "codebook.retire", subject=code_id, event_id=event_id) as act:
        act.update("codes", code_id, retired=True)


def revive(study: Study, code_id: str, *, event_id: str | None = None) -> None:
    """Offer a retired code again."""
    with audit.act(study, "codebook.revive", subject=code_id, event_id=event_id) as act:
        act.update("codes", code_id, retired=False)


def remove(study: Study, code_id: str, *, event_id: str | None = None) -> None:
    """Take an unused code away with its memos; raises NotAllowed when it has codings or codes."""
    with audit.act(study, "codebook.remove", subject=code_id, event_id=event_id) as act:
        codes = _rows(act)
        _require(codes, code_id)
        used = act.row("select id from codings where code_id = $id limit 1", id=code_id)
        if used or any(code["parent_id"] == code_id for code in codes):
            raise NotAllowed("This code is in use. Retire it, or merge it into another code.")
        merging.drop(act, code_id)


def _rows(act: audit.Act) -> list[Row]:
    return act.rows("select * from codes order by position, id")


def _require(codes: list[Row], code_id: str) -> Row:
    for code in codes:
        if code["id"] == code_id:
            return code
    raise NotThere("This code is no longer in the codebook. Choose another one.")


def _free_name(codes: list[Row], name: str, parent_id: str | None, *, but: str = "") -> str:
    name = tables.one_line(name)
    if not name or len(name) > LONGEST_NAME:
        raise NotAllowed(f"A code needs a name of at most {LONGEST_NAME} characters.")
    for code in codes:
        same = code["name"].casefold() == name.casefold() and code["parent_id"] == parent_id
        if same and code["id"] != but:
            raise NameTaken("A code of that name is there already. Choose another name, or merge.")
    return name


def _tree(rows: list[Row]) -> list[Code]:
    below: dict[str | None, list[Row]] = {}
    for row in rows:
        below.setdefault(row["parent_id"], []).append(row)
    codes: list[Code] = []
    waiting: list[tuple[Row, tuple[str, ...]]] = [
        (row, ()) for row in reversed(below.get(None, []))
    ]
    while waiting:
        row, above = waiting.pop()
        code = Code(**row, path=(*above, row["name"]))
        codes.append(code)
        waiting += [(child, code.path) for child in reversed(below.get(code.id, []))]
    return codes
