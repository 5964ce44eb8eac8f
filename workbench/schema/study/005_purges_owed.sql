create table purges_owed (
    id text primary key,
    ts timestamp not null
);

-- A release that an older version left half way may have hidden words: what it left is purged too.
insert into purges_owed select id, ts from intentions;
