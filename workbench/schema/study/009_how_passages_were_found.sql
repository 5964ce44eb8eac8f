-- A decision knows what it was offered by and, where it was accepted, the coding it led to.
create table decisions_now (
    id text primary key,
    passage_id text not null,
    code_id text not null,
    verdict text not null check (verdict in ('accepted', 'dismissed', 'later')),
    place integer not null,
    model text not null,
    researcher text not null,
    ts timestamp not null,
    encoder text,
    labels integer,
    drawn boolean,
    coding_id text
);

insert into decisions_now (id, passage_id, code_id, verdict, place, model, researcher, ts)
    select id, passage_id, code_id, verdict, place, model, researcher, ts from decisions;

drop table decisions;

alter table decisions_now rename to decisions;
