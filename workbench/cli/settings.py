"""The command for how a study detects identifiers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from workbench.anonymise import pseudonymise
from workbench.anonymise.vault import Vault
from workbench.cli import files, main
from workbench.cli.answers import Answer, table, verb
from workbench.errors import NotAllowed
from workbench.study import Study


@verb(main, "config", vault=True)
@click.option(
    "--pipeline", metavar="NAME", help="Read names with this installed spaCy pipeline; or: shipped."
)
@click.option("--terms", type=files.EXISTING, help="Seek these too: one a line, a tab, its kind.")
@click.option("--no-terms", is_flag=True, help="Take the study's own terms out.")
def config(
    study: Study, vault: Vault, pipeline: str | None, terms: Path | None, no_terms: bool
) -> Answer:
    """Show or choose how identifiers are found: the pipeline for names, and own terms.

    Both are kept in the vault and used by `workbench detect` and by the page. What was decided
    stays; run `workbench detect` again to find what is new.
    """
    if terms and no_terms:
        raise NotAllowed("Give a list of terms, or take all out: not both.")
    if pipeline is not None:
        pseudonymise.choose_pipeline(vault, pipeline)
    if terms or no_terms:
        pseudonymise.set_terms(vault, files.text(terms) if terms else "")
    now = pseudonymise.settings(vault)
    kinds = Counter(term.kind for term in now.terms)
    rows = [("pipeline", now.pipeline or "shipped"), ("own terms", len(now.terms))]
    data = {"pipeline": now.pipeline, "terms": dict(kinds)}
    return Answer(table(rows, "setting", "now"), data)
