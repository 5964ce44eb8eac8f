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
    """Tell who has words coded under a theme or its subthemes, and who has none.

    What an interviewer says counts for nobody, nor what a speaker says who is not known as a
    participant. Raises NotThere.
    """
    codes = [code for theme in outline.subtree(study, theme_id) for code in theme.codes]
    speaking = {row["participant_id"] for row in study.rows(_SPEAKING, codes=codes)}
    everybody = participants.fetch_all(study)
    return Coverage(
        present=tuple(person for person in everybody if person.id in speaking),
        absent=tuple(person for person in everybody if person.id not in speaking),
    )


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
with recursive members as (
    select unnest($codes::text[]) as id
    union select c.id from codes c join members m on c.parent_id = m.id
)
select distinct s.participant_id
from members m join codings g on g.code_id = m.id join passages p on p.id = g.passage_id
join turns t on t.transcript_id = p.transcript_id and t.start < p.stop and t.stop > p.start
join speakers s on s.id = t.speaker_id
where s.participant_id is not null and s.role <> 'interviewer'
"""
