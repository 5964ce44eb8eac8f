create table samples (
    id text primary key,
    seed bigint not null,
    turns integer not null,
    size integer not null,
    researcher text not null,
    ts timestamp not null
);

create table sampled_turns (
    id text primary key,
    sample_id text not null,
    place integer not null,
    transcript_id text not null,
    position integer not null,
    verdict text check (verdict in ('clear', 'missed')),
    researcher text,
    ts timestamp
);

create table judged_words (
    id text primary key,
    word text not null,
    verdict text not null check (verdict in ('harmless', 'identifier')),
    researcher text not null,
    ts timestamp not null
);

create table worksheet_answers (
    id text primary key,
    participant_id text not null,
    question text not null,
    judgement text,
    words text not null,
    researcher text not null,
    ts timestamp not null
);

create table worksheet_signatures (
    id text primary key,
    participant_id text not null,
    name text not null,
    researcher text not null,
    ts timestamp not null
);

create table compared_attributes (
    id text primary key,
    name text not null
);
