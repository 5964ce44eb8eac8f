"""Say whose words stand in a theme, and what the themes leave out.

Counts are of participants, never of codings: how often a thing was said is no measure of how much
it matters (Braun & Clarke 2021).
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench import participants
from workbench.coding import codebook
from workbench.coding.codebook import Code
from workbench.participants import Participant
from workbench.study import Study
from workbench.themes import outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Part the participants into those who speak in a theme and those who do not."""

    present: tuple[Participant, ...]
    absent: tuple[Participant, ...]


def of_theme(study: Study, theme_id: str) -> Coverage:
    """Tell who has words in a theme or its subthemes, and who has none. Raises NotThere."""
    outline.fetch(study, theme_id)
    speaking = by_theme(study, theme_id).get(theme_id, set())
    everybody = participants.fetch_all(study)
    return Coverage(
        present=tuple(person for person in everybody if person.id in speaking),
        absent=tuple(person for person in everybody if person.id not in speaking),
    )


def by_theme(study: Study, theme_id: str = "") -> dict[str, set[str]]:
    """Name by theme the participants with words in it or its subthemes; of one theme, or of all.

    Their words are coded under its codes, or lie in it as a passage with or without a code. What an
    interviewer says counts for nobody, nor what a speaker says who is not known as a participant.
    """
    return {row["id"]: set(row["people"]) for row in study.rows(_SPEAKING, id=theme_id)}


def codes_without_theme(study: Study) -> list[Code]:
    """List the codes in use that no theme holds, neither directly nor through a code above."""
    held = {code for theme in outline.fetch_all(study) for code in theme.codes}
    loose = []
    for code in codebook.fetch_all(study):
        if code.id in held or code.parent_id in held:
            held.add(code.id)
        elif not code.retired:
            loose.append(code)
    return loose


_SPEAKING = """
with recursive under as (
    select id as top, id from themes where $id in ('', id)
    union select under.top, t.id from themes t join under on t.parent_id = under.id
),
members as (
    select under.top, c.code_id from under join theme_codes c on c.theme_id = under.id
    union select members.top, c.id from codes c join members on c.parent_id = members.code_id
),
places as (
    select m.top, g.passage_id from members m join codings g on g.code_id = m.code_id
    union select u.top, l.passage_id from under u join theme_passages l on l.theme_id = u.id
)
select places.top as id, list(distinct s.participant_id) as people
from places join passages p on p.id = places.passage_id
join turns t on t.transcript_id = p.transcript_id and t.start < p.stop and t.stop > p.start
join speakers s on s.id = t.speaker_id
where s.participant_id is not null and s.role <> 'interviewer'
group by places.top
"""
