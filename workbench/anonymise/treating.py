"""Work out what the decisions make of a text and of its speakers' labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.anonymise import conventions, entities, gathering, originals, pseudonyms, rewrite
from workbench.anonymise.vault import Vault
from workbench.edits import Edit, apply
from workbench.store import Row
from workbench.transcripts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Place one mention in the treated text."""

    mention: entities.Mention
    start: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Show a transcript as it would be released now, with its mentions in both texts."""

    original: str
    text: str
    shown: tuple[Shown, ...]
    undecided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Say how a speaker of an original appears in the study.

    `entity_id` is set when a participant stands behind the label.
    """

    id: str
    original_label: str
    label: str
    role: Role
    entity_id: str | None


def edits(vault: Vault, transcript_id: str) -> list[Edit]:
    """List the edits that the decisions taken so far make to an original."""
    text = originals.text(vault, transcript_id)
    found = entities.mentions(vault, transcript_id=transcript_id)
    surnames = known_surnames(vault, transcript_id)
    return rewrite.edits(text, treated(found, surnames, conventions.style(vault)))


def preview(vault: Vault, transcript_id: str) -> Preview:
    """Show what a release would give now; nothing is stored."""
    text = originals.text(vault, transcript_id)
    found = entities.mentions(vault, transcript_id=transcript_id)
    surnames = known_surnames(vault, transcript_id)
    edited = apply(text, rewrite.edits(text, treated(found, surnames, conventions.style(vault))))
    places = [(one, *edited.moved(one.start, one.stop)) for one in found]
    return Preview(
        original=text,
        text=edited.text,
        shown=tuple(Shown(mention=one, start=a, stop=b) for one, a, b in places),
        undecided=undecided(vault, transcript_id),
    )


def treated(
    found: Sequence[entities.Mention],
    surnames: dict[str, frozenset[str]],
    mark: str = conventions.STYLES["brackets"],
) -> list[rewrite.Treated]:
    """Give each treated mention the words that stand for it, in the study's mark."""
    return [
        rewrite.Treated(
            start=one.start,
            stop=one.stop,
            words=pseudonyms.render(
                one.replacement, one.surface, surnames.get(one.entity_id, frozenset())
            )
            if one.treatment == "pseudonymise" and one.kind == "person"
            else conventions.marked(one.replacement, mark),
        )
        for one in found
        if one.treatment not in (None, "keep") and one.replacement
    ]


def undecided(vault: Vault, transcript_id: str) -> int:
    """Count the entities of a transcript that wait for a decision.

    An interviewer who is not named in the text waits for none: the role stands for the label.
    """
    row = vault.row(_UNDECIDED, id=transcript_id, in_doubt=gathering.IN_DOUBT)
    return int(row["n"]) if row else 0


def is_searched(vault: Vault, transcript_id: str) -> bool:
    """Tell whether identifiers were ever sought in this transcript."""
    row = vault.row(
        "select id from events where verb = 'pseudonymise.detect' and subject = $id limit 1",
        id=transcript_id,
    )
    return row is not None


def voices(vault: Vault, transcript_id: str) -> list[Voice]:
    """Label the speakers of a transcript by pseudonym or role, never by an undecided name."""
    rows = vault.rows(
        "select s.id, s.label, s.role, s.entity_id, e.treatment, e.replacement "
        "from speakers s left join entities e on e.id = s.entity_id "
        "where s.transcript_id = $id order by s.position",
        id=transcript_id,
    )
    taken: dict[str, str] = {}
    return [_voice(row, taken) for row in rows]


def known_surnames(vault: Vault, transcript_id: str) -> dict[str, frozenset[str]]:
    """Map the people of a transcript to their surnames, to tell "Hook" from a forename."""
    rows = vault.rows(
        "select m.entity_id, list(distinct m.surface) as surfaces, "
        "list(distinct s.label) filter (s.label is not null) as labels "
        "from mentions m left join speakers s on s.entity_id = m.entity_id "
        "where m.kind = 'person' and not m.removed and m.entity_id in "
        "(select entity_id from mentions where transcript_id = $id) group by 1",
        id=transcript_id,
    )
    return {
        row["entity_id"]: pseudonyms.surnames([*row["surfaces"], *(row["labels"] or [])])
        for row in rows
    }


def _voice(row: Row, taken: dict[str, str]) -> Voice:
    label, named = _label(row)
    same = taken.get(label)
    person = row["entity_id"] or row["id"]
    number = 2
    while same is not None and same != person:
        numbered = f"{label} {number}"
        same, number = taken.get(numbered), number + 1
        if same is None or same == person:
            label = numbered
            break
    taken[label] = person
    return Voice(
        id=row["id"],
        original_label=row["label"],
        label=label,
        role=row["role"],
        entity_id=row["entity_id"] if named else None,
    )


def _label(row: Row) -> tuple[str, bool]:
    """Choose a label; the second value says that a participant bears it."""
    takes_part = row["role"] == "participant"
    if row["role"] == "interviewer":
        return "Interviewer", False
    if row["treatment"] == "keep":
        return row["label"], takes_part
    if row["treatment"] == "pseudonymise" and row["replacement"]:
        return row["replacement"], takes_part
    if row["treatment"] == "generalise" and row["replacement"]:
        return row["replacement"].strip("[]").capitalize(), False
    if row["entity_id"] is None and originals.is_generic(row["label"]):
        return row["label"], False
    return ("Participant" if takes_part else "Speaker"), False


_UNDECIDED = """
select count(distinct e.id) as n from entities e where e.treatment is null and (
    e.id in (select entity_id from mentions
             where transcript_id = $id and not removed and treatment is null)
    or e.id in (select entity_id from speakers
                where transcript_id = $id and role <> 'interviewer' and entity_id is not null)
) or e.treatment <> 'keep' and e.id in (
    select entity_id from mentions
    where transcript_id = $id and not removed and treatment is null and detector = $in_doubt)
"""
