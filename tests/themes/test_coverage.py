"""Whoever speaks in a theme is counted once, whichever way the words came there."""

from __future__ import annotations

import random

import pytest

from tests.themes.conftest import Example
from workbench import audit, transcripts
from workbench.coding import codings
from workbench.errors import NotAllowed
from workbench.themes import board, cards, coverage, development, gathering, outline

COUNTED = """
select count(*) as n from participants one where exists (
    select 1 from speakers s, turns t, passages p
    where s.participant_id = one.id and s.role != 'interviewer' and t.speaker_id = s.id
      and t.transcript_id = p.transcript_id and greatest(t.start, p.start) < least(t.stop, p.stop)
      and (p.id in (select passage_id from theme_passages where theme_id in (select unnest($t)))
           or p.id in (select passage_id from codings where code_id in (select unnest($c)))))
"""


def expected(example: Example, theme_id: str) -> int:
    """Count in another way: each participant is looked for by themselves."""
    under = [theme.id for theme in outline.subtree(example.study, theme_id)]
    parents = {row["id"]: row["parent_id"] for row in example.study.rows("select * from codes")}
    gathered = {
        row["code_id"]
        for row in example.study.rows("select * from theme_codes")
        if row["theme_id"] in under
    }
    codes = set()
    for code in parents:
        above: str | None = code
        while above:
            codes |= {code} if above in gathered else set()
            above = parents[above]
    (row,) = example.study.rows(COUNTED, t=under, c=sorted(codes))
    return int(row["n"])


@pytest.mark.parametrize("seed", range(3))
def test_participants_are_counted_as_one_would_by_hand(example: Example, seed: int) -> None:
    study, chance = example.study, random.Random(seed)
    third = development.add(study, "Alone").id
    themes = [example.theme, example.subtheme, third]
    for _ in range(14):
        transcript = chance.choice([example.karen, example.mo])
        start = chance.randrange(len(transcripts.text(study, transcript)) - 12)
        place = (transcript, start, start + chance.randrange(2, 12))
        try:
            if chance.random() < 0.5:
                gathering.add(study, chance.choice(themes), *place)
            elif chance.random() < 0.5:
                codings.apply(study, *place, chance.choice(list(example.codes.values())))
            else:
                code = chance.choice(list(example.codes.values()))
                cards.lay(study, code, chance.choice(themes))
        except NotAllowed:  # it lies there already, or there are no words
            continue
        if chance.random() < 0.2:
            audit.undo(study)
        told = [row["Participants"] for row in board.table_rows(study)]
        everywhere = coverage.by_theme(study)
        for theme, said in zip(outline.fetch_all(study), told, strict=True):
            wanted = expected(example, theme.id)
            assert len(everywhere.get(theme.id, ())) == wanted
            assert len(coverage.of_theme(study, theme.id).present) == wanted
            assert said == f"{wanted} of 3"


def test_a_passage_without_a_code_speaks_in_its_theme(example: Example) -> None:
    gathering.add(example.study, example.subtheme, example.mo, 40, 50)
    for theme in (example.theme, example.subtheme):
        (one,) = coverage.of_theme(example.study, theme).present
        assert one.pseudonym == "Mo"
