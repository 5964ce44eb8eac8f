"""Set chosen quotes: trim them, order them, choose their form, look at them again.

The stored passage stays as it is. A mark in a quote has a passage of its own, so that it follows
its words through corrections and treatments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from workbench import audit, groupings, passages
from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.themes import quote_settings, trims
from workbench.themes.quote_settings import Form
from workbench.themes.trims import Mark


def trim(
    study: Study, quote_id: str, marks: Sequence[Mark], *, event_id: str | None = None
) -> None:
    """Give a chosen quote these marks and no others; they count in its words.

    Who trims a quote has looked at it. Raises NotThere for a quote that is not chosen, NotAllowed
    for marks outside it, on no words, without their text, or that leave nothing.
    """
    with audit.act(study, "quotes.trim", subject=quote_id, event_id=event_id) as act:
        row = quote_settings.require(act, quote_id)
        (text,) = act.rows("select text from texts where id = $id", id=row["transcript_id"])
        trims.require_marks(text["text"][row["start"] : row["stop"]], marks)
        groupings.drop_marks(act, [quote_id])
        new = []
        for mark in marks:
            start, stop = row["start"] + mark.start, row["start"] + mark.stop
            passage = passages.anchor(
                act, row["transcript_id"], start, stop, passage_id=study.new_id()
            )
            words = mark.text.strip()
            kept = {"quote_id": quote_id, "passage_id": passage.id, "kind": mark.kind}
            new.append({"id": study.new_id(), **kept, "text": words})
        act.insert_all("quote_marks", new)
        _look(act, quote_id)


def set_form(study: Study, quote_id: str, form: Form, *, event_id: str | None = None) -> None:
    """Set a chosen quote in the text, as a block or as a dialogue, or by its length."""
    if form not in get_args(Form):
        raise NotAllowed("A quote stands in the text, as a block or as a dialogue.")
    with audit.act(study, "quotes.set_form", subject=quote_id, event_id=event_id) as act:
        quote_settings.require(act, quote_id)
        act.update("theme_quotes", quote_id, form=form)


def show_question(study: Study, quote_id: str, *, shown: bool, event_id: str | None = None) -> None:
    """Let the interviewer's turn stand before a chosen quote, or no longer."""
    with audit.act(study, "quotes.show_question", subject=quote_id, event_id=event_id) as act:
        quote_settings.require(act, quote_id)
        act.update("theme_quotes", quote_id, with_question=shown)


def move(study: Study, quote_id: str, place: int, *, event_id: str | None = None) -> None:
    """Put a chosen quote at a place among those of its theme, from 0; too far means last."""
    with audit.act(study, "quotes.move", subject=quote_id, event_id=event_id) as act:
        home = quote_settings.require(act, quote_id)["theme_id"]
        rows = act.rows(
            "select id from theme_quotes where theme_id = $id order by position, id", id=home
        )
        order = [row["id"] for row in rows if row["id"] != quote_id]
        order.insert(max(place, 0), quote_id)
        act.update_all("theme_quotes", {one: {"position": n} for n, one in enumerate(order)})


def look_again(study: Study, quote_id: str, *, event_id: str | None = None) -> None:
    """Note that somebody has looked at a chosen quote as its words stand now."""
    with audit.act(study, "quotes.look_again", subject=quote_id, event_id=event_id) as act:
        _look(act, quote_id)


def _look(act: audit.Act, quote_id: str) -> None:
    row = quote_settings.require(act, quote_id)
    place = quote_settings.place(row)
    act.update("theme_quotes", quote_id, looked=audit.now(), version=place)
