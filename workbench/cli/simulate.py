"""Measure suggestions on a study that is coded already."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from workbench.cli import files, main
from workbench.cli.answers import JSON, Answer, say, speaking, table
from workbench.coding import (
    code_replay,
    encoders,
    indexing,
    replay_sources,
    replaying,
    simulated,
    simulation,
)
from workbench.coding.replaying import Replay
from workbench.coding.simulated import Figure, Summary
from workbench.study import Study


@main.command("simulate")
@click.argument("source", type=files.FILE_OR_FOLDER)
@click.option("--orders", type=click.IntRange(1, 50), default=3, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--codes", type=click.IntRange(1), metavar="N", help="Only the N most used codes.")
@click.option(
    "--every",
    type=click.IntRange(1, 100),
    default=10,
    show_default=True,
    help="Make the list anew after so many dismissals, and after each passage found.",
)
@click.option("--vectors", type=files.NEW, help="Keep a file's vectors here for the next time.")
@JSON
def simulate(
    source: Path,
    orders: int,
    seed: int,
    codes: int | None,
    every: int,
    vectors: Path | None,
    as_json: bool,
) -> None:
    """Play a coded study through again, and compare suggestions with other ways of finding.

    SOURCE is the folder of a study, a REFI-QDA project (.qdpx), or a table (.csv) with a row for
    each passage: document, text, codes (parted by |), and where known order, role, question.
    """
    with speaking(as_json):
        replay = _replay(source, vectors, codes)
        told = None if as_json else _tell
        outcomes = list(simulation.play(replay, orders=orders, seed=seed, every=every, told=told))
        summary = simulated.summarise(outcomes, seed=seed)
        offered = list(code_replay.offer(replay, orders=orders, seed=seed))
        hits = simulated.hits(offered, seed=seed)
        data = {
            "windows": len(replay.units),
            "words": int(replay.lengths.sum()),
            "codes": summary.codes,
            "orders": summary.orders,
            "figures": summary.figures,
            "words against ours": summary.rivals,
            "hits@3": hits,
        }
        say(Answer(_written(data, summary, hits), data), as_json)


def _replay(source: Path, vectors: Path | None, codes: int | None) -> Replay:
    if source.is_dir():
        with Study.open(source) as study:
            found = replay_sources.from_study(study, indexing.encoder_name(study))
    else:
        found = replay_sources.from_file(source, encoders.load, vectors)
    most = sorted(found.codes, key=lambda name: (-len(found.codes[name]), name))[:codes]
    chosen = {name: found.codes[name] for name in most}
    return replaying.Replay(units=found.units, codes=chosen, own=found.own)


def _tell(done: int, total: int) -> None:
    click.echo(f"\r{done} of {total}", nl=done == total, err=True)


def _written(data: dict[str, Any], summary: Summary, hits: dict[str, Figure]) -> str:
    names = list(next(iter(summary.figures.values())))
    rows = [
        (method, *(_spoken(found[name]) for name in names))
        for method, found in summary.figures.items()
    ]
    against = [
        (method, *(_spoken(one) for one in found.values()))
        for method, found in summary.rivals.items()
    ]
    return "\n".join(
        [
            f"{data['words']} words of participants in {data['windows']} windows; "
            f"{summary.codes} codes, {summary.orders} orders. In brackets: 95 % interval.",
            "",
            table(rows, "method", *names),
            "",
            "Words read for one of ours:",
            table(against, "method", "to 50 %", "to 80 %", "to 95 %"),
            "",
            "Codes for a passage, a right one among three:",
            table([(name, _spoken(one)) for name, one in hits.items()], "method", "hits@3"),
        ]
    )


def _spoken(figure: Figure) -> str:
    return f"{figure.mean:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
