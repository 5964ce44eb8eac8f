"""Send each act of the browser to the phase it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from workbench import audit, researchers, wording
from workbench.anonymise import review_acts
from workbench.anonymise.vault import Vault
from workbench.coding import code_operations, offered
from workbench.coding import operations as coding
from workbench.store import Row
from workbench.study import Study
from workbench.themes import board_operations, map_operations
from workbench.ui.outbox import Acknowledgement, Operation, Outcome, process

LISTED = 8
ARRANGING = {**code_operations.HANDLERS, **board_operations.HANDLERS, **map_operations.HANDLERS}
Handler = Callable[[Study, Operation], Row]
CODING: Mapping[str, Handler] = {**coding.HANDLERS, **offered.HANDLERS}


def to_phases(study: Study, vault: Vault | None) -> Callable[[list[Operation]], Acknowledgement]:
    """Bind what stores acts to the open study and vault, without a word to Streamlit later."""
    reviewing = review_acts.handlers(vault)
    code = {kind: partial(_code, study, handler) for kind, handler in CODING.items()}
    arranging = {kind: partial(_arrange, study, kind) for kind in ARRANGING}

    def store(acts: list[Operation]) -> Acknowledgement:
        if acts and not acts[0].transcript_id:  # acts on codebook and themes are about none
            return process(acts, arranging)
        on_original = bool(acts) and review_acts.is_review(acts[0])
        return process(acts, reviewing if on_original else code)

    return store


def history(study: Study) -> Callable[[], list[Row]]:
    """Bind what tells which acts undo would take back, next first."""

    def lines() -> list[Row]:
        events = audit.standing(study, LISTED)
        said = wording.tell(study, events)
        return [{"id": one.id, "label": words} for one, words in zip(events, said, strict=True)]

    return lines


def _code(study: Study, handler: Handler, act: Operation) -> Outcome:
    done = handler(_seat(study, act), act)
    return Outcome(**done, n=audit.number(study, act.id))


def _arrange(study: Study, kind: str, act: Operation) -> Outcome:
    ARRANGING[kind](_seat(study, act), act)
    return Outcome()


def _seat(study: Study, act: Operation) -> Study:
    # An act that waited, perhaps over a reload, belongs to whom the screen named when it was done.
    return study.seat(researchers.checked(act.researcher) if act.researcher else study.researcher)
