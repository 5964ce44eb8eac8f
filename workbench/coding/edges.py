"""List on request what lies where a code ends, to be judged like any suggestion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workbench.coding import learning, lists
from workbench.coding.evidence import Evidence
from workbench.coding.learning import Directions
from workbench.coding.lists import Ranking
from workbench.coding.reasons import Learned, Suggestion
from workbench.coding.taught import taught
from workbench.study import Study

Choose = Callable[[Evidence, Directions, Ranking, int], list[int]]


def boundary(study: Study, encoder_name: str, code_id: str, n: int = 10) -> list[Suggestion]:
    """List passages close to the middle of a code that the model takes for something else.

    The closest come first. As in any list nothing touches what was coded, dismissed or put off for
    the code. The same study and decisions give the same list. Raises NotThere.
    """
    return _listed(
        study, encoder_name, code_id, n, "boundary", lambda e, _, r, most: lists.edge(e, r, most)
    )


def opposite(study: Study, encoder_name: str, code_id: str, n: int = 10) -> list[Suggestion]:
    """List passages close to a code's in topic and farthest from them by the model's decision.

    They speak of the same matter and may say otherwise. What else holds is as for `boundary`.
    """
    return _listed(study, encoder_name, code_id, n, "opposite", lists.opposite)


def _listed(
    study: Study, encoder_name: str, code_id: str, n: int, kind: lists.Kind, choose: Choose
) -> list[Suggestion]:
    with taught(study, encoder_name, code_id) as known:
        evidence, units = known.evidence, known.evidence.units
        if not evidence.enough:
            return []
        directions = learning.learn(evidence)
        ranking = lists.rank(evidence, directions, n)
        learned = Learned(units, known.teaching)
        labels = sum(len(rows) for rows in (evidence.windows.yes, evidence.windows.no))
        heard = {
            units.voices[int(row)]
            for one in known.coded
            for row in units.windows.under(one.transcript_id, one.start, one.stop)
        }
        found = [
            learned.explain(
                row, place, ranking.rough.sentences, code_id, kind=kind, labels=labels, heard=heard
            )
            for place, row in enumerate(choose(evidence, directions, ranking, n), start=1)
        ]
    return [replace(one, model=f"{one.model}, {kind}") for one in found]
