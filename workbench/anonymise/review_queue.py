"""Put identifiers into the order of a review, and into the rows that a screen draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from workbench import audit
from workbench.anonymise import originals, proposals, treating
from workbench.anonymise.entities import NAMED, Context, Entity, Treatment, entities, mentions
from workbench.anonymise.entities import treatment as to_treatment
from workbench.anonymise.identifiers import CERTAIN, KINDS, LIKELY, Certainty
from workbench.anonymise.vault import Vault
from workbench.edits import apply
from workbench.store import Row
from workbench.transcripts import Transcript, Turn
from workbench.ui.decision_panel import Line
from workbench.ui.plain import plain

ORIGINAL = "original"
"""Stands as the version of a text that is shown for review, to tell it from a released one."""

Proposal = tuple[Treatment, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Hold what a transcript has to decide, the most doubtful first, with a proposal for each."""

    entities: tuple[Entity, ...]
    proposals: Mapping[str, Proposal]
    everybody: tuple[Entity, ...]

    @property
    def left(self) -> list[Entity]:
        """List what waits for a decision."""
        return [one for one in self.entities if waits(one)]

    @property
    def names(self) -> dict[str, str]:
        """Map every entity of the vault to its name."""
        return {one.id: one.name for one in self.everybody}

    def after(self, entity_id: str | None) -> str | None:
        """Name what to look at after an entity: the next that waits, else the first that does."""
        order = [one.id for one in self.entities]
        at = order.index(entity_id) if entity_id in order else -1
        turned = [*self.entities[at + 1 :], *self.entities[:at]]
        return next((one.id for one in turned if waits(one)), None)


_READ: WeakKeyDictionary[Vault, dict[str, tuple[int, Queue]]] = WeakKeyDictionary()


def queue(vault: Vault, transcript_id: str) -> Queue:
    """Read the identifiers of one transcript in the order of their review.

    It is read again only when something has been done in the vault since; a locked vault takes
    what was read with it.
    """
    newest = max((event.seq for event in audit.read(vault, newest=1)), default=0)
    read = _READ.setdefault(vault, {})
    if read.get(transcript_id, (-1,))[0] != newest:
        read[transcript_id] = (newest, _queue(vault, transcript_id))
    return read[transcript_id][1]


def _queue(vault: Vault, transcript_id: str) -> Queue:
    known = entities(vault)
    mine = [one for one in known if transcript_id in one.transcripts]
    real, used = proposals.real_names(known), proposals.used_pseudonyms(known)
    proposed: dict[str, Proposal] = {}
    for one in sorted(mine, key=lambda one: one.id):
        proposed[one.id] = proposals.proposal(one, real, used - {one.replacement or ""})
        if proposed[one.id][0] == "pseudonymise" and waits(one):
            used.add(proposed[one.id][1] or "")
    return Queue(
        entities=tuple(sorted(mine, key=_doubt)),
        proposals=proposed,
        everybody=tuple(known),
    )


def is_searched(vault: Vault, transcript_id: str) -> bool:
    """Tell whether identifiers were ever sought in this transcript."""
    events = audit.read(vault, subject=transcript_id)
    return any(event.verb == "pseudonymise.detect" for event in events)


def progress(known: Queue) -> tuple[float, str]:
    """Say how far a review is, as a share and in words."""
    total, left = len(known.entities), len(known.left)
    return (total - left) / (total or 1), f"{left} of {total} left" if left else "All decided"


def part(known: Queue, which: str) -> list[Entity]:
    """Choose from the queue: "Left", "Decided" or all."""
    if which == "Left":
        return known.left
    return [one for one in known.entities if which != "Decided" or not waits(one)]


def place(vault: Vault, transcript_id: str, entity_id: str | None) -> tuple[int, int] | None:
    """Find where an entity is first named in a transcript; None where it is not."""
    found = mentions(vault, transcript_id=transcript_id, entity_id=entity_id) if entity_id else []
    return (found[0].start, found[0].stop) if found else None


def waits(one: Entity) -> bool:
    """Tell whether a release waits for this entity; a nameless interviewer needs no decision."""
    return one.treatment is None and not (one.speaks_as == "interviewer" and not one.mentions)


def certainty(one: Entity) -> Certainty:
    """Sort an entity into one of three bands by its surest finding."""
    if one.probability >= CERTAIN:
        return "certain"
    return "likely" if one.probability >= LIKELY else "check"


def sure(found: Sequence[Entity]) -> list[str]:
    """List those whose proposal can be accepted together: certain, direct and one of a kind."""
    return [
        one.id
        for one in found
        if certainty(one) == "certain" and one.directness == "direct" and not one.perhaps
    ]


def spoken(treatment: str | None, replacement: str | None) -> str:
    """Say a treatment in a few words."""
    if treatment is None:
        return ""
    return "keep" if treatment == "keep" else (replacement or treatment)


def listed(one: Entity) -> str:
    """Write an identifier for a list, escaped, with how often it stands in the texts."""
    return f"{plain(one.name)} :gray[×{one.mentions}]" if one.mentions else plain(one.name)


def each(
    vault: Vault, mention_ids: Sequence[str], verb: Callable[..., object], *how: object
) -> None:
    """Do the same to several mentions; each is a step of its own to undo."""
    for mention_id in mention_ids:
        verb(vault, mention_id, *how)


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


def words_for_each(known: Queue, one: Entity) -> dict[str, str]:
    """Propose words for every treatment of an entity; empty where a person has to type them."""
    real = proposals.real_names(known.everybody)
    used = proposals.used_pseudonyms(known.everybody, besides=one.id)
    words: dict[str, str] = {"keep": ""}
    for name in ("pseudonymise", "generalise", "redact"):
        if name != "pseudonymise" or one.kind == "person":
            words[name] = proposals.words_for(one, to_treatment(name), real, used) or ""
    return words


def line(context: Context, label: str) -> Line:
    """Turn a context into a line of a list, with the decision that differs from its entity's."""
    one = context.mention
    own = f", here: {spoken(one.treatment, one.replacement)}" if one.exception else ""
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
        "turns": [
            {
                "position": turn.position,
                "speaker": turn.speaker,
                "role": turn.role,
                "start": turn.start,
                "stop": turn.stop,
                "began": turn.began,
            }
            for turn in turns
        ],
    }


def kinds() -> list[str]:
    """List the kinds a researcher can give to words, the frequent ones first."""
    return [*sorted(NAMED), *(kind for kind in KINDS if kind not in NAMED)]


def _doubt(one: Entity) -> tuple[bool, bool, float, int, str]:
    return (not waits(one), not one.perhaps, one.probability, -one.mentions, one.name.casefold())
