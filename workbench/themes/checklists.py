"""Fill a reporting checklist with what the study knows, and keep where the manuscript says it."""

from __future__ import annotations

from collections.abc import Mapping

from workbench import audit
from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.themes import checklist_facts, coreq, paper_files, rtarg, srqr
from workbench.themes.checklist_items import Checklist, Item
from workbench.themes.paper_tables import Row, Table, cell

COLUMNS = (
    "Number",
    "Part",
    "Item",
    "What it asks",
    "What the study says",
    "Remark",
    "Where in the manuscript",
)
CHECKLISTS: Mapping[str, Checklist] = {
    one.name: one for one in (rtarg.RTARG, coreq.COREQ, srqr.SRQR)
}
LONGEST_PLACE = 500


def rows(study: Study, name: str) -> list[dict[str, str]]:
    """Fill a checklist by its name, in its order; each row has the columns of `COLUMNS`.

    Where in the manuscript is left open until somebody says it. Raises NotAllowed for a checklist
    that is not known.
    """
    checklist, placed = named(name), places(study, name)
    facts = checklist_facts.gather(study)
    return [_row(item, facts, placed) for item in checklist.items]


def named(name: str) -> Checklist:
    """Find a checklist; raises NotAllowed where it is not known."""
    if name not in CHECKLISTS:
        raise NotAllowed(f"There are these checklists: {', '.join(CHECKLISTS)}.")
    return CHECKLISTS[name]


def places(study: Study, name: str) -> dict[str, str]:
    """Give for the numbers of items where in the manuscript they are reported."""
    found = study.rows(
        "select item, place from checklist_places where checklist = $name", name=name
    )
    return {row["item"]: row["place"] for row in found}


def place(study: Study, name: str, number: str, where: str, *, event_id: str | None = None) -> None:
    """Say where in the manuscript an item is reported; empty leaves it open again.

    Raises NotAllowed where the checklist has no such item, or the words are too long.
    """
    if number not in {item.number for item in named(name).items}:
        raise NotAllowed(f"{name} has no item of that number.")
    where = " ".join(where.split())
    if len(where) > LONGEST_PLACE:
        raise NotAllowed(f"Say where in at most {LONGEST_PLACE} characters: page, section or line.")
    subject = f"{name} {number}"
    with audit.act(study, "checklists.place", subject=subject, event_id=event_id) as act:
        old = act.row(
            "select id from checklist_places where checklist = $name and item = $number",
            name=name,
            number=number,
        )
        if old and where:
            act.update("checklist_places", old["id"], place=where)
        elif old:
            act.delete("checklist_places", old["id"])
        elif where:
            row = {"id": study.new_id(), "checklist": name, "item": number, "place": where}
            act.insert("checklist_places", row)


def document(study: Study, name: str) -> bytes:
    """Write a checklist as a Word table, with its source below."""
    return paper_files.render(table(study, name), ".docx")


def table(study: Study, name: str) -> Table:
    """Lay a checklist out, with its parts as rows across the table."""
    checklist = named(name)
    lines: list[Row] = []
    part = ""
    for row in rows(study, name):
        if row["Part"] != part:
            part = row["Part"]
            lines.append(Row(cells=(cell(part, bold=True),), heading=True))
        asked = (*cell(row["Item"], bold=True), *cell(row["What it asks"]))
        told = "\n".join(filter(None, (row["What the study says"], row["Remark"])))
        place = cell(row["Where in the manuscript"])
        lines.append(Row(cells=(cell(row["Number"]), asked, cell(told), place)))
    return Table(
        name=checklist.name,
        caption=f"Reporting checklist: {checklist.title}",
        headings=("No.", "Item", "What the study says", "Where in the manuscript"),
        shares=(5, 39, 36, 20),
        rows=tuple(lines),
        notes=(checklist.source,),
        grouped="Part",
        landscape=True,
    )


def _row(item: Item, facts: dict[str, str], placed: dict[str, str]) -> dict[str, str]:
    cells = (
        item.number,
        item.part,
        item.name,
        item.asks,
        " ".join(filter(None, (facts[name] for name in item.knows))),
        item.remark,
        placed.get(item.number, ""),
    )
    return dict(zip(COLUMNS, cells, strict=True))
