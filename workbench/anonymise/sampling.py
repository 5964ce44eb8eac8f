"""Estimate what was missed: a person reads random turns in which nothing was found."""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from workbench import audit, transcripts
from workbench.anonymise import bounds
from workbench.anonymise.vault import Vault
from workbench.errors import AlreadyDone, NotAllowed, NotThere
from workbench.store import Row
from workbench.study import Study

Verdict = Literal["clear", "missed"]
SIZE = 300
"""Turns to read: without a miss, fewer than 1 in 100 turns hold one (at 95 %)."""
_LARGEST_SEED = 2**31


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Describe one drawing: `size` turns out of `turns`, and how far a person has read them."""

    id: str
    seed: int
    turns: int
    size: int
    researcher: str
    ts: datetime
    read: int
    missed: int

    @property
    def is_read(self) -> bool:
        """Tell whether every turn of it has been judged."""
        return self.read == self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """Place one drawn turn; `position` counts the turns of its transcript from 0."""

    id: str
    sample_id: str
    place: int
    transcript_id: str
    position: int
    verdict: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Show one drawn turn as it was released, and the turn before it."""

    turn: Sampled
    transcript: str
    speaker: str
    words: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Bound the turns that still hold an identifier, among those in which nothing was found.

    `rate` and `at_most` are shares of turns; `turns_expected` and `turns_at_most` scale them to
    the study. `at_most` holds with a certainty of 95 %, one-sided; where every turn was read it
    is what was seen.
    """

    read: int
    missed: int
    rate: float
    at_most: float
    turns_expected: int
    turns_at_most: int


def population(study: Study, vault: Vault) -> list[tuple[str, int]]:
    """List the turns of released transcripts in which nothing is marked, in order.

    Turns without a letter or digit are left out: there is nothing to miss in them.
    """
    unmarked: dict[str, list[int]] = {}
    for row in vault.rows(_UNMARKED):
        unmarked.setdefault(row["transcript_id"], []).append(row["position"])
    found = []
    for one in transcripts.fetch_all(study):
        if one.state == "released" and one.id in unmarked:
            text = transcripts.text(study, one.id)
            said = {t.position: text[t.start : t.stop] for t in transcripts.turns(study, one.id)}
            found += [
                (one.id, position)
                for position in unmarked[one.id]
                if any(sign.isalnum() for sign in said.get(position, ""))
            ]
    return found


def draw(study: Study, vault: Vault, size: int = SIZE, seed: int | None = None) -> Sample:
    """Draw turns at random, in random order; the seed is recorded so that it can be drawn again.

    Raises NotAllowed where nothing is released yet.
    """
    if size < 1:
        raise NotAllowed("A sample needs at least one turn.")
    turns = population(study, vault)
    if not turns:
        raise NotAllowed(
            "There is no released turn without an identifier to draw from. Release a transcript."
        )
    chosen_seed = secrets.randbelow(_LARGEST_SEED) if seed is None else seed
    chosen = select(turns, size, chosen_seed)
    row: Row = {
        "id": vault.new_id(),
        "seed": chosen_seed,
        "turns": len(turns),
        "size": len(chosen),
        "researcher": vault.researcher,
        "ts": audit.now(),
    }
    with audit.act(vault, "sampling.draw", subject=row["id"]) as act:
        act.insert("samples", row)
        act.insert_all(
            "sampled_turns",
            [_row(vault.new_id(), row["id"], place, *one) for place, one in enumerate(chosen)],
        )
    return samples(vault)[0]


def select(turns: Sequence[tuple[str, int]], size: int, seed: int) -> list[tuple[str, int]]:
    """Choose without replacement, in random order (Mersenne Twister of Python's `random`)."""
    chosen = random.Random(seed)  # noqa: S311 - to be drawn again, not to be secret
    return chosen.sample(turns, min(size, len(turns)))


def samples(vault: Vault) -> list[Sample]:
    """List the drawings, the newest first."""
    return [Sample(**row) for row in vault.rows(_SAMPLES)]


def next_turn(study: Study, vault: Vault, sample_id: str) -> Reading | None:
    """Give the next turn to read; None where all that still stand in the study are judged."""
    released = [one.id for one in transcripts.fetch_all(study) if one.state == "released"]
    row = vault.row(
        "select id, sample_id, place, transcript_id, position, verdict from sampled_turns "
        "where sample_id = $id and verdict is null and list_contains($released, transcript_id) "
        "order by place limit 1",
        id=sample_id,
        released=released,
    )
    return _reading(study, Sampled(**row)) if row else None


def misses(study: Study, vault: Vault, sample_id: str) -> list[Reading]:
    """List the turns in which the reader saw an identifier."""
    rows = vault.rows(
        "select id, sample_id, place, transcript_id, position, verdict from sampled_turns "
        "where sample_id = $id and verdict = 'missed' order by place",
        id=sample_id,
    )
    known = {one.id for one in transcripts.fetch_all(study) if one.state == "released"}
    return [_reading(study, Sampled(**row)) for row in rows if row["transcript_id"] in known]


def judge(vault: Vault, turn_id: str, verdict: str, event_id: str | None = None) -> None:
    """Say what a reader saw in a drawn turn: nothing, or an identifier that was missed.

    Raises AlreadyDone for a turn that is judged already: undo takes a verdict back.
    """
    if verdict not in get_args(Verdict):
        raise NotAllowed(f"A turn is one of: {', '.join(get_args(Verdict))}.")
    with audit.act(vault, "sampling.judge", subject=turn_id, event_id=event_id) as act:
        row = act.row("select verdict from sampled_turns where id = $id", id=turn_id)
        if row is None:
            raise NotThere("This turn is not in a sample. Ask for the next one to read.")
        if row["verdict"] is not None:
            raise AlreadyDone("This turn has been judged. Undo first to judge it again.")
        act.update(
            "sampled_turns",
            turn_id,
            verdict=verdict,
            researcher=vault.researcher,
            ts=audit.now(),
        )


def estimate(sample: Sample) -> Estimate | None:
    """Work out what the reading says of all unmarked turns; None before the first is read.

    Turns come in random order, so those read so far are a random sample as well.
    """
    if not sample.read:
        return None
    rate = sample.missed / sample.read
    every = sample.read == sample.turns
    at_most = rate if every else bounds.upper_bound(sample.missed, sample.read)
    return Estimate(
        read=sample.read,
        missed=sample.missed,
        rate=rate,
        at_most=at_most,
        turns_expected=round(rate * sample.turns),
        turns_at_most=sample.missed if every else int(at_most * sample.turns),
    )


def _row(id_: str, sample_id: str, place: int, transcript_id: str, position: int) -> Row:
    return {
        "id": id_,
        "sample_id": sample_id,
        "place": place,
        "transcript_id": transcript_id,
        "position": position,
        "verdict": None,
        "researcher": None,
        "ts": None,
    }


def _reading(study: Study, turn: Sampled) -> Reading:
    text = transcripts.text(study, turn.transcript_id)
    said = {one.position: one for one in transcripts.turns(study, turn.transcript_id)}
    here, before = said[turn.position], said.get(turn.position - 1)
    return Reading(
        turn=turn,
        transcript=transcripts.fetch(study, turn.transcript_id).label,
        speaker=here.speaker,
        words=text[here.start : here.stop],
        before=text[before.start : before.stop] if before else "",
    )


_UNMARKED = """
select t.transcript_id, t.position from turns t
where not exists (
    select 1 from mentions m where m.transcript_id = t.transcript_id and not m.removed
    and m.start < t.stop and m.stop > t.start)
order by t.transcript_id, t.position
"""
_SAMPLES = """
select s.id, s.seed, s.turns, s.size, s.researcher, s.ts,
       count(t.verdict)::int as read,
       (count(*) filter (where t.verdict = 'missed'))::int as missed
from samples s join sampled_turns t on t.sample_id = s.id
group by all order by s.ts desc, s.id
"""
