create table searches (
    id text primary key,
    query text not null,
    kind text not null check (kind in ('words', 'forms', 'signs', 'pattern')),
    exact boolean not null,
    within text not null,
    unit text not null check (unit in ('words', 'sentence', 'turn')),
    code_id text not null,
    researcher text not null,
    ts timestamp not null
);

alter table codings add column search_id text;
