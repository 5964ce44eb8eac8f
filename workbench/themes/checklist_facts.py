"""Say what a study itself can answer to the points of a reporting checklist."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from workbench import __version__, clock, participants
from workbench.store import Row
from workbench.study import Study
from workbench.themes import done_facts
from workbench.themes.sentences import listed, many, number, quoted, sentence, times

Found = Mapping[str, object]


def gather(study: Study) -> dict[str, str]:
    """Write a sentence or two for each fact; one that is not on record has an empty text."""
    counted: Row = study.row(_COUNTED) or {}
    said = {name: tell(counted) for name, tell in _TELLERS.items()}
    attributes = participants.attribute_names(study)
    said["sample"] = f"Attributes on record: {listed(attributes)}." if attributes else ""
    names = [row["researcher"] for row in study.rows(_CODERS)]
    said["coders"] = (
        sentence(f"{many(len(names), 'researcher')} coded: {listed(names)}") if names else ""
    )
    derived = done_facts.of_phase(study, 2, ())
    said["derivation"] = " ".join(sentence(one) for one in derived if "codebook" in one)
    themes = [row["name"] for row in study.rows(_THEMES)]
    under = counted["themes"] - len(themes)
    below = f" with {many(under, 'subtheme')}" if under else ""
    said["themes"] = (
        sentence(f"{many(len(themes), 'theme')}{below}: {quoted(themes, 12)}") if themes else ""
    )
    return said


def _participants(found: Row) -> str:
    if not found["transcripts"]:
        return ""
    who = many(found["participants"], "participant")
    return sentence(f"{who} in {many(found['transcripts'], 'released transcript')}")


def _recorded(found: Row) -> str:
    first, last = found["first_held"], found["last_held"]
    return f"Interviews are dated {_between(first, last)}." if first else ""


def _length(found: Row) -> str:
    if not found["words"]:
        return ""
    said = (
        f"Transcripts hold {found['words']:,} words, {found['fewest']:,} to {found['most']:,} each."
    )
    if found["timed"]:
        low, high = round(found["shortest"] / 60), round(found["longest"] / 60)
        said += (
            f" In {many(found['timed'], 'transcript')} with times, the last turn begins or ends "
            f"after {low} to {high} minutes."
        )
    return said


def _codebook(found: Row) -> str:
    if not found["codes"]:
        return ""
    heads = f", {number(found['heads'])} of them with codes below" if found["heads"] else ""
    return sentence(f"the codebook holds {many(found['codes'], 'code')}{heads}")


def _notes(found: Row) -> str:
    taken = found["notes"]
    return sentence(f"{many(taken, 'note')} on listening and reading are kept") if taken else ""


def _memos(found: Row) -> str:
    if not found["memos"]:
        return ""
    on = f", {number(found['phase_memos'])} of them on phases" if found["phase_memos"] else ""
    return sentence(f"{many(found['memos'], 'memo')} were written{on}")


def _discussions(found: Row) -> str:
    if not found["talks"]:
        return ""
    answers = many(found["answers"], "answer")
    return sentence(
        f"{many(found['talks'], 'memo or note', 'memos or notes')} were put before the "
        f"other researchers, with {answers}"
    )


def _consent(found: Row) -> str:
    if not found["participants"]:
        return ""
    return sentence(
        f"{number(found['agreed'])} of {many(found['participants'], 'participant')} agreed to "
        "deposit of the transcript; consent to take part is not on record here"
    )


def _pseudonyms(found: Row) -> str:
    if not found["transcripts"]:
        return ""
    kept = "have been destroyed" if found["destroyed"] else "are encrypted, apart from the study"
    return f"Transcripts were released after a review of their identifiers; the originals {kept}."


def _corrections(found: Row) -> str:
    made = found["corrections"]
    return f"Wording was corrected in {many(made, 'place')}." if made else ""


def _repeated(found: Row) -> str:
    again = found["again"]
    return (
        sentence(f"{many(again, 'participant')} speak in more than one transcript") if again else ""
    )


def _software(found: Row) -> str:
    return f"Interview workbench {__version__}." if found["transcripts"] else ""


def _coded_by(found: Row) -> str:
    if not found["suggested"] and not found["searched"]:
        return "" if not found["codings"] else "No coding on record began as a suggestion."
    return (
        f"Of {many(found['codings'], 'coding')}, {number(found['suggested'])} began as suggestions "
        f"that a researcher accepted, {number(found['searched'])} came from searches. The page "
        "Suggestions writes the full account."
    )


def _quotes(found: Row) -> str:
    if not found["quotes"]:
        return ""
    return sentence(
        f"{many(found['quotes'], 'quote')} by {many(found['quoted'], 'participant')} are chosen, "
        "each attributed by pseudonym"
    )


def _audit(found: Row) -> str:
    if not found["acts"]:
        return ""
    when = _between(found["begun"], found["ended"])
    return f"The audit trail holds {many(found['acts'], 'act')}, {when}."


def _phases(found: Row) -> str:
    if not found["acts"]:
        return ""
    moved = f" The study moved between phases {times(found['moves'])}." if found["moves"] else ""
    return f"The table of phases tells what was done in each.{moved}"


def _between(first: date, last: date) -> str:
    days = dict.fromkeys(clock.full_day(day) for day in (first, last))
    return " to ".join(days)


_TELLERS: Mapping[str, Callable[[Row], str]] = {
    "participants": _participants,
    "recorded": _recorded,
    "length": _length,
    "codebook": _codebook,
    "notes": _notes,
    "memos": _memos,
    "discussions": _discussions,
    "consent": _consent,
    "pseudonyms": _pseudonyms,
    "corrections": _corrections,
    "repeated": _repeated,
    "software": _software,
    "found": _coded_by,
    "quotes": _quotes,
    "audit": _audit,
    "phases": _phases,
}
_THEMES = "select name from themes where parent_id is null order by position, id"
_CODERS = "select distinct researcher from codings order by lower(researcher), researcher"
_COUNTED = """
with held as (select * from transcripts where state = 'released'),
ends as (
    select transcript_id, max(coalesce(ended, began)) as after from turns group by 1
    having max(coalesce(ended, began)) > 0
),
said as (
    select distinct s.participant_id, s.transcript_id from speakers s
    join held on held.id = s.transcript_id where s.participant_id is not null
)
select
    (select count(*) from held) as transcripts,
    (select count(distinct participant_id) from said) as participants,
    (select count(*) from (from said select 1 group by participant_id having count(*) > 1))
        as again,
    (select count(*) from participants p where consent_to_deposit
        and p.id in (select participant_id from said)) as agreed,
    (select min(recorded) from held) as first_held,
    (select max(recorded) from held) as last_held,
    (select sum(words) from held)::bigint as words,
    (select min(words) from held) as fewest,
    (select max(words) from held) as most,
    (select count(*) from ends) as timed,
    (select min(after) from ends) as shortest,
    (select max(after) from ends) as longest,
    (select count(*) from codes where not retired) as codes,
    (select count(*) from codes c where not retired
        and c.id in (select parent_id from codes where not retired)) as heads,
    (select count(*) from impressions where kind <> 'first impression') as notes,
    (select count(*) from memos) as memos,
    (select count(*) from memos where about = 'phase') as phase_memos,
    (select count(*) from discussions) as talks,
    (select count(*) from answers) as answers,
    (select count(*) from corrections) as corrections,
    (select count(*) from codings) as codings,
    (select count(*) from codings where found_by = 'suggestion') as suggested,
    (select count(*) from codings where found_by = 'search') as searched,
    (select count(*) from themes) as themes,
    (select count(distinct coding_id) from theme_quotes) as quotes,
    (select count(distinct s.participant_id) from theme_quotes q
        join quotable c on c.id = q.coding_id join passages p on p.id = c.passage_id
        join turns t on t.transcript_id = p.transcript_id and t.start < p.stop and t.stop > p.start
        join speakers s on s.id = t.speaker_id) as quoted,
    (select count(*) from events where kind = 'done') as acts,
    (select min(ts) from events) as begun,
    (select max(ts) from events) as ended,
    (select count(*) from phase_moves) as moves,
    (select count(*) from destructions) as destroyed
"""
