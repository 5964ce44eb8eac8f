"""Commands for correcting a typist's errors in the texts, and for what the corrections touched."""

from __future__ import annotations

from dataclasses import asdict

import click

from workbench import corrections, transcripts
from workbench.cli import main
from workbench.cli.answers import Answer, table, verb
from workbench.coding import checks
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study


@verb(main, "correct")
@click.argument("transcript", required=False)
@click.option("--find", "words", required=True, metavar="WORDS", help="The words as they stand.")
@click.option("--replace", "becomes", required=True, metavar="WORDS", help="What was said.")
@click.option("--place", "numbers", type=int, multiple=True, help="Correct this place of the list.")
@click.option("--all", "everywhere", is_flag=True, help="Correct every place of the list.")
@click.option("--dry-run", is_flag=True, help="List the places; change nothing.")
def correct(
    study: Study,
    transcript: str | None,
    words: str,
    becomes: str,
    numbers: tuple[int, ...],
    everywhere: bool,
    dry_run: bool,
) -> Answer:
    """Correct a misspelling in a TRANSCRIPT, or without one in all of them.

    Codings, memos and quotes stay on their words, and undo takes it back. Type no names: the
    words are not pseudonymised. The original in the vault is not touched.
    """
    home = transcripts.fetch(study, transcript).id if transcript else None
    found = corrections.find(study, words, becomes, transcript_id=home)
    if dry_run:
        return Answer(_listed(found), [asdict(one) for one in found])
    chosen = _chosen(found, numbers, everywhere=everywhere)
    made = corrections.correct_places(study, chosen)
    waiting = sum(checks.counts(study).values())
    told = f"Corrected {len(chosen)} of {len(found)} places."
    if waiting:
        told += f" To check: {waiting}. See `workbench checks`."
    return Answer(told, {"corrections": made, "to_check": waiting})


def _listed(found: list[corrections.Place]) -> str:
    rows = [
        (n, one.label, f"…{one.before}[{one.words} → {one.becomes}]{one.after}…")
        for n, one in enumerate(found, start=1)
    ]
    return table(rows, "place", "transcript", "words")


def _chosen(
    found: list[corrections.Place], numbers: tuple[int, ...], *, everywhere: bool
) -> list[corrections.Place]:
    if not found:
        raise NotThere("These words stand nowhere as whole words, or are right already.")
    if any(not 0 < number <= len(found) for number in numbers):
        raise NotThere("There is no place of that number. List them with --dry-run.")
    if numbers and not everywhere:
        return [found[number - 1] for number in sorted(set(numbers))]
    if len(found) > 1 and not everywhere:
        raise NotAllowed(
            f"The words stand in {len(found)} places. List them with --dry-run, then choose some "
            "with --place, or --all."
        )
    return found


@verb(main, "corrections")
@click.argument("transcript")
def history(study: Study, transcript: str) -> Answer:
    """List what was corrected in a TRANSCRIPT: when, by whom, and where it stands now."""
    found = corrections.of_transcript(study, transcripts.fetch(study, transcript).id)
    rows = [
        (f"{one.ts:%Y-%m-%d %H:%M}", one.researcher, one.start, one.was, one.becomes)
        for one in found
    ]
    return Answer(table(rows, "when (UTC)", "who", "place", "was", "is"), found)


@verb(main, "checks")
@click.argument("transcript", required=False)
@click.option("--accept", is_flag=True, help="Leave all that are listed as they are.")
def list_checks(study: Study, transcript: str | None, accept: bool) -> Answer:
    """List the passages whose words a correction touched, until somebody has looked at them."""
    home = transcripts.fetch(study, transcript).id if transcript else None
    found = checks.fetch_all(study, home)
    if accept:
        checks.accept(study, [one.id for one in found])
        return Answer(f"Accepted {len(found)} passages.", {"accepted": len(found)})
    labels = {one.id: one.label for one in transcripts.fetch_all(study)}
    rows = [(labels[one.transcript_id], one.touched, one.was, one.words) for one in found]
    return Answer(table(rows, "transcript", "touched", "was", "is"), found)
