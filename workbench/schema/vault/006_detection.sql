create table detection (
    id text primary key,
    value text not null
);

create table terms (
    id text primary key,
    term text not null,
    kind text not null
);
