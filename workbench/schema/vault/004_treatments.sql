create table conventions (
    id text primary key,
    value text not null
);

create table places (
    id text primary key,
    name text not null,
    levels text not null
);
