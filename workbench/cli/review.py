"""Commands by which a person decides on identifiers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from workbench import transcripts
from workbench.anonymise import entities, pseudonymise
from workbench.anonymise.identifiers import KINDS
from workbench.anonymise.vault import Vault
from workbench.cli import files, main
from workbench.cli.answers import Answer, table, verb
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study


@verb(main, "review", vault=True)
@click.option("--transcript", help="Only what is mentioned in this transcript.")
@click.option("--undecided", is_flag=True, help="Only what waits for a decision.")
@click.option("--contexts", is_flag=True, help="Also the words around each place.")
@click.option(
    "--apply",
    "apply_from",
    type=files.EXISTING,
    help="Record the decisions in a JSON-lines file.",
)
@click.option(
    "--export",
    "export_to",
    type=files.NEW,
    help="Write the decisions to a JSON-lines file outside the study. It names people.",
)
def review(study: Study, vault: Vault, **given: Any) -> Answer:
    """Show identifiers by person, place and organisation, with what is proposed or decided.

    What is shown names people: it is meant for this screen, not for a file beside the study.
    """
    if given["apply_from"]:
        rows = files.decisions(given["apply_from"])
        return _applied(pseudonymise.apply_decisions(study, vault, rows))
    if given["export_to"]:
        return _export_decisions(study, vault, given["export_to"])
    one = transcripts.fetch(study, given["transcript"]).id if given["transcript"] else None
    found = pseudonymise.entities(vault, transcript_id=one, undecided=given["undecided"])
    proposed = pseudonymise.proposed(vault, [e.id for e in found if e.treatment is None])
    around = {e.id: pseudonymise.contexts(vault, e.id) for e in found if given["contexts"]}
    data = [
        asdict(e)
        | {
            "proposed": dict(
                zip(("treatment", "replacement"), proposed.get(e.id, ()), strict=False)
            )
        }
        | ({"contexts": around[e.id]} if around else {})
        for e in found
    ]
    return Answer(_listed(found, proposed, around), data)


def _applied(done: pseudonymise.Applied) -> Answer:
    """Name the rows that found nothing by number: their words name people."""
    said, data = f"Recorded {done.taken} decisions.", asdict(done)
    if not done.absent:
        return Answer(said, data)
    few, more = done.absent[:20], len(done.absent) - 20
    numbers = ", ".join(map(str, few)) + (f" and {more} more" if more > 0 else "")
    return Answer(
        f"{said} {len(done.absent)} rows were left out, because their words do not stand (or only "
        f"where an earlier row decides) in the transcripts they name: {numbers}. Where that is "
        "most of the file, its labels are not those of this study: see `workbench transcripts`.",
        data,
        exit_code=1,
    )


def _listed(
    found: list[entities.Entity],
    proposed: Mapping[str, tuple[str, str | None]],
    around: Mapping[str, list[entities.Context]],
) -> str:
    """Set entities in columns; with contexts, each under a line of its own."""
    heads = ("id", "kind", "name", "mentions", "treatment", "becomes", "proposed")
    rows = [(*_columns(e), ": ".join(filter(None, proposed.get(e.id, ())))) for e in found]
    lines = table(rows, *heads).split("\n")
    for number, one in enumerate(found, start=1) if around else ():
        lines[number] += "".join(f"\n    {_around(place)}" for place in around[one.id])
    return "\n".join(lines)


def _columns(one: entities.Entity) -> tuple[object, ...]:
    done = (one.treatment or "–", one.replacement)
    return (one.id[:8], one.kind, one.name, one.mentions, *done)


def _around(place: entities.Context) -> str:
    words = f"… {place.before}[{place.words}]{place.after} …"
    return " ".join(words.split())


def _export_decisions(study: Study, vault: Vault, target: Path) -> Answer:
    if target.absolute().is_relative_to(study.folder.absolute()):
        raise NotAllowed("This file names people: write it to a place outside the study.")
    rows = pseudonymise.decisions(vault)
    files.write_lines(target, rows)
    return Answer(f"Wrote {len(rows)} decisions. The file names people: keep it safe.", len(rows))


@verb(main, "decide", vault=True)
@click.argument(
    "treatment", type=click.Choice(["pseudonymise", "generalise", "redact", "keep", "proposed"])
)
@click.argument("ids", nargs=-1, required=True)
@click.option("--as", "replacement", help="The words that stand instead; for one entity only.")
def decide(
    study: Study, vault: Vault, treatment: str, ids: tuple[str, ...], replacement: str | None
) -> Answer:
    """Decide on people, places or organisations, by the IDS that `review` shows."""
    if replacement is not None and len(ids) > 1:
        raise NotAllowed("One replacement cannot stand for several. Decide on them one at a time.")
    found = [pseudonymise.entity(vault, one).id for one in ids]
    if treatment == "proposed":
        pseudonymise.accept_proposals(vault, found)
    else:
        for one in found:
            pseudonymise.decide(vault, one, entities.treatment(treatment), replacement)
    return Answer(f"Decided on {len(found)}.", [pseudonymise.entity(vault, one) for one in found])


@verb(main, "keep-rest", vault=True)
@click.argument("labels", metavar="[TRANSCRIPTS]...", nargs=-1)
def keep_rest(study: Study, vault: Vault, labels: tuple[str, ...]) -> Answer:
    """Keep every indirect identifier of TRANSCRIPTS (or of all) that waits for a decision.

    Names, places and organisations still wait: decide on those one by one.
    """
    given = [transcripts.fetch(study, label) for label in labels]
    wanted = given or transcripts.fetch_all(study)
    kept = sum(pseudonymise.keep_rest(vault, one.id) for one in wanted)
    return Answer(f"Kept {kept}.", {"kept": kept})


@verb(main, "mark", vault=True)
@click.argument("transcript")
@click.argument("words")
@click.option("--kind", required=True, type=click.Choice(KINDS), help="What the words are.")
def mark(study: Study, vault: Vault, transcript: str, words: str, kind: str) -> Answer:
    """Mark WORDS that no detector found, at every place of an original where they stand."""
    one = transcripts.fetch(study, transcript)
    text = pseudonymise.original_text(vault, one.id)
    places = [found.start() for found in re.finditer(re.escape(words), text)] if words else []
    if not places:
        raise NotThere("Those words are not in this transcript. Write them as they stand there.")
    for start in places:
        pseudonymise.add_identifier(vault, one.id, start, start + len(words), kind)
    return Answer(f"Marked {len(places)} places.", {"marked": len(places)})


@verb(main, "merge", vault=True)
@click.argument("ids", nargs=-1, required=True)
def merge(study: Study, vault: Vault, ids: tuple[str, ...]) -> Answer:
    """Say that several entities, by the IDS that `review` shows, are one."""
    found = list(dict.fromkeys(pseudonymise.entity(vault, one).id for one in ids))
    if len(found) < 2:
        raise NotAllowed("Name two or more that are one.")
    kept = pseudonymise.merge_entities(vault, found)
    return Answer(f"Merged {len(found)}.", pseudonymise.entity(vault, kept))


@verb(main, "doubtful", vault=True)
@click.argument("places", nargs=-1)
@click.option("--as", "meant", type=click.Choice(["name", "word"]), help="What PLACES are.")
def doubtful(study: Study, vault: Vault, places: tuple[str, ...], meant: str | None) -> Answer:
    """List places that may be a treated name or the word; say which with --as."""
    found = [
        one
        for entity in pseudonymise.entities(vault)
        if entity.doubtful
        for one in pseudonymise.contexts(vault, entity.id)
        if one.mention.treatment is None
    ]
    chosen = [m.mention.id for m in found if m.mention.id.startswith(places)] if places else []
    if meant == "name":
        pseudonymise.confirm_mentions(vault, chosen)
    for place in chosen if meant == "word" else ():
        pseudonymise.remove_mention(vault, place)
    if meant:
        return Answer(f"Settled {len(chosen)} places.", {"settled": len(chosen)})
    rows = [(one.mention.id[:8], f"{one.before}[{one.words}]{one.after}") for one in found]
    return Answer(table(rows, "place", "words"), found)
