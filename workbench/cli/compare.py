"""Commands on several researchers in one study."""

from __future__ import annotations

from typing import Any, cast

import click

from workbench import researchers, transcripts
from workbench.cli import main
from workbench.cli.answers import Answer, table, verb
from workbench.coding import agreement, codebook, comparing
from workbench.study import Study


@verb(main, "researchers")
def list_researchers(study: Study) -> Answer:
    """List who has worked in the study, with their codings, memos and acts."""
    found = researchers.known(study)
    rows = [(one.name, one.codings, one.memos, one.acts) for one in found]
    return Answer(table(rows, "researcher", "codings", "memos", "acts"), found)


@verb(main, "compare")
@click.argument("transcript")
@click.argument("first")
@click.argument("second")
@click.option(
    "--count",
    type=click.Choice(["characters", "turns"]),
    default="characters",
    show_default=True,
    help="What figures of agreement count, where the study shows them.",
)
def compare(study: Study, transcript: str, first: str, second: str, count: str) -> Answer:
    """Lay the codings of two researchers side by side: what both coded, and what only one."""
    one = transcripts.fetch(study, transcript)
    pairs = comparing.compare(study, one.id, first, second)
    turns = transcripts.turns(study, one.id)
    names = {code.id: codebook.joined(code.path) for code in codebook.fetch_all(study)}
    says = {"same": "same", "edges": "other edges", "first": first, "second": second}
    rows = [
        (
            sum(turn.start <= each.start for turn in turns),
            names[each.code_id],
            says[each.kind],
            f"{each.start}–{each.stop}",
        )
        for each in pairs
    ]
    data: dict[str, Any] = {"pairs": pairs}
    lines = [table(rows, "turn", "code", "coded by", "place")]
    if agreement.shown(study):
        unit = cast("agreement.Unit", count)
        found = agreement.figures(study, one.id, first, second, unit)
        data["agreement"] = found
        lines.append(_figures(found, names))
    return Answer("\n\n".join(lines), data)


def _figures(found: list[agreement.Agreement], names: dict[str, str]) -> str:
    rows = [(names[one.code_id], *map(_short, (one.same, one.kappa, one.alpha))) for one in found]
    return table(rows, "code", "agreement", "kappa", "alpha")


def _short(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.2f}"


@verb(main, "agreement")
@click.argument("shown", type=click.Choice(["on", "off"]), required=False)
def show_agreement(study: Study, shown: str | None) -> Answer:
    """Turn figures of agreement on or off in this study; they are off, and this says why."""
    if shown:
        agreement.show(study, on=shown == "on")
    now = "on" if agreement.shown(study) else "off"
    return Answer(f"Figures of agreement are {now}.\n{agreement.WHY_OFF}", {"shown": now})
