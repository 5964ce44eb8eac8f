"""Read Word files: unpack, walk, and cut into units by table or by the layout of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from workbench.errors import UnreadableFile
from workbench.readers import tables
from workbench.readers.archive import unpack
from workbench.readers.body import Body, Table, hidden_styles, texts, walk
from workbench.readers.encoding import clean
from workbench.readers.header import field_of
from workbench.readers.layouts import lay_out
from workbench.readers.lines import Line, candidate, lines_of, only_time
from workbench.readers.package import Package, local, open_package
from workbench.readers.reading import Choices, Draft, Finding, HeaderField
from workbench.readers.signatures import refuse_archive
from workbench.readers.surroundings import findings

_TRANSCRIPT = re.compile(r"\W*transcript\W*", re.IGNORECASE)
_TEAMS = re.compile(r".{1,120} (?:started|stopped) transcription", re.IGNORECASE)
_HEADING = ["Time", "Speaker", "Text"]


def read(content: bytes, choices: Choices) -> Draft:
    """Read a .docx file; raise UnreadableFile where it is none or breaks a limit."""
    archive = unpack(content)
    refuse_archive(archive.names, archive.parts.get("mimetype", b""))
    package = open_package(archive)
    body = _walked(package)
    draft = _tabular(body) or _written(body, choices)
    return replace(draft, findings=(*draft.findings, *findings(package, body)))


def _walked(package: Package) -> Body:
    root = package.tree(package.main)
    if root is None:
        raise UnreadableFile(
            "This Word file lacks its main document. Open it in Word, save it again and import "
            "that copy."
        )
    styles = [each for each in package.relations(package.main) if each.kind == "styles"]
    hidden = hidden_styles(package.tree(styles[0].target) if styles else None)
    main = next((each for each in root if local(each) == "body"), root)
    return walk(main, hidden)


def _tabular(body: Body) -> Draft | None:
    """Read tables with the columns of a transcript; what stands around them is header."""
    units = []
    header: list[HeaderField] = []
    for block in body.blocks:
        if isinstance(block, str):
            header += [field_of(line.text) for line in lines_of([clean(block)[0]])]
        elif rows := _speaking(block):
            units += tables.units_of(rows)
        else:
            header += tables.cover(block)
    return Draft(kind="table docx", units=units, header=header) if units else None


def _speaking(table: Table) -> Table:
    """Answer the rows from the heading on, or none where the table is no transcript."""
    for at, row in enumerate(table[:5]):
        if tables.columns(row):
            return table[at:]
    return [_HEADING, *table] if tables.is_headless(table) else []


def _written(body: Body, choices: Choices) -> Draft:
    lines = lines_of(clean(text)[0] for text in texts(body))
    notes, spoken = _notes(lines)
    draft = lay_out(spoken, choices)
    findings = list(draft.findings)
    if notes:
        message = f"Lines of notes before the transcript, which are no testimony: {len(notes)}."
        detail = "\n".join(line.text for line in notes)
        findings.append(Finding(kind="meeting notes", message=message, detail=detail))
    return replace(draft, kind=_kind(draft, lines), findings=findings)


def _notes(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Part the summary that Google Meet writes before the transcript proper."""
    if not _is_meet(lines):
        return [], lines
    at = next((at for at, line in enumerate(lines) if _TRANSCRIPT.fullmatch(line.text)), -1)
    return lines[: max(at, 0)], lines[at + 1 :]


def _is_meet(lines: Sequence[Line]) -> bool:
    pairs = pairwise(lines)
    timed = any(only_time(one.text) is not None and _opens(two.text) for one, two in pairs)
    return timed and any(
        _TRANSCRIPT.fullmatch(line.text) or line.text.startswith("Transcription ended after")
        for line in lines
    )


def _opens(line: str) -> bool:
    found = candidate(line)
    return found is not None and found.form == "colon"


def _kind(draft: Draft, lines: Sequence[Line]) -> str:
    if draft.kind == "ranges":
        return "teams docx 2021"
    if draft.kind == "labelled":
        return "meet docx" if _is_meet(lines) else "typist docx"
    if draft.kind != "stamped":
        return "typist docx"
    if any(line.text.startswith(("SUMMARY KEYWORDS", "SPEAKERS")) for line in lines[:20]):
        return "otter docx"
    if any(_TEAMS.fullmatch(line.text) for line in lines) or any(not each.fresh for each in lines):
        return "teams docx 2026"
    return "rev docx" if any(line.text.endswith("):") for line in lines) else "stamped docx"
