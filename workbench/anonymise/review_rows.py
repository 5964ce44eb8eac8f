"""Write originals and identifiers in the rows and words that a screen draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from workbench.anonymise import gathering, originals, treating
from workbench.anonymise.entities import Context, Entity, mentions
from workbench.anonymise.review_queue import Queue, certainty
from workbench.anonymise.vault import Vault
from workbench.edits import apply
from workbench.store import Row
from workbench.transcripts import Transcript, Turn
from workbench.ui.decision_panel import Line
from workbench.ui.plain import plain

ORIGINAL = "original"
"""Stands as the version of a text that is shown for review, to tell it from a released one."""


def spoken(treatment: str | None, replacement: str | None) -> str:
    """Say a treatment in a few words."""
    if treatment is None:
        return ""
    return "keep" if treatment == "keep" else (replacement or treatment)


def listed(one: Entity) -> str:
    """Write an identifier for a list, escaped, with how often it stands in the texts."""
    return f"{plain(one.name)} :gray[×{one.mentions}]" if one.mentions else plain(one.name)


def note(one: Entity) -> str:
    """Say under an identifier what kind it is and what is shown instead, or how sure it is."""
    told = spoken(one.treatment, one.replacement) or certainty(one)
    return f"{one.kind} → {told}" if one.treatment else f"{one.kind}, {told}"


def described(one: Entity) -> str:
    """Describe an identifier in one line."""
    places = f"{one.mentions} mentions" if one.mentions != 1 else "1 mention"
    texts = len(one.transcripts)
    spoken_as = f" · speaks as {one.speaks_as}" if one.speaks_as else ""
    where = f" in {texts} transcripts" if texts > 1 else ""
    return f"{one.kind} · {one.directness} · {places}{where} · {certainty(one)}{spoken_as}"


def lines(found: Sequence[Context], known: Sequence[Transcript]) -> list[Line]:
    """Turn contexts into lines of a list, with the transcript where there are several."""
    several = len({one.mention.transcript_id for one in found}) > 1
    labels = {one.id: one.label for one in known} if several else {}
    return [_line(one, labels.get(one.mention.transcript_id, "")) for one in found]


def _line(context: Context, label: str) -> Line:
    one = context.mention
    own = f" → {spoken(one.treatment, one.replacement)}" if one.exception else ""
    if one.detector == gathering.IN_DOUBT and one.treatment is None:
        own = " → name or word?"
    return Line(
        id=one.id,
        place=label + own,
        before=context.before,
        words=context.words,
        after=context.after,
    )


def mention_rows(vault: Vault, transcript_id: str, known: Queue) -> list[Row]:
    """List the mentions of a transcript as the transcript view draws them."""
    certain = {one.id: certainty(one) for one in known.entities}
    rows: list[Row] = []
    for one in mentions(vault, transcript_id=transcript_id):
        treatment, words = known.proposals.get(one.entity_id, ("keep", None))
        rows.append(
            {
                "id": one.id,
                "start": one.start,
                "stop": one.stop,
                "kind": one.kind,
                "entity_id": one.entity_id,
                "treatment": one.treatment or "",
                "replacement": one.replacement or "",
                "proposed": {"treatment": treatment, "replacement": words or ""},
                "why": f"{one.detector}, {certain.get(one.entity_id, 'likely')}",
            }
        )
    return rows


def original(vault: Vault, transcript: Transcript) -> Row:
    """Write an original as the transcript view takes it."""
    text = originals.text(vault, transcript.id)
    return _view(transcript, ORIGINAL, text, originals.turns(vault, transcript.id))


def treated(vault: Vault, transcript: Transcript) -> Row:
    """Write the text as a release would make it now, with speakers as the study would call them."""
    edited = apply(originals.text(vault, transcript.id), treating.edits(vault, transcript.id))
    labels = {one.original_label: one.label for one in treating.voices(vault, transcript.id)}
    turns = []
    for turn in originals.turns(vault, transcript.id):
        start, stop = edited.moved(turn.start, turn.stop)
        turns.append(replace(turn, speaker=labels[turn.speaker], start=start, stop=stop))
    return _view(transcript, "treated", edited.text, turns)


def _view(transcript: Transcript, version: str, text: str, turns: Sequence[Turn]) -> Row:
    return {
        "id": transcript.id,
        "version": version,
        "text": text,
        "label": transcript.label,
        "turns": [asdict(turn) for turn in turns],
    }
