"""Say in sentences how themes came about, were reviewed and named, as the trail tells it."""

from __future__ import annotations

from collections.abc import Mapping

from workbench import theme_words
from workbench.events import Event, from_row
from workbench.study import Study
from workbench.themes.sentences import many, number, quoted, times, were

Sentences = list[str]


def initial(study: Study) -> Sentences:
    """Tell which candidate themes were set up, and what stayed outside."""
    made = [
        change.after or {}
        for event in standing(study, "development.add")
        for change in event.changes
        if change.table == "themes" and change.before is None
    ]
    if not made:
        return []
    top = [str(row["name"]) for row in made if not row["parent_id"]]
    under = len(made) - len(top)
    told = [
        f"codes that shared a meaning were gathered in {many(len(top), 'candidate theme')}"
        + (f" with {many(under, 'subtheme')}" if under else "")
        + f": {quoted(top)}"
    ]
    left = study.row(_LEFT) or {}
    if left["codes"]:
        told.append(
            f"of the codes in use, {number(left['codes'])} {were(left['codes'])} left "
            "outside all themes"
        )
    if left["thoughts"]:
        told.append(
            f"beside the codes, {many(left['thoughts'], 'thought')} "
            f"{were(left['thoughts'])} noted on the board"
        )
    return told


def reviewing(study: Study) -> Sentences:
    """Tell what was merged, split and given up, and why, and what passed the review."""
    names = _theme_names(study)
    told: Sentences = []
    for event in standing(
        study,
        "development.merge",
        "development.split",
        "development.dissolve",
        "development.remove",
    ):
        told.append(_restructured(event, names))
    moved = standing(study, "development.nest")
    if moved:
        told.append(f"themes were moved under another, or out of one, {times(len(moved))}")
    found = study.row(_REVIEWED) or {}
    if found["checked"]:
        told.append(f"questions of review were answered for {many(found['checked'], 'theme')}")
    if found["reviewed"]:
        told.append(
            f"in the end, {number(found['reviewed'])} of {many(found['all'], 'theme')} and "
            f"subthemes {were(found['reviewed'])} held to have passed the review"
        )
    return told


def _restructured(event: Event, names: Mapping[str, str]) -> str:
    """Say what became of a theme, and why where somebody said so."""
    name = f"“{names.get(event.subject or '', 'a theme')}”"
    what = event.verb.partition(".")[2]
    if what == "merge":
        into = theme_words.merged_into(event)
        said = f"{name} was merged into " + (
            f"“{names[into]}”" if into and into in names else "another"
        )
    elif what == "split":
        fresh = [names[c.id] for c in event.changes if c.table == "themes" and c.before is None]
        said = f"{quoted(fresh) or 'a new theme'} was split off from {name}"
    else:
        said = f"{name} was given up"
    why = [str((c.after or {})["text"]) for c in event.changes if c.table == "theme_reasons"]
    return f"{said} ({' '.join(why[0].split()).rstrip('.')})" if why else said


def naming(study: Study) -> Sentences:
    """Tell to which themes the analysis came, and how their names changed."""
    themes = study.rows("select name, parent_id, definition, essence from themes order by position")
    if not themes:
        return []
    top = [row["name"] for row in themes if not row["parent_id"]]
    under = len(themes) - len(top)
    told = [
        f"the analysis came to {many(len(top), 'theme')}"
        + (f" with {many(under, 'subtheme')}" if under else "")
        + f": {quoted(top, 12)}"
    ]
    defined = sum(bool(row["definition"] or row["essence"]) for row in themes)
    if defined == len(themes):
        told.append("each was given a definition")
    elif defined:
        told.append(f"definitions were written for {number(defined)} of them")
    for event in standing(study, "development.rename")[-5:]:
        for change in event.changes:
            if change.before and change.after and "name" in change.after:
                told.append(f"“{change.before['name']}” was renamed “{change.after['name']}”")
    return told


def _theme_names(study: Study) -> dict[str, str]:
    """Name themes as they are now, or as they were called last; some are gone."""
    names: dict[str, str] = {}
    verbs = [
        f"development.{one}" for one in ("add", "rename", "merge", "split", "dissolve", "remove")
    ]
    for event in standing(study, *verbs):
        for change in event.changes:
            row = change.after or change.before or {}
            if change.table == "themes" and "name" in row:
                names[change.id] = str(row["name"])
    return {
        **names,
        **{row["id"]: row["name"] for row in study.rows("select id, name from themes")},
    }


def standing(study: Study, *verbs: str) -> list[Event]:
    """Fetch the acts of some kinds that were not taken back, oldest first."""
    return [from_row(row) for row in study.rows(_EVENTS, verbs=list(verbs))]


TURNED = """
with turned as (
    select about as id, arg_max(kind, seq) as newest from events where about is not null group by 1
)
"""
_EVENTS = (
    TURNED
    + """
select e.* from events e left join turned t on t.id = e.id
where e.kind = 'done' and list_contains($verbs::text[], e.verb)
    and t.newest is distinct from 'undo'
order by e.seq
"""
)
_LEFT = """
select
    (select count(distinct code_id) from codings
     where code_id not in (select code_id from theme_codes)) as codes,
    (select count(*) from thoughts) as thoughts
"""
_REVIEWED = """
select (select count(distinct theme_id) from theme_checks) as checked,
    count(*) filter (status in ('reviewed', 'named')) as reviewed, count(*) as all
from themes
"""
