create table corrections (
    id text primary key,
    transcript_id text not null,
    start integer not null,
    stop integer not null,
    was text,
    becomes text,
    researcher text not null,
    ts timestamp not null,
    kept text default ''
);

create table checks (
    id text primary key,
    about_id text not null,
    correction_id text not null,
    settled boolean not null
);

create table rewordings (
    id text primary key,
    transcript_id text not null,
    was text not null,
    becomes text not null,
    starts integer[] not null,
    stops integer[] not null,
    lengths integer[] not null
);

alter table passages add column kept text default '';

alter table texts add column treated text default '';

update texts set treated = transcripts.version from transcripts where transcripts.id = texts.id;
