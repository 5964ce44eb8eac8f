"""Read a codebook from a table and write it as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench import audit, tables
from workbench.coding import codebook, colours
from workbench.errors import UnreadableFile, WorkbenchError
from workbench.store import Row
from workbench.study import Study

COLUMNS = ("name", "parent", "colour", "description", "use_when", "avoid_when", "example")


def write_csv(study: Study) -> str:
    """Write the codebook as CSV in tree order; `parent` holds the whole path above a code."""
    rows = [
        {
            **{name: getattr(code, name) for name in COLUMNS if name != "parent"},
            "parent": codebook.joined(code.path[:-1]),
        }
        for code in codebook.fetch_all(study)
    ]
    return tables.write(COLUMNS, rows)


def import_csv(study: Study, text: str) -> int:
    """Add the codes of a CSV table; see `import_codebook`."""
    return import_codebook(study, tables.read(text, needed=("name",)))


def import_codebook(study: Study, rows: Sequence[Mapping[str, str]]) -> int:
    """Add codes, and set what a row gives for a code that is there; returns how many rows.

    `parent` is a path joined with " > ", or a name that only one code has; it may stand further
    down. Raises UnreadableFile with the row, counted from 2 unless it says `row`; then nothing
    is stored.
    """
    waiting = [{**row, "row": row.get("row", str(n))} for n, row in enumerate(rows, start=2)]
    with audit.act(study, "codebook.import") as act:
        while waiting:
            left = [row for row in waiting if not _stored(study, act, row)]
            if len(left) == len(waiting):
                raise UnreadableFile(
                    f"Row {left[0]['row']} names a parent that is neither in the codebook nor in "
                    "the table, or is not the only code of that name. Nothing was stored."
                )
            waiting = left
    return len(rows)


def _stored(study: Study, act: audit.Act, row: Mapping[str, str]) -> bool:
    known = codebook.within(act)
    above = (row.get("parent") or "").strip()
    parent = codebook.find(known, above) if above else None
    if above and parent is None:
        return False
    try:
        _store(study, act, row, known, parent)
    except UnreadableFile:
        raise
    except WorkbenchError as error:
        raise UnreadableFile(f"Row {row['row']}: {error} Nothing was stored.") from error
    return True


def _store(
    study: Study,
    act: audit.Act,
    row: Mapping[str, str],
    known: Sequence[codebook.Code],
    parent: codebook.Code | None,
) -> None:
    name = tables.one_line(row.get("name") or "")
    texts: Row = {part: (row.get(part) or "").strip() for part in codebook.DEFINITION}
    colour = (row.get("colour") or "").strip() or None
    place: Row = {"id": study.new_id(), "parent_id": parent.id if parent else None}
    same = (place["parent_id"], name.casefold())
    old = next((code for code in known if (code.parent_id, code.name.casefold()) == same), None)
    if old is None:
        codebook.insert(act, {**place, "name": name, "colour": colour, **texts})
        return
    given = {part: text for part, text in texts.items() if text}
    if colour:
        given["colour"] = colours.checked(colour)
    if given:
        act.update("codes", old.id, **given)
