"""Read passages with their labels from a table, as a study that can be played through. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workbench import tables
from workbench.coding.matrices import Span
from workbench.coding.replaying import CodedText
from workbench.errors import UnreadableFile
from workbench.transcripts import Role, Turn

NEEDED = ("document", "text", "codes")
COLUMNS = (*NEEDED, "order", "role", "question")
INTERVIEWERS = {"interviewer", "researcher", "moderator", "facilitator", "int", "i"}
OTHERS = {"other", "observer"}
_BETWEEN = re.compile(r"[|;]")


def read(text: str) -> CodedText:
    """Read a row for each passage: document, order, text, role, question, codes.

    `order` is a number within the document (without it, rows stand in order); `role` is
    participant, unless it says interviewer or other; `question` is what was asked before, where it
    has no row of its own; `codes` are parted by | or ;. Raises UnreadableFile.
    """
    rows = tables.read(text, needed=NEEDED)
    documents: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        documents.setdefault(row["document"].strip(), []).append(row)
    texts: dict[str, str] = {}
    turns: dict[str, Sequence[Turn]] = {}
    codes: dict[str, list[Span]] = {}
    for name, found in documents.items():
        ordered = [found[at] for at in _order(found)]
        texts[name], turns[name], spans = _laid_out(ordered)
        for code, start, stop in spans:
            codes.setdefault(code, []).append((name, start, stop))
    return CodedText(texts=texts, turns=turns, codes=codes)


def _order(rows: Sequence[Mapping[str, str]]) -> list[int]:
    places = []
    for number, row in enumerate(rows):
        wanted = row.get("order", "").strip()
        try:
            places.append((float(wanted) if wanted else float(number), number))
        except ValueError as error:
            raise UnreadableFile(
                f"Row {row['row']} has an “order” that is no number. Number the passages of a "
                "document from 1, or leave the column out."
            ) from error
    return [number for _, number in sorted(places)]


def _laid_out(
    rows: Sequence[Mapping[str, str]],
) -> tuple[str, list[Turn], list[tuple[str, int, int]]]:
    """Write one passage after the other, a turn each, with its question before it."""
    parts: list[str] = []
    turns: list[Turn] = []
    spans: list[tuple[str, int, int]] = []
    at, asked = 0, ""
    for row in rows:
        question, words = row.get("question", "").strip(), row["text"].strip()
        said = [("interviewer", question)] if question and question != asked else []
        asked = question
        for role, one in (*said, (_role(row), words)):
            if one:
                start = at
                turns.append(_turn(len(turns), role, at, at + len(one)))
                parts.append(one)
                at += len(one) + 1
        if words:
            listed = {name.strip() for name in _BETWEEN.split(row["codes"])}
            spans += [(name, start, start + len(words)) for name in sorted(listed - {""})]
    return "\n".join(parts), turns, spans


def _role(row: Mapping[str, str]) -> Role:
    said = (row.get("role") or row.get("speaker role") or row.get("speaker_role") or "").strip()
    if said.casefold() in INTERVIEWERS:
        return "interviewer"
    return "other" if said.casefold() in OTHERS else "participant"


def _turn(position: int, role: str, start: int, stop: int) -> Turn:
    roles: dict[str, Role] = {"interviewer": "interviewer", "other": "other"}
    return Turn(
        position=position,
        speaker=role,
        role=roles.get(role, "participant"),
        start=start,
        stop=stop,
    )
