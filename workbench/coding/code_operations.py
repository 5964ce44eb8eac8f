"""Store what the browser did to the codebook: one verb, and one event, per kind of operation.

The operation's id is that of the event, so that one that comes twice is stored once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from workbench import audit
from workbench.coding import codebook, recoding
from workbench.errors import NotAllowed
from workbench.study import Study


class Operation(Protocol):
    """Describe what a handler needs to know of an act."""

    @property
    def id(self) -> str:
        """Name the act; becomes the id of the event."""

    @property
    def details(self) -> Mapping[str, Any]:
        """Hold exactly the fields of the kind."""


def _add(study: Study, act: Operation) -> None:
    given = act.details
    codebook.add(
        study,
        given["name"],
        parent_id=given["parent_id"] or None,
        code_id=given["code_id"],
        event_id=act.id,
    )


def _place(study: Study, act: Operation) -> None:
    given = act.details
    code, parent = codebook.fetch(study, given["code_id"]), given["parent_id"] or None
    if code.parent_id == parent:
        codebook.move(study, code.id, given["place"], event_id=act.id)
    else:
        codebook.nest(study, code.id, parent, given["place"], event_id=act.id)


def _rename(study: Study, act: Operation) -> None:
    codebook.rename(study, act.details["code_id"], act.details["name"], event_id=act.id)


def _merge(study: Study, act: Operation) -> None:
    codebook.merge(study, act.details["code_id"], act.details["other_id"], event_id=act.id)


def _split(study: Study, act: Operation) -> None:
    given = act.details
    if not given["code_id"]:
        raise NotAllowed("A code is split off from one code: choose that one above the list first.")
    codebook.split(
        study,
        given["code_id"],
        given["coding_ids"],
        given["name"],
        new_id=given["other_id"],
        event_id=act.id,
    )


def _retire(study: Study, act: Operation) -> None:
    codebook.retire(study, act.details["code_id"], event_id=act.id)


def _revive(study: Study, act: Operation) -> None:
    codebook.revive(study, act.details["code_id"], event_id=act.id)


def _remove(study: Study, act: Operation) -> None:
    codebook.remove(study, act.details["code_id"], event_id=act.id)


def _recode_add(study: Study, act: Operation) -> None:
    recoding.add(study, act.details["coding_ids"], act.details["code_id"], event_id=act.id)


def _recode_move(study: Study, act: Operation) -> None:
    recoding.move(study, act.details["coding_ids"], act.details["code_id"], event_id=act.id)


def _recode_off(study: Study, act: Operation) -> None:
    recoding.take_off(study, act.details["coding_ids"], event_id=act.id)


def _undo(study: Study, act: Operation) -> None:
    audit.undo(study, event_id=act.id)


def _redo(study: Study, act: Operation) -> None:
    audit.redo(study, event_id=act.id)


HANDLERS: Mapping[str, Callable[[Study, Operation], None]] = {
    "add_code": _add,
    "place_code": _place,
    "rename_code": _rename,
    "merge_codes": _merge,
    "split_code": _split,
    "retire_code": _retire,
    "revive_code": _revive,
    "remove_code": _remove,
    "recode_add": _recode_add,
    "recode_move": _recode_move,
    "recode_off": _recode_off,
    "undo": _undo,
    "redo": _redo,
}
