-- What was encoded, by its hash: the same words are never encoded twice, wherever they stand.
alter table vectors add column hash text;

-- Vectors of words that a correction took out of a text: undo brings the words back.
create table kept_vectors (
    id text primary key,
    model text not null,
    hash text not null,
    vector float[384] not null
);
