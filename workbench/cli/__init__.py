"""Offer every verb as a command; each answers `--help` and `--json`, and never with a traceback."""

from __future__ import annotations

import io
import sys

import click

import workbench


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(workbench.__version__, prog_name="workbench")
def main() -> None:
    """Take interviews from transcript files to themes, quotes and archive, offline.

    A study is a folder. Name it with --study or WORKBENCH_STUDY, or work inside it.
    """
    for stream in (sys.stdout, sys.stderr):
        # What goes into a file or pipe would be in Windows' own letters, which lack many.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


# Each module adds its commands.
from workbench.cli import (  # noqa: E402, F401
    analyse,
    audit,
    begin,
    code,
    compare,
    correct,
    destroy,
    find,
    keep,
    mapping,
    prepare,
    query,
    quote,
    recode,
    review,
    settings,
    simulate,
    structure,
    suggest,
    treatments,
    write,
)
