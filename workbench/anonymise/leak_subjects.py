"""Say in which memo, code or transcript of the study an original stands, never in its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from workbench.anonymise import in_tables
from workbench.anonymise.secrets_sought import Leak, Search
from workbench.store import Row
from workbench.study import Study

_KINDS = {
    "texts": "transcript",
    "transcripts": "transcript",
    "speakers": "speaker of transcript",
    "codes": "code",
    "themes": "theme",
    "participants": "participant",
    "attribute_values": "participant",
    "attributes": "attribute",
    "phase_moves": "phase",
    "theme_codes": "stack in theme",
    "theme_passages": "stack in theme",
    "theme_links": "link on the map from theme",
    "theme_reasons": "reason given for theme",
    "theme_checks": "check of theme",
    "thoughts": "thought in theme",
    "quote_marks": "mark in a quote of theme",
    "impressions": "impression of transcript",
    "summaries": "summary in theme",
    "answers": "answer in discussion",
    "checklist_places": "reporting checklist, row",
    "study": "name of the study",
    "corrections": "correction in transcript",
    "settings": "setting of the study",
}
_ABOUT = {"passage": "passage of transcript", "coding": "coding in transcript"}


def located(study: Study, secrets: Search, table: str, column: str, place: str) -> Iterator[Leak]:
    """Search a column row by row, and name the row of each leak."""
    names = _names(study, secrets, table)
    rows = study.rows(f"select id, {column}::text as words from {table} order by id")
    for row in rows:
        for leak in secrets.leaks(place, in_tables.plain(row["words"] or "")):
            yield replace(leak, where=names.get(row["id"], f"{table}, {row['id'][:8]}"))


def _names(study: Study, secrets: Search, table: str) -> Mapping[str, str]:
    """Name the rows of a table; empty for one that has no names of its own."""
    if table == "events":
        rows = study.rows("select id, seq, verb from events")
        return {row["id"]: f"event {row['seq']}, {row['verb']}" for row in rows}
    rows = study.rows(_SUBJECTS, table=table)
    return {row["id"]: _name(secrets, table, row) for row in rows}


def _name(secrets: Search, table: str, row: Row) -> str:
    if table == "memos":
        about = str(row["about"])
        return f"memo on the {_labelled(secrets, _ABOUT.get(about, about), row)}"
    if table == "searches":
        code = _labelled(secrets, "as", row | {"number": None})
        return f"search {row['number']} of those that were coded" + f" {code}" * (code != "as")
    return _labelled(secrets, _KINDS[table], row)


def _labelled(secrets: Search, kind: str, row: Row) -> str:
    """Give a label, or a number where the label itself names somebody."""
    label, number = row["label"], row["number"]
    if label and not any(secrets.leaks("", label)):
        return f"{kind} “{label}”"
    return f"{kind} {number}" if number else kind


_SUBJECTS = """
with interviews as (
    select id, label, row_number() over (order by position, id) as number from transcripts
), subjects as (
    select 'transcript' as about, * from interviews
    union all select 'code', id, name, row_number() over (order by position, id) from codes
    union all select 'theme', id, name, row_number() over (order by position, id) from themes
    union all select 'participant', id, pseudonym, row_number() over (order by position, id)
        from participants
    union all select 'passage', p.id, t.label, t.number
        from passages p join interviews t on t.id = p.transcript_id
    union all select 'coding', c.id, t.label, t.number
        from codings c join passages p on p.id = c.passage_id
        join interviews t on t.id = p.transcript_id
), of_themes as (
    select 'theme_codes' as of_table, id, theme_id from theme_codes
    union all select 'theme_passages', id, theme_id from theme_passages
    union all select 'theme_links', id, from_id from theme_links
    union all select 'theme_reasons', id, theme_id from theme_reasons
    union all select 'theme_checks', id, theme_id from theme_checks
    union all select 'thoughts', id, theme_id from thoughts
    union all select 'summaries', id, theme_id from summaries
    union all select 'quote_marks', m.id, q.theme_id
        from quote_marks m join theme_quotes q on q.id = m.quote_id
), named as (
    select 'texts' as of_table, * exclude about from subjects where about = 'transcript'
    union all select 'transcripts', * exclude about from subjects where about = 'transcript'
    union all select 'codes', * exclude about from subjects where about = 'code'
    union all select 'themes', * exclude about from subjects where about = 'theme'
    union all select 'participants', * exclude about from subjects where about = 'participant'
    union all select 'attribute_values', v.id, s.label, s.number
        from attribute_values v join subjects s on s.id = v.participant_id
    union all select 'attributes', id, name, row_number() over (order by position, id)
        from attributes
    union all select 'speakers', v.id, s.label, s.number
        from speakers v join subjects s on s.id = v.transcript_id
    union all select 'phase_moves', id, null, phase from phase_moves
    union all select b.of_table, b.id, s.label, s.number
        from of_themes b left join subjects s on s.about = 'theme' and s.id = b.theme_id
    union all select 'impressions', v.id, s.label, s.number
        from impressions v left join subjects s on s.id = v.transcript_id
    union all select 'answers', id, null, row_number() over (order by ts, id) from answers
    union all select 'checklist_places', id, null, row_number() over (order by id)
        from checklist_places
    union all select 'study', id, null, null from study
    union all select 'settings', id, null, null from settings
    union all select 'corrections', v.id, s.label, s.number
        from corrections v join subjects s on s.id = v.transcript_id
    union all select 'searches', v.id, c.name, row_number() over (order by v.ts, v.id)
        from searches v left join codes c on c.id = v.code_id
)
select id, label, number, null as about from named where of_table = $table
union all
select m.id, s.label, coalesce(s.number, try_cast(m.about_id as integer)), m.about
from memos m left join subjects s on s.about = m.about and s.id = m.about_id
where $table = 'memos'
"""
