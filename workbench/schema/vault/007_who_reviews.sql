alter table entities add column decided_by text;
alter table entities add column decided_in text;
alter table entities add column decided_at timestamp;

create table reviewers (
    id text primary key,
    researcher text not null,
    ts timestamp not null
);
