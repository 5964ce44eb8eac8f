-- What may be chosen as a quote: a coding, or a passage laid in a theme without a code.
create view quotable as
    select id, passage_id, code_id from codings
    union all select id, passage_id, null from theme_passages;

create or replace view orphans as
    select 'attribute_values' as table_name, id from attribute_values
        where participant_id not in (select id from participants)
           or attribute_id not in (select id from attributes)
    union all select 'texts', id from texts where id not in (select id from transcripts)
    union all select 'speakers', id from speakers
        where transcript_id not in (select id from transcripts)
           or (participant_id is not null and participant_id not in (select id from participants))
    union all select 'turns', id from turns
        where transcript_id not in (select id from transcripts)
           or speaker_id not in (select id from speakers)
    union all select 'readings', id from readings
        where transcript_id not in (select id from transcripts)
    union all select 'passages', id from passages
        where transcript_id not in (select id from transcripts)
    union all select 'codes', id from codes
        where parent_id is not null and parent_id not in (select id from codes)
    union all select 'codings', id from codings
        where passage_id not in (select id from passages)
           or code_id not in (select id from codes)
    union all select 'decisions', id from decisions
        where passage_id not in (select id from passages)
           or code_id not in (select id from codes)
    union all select 'vectors', id from vectors
        where transcript_id not in (select id from transcripts)
    union all select 'themes', id from themes
        where parent_id is not null and parent_id not in (select id from themes)
    union all select 'theme_codes', id from theme_codes
        where theme_id not in (select id from themes)
           or code_id not in (select id from codes)
    union all select 'theme_passages', id from theme_passages
        where theme_id not in (select id from themes)
           or passage_id not in (select id from passages)
    union all select 'thoughts', id from thoughts
        where theme_id is not null and theme_id not in (select id from themes)
    union all select 'parked_codes', id from parked_codes
        where code_id not in (select id from codes)
    union all select 'theme_places', id from theme_places
        where theme_id not in (select id from themes)
    union all select 'theme_links', id from theme_links
        where from_id not in (select id from themes) or to_id not in (select id from themes)
    union all select 'theme_checks', id from theme_checks
        where theme_id not in (select id from themes)
    union all select 'theme_quotes', id from theme_quotes
        where theme_id not in (select id from themes)
           or coding_id not in (select id from quotable)
    union all select 'quote_marks', id from quote_marks
        where quote_id not in (select id from theme_quotes)
           or passage_id not in (select id from passages)
    union all select 'summaries', id from summaries
        where theme_id not in (select id from themes)
           or participant_id not in (select id from participants)
    union all select 'impressions', id from impressions
        where transcript_id is not null and transcript_id not in (select id from transcripts)
    union all select 'answers', id from answers
        where discussion_id not in (select id from discussions)
    union all select 'memos', id from memos
        where (about = 'transcript' and about_id not in (select id from transcripts))
           or (about = 'passage' and about_id not in (select id from passages))
           or (about = 'coding' and about_id not in (select id from codings))
           or (about = 'code' and about_id not in (select id from codes))
           or (about = 'theme' and about_id not in (select id from themes))
           or (about = 'participant' and about_id not in (select id from participants));
