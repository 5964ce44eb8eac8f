"""Whatever was coded, dismissed or put off for a code is not offered for it, by any list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.coding.toy import WordEncoder, code_topic, make
from tests.conftest import Said
from workbench import audit
from workbench.coding import codings, embeddings, restraint, suggestions
from workbench.coding.reasons import Suggestion, Window
from workbench.errors import NothingToUndo
from workbench.study import Study

JUDGED = """
select p.transcript_id as t, p.start, p.stop from decisions d join passages p
    on p.id = d.passage_id where d.code_id = $code
union all
select p.transcript_id, p.start, p.stop from codings c join passages p
    on p.id = c.passage_id where c.code_id = $code
"""
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "part", "dismiss", "later", "anew", "blind", "undo", "redo"]),
        st.integers(0, 4),
    ),
    min_size=3,
    max_size=12,
)


@pytest.fixture
def code(study: Study, released: Callable[[str, Said], str]) -> str:
    ids = make(study, released, 2)
    embeddings.embed_all(study, WordEncoder())
    return code_topic(study, ids[0], "money", 3)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, n=st.integers(1, 40))
def test_nothing_judged_comes_back(
    study: Study, code: str, steps: list[tuple[str, int]], n: int
) -> None:
    for step, place in steps:
        found = suggestions.for_code(study, "words", code)
        apart(study, code, found)
        if found:
            act(study, code, step, found[place % len(found)])
    apart(study, code, suggestions.for_code(study, "words", code, n=n))
    edge = suggestions.at_the_edge(study, "words", code)
    apart(study, code, [one for one in edge if one.kind == "boundary"])
    while True:
        try:
            audit.undo(study)
        except NothingToUndo:
            break
        if len(codings.fetch_all(study)) == 3 and not study.rows("select id from decisions"):
            break


def act(study: Study, code: str, step: str, one: Suggestion) -> None:
    if step == "accept":
        suggestions.accept(study, one)
    elif step == "part":
        suggestions.accept(study, one, start=one.sentence[0], stop=one.sentence[1])
    elif step == "dismiss":
        suggestions.dismiss(study, one)
    elif step == "later":
        suggestions.later(study, one)
    elif step == "anew":
        restraint.reset(study, code)
    elif step == "blind":
        restraint.set_blinded(study, on=not restraint.settings(study).blinded)
    elif step == "undo" and len(codings.fetch_all(study)) > 3:
        audit.undo(study)
    elif step == "redo" and audit.next_redo(study):
        audit.redo(study)


def apart(study: Study, code: str, found: Sequence[Window]) -> None:
    judged = study.rows(JUDGED, code=code)
    for one in found:
        assert not any(
            row["t"] == one.transcript_id and row["start"] < one.stop and one.start < row["stop"]
            for row in judged
        )
