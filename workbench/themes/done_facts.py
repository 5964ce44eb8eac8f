"""Say in sentences what a study holds of each phase: no more than its tables and trail tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from workbench.study import Study
from workbench.themes import impressions, theme_facts
from workbench.themes.sentences import listed, many, number, quoted, times, were
from workbench.themes.theme_facts import Sentences


def of_phase(study: Study, phase: int, examples: Sequence[str]) -> Sentences:
    """Write sentences on a phase; empty where nothing is on record. `examples` are code names."""
    if phase == 2:
        return _coding(study, examples)
    return _WRITTEN[phase](study)


def _familiarisation(study: Study) -> Sentences:
    met = impressions.met(study)
    whole = [one for one in met if one.whole]
    told = []
    if met and len(whole) == len(met):
        every = {1: "the transcript was", 2: "both transcripts were"}
        told.append(
            every.get(len(met), f"all {many(len(met), 'transcript')} were") + " read to the end"
        )
    elif whole:
        told.append(
            f"of {many(len(met), 'transcript')}, {number(len(whole))} {were(len(whole))} "
            "read to the end"
        )
    shared = sum(len(one.whole) > 1 for one in whole)
    if shared:
        told.append(f"more than one researcher read {number(shared)} of them")
    notes = study.row(_NOTES) or {}
    kinds = (
        ("listening", "listening note"),
        ("reading", "reading note"),
        ("first", "first impression"),
    )
    taken = [many(notes[kind], noun) for kind, noun in kinds if notes[kind]]
    if taken:
        told.append(f"in getting to know them, {listed(taken)} {_were_written(taken)} written down")
    if notes["whole_set"]:
        told.append(f"of these, {number(notes['whole_set'])} concerned the data as a whole")
    if notes["memos"]:
        told.append(
            "on transcripts, participants and the study as a whole, "
            f"{many(notes['memos'], 'memo')} "
            f"{were(notes['memos'])} written"
        )
    if notes["corrected"]:
        told.append(f"the wording was corrected in {many(notes['corrected'], 'place')}")
    return told


def _were_written(taken: Sequence[str]) -> str:
    return "was" if len(taken) == 1 and taken[0].startswith("one ") else "were"


def _coding(study: Study, examples: Sequence[str]) -> Sentences:
    found = study.row(_CODING) or {}
    if not found.get("codings"):
        return []
    told = [
        f"in {many(found['transcripts'], 'transcript')}, {many(found['passages'], 'passage')} "
        f"{were(found['passages'])} coded with {many(found['codes'], 'code')}"
        + (f", such as {quoted(examples)}" if examples else "")
    ]
    if found["researchers"] > 1:
        told.append(f"the coding was done by {many(found['researchers'], 'researcher')}")
    imported = _imported(study)
    told.append(
        f"a codebook of {many(imported, 'code')} was imported"
        if imported
        else "no codebook was imported: the codes were made in the course of the analysis"
    )
    ways = [
        (found["suggested"], "began as suggestions that a researcher accepted"),
        (found["searched"], "came from searches"),
        (found["brought"], "were imported"),
    ]
    if any(number_of for number_of, _ in ways):
        parts = [f"{number(number_of)} {words}" for number_of, words in ways if number_of]
        told.append(f"of {many(found['codings'], 'coding')}, {listed(parts)}")
    told += _recast(study)
    if found["memos"]:
        told.append(
            f"along the way, {many(found['memos'], 'memo')} {were(found['memos'])} written "
            "on codes and coded passages"
        )
    return told


def _recast(study: Study) -> Sentences:
    counted = {row["verb"]: row["n"] for row in study.rows(_COUNTED)}
    parts = [
        f"{words} {times(counted[verb])}"
        for verb, words in (
            ("codebook.rename", "renamed"),
            ("codebook.merge", "merged"),
            ("codebook.split", "split"),
            ("codebook.retire", "retired"),
        )
        if counted.get(verb)
    ]
    return [f"codes were {listed(parts)}"] if parts else []


def _imported(study: Study) -> int:
    made = {
        change.id
        for event in theme_facts.standing(study, "codebook.import")
        for change in event.changes
        if change.table == "codes" and change.before is None
    }
    return len(made)


def _writing(study: Study) -> Sentences:
    found = study.row(_QUOTES) or {}
    if not found.get("quotes"):
        return []
    who = many(found["people"], "participant")
    return [
        f"to show the themes, {many(found['quotes'], 'quote')} by {who} {were(found['quotes'])} "
        f"chosen for {many(found['themes'], 'theme')} and subthemes"
        if found["themes"] > 1
        else f"to show the theme, {many(found['quotes'], 'quote')} by {who} "
        f"{were(found['quotes'])} chosen"
    ]


_WRITTEN: Mapping[int, Callable[[Study], Sentences]] = {
    1: _familiarisation,
    3: theme_facts.initial,
    4: theme_facts.reviewing,
    5: theme_facts.naming,
    6: _writing,
}
_COUNTED = (
    theme_facts.TURNED
    + """
select e.verb, count(*) as n from events e left join turned t on t.id = e.id
where e.kind = 'done' and e.verb like 'codebook.%' and t.newest is distinct from 'undo' group by 1
"""
)
_NOTES = """
select
    (select count(*) from impressions where kind = 'listening') as listening,
    (select count(*) from impressions where kind = 'reading') as reading,
    (select count(*) from impressions where kind = 'first impression') as first,
    (select count(*) from impressions where transcript_id is null) as whole_set,
    (select count(*) from memos where about in ('study', 'transcript', 'participant')) as memos,
    (select count(*) from corrections) as corrected
"""
_CODING = """
select count(*) as codings, count(distinct (p.transcript_id, p.start, p.stop)) as passages,
    count(distinct p.transcript_id) as transcripts, count(distinct c.code_id) as codes,
    count(distinct c.researcher) as researchers,
    count(*) filter (c.found_by = 'suggestion') as suggested,
    count(*) filter (c.found_by = 'search') as searched,
    count(*) filter (c.found_by = 'import') as brought,
    (select count(*) from memos where about in ('code', 'coding', 'passage')) as memos
from codings c join passages p on p.id = c.passage_id
"""
_QUOTES = """
select count(distinct q.coding_id) as quotes, count(distinct q.theme_id) as themes,
    count(distinct s.participant_id) as people
from theme_quotes q join quotable c on c.id = q.coding_id join passages p on p.id = c.passage_id
left join turns t on t.transcript_id = p.transcript_id and t.start < p.stop and t.stop > p.start
left join speakers s on s.id = t.speaker_id
"""
