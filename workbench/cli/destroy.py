"""Commands on the log of replacements, and the one that destroys the originals."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.anonymise import destroying, replacement_log
from workbench.anonymise.vault import Vault
from workbench.cli import files, main
from workbench.cli.answers import Answer, verb
from workbench.study import Study


@verb(main, "log", vault=True)
@click.argument("file", type=files.NEW)
@click.option("--summary", is_flag=True, help="Kinds and counts only: fit to go with the data.")
def log(study: Study, vault: Vault, file: Path, summary: bool) -> Answer:
    """Write what became of every identifier as CSV. It says who is who: never beside the data."""
    if summary:
        file.write_text(replacement_log.summary_text(vault), encoding="utf-8-sig", newline="")
        return Answer("Wrote the counts, which name nobody.", {"names_anybody": False})
    replacement_log.write_log(study, vault, file)
    return Answer("Wrote the log. It says who is who: keep it safe.", {"names_anybody": True})


@verb(main, "destroy-originals", vault=True)
@click.option("--name", required=True, help="First confirmation: the name of the study.")
@click.option(
    "--originals", required=True, type=int, help="Second confirmation: how many will be gone."
)
@click.option("--lose-unreleased", is_flag=True, help="Also those that were never released.")
@click.option("--leave-leaks", is_flag=True, help="Also where originals stand in the study.")
@click.option("--certificate", type=files.NEW, help="Write the certificate to a text file.")
def destroy_originals(
    study: Study,
    vault: Vault,
    name: str,
    originals: int,
    lose_unreleased: bool,
    leave_leaks: bool,
    certificate: Path | None,
) -> Answer:
    """Destroy originals, names and decisions for good. Nobody can bring them back."""
    done = destroying.destroy(
        study,
        vault,
        name=name,
        originals=originals,
        lose_unreleased=lose_unreleased,
        leave_leaks=leave_leaks,
    )
    if certificate:
        certificate.write_text(destroying.written(study, done), encoding="utf-8")
    return Answer(destroying.written(study, done), done)


@verb(main, "certificate")
def certificate(study: Study) -> Answer:
    """Show the certificates of originals that were destroyed."""
    found = destroying.certificates(study)
    told = "\n".join(destroying.written(study, one) for one in found)
    return Answer(told or "The originals of this study were not destroyed here.", found)
