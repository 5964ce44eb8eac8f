create sequence event_order;

create table events (
    id text primary key,
    seq bigint not null default nextval('event_order'),
    ts timestamp not null,
    researcher text not null,
    verb text not null,
    subject text,
    kind text not null check (kind in ('done', 'undo', 'redo')),
    about text,
    undoable boolean not null,
    changes json not null
);

create table study (
    id text primary key,
    name text not null,
    created timestamp not null,
    vault text not null
);

create table settings (
    id text primary key,
    value text not null
);

create table participants (
    id text primary key,
    pseudonym text not null,
    position integer not null,
    consent_to_deposit boolean
);

create table attributes (
    id text primary key,
    name text not null,
    position integer not null
);

create table attribute_values (
    id text primary key,
    participant_id text not null,
    attribute_id text not null,
    value text not null
);

create table transcripts (
    id text primary key,
    label text not null,
    position integer not null,
    state text not null check (state in ('imported', 'released')),
    recorded date,
    words integer not null,
    version text not null
);

create table texts (
    id text primary key,
    text text not null
);

create table speakers (
    id text primary key,
    transcript_id text not null,
    label text not null,
    role text not null check (role in ('interviewer', 'participant', 'other')),
    participant_id text
);

create table turns (
    id text primary key,
    transcript_id text not null,
    position integer not null,
    speaker_id text not null,
    start integer not null,
    stop integer not null,
    began double,
    ended double
);

create table readings (
    id text primary key,
    transcript_id text not null,
    researcher text not null,
    ts timestamp not null
);

create table passages (
    id text primary key,
    transcript_id text not null,
    start integer not null,
    stop integer not null
);

create table memos (
    id text primary key,
    about text not null check (about in
        ('study', 'transcript', 'passage', 'coding', 'code', 'theme', 'phase', 'participant')),
    about_id text not null,
    text text not null,
    researcher text not null,
    ts timestamp not null
);

create table codes (
    id text primary key,
    parent_id text,
    name text not null,
    colour text not null,
    description text not null,
    use_when text not null,
    avoid_when text not null,
    example text not null,
    position integer not null,
    retired boolean not null
);

create table codings (
    id text primary key,
    passage_id text not null,
    code_id text not null,
    researcher text not null,
    ts timestamp not null,
    found_by text not null check (found_by in ('reading', 'search', 'suggestion', 'import'))
);

create table decisions (
    id text primary key,
    passage_id text not null,
    code_id text not null,
    verdict text not null check (verdict in ('accepted', 'dismissed')),
    place integer not null,
    model text not null,
    researcher text not null,
    ts timestamp not null
);

create table vectors (
    id text primary key,
    transcript_id text not null,
    unit text not null check (unit in ('sentence', 'window', 'question')),
    start integer not null,
    stop integer not null,
    turn_position integer not null,
    model text not null,
    vector float[384] not null
);

create table themes (
    id text primary key,
    parent_id text,
    name text not null,
    status text not null check (status in ('candidate', 'reviewed', 'named')),
    central_concept text not null,
    definition text not null,
    position integer not null
);

create table theme_codes (
    id text primary key,
    theme_id text not null,
    code_id text not null,
    position integer not null
);

create table theme_quotes (
    id text primary key,
    theme_id text not null,
    coding_id text not null,
    position integer not null
);

create table phase_moves (
    id text primary key,
    phase integer not null check (phase between 1 and 6),
    note text not null,
    researcher text not null,
    ts timestamp not null
);

create table intentions (
    id text primary key,
    ts timestamp not null
);

create view orphans as
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
    union all select 'theme_quotes', id from theme_quotes
        where theme_id not in (select id from themes)
           or coding_id not in (select id from codings)
    union all select 'memos', id from memos
        where (about = 'transcript' and about_id not in (select id from transcripts))
           or (about = 'passage' and about_id not in (select id from passages))
           or (about = 'coding' and about_id not in (select id from codings))
           or (about = 'code' and about_id not in (select id from codes))
           or (about = 'theme' and about_id not in (select id from themes))
           or (about = 'participant' and about_id not in (select id from participants));
