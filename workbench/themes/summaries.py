"""Keep in a sentence or two what a participant says in a theme: a cell of the framework matrix."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench import audit
from workbench.errors import NotThere
from workbench.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Hold what one participant says in one theme, in the words of who wrote it last."""

    id: str
    theme_id: str
    participant_id: str
    text: str
    researcher: str
    ts: datetime


def write(
    study: Study, theme_id: str, participant_id: str, text: str, *, event_id: str | None = None
) -> None:
    """Sum up what a participant says in a theme, in place of what stood there; "" takes it away.

    Raises NotThere for a theme or participant that is not in the study.
    """
    words = text.strip()
    with audit.act(study, "summaries.write", subject=theme_id, event_id=event_id) as act:
        for table, one in (("themes", theme_id), ("participants", participant_id)):
            if not act.row(f"select id from {table} where id = $id", id=one):
                raise NotThere("That theme or participant is no longer in the study.")
        query = "select * from summaries where theme_id = $theme and participant_id = $person"
        former = act.row(query, theme=theme_id, person=participant_id)
        given = {"text": words, "researcher": study.researcher, "ts": audit.now()}
        if former and not words:
            act.delete("summaries", former["id"])
        elif former and former["text"] != words:
            act.update("summaries", former["id"], **given)
        elif not former and words:
            place = {"theme_id": theme_id, "participant_id": participant_id}
            act.insert("summaries", {"id": study.new_id(), **place, **given})


def fetch_all(study: Study) -> dict[tuple[str, str], Summary]:
    """Give the summaries by theme and participant."""
    found = study.rows("select * from summaries order by ts, id")
    return {(row["theme_id"], row["participant_id"]): Summary(**row) for row in found}
