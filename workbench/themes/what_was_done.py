"""Write what was done in each phase for the table of phases: a draft from the trail, or own words.

Own words are a memo about “table 3” for the third phase: they are found, treated and undone like
any memo, and no draft ever takes their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workbench import audit, memos
from workbench.coding import codebook
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row
from workbench.study import Study
from workbench.themes import done_facts, phase_acts, phases, prompts
from workbench.themes.phases import Phase
from workbench.themes.sentences import sentence, times

MARK = "table "
PICKED = "examples in the phase table"
EXAMPLES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Hold the paragraph on a phase: the draft, own words where there are, acts since those."""

    phase: Phase
    draft: str
    written: str | None
    researcher: str
    ts: datetime | None
    newer: int

    @property
    def text(self) -> str:
        """Give own words, or else the draft."""
        return self.draft if self.written is None else self.written


def paragraphs(study: Study) -> list[tuple[Phase, str]]:
    """Give for each of the six phases what was done in it, to be set in the table of phases.

    A line end separates paragraphs. A phase of which nothing is on record has an empty text.
    """
    return [(told.phase, told.text) for told in fetch_all(study)]


def fetch_all(study: Study) -> list[Told]:
    """Write all six drafts, with the own words that there are."""
    return [fetch(study, number) for number in range(1, len(phases.NAMES) + 1)]


def fetch(study: Study, number: int) -> Told:
    """Write the draft of one phase, and give the own words that there are."""
    phase = phases.numbered(number)
    row = study.row(_OWN, mark=f"{MARK}{number}")
    newer = phase_acts.since(study, row["ts"]).get(number, 0) if row else 0
    return Told(
        phase=phase,
        draft=draft(study, number),
        written=row["text"] if row else None,
        researcher=row["researcher"] if row else "",
        ts=row["ts"] if row else None,
        newer=newer,
    )


def draft(study: Study, number: int) -> str:
    """Tell in past tense what the trail and the tables hold of a phase, then notes and memos."""
    facts = done_facts.of_phase(study, number, examples(study))
    moves = [move for move in phases.trail(study) if move.phase.number == number]
    again = _returns(phases.trail(study), number)
    if again:
        facts = [*facts, f"the analysis came back to this phase {times(again)}"]
    told = [(move.ts, move.note) for move in moves if move.note]
    told += [
        (memo.ts, prompts.bare(memo.text))
        for memo in memos.fetch_all(study, about="phase", about_id=str(number))
    ]
    words = [" ".join(text.split()) for _, text in sorted(told)]
    return "\n".join(filter(None, [" ".join(map(sentence, facts)), *words]))


def examples(study: Study) -> list[str]:
    """Name the codes that stand as examples: those picked, or else the first two in use."""
    used = {row["code_id"] for row in study.rows("select distinct code_id from codings")}
    found = {
        code.id: code.name for code in codebook.fetch_all(study, retired=False) if code.id in used
    }
    chosen = [found[one] for one in picked_codes(study) if one in found]
    return chosen or list(found.values())[:EXAMPLES]


def picked_codes(study: Study) -> list[str]:
    """Give the ids of the codes that were picked as examples."""
    row = study.row("select value from settings where id = $id", id=PICKED)
    return str(row["value"]).split() if row else []


def pick(study: Study, code_ids: Sequence[str], *, event_id: str | None = None) -> None:
    """Pick the codes that the table names as examples; none means the first two in use."""
    value = " ".join(code_ids)
    with audit.act(study, "what_was_done.pick", event_id=event_id) as act:
        before = act.row("select value from settings where id = $id", id=PICKED)
        if before and not value:
            act.delete("settings", PICKED)
        elif before:
            act.update("settings", PICKED, value=value)
        elif value:
            act.insert("settings", {"id": PICKED, "value": value})


def write(study: Study, number: int, text: str, *, event_id: str | None = None) -> None:
    """Put own words in the place of the draft of a phase; raises NotAllowed for none."""
    if not text.strip():
        raise NotAllowed("Write something first, or go back to the draft.")
    mark = f"{MARK}{phases.numbered(number).number}"
    said: Row = {"text": text.strip(), "researcher": study.researcher, "ts": audit.now()}
    with audit.act(study, "what_was_done.write", subject=str(number), event_id=event_id) as act:
        own = act.row(_OWN, mark=mark)
        if own:
            act.update("memos", own["id"], **said)
        else:
            row: Row = {"id": study.new_id(), "about": "phase", "about_id": mark, **said}
            act.insert("memos", row)


def forget(study: Study, number: int, *, event_id: str | None = None) -> None:
    """Take own words away, so that the draft stands again; raises NotThere where there are none."""
    with audit.act(study, "what_was_done.forget", subject=str(number), event_id=event_id) as act:
        own = act.row(_OWN, mark=f"{MARK}{phases.numbered(number).number}")
        if own is None:
            raise NotThere("The draft stands already: nothing of your own was written here.")
        act.delete("memos", own["id"])


def _returns(trail: Sequence[phases.Move], number: int) -> int:
    """Count how often the study turned to a phase anew after having left it."""
    seen = [1, *(move.phase.number for move in trail)]
    visits = [one for place, one in enumerate(seen) if place == 0 or seen[place - 1] != one]
    return max(0, visits.count(number) - 1)


_OWN = "select * from memos where about = 'phase' and about_id = $mark order by ts desc, id limit 1"
