"""The command that begins a paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from workbench.cli import files, main
from workbench.cli.answers import Answer, verb
from workbench.coding import how_found_words, indexing
from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.themes import anonymity, manuscript_parts, quote_files


@verb(main, "paper")
@click.argument("target", type=files.NEW)
@click.option("--template", help="How quotes are attributed, as in '({pseudonym}, {region})'.")
@click.option("--attribute", "attributes", multiple=True, help="A column for the participants.")
@click.option(
    "--checklist", default="", help="A reporting checklist at the end: RTARG, COREQ, SRQR."
)
@click.option("--overwrite", is_flag=True, help="Write over an existing file.")
def paper(
    study: Study,
    target: Path,
    template: str | None,
    attributes: tuple[str, ...],
    checklist: str,
    overwrite: bool,
) -> Answer:
    """Write all that the study holds for its paper to TARGET, a .docx to go on writing in."""
    if target.suffix.lower() != ".docx":
        raise NotAllowed("The paper is begun as a Word document: let the file end in .docx.")
    wish = manuscript_parts.usual(study)
    wish = replace(
        wish,
        template=template or wish.template,
        attributes=attributes or wish.attributes,
    )
    methods = how_found_words.of_study(study, indexing.encoder_name(study))
    content = manuscript_parts.of_study(study, wish, checklist=checklist, methods=methods)
    quote_files.store(target, content, overwrite=overwrite)
    told = anonymity.told(manuscript_parts.exposed(study, wish), wish.how)
    said = "\n".join(filter(None, [f"Wrote the paper to {target}.", told]))
    return Answer(said, {"bytes": len(content), "warning": told})
