"""Lists of where a code ends: the same each time, and never what was judged already."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.coding.toy import WordEncoder, code_topic, make
from tests.conftest import Said
from workbench import audit, transcripts
from workbench.coding import (
    codings,
    edges,
    embeddings,
    learning,
    lists,
    restraint,
    scoring,
    suggestions,
)
from workbench.coding.reasons import Suggestion
from workbench.coding.taught import taught
from workbench.study import Study

ENCODER = "words"
Place = tuple[str, int, int]
FIND: dict[str, Callable[[Study, str, str], list[Suggestion]]] = {
    "like": suggestions.for_code,
    "boundary": edges.boundary,
    "opposite": edges.opposite,
}


@pytest.fixture
def code(study: Study, released: Callable[[str, Said], str]) -> str:
    """Code one passage of two transcripts: what is like it is plenty, and not firm."""
    first, _ = make(study, released, 2)
    embeddings.embed_all(study, WordEncoder())
    transcripts.mark_read(study, first)
    return code_topic(study, first, "food", 1)


def test_both_are_close_and_the_opposite_is_farthest(study: Study, code: str) -> None:
    near, far = (find(study, ENCODER, code) for find in (edges.boundary, edges.opposite))
    assert near
    assert far
    assert [one.place for one in near] == list(range(1, len(near) + 1))
    assert {one.kind for one in near} == {"boundary"}
    assert {one.kind for one in far} == {"opposite"}
    assert near == edges.boundary(study, ENCODER, code)
    assert far == edges.opposite(study, ENCODER, code)
    with taught(study, ENCODER, code) as known:
        evidence = known.evidence
        learned = learning.learn(evidence)
        windows = evidence.units.windows
        rows = [windows.under(one.transcript_id, one.start, one.stop)[0] for one in far]
        scores = scoring.exactly(evidence.units, learned, np.array(rows))
        alike = lists.closeness(evidence, np.array(rows))
        everywhere = lists.closeness(evidence, np.arange(len(evidence.units)))
    assert scores.tolist() == sorted(scores.tolist())
    assert alike.min() >= np.quantile(everywhere, 1 - lists.CLOSE)


def test_what_is_decided_there_says_nothing_of_the_usual_list(study: Study, code: str) -> None:
    before = restraint.worth(study, ENCODER, code)
    one, *_ = edges.boundary(study, ENCODER, code)
    suggestions.dismiss(study, one)
    suggestions.accept(study, edges.opposite(study, ENCODER, code)[0])
    worth = restraint.worth(study, ENCODER, code)
    assert worth.offered == before.offered
    rows = study.rows("select model from decisions order by ts, id")
    assert [row["model"].rsplit(", ", 1)[1] for row in rows] == ["boundary", "opposite"]


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(sorted(FIND)),
            st.sampled_from(["accept", "dismiss", "later"]),
            st.integers(0, 9),
        ),
        min_size=1,
        max_size=4,
    ),
    blinded=st.booleans(),
)
def test_what_was_judged_is_never_offered_again(
    study: Study, code: str, steps: list[tuple[str, str, int]], blinded: bool
) -> None:
    """In whatever list, whatever it was judged in; undone, the lists are what they were."""
    before = offered(study, code)
    if blinded:
        restraint.set_blinded(study, on=True)
    acts = int(blinded)
    judged: set[Place] = set()
    for kind, verdict, at in steps:
        found = FIND[kind](study, ENCODER, code)
        if not found:
            continue
        one = found[at % len(found)]
        getattr(suggestions, verdict)(study, one)
        acts += 1
        judged.add((one.transcript_id, one.start, one.stop))
        coded = {(c.transcript_id, c.start, c.stop) for c in codings.of_codes(study, [code])}
        for place in judged | coded:
            assert not [each for each in offered(study, code) if overlap(each, place)]
    for _ in range(acts):
        audit.undo(study)
    assert offered(study, code) == before


def offered(study: Study, code: str) -> list[Place]:
    """List the places of all lists."""
    return [
        (one.transcript_id, one.start, one.stop)
        for find in FIND.values()
        for one in find(study, ENCODER, code)
    ]


def overlap(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
