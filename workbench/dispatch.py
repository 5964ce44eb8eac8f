"""Send each act of the browser to the phase it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from workbench import audit, researchers
from workbench.anonymise import review_acts
from workbench.anonymise.vault import Vault
from workbench.coding import operations as coding
from workbench.study import Study
from workbench.ui.outbox import Acknowledgement, Operation, Outcome, process


def to_phases(study: Study, vault: Vault | None) -> Callable[[list[Operation]], Acknowledgement]:
    """Bind what stores acts to the open study and vault, without a word to Streamlit later."""
    reviewing = review_acts.handlers(vault)
    code = {kind: partial(_code, study, kind) for kind in coding.HANDLERS}

    def store(acts: list[Operation]) -> Acknowledgement:
        on_original = bool(acts) and review_acts.is_review(acts[0])
        return process(acts, reviewing if on_original else code)

    return store


def _code(study: Study, kind: str, act: Operation) -> Outcome:
    # An act that waited, perhaps over a reload, belongs to whom the screen named when it was done.
    by = researchers.checked(act.researcher) if act.researcher else study.researcher
    done = coding.HANDLERS[kind](study.seat(by), act)
    return Outcome(**done, n=audit.number(study, act.id))
