"""Bring an audit together and write it as a report that names nobody."""

from __future__ import annotations

import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import workbench
from workbench import audit, participants
from workbench.anonymise import (
    audit_figures,
    audit_sections,
    bundles,
    comparison,
    disclosure,
    leaks,
    report_parts,
    report_web,
    report_word,
    sampling,
    second_reader,
    worksheets,
)
from workbench.anonymise.audit_overview import Audit, Searched
from workbench.anonymise.leaks import Leak
from workbench.anonymise.report_parts import Report
from workbench.anonymise.vault import Vault
from workbench.errors import NotAllowed
from workbench.study import Study

FORMATS = {".docx": report_word.render, ".html": report_web.render}
WITHHELD = "[left out here: it holds an identifier; it is kept in the vault]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Tell which files were written, and how many entries had to be left out of them."""

    files: tuple[Path, ...]
    withheld: int


def gather(
    study: Study, vault: Vault, searched: Searched = "study", paths: Sequence[Path] = ()
) -> Audit:
    """Bring together all that is known now.

    `searched` says where originals are sought, which takes longest: nowhere, in the open study, or
    also in the files of its folder and in `paths`.
    """
    found, unread = _sought(study, vault, searched, paths)
    people, names = comparison.people(study), comparison.attributes(study, vault)
    return Audit(
        study=study.name,
        researcher=study.researcher,
        version=workbench.__version__,
        made=audit.now(),
        kinds=tuple(audit_figures.kinds(vault)),
        deciders=tuple(audit_figures.deciders(vault)),
        exceptions=audit_figures.exceptions(vault),
        found_by=tuple(audit_figures.found_by(vault)),
        removed=audit_figures.removed(vault),
        late=audit_figures.late(vault),
        transcripts=tuple(audit_figures.released(study, vault)),
        samples=tuple(sampling.samples(vault)),
        population=len(sampling.population(study, vault)),
        doubts=tuple(second_reader.doubts(study, vault)),
        leaks=tuple(found),
        unread=unread,
        searched=searched,
        participants=len(participants.fetch_all(study)),
        attributes=tuple(names),
        cells=tuple(disclosure.cells(people, names)) if names else (),
        plan=disclosure.plan(people, names) if names else None,
        merges=tuple(disclosure.suggest(people, names)),
        bundles=tuple(bundles.bundles(study, vault)),
        sheets=tuple(worksheets.sheets(study, vault)),
    )


def _sought(
    study: Study, vault: Vault, searched: Searched, paths: Sequence[Path]
) -> tuple[list[Leak], tuple[str, ...]]:
    if searched == "nothing":
        return [], ()
    found = list(leaks.find_in_study(study, vault))
    if searched == "study":
        return found, ()
    files = leaks.search_files(vault, [study.folder, *paths])
    return [*found, *files.leaks], files.unread


def report(vault: Vault, found: Audit) -> tuple[Report, int]:
    """Lay an audit out, with every entry left out in which an original stands; counts those."""
    whole = audit_sections.report(found)
    entries = list(dict.fromkeys(report_parts.told(whole)))
    places = leaks.find(vault, {str(number): words for number, words in enumerate(entries)})
    named = {entries[int(leak.place)] for leak in places}
    return (
        report_parts.rewritten(whole, lambda words: WITHHELD if words in named else words),
        sum(words in named for words in report_parts.told(whole)),
    )


def render(vault: Vault, found: Audit, kind: str) -> tuple[bytes, int]:
    """Make the content of a file, ".docx" or ".html", and count what was left out of it."""
    if kind.lower() not in FORMATS:
        raise NotAllowed(f"The report is written to files that end in {' or '.join(FORMATS)}.")
    laid_out, withheld = report(vault, found)
    return FORMATS[kind.lower()](laid_out), withheld


def write(vault: Vault, found: Audit, target: Path, *, overwrite: bool = False) -> Written:
    """Write the report to a file, or as both kinds to a folder, under the date of today.

    Raises NotAllowed for another kind of file, one that is there already, and a place that cannot
    be written.
    """
    named = target.suffix.lower() in FORMATS and not target.is_dir()
    if target.suffix and not named and not target.is_dir():
        raise NotAllowed(f"The report is written to files that end in {' or '.join(FORMATS)}.")
    files = [target] if named else [target / file_name(found.made, kind) for kind in FORMATS]
    if not overwrite and any(file.exists() for file in files):
        raise NotAllowed("There is a report of that name already. Choose another place.")
    contents = [render(vault, found, file.suffix) for file in files]
    for file, (content, _) in zip(files, contents, strict=True):
        _store(file, content)
    return Written(files=tuple(files), withheld=contents[0][1])


def file_name(made: datetime, kind: str) -> str:
    """Name a report by its day."""
    return f"audit-{made:%Y-%m-%d}{kind}"


def _store(file: Path, content: bytes) -> None:
    """Write a file beside its place and let it take that place once it is whole."""
    part = file.with_name(f".{uuid.uuid4().hex}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError as error:
        raise NotAllowed(
            "The report could not be written. Check that its place may be written to, and that no "
            "other program has the file open."
        ) from error
    finally:
        part.unlink(missing_ok=True)
