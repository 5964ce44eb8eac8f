-- A reading with a passage is of that stretch; one without is of the whole transcript.
alter table readings add column passage_id text;

create table code_keys (
    id text primary key,
    researcher text not null,
    code_id text not null,
    number integer not null check (number between 1 and 9)
);
