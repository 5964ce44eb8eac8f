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

create table originals (
    id text primary key,
    label text not null,
    name text not null,
    kind text not null,
    encoding text not null,
    sha256 text not null,
    bytes blob not null,
    text text not null,
    header json not null,
    findings json not null,
    imported timestamp not null
);

create table turns (
    id text primary key,
    transcript_id text not null,
    position integer not null,
    speaker text not null,
    role text not null,
    start integer not null,
    stop integer not null,
    began double,
    ended double
);

create table entities (
    id text primary key,
    kind text not null,
    directness text not null check (directness in ('direct', 'indirect')),
    name text not null,
    treatment text check (treatment in ('pseudonymise', 'generalise', 'redact', 'keep')),
    replacement text,
    participant_id text
);

create table speakers (
    id text primary key,
    transcript_id text not null,
    label text not null,
    role text not null,
    position integer not null,
    variants json not null,
    entity_id text
);

create table mentions (
    id text primary key,
    transcript_id text not null,
    entity_id text not null,
    start integer not null,
    stop integer not null,
    surface text not null,
    kind text not null,
    directness text not null,
    detector text not null,
    probability double not null,
    treatment text check (treatment in ('pseudonymise', 'generalise', 'redact', 'keep')),
    replacement text,
    removed boolean not null
);

create table releases (
    id text primary key,
    ts timestamp not null,
    starts integer[] not null,
    stops integer[] not null,
    words text[] not null
);

create table intentions (
    id text primary key,
    ts timestamp not null,
    verb text not null check (verb in ('import', 'release')),
    transcript_id text not null,
    payload json not null
);

create view orphans as
    select 'turns' as table_name, id from turns
        where transcript_id not in (select id from originals)
    union all select 'speakers', id from speakers
        where transcript_id not in (select id from originals)
           or (entity_id is not null and entity_id not in (select id from entities))
    union all select 'mentions', id from mentions
        where transcript_id not in (select id from originals)
           or entity_id not in (select id from entities)
    union all select 'releases', id from releases
        where id not in (select id from originals);
