-- What somebody stressed as they spoke is told from what the researcher stresses.
create table quote_marks_now (
    id text primary key,
    quote_id text not null,
    passage_id text not null,
    kind text not null
        check (kind in ('omission', 'clarification', 'replacement', 'emphasis', 'stress')),
    text text not null
);

insert into quote_marks_now select id, quote_id, passage_id, kind, text from quote_marks;

drop table quote_marks;

alter table quote_marks_now rename to quote_marks;
