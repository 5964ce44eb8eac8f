"""Record what a person decided about something suggested."""

from __future__ import annotations

from typing import Any

from workbench import audit, passages
from workbench.coding.matrices import Span
from workbench.study import Study


def record(study: Study, act: audit.Act, span: Span, **given: Any) -> str:
    """Store a decision on a passage inside an act that is under way; returns the passage's id.

    `given` are the other columns of its table.
    """
    passage = passages.anchor(act, *span, passage_id=study.new_id())
    mine = {"id": study.new_id(), "researcher": study.researcher, "ts": audit.now()}
    act.insert("decisions", mine | given | {"passage_id": passage.id})
    return passage.id
