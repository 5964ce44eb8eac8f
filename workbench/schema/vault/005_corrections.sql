create table corrections (
    id text primary key,
    starts integer[] not null,
    stops integer[] not null,
    words text[] not null
);

create table outside (
    id text primary key,
    entity_id text not null,
    surface text not null
);
