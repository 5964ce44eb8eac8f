create table destructions (
    id text primary key,
    ts timestamp not null,
    researcher text not null,
    key_digest text not null,
    originals integer not null,
    unreleased integer not null,
    entities integer not null,
    digests text not null
);
