"""A decision on what a list offered is answered with the list that follows from it."""

from __future__ import annotations

from typing import Any

from tests.ui.test_ledger import Recorder, message
from tests.ui.test_outbox import sent
from workbench.errors import NotAllowed
from workbench.ui import ledger


def test_a_decision_on_an_offer_is_answered_with_the_list() -> None:
    """A list that cannot be made keeps no act from being answered."""
    lists = iter([{"list": "one"}])

    def follow() -> dict[str, Any]:
        for found in lists:
            return found
        raise NotAllowed("The code is gone.")

    session = ledger.Ledger(store=Recorder(), follow=follow)
    decided = {**sent("a1"), "offer_id": "x"}
    assert "follows" not in ledger.answer(session, message(sent("a0")))
    assert ledger.answer(session, message(decided))["follows"] == {"list": "one"}
    told = ledger.answer(session, message({**decided, "id": "a2"}))
    assert "follows" not in told
    assert told["answers"][-1]["done"] == ["a2"]
