"""Gather passages in a theme, as cards on its board: their words follow the transcript."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench import audit, passages
from workbench.coding.coded_passages import Coding
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study
from workbench.themes import cards


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Hold a passage that lies in a theme without a code; `coding` has the id of its card."""

    theme_id: str
    stack: str
    coding: Coding


def add(
    study: Study,
    theme_id: str,
    transcript_id: str,
    start: int,
    stop: int,
    *,
    stack: str = "",
    event_id: str | None = None,
    card_id: str | None = None,
    before: str = "",
) -> str:
    """Lay a passage, in code points of its transcript, in a theme; coded or not.

    It comes before the card named, else last. Returns the card's id. Raises NotThere, or NotAllowed
    for a place without words and for a passage that lies in the theme already.
    """
    new = card_id or study.new_id()
    with audit.act(study, "gathering.add", subject=theme_id, event_id=event_id) as act:
        _lay(study, act, (transcript_id, start, stop), theme_id, new, before=before, stack=stack)
    return new


def copy(
    study: Study,
    card_id: str,
    theme_id: str,
    *,
    before: str = "",
    stack: str = "",
    new_id: str | None = None,
    event_id: str | None = None,
) -> str:
    """Lay the passage of a card in another theme as well; raises as `add` does."""
    new = new_id or study.new_id()
    with audit.act(study, "gathering.copy", subject=theme_id, event_id=event_id) as act:
        there = act.row(_PLACE, card=card_id)
        if there is None:
            raise NotThere("That card is no longer on the board.")
        place = (there["transcript_id"], there["start"], there["stop"])
        _lay(study, act, place, theme_id, new, before=before, stack=stack)
    return new


def laid(study: Study, theme_ids: Iterable[str]) -> list[Laid]:
    """List the passages that lie in some themes by themselves, as in the transcripts."""
    return [
        Laid(
            theme_id=row["theme_id"],
            stack=row["stack"],
            coding=Coding(**{name: row[name] for name in Coding.__slots__}),
        )
        for row in study.rows(_LAID, themes=list(theme_ids))
    ]


def _lay(
    study: Study,
    act: audit.Act,
    place: tuple[str, int, int],
    theme_id: str,
    card_id: str,
    *,
    before: str,
    stack: str,
) -> None:
    transcript_id, start, stop = place
    cards.require_theme(act, theme_id)
    if act.row(_THERE, theme=theme_id, transcript=transcript_id, start=start, stop=stop):
        raise NotAllowed("That passage lies in this theme already.")
    where = cards.room(act, theme_id, before)
    anchored = passages.anchor(act, transcript_id, start, stop, passage_id=study.new_id())
    act.insert(
        "theme_passages",
        {
            "id": card_id,
            "theme_id": theme_id,
            "passage_id": anchored.id,
            "stack": cards.named(stack),
            "position": where,
            "researcher": study.researcher,
            "ts": audit.now(),
        },
    )


_LAID = """
select t.id, t.theme_id, t.stack, '' as code_id, t.passage_id, p.transcript_id, p.start, p.stop,
    t.researcher, t.ts, 'reading' as found_by
from theme_passages t join passages p on p.id = t.passage_id
where list_contains($themes::text[], t.theme_id)
order by (select position from transcripts x where x.id = p.transcript_id), p.start, p.stop, t.id
"""
_PLACE = """
select p.transcript_id, p.start, p.stop
from theme_passages t join passages p on p.id = t.passage_id where t.id = $card
"""
_THERE = """
select t.id from theme_passages t join passages p on p.id = t.passage_id
where t.theme_id = $theme and p.transcript_id = $transcript
  and p.start = $start and p.stop = $stop
"""
