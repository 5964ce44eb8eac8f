"""Commands on the thematic structure over time: what changed, what stood when, back as a copy."""

from __future__ import annotations

from collections.abc import Sequence

import click

from workbench import audit, telling, wording
from workbench.cli.analyse import theme_group
from workbench.cli.answers import Answer, table, verb
from workbench.coding import codebook
from workbench.study import Study
from workbench.themes import moves, steps, structure

NUMBER = click.IntRange(min=0)


@verb(theme_group, "steps")
@click.option("--newest", type=click.IntRange(1, 10_000), default=50, show_default=True)
def list_steps(study: Study, newest: int) -> Answer:
    """List what changed the themes, newest first: when, who, what and why."""
    found = steps.fetch_all(study, newest=newest)
    rows = [(one.number, wording.when(one.ts), one.researcher, one.words, one.why) for one in found]
    return Answer(table(rows, "event", "when", "researcher", "what", "why"), found)


@verb(theme_group, "then")
@click.argument("event", type=NUMBER)
def show_structure(study: Study, event: int) -> Answer:
    """Show the themes as they stood after an EVENT, by its number in `workbench theme steps`."""
    found = structure.after(study, event)
    names = {code.id: code.name for code in codebook.fetch_all(study)}
    rows = [
        (
            "  " * (len(one.path) - 1) + one.name,
            one.status,
            ", ".join(names.get(each, "a code gone since") for each in one.codes),
        )
        for one in found.themes
    ]
    return Answer(table(rows, "theme", "status", "codes"), found.themes)


@verb(theme_group, "compare")
@click.argument("earlier", type=NUMBER)
@click.argument("later", type=NUMBER, required=False)
def compare_structures(study: Study, earlier: int, later: int | None) -> Answer:
    """Say what differs between the themes after event EARLIER and LATER, by default now."""
    found = moves.compare(study, earlier, audit.newest(study) if later is None else later)
    rows = [(one.name, moves.said(one)) for one in found.themes]
    rows += [(one.name or "a code gone since", moves.moved(one)) for one in found.codes]
    many = telling.number(len(found.passages), "passage")
    lines = [table(rows, "theme or code", "what became of it")] if rows else []
    lines += [f"{many} in other themes."] if found.passages else []
    return Answer("\n".join(lines) or "Nothing differs.", found)


@verb(theme_group, "restore")
@click.argument("event", type=NUMBER)
@click.option("--theme", "themes", multiple=True, help="Only this one as it was then; repeatable.")
def restore_structure(study: Study, event: int, themes: Sequence[str]) -> Answer:
    """Bring the themes of an EVENT back as new candidates; what stands now stays as it is."""
    known = {one.name.casefold(): one.id for one in structure.after(study, event).themes}
    wanted = [known.get(name.strip().casefold(), name) for name in themes]
    found = structure.restore(study, event, themes=wanted or None)
    lines = [f"Brought back {telling.number(len(found.themes), 'theme')} as candidates."]
    if found.codes:
        lines.append(f"Gone from the codebook since: {', '.join(found.codes)}.")
    if found.passages:
        lines.append(f"Gone since: {telling.number(found.passages, 'passage')}.")
    return Answer("\n".join(lines), found)
