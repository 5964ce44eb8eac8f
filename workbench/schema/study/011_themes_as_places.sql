-- What is written about a theme beside its concept and definition, and how its card looks.
-- DuckDB alters a table that holds rows once in a transaction, so whole tables are written anew.
create table themes_now (
    id text primary key,
    parent_id text,
    name text not null,
    status text not null check (status in ('candidate', 'reviewed', 'named')),
    central_concept text not null,
    definition text not null,
    position integer not null,
    essence text default '',
    includes text default '',
    excludes text default '',
    boundaries text default '',
    story text default '',
    colour text default ''
);

insert into themes_now (id, parent_id, name, status, central_concept, definition, position)
    select id, parent_id, name, status, central_concept, definition, position from themes;

drop table themes;

alter table themes_now rename to themes;

-- Cards on the board: codes, passages and thoughts, piled in named stacks.
alter table theme_codes add column stack text default '';

create table theme_passages (
    id text primary key,
    theme_id text not null,
    passage_id text not null,
    stack text not null,
    position integer not null,
    researcher text not null,
    ts timestamp not null
);

-- A thought without a theme lies in the parking place.
create table thoughts (
    id text primary key,
    theme_id text,
    text text not null,
    colour text not null,
    stack text not null,
    position integer not null,
    researcher text not null,
    ts timestamp not null
);

create table parked_codes (
    id text primary key,
    code_id text not null,
    position integer not null
);

-- The map: where a theme stands on it, and what leads from one to another.
create table theme_places (
    id text primary key,
    theme_id text not null,
    x double not null,
    y double not null,
    size double not null
);

create table theme_links (
    id text primary key,
    from_id text not null,
    to_id text not null,
    name text not null,
    directed boolean not null
);

-- Why themes were joined, parted, raised, lowered or given up; some of them are gone since.
create table theme_reasons (
    id text primary key,
    theme_id text not null,
    verb text not null,
    text text not null,
    researcher text not null,
    ts timestamp not null
);

-- Answers to the questions that are put to a theme in review.
create table theme_checks (
    id text primary key,
    theme_id text not null,
    question text not null,
    verdict text not null check (verdict in ('yes', 'no', 'unsure')),
    text text not null,
    researcher text not null,
    ts timestamp not null
);

-- How a chosen quote is set: its marks are passages, so they follow the words of the transcript.
create table theme_quotes_now (
    id text primary key,
    theme_id text not null,
    coding_id text not null,
    position integer not null,
    form text default 'auto',
    with_question boolean default false,
    looked timestamp,
    version text default ''
);

insert into theme_quotes_now (id, theme_id, coding_id, position)
    select id, theme_id, coding_id, position from theme_quotes;

drop table theme_quotes;

alter table theme_quotes_now rename to theme_quotes;

create table quote_marks (
    id text primary key,
    quote_id text not null,
    passage_id text not null,
    kind text not null check (kind in ('omission', 'clarification', 'replacement', 'emphasis')),
    text text not null
);

-- Familiarisation: notes on one transcript, or without one on the whole set.
create table impressions (
    id text primary key,
    transcript_id text,
    kind text not null check (kind in ('listening', 'reading', 'first impression')),
    text text not null,
    researcher text not null,
    ts timestamp not null
);

-- A memo or impression put before the others, and what they answered: that outlives it.
create table discussions (
    id text primary key,
    about text not null check (about in ('memo', 'impression')),
    about_id text not null,
    settled boolean not null,
    researcher text not null,
    ts timestamp not null
);

create table answers (
    id text primary key,
    discussion_id text not null,
    text text not null,
    researcher text not null,
    ts timestamp not null
);

-- Reporting checklists: where in the manuscript an item is reported, left open until written.
create table checklist_places (
    id text primary key,
    checklist text not null,
    item text not null,
    place text not null
);

create or replace view orphans as
    select 'attribute_values' as table_name, id from attribute_values
        where participant_id not in (select id from participants)
           or attribute_id not in (select id from attributes)
    union all select 'texts', id from texts where id not in (select id from transcripts)
    union all select 'speakers', id from speakers
        where transcript_id not in (select id from transcripts)
           or (participant_id is not null and participant_id not in (select id from participants))
    union all select 'turns', id from turns
        where transcript_id not in (select id from transcripts)
           or speaker_id not in (select id from speakers)
    union all select 'readings', id from readings
        where transcript_id not in (select id from transcripts)
    union all select 'passages', id from passages
        where transcript_id not in (select id from transcripts)
    union all select 'codes', id from codes
        where parent_id is not null and parent_id not in (select id from codes)
    union all select 'codings', id from codings
        where passage_id not in (select id from passages)
           or code_id not in (select id from codes)
    union all select 'decisions', id from decisions
        where passage_id not in (select id from passages)
           or code_id not in (select id from codes)
    union all select 'vectors', id from vectors
        where transcript_id not in (select id from transcripts)
    union all select 'themes', id from themes
        where parent_id is not null and parent_id not in (select id from themes)
    union all select 'theme_codes', id from theme_codes
        where theme_id not in (select id from themes)
           or code_id not in (select id from codes)
    union all select 'theme_passages', id from theme_passages
        where theme_id not in (select id from themes)
           or passage_id not in (select id from passages)
    union all select 'thoughts', id from thoughts
        where theme_id is not null and theme_id not in (select id from themes)
    union all select 'parked_codes', id from parked_codes
        where code_id not in (select id from codes)
    union all select 'theme_places', id from theme_places
        where theme_id not in (select id from themes)
    union all select 'theme_links', id from theme_links
        where from_id not in (select id from themes) or to_id not in (select id from themes)
    union all select 'theme_checks', id from theme_checks
        where theme_id not in (select id from themes)
    union all select 'theme_quotes', id from theme_quotes
        where theme_id not in (select id from themes)
           or coding_id not in (select id from codings)
    union all select 'quote_marks', id from quote_marks
        where quote_id not in (select id from theme_quotes)
           or passage_id not in (select id from passages)
    union all select 'impressions', id from impressions
        where transcript_id is not null and transcript_id not in (select id from transcripts)
    union all select 'answers', id from answers
        where discussion_id not in (select id from discussions)
    union all select 'memos', id from memos
        where (about = 'transcript' and about_id not in (select id from transcripts))
           or (about = 'passage' and about_id not in (select id from passages))
           or (about = 'coding' and about_id not in (select id from codings))
           or (about = 'code' and about_id not in (select id from codes))
           or (about = 'theme' and about_id not in (select id from themes))
           or (about = 'participant' and about_id not in (select id from participants));
