"""Take what a browser did, have each operation stored once, and say what became of it.

The browser draws an act at once and keeps it in its outbox until an answer names it. Batches may
come twice, so every operation has an id made in the browser, and handlers pass it to the audit
trail as the id of the event (`AlreadyDone` counts as done).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.errors import AlreadyDone, NotAllowed, NotWritten, StudyBusy, WorkbenchError

Row = dict[str, Any]

_PLACE: Mapping[str, type] = {"theme_id": str, "before": str, "stack": str}
_OFFER: Mapping[str, type] = {"offer_id": str, "code_id": str, "start": int, "stop": int}
# What each kind of operation must bring; anything else in it is dropped.
KINDS: Mapping[str, Mapping[str, type]] = {
    "apply": {"coding_id": str, "code_id": str, "start": int, "stop": int},
    "apply_offered": {
        "coding_id": str,
        "code_id": str,
        "start": int,
        "stop": int,
        "place": int,
        "labels": int,
    },
    "code_offer": {**_OFFER, "coding_id": str},
    "dismiss_offer": _OFFER,
    "put_off_offer": _OFFER,
    "remove": {"coding_id": str},
    "remove_all": {"coding_ids": list},
    "create_and_apply": {"coding_id": str, "code_id": str, "name": str, "start": int, "stop": int},
    "in_vivo": {"coding_id": str, "code_id": str, "start": int, "stop": int},
    "resize": {"coding_id": str, "start": int, "stop": int},
    "memo": {"memo_id": str, "start": int, "stop": int, "text": str},
    "add_code": {"code_id": str, "parent_id": str, "name": str},
    "place_code": {"code_id": str, "parent_id": str, "place": int},
    "rename_code": {"code_id": str, "name": str},
    "merge_codes": {"code_id": str, "other_id": str},
    "split_code": {"code_id": str, "other_id": str, "name": str, "coding_ids": list},
    "retire_code": {"code_id": str},
    "revive_code": {"code_id": str},
    "remove_code": {"code_id": str},
    "recode_add": {"code_id": str, "coding_ids": list},
    "recode_move": {"code_id": str, "coding_ids": list},
    "recode_off": {"coding_ids": list},
    "lay_card": {"card_id": str, "code_id": str, **_PLACE},
    "put_card": {"card_id": str, **_PLACE},
    "copy_card": {"card_id": str, "other_id": str, **_PLACE},
    "take_card": {"card_id": str},
    "name_stack": {"theme_id": str, "stack": str, "name": str},
    "add_thought": {"card_id": str, "text": str, **_PLACE},
    "write_thought": {"card_id": str, "text": str},
    "add_theme": {"theme_id": str, "parent_id": str, "name": str},
    "rename_theme": {"theme_id": str, "name": str},
    "colour_theme": {"theme_id": str, "colour": str},
    "place_theme": {"theme_id": str, "parent_id": str, "place": int, "text": str},
    "merge_theme": {"theme_id": str, "other_id": str, "text": str},
    "split_theme": {
        "theme_id": str,
        "other_id": str,
        "name": str,
        "card_ids": list,
        "text": str,
    },
    "dissolve_theme": {"theme_id": str, "text": str},
    "place_themes": {"places": list},
    "link_themes": {"link_id": str, "from_id": str, "to_id": str, "name": str, "directed": bool},
    "memo_on": {"about": str, "about_id": str, "text": str},
    "read": {"start": int, "stop": int, "read": bool},
    "pin": {"code_id": str, "number": int},
    "undo": {},
    "redo": {},
    "decide": {"entity_id": str, "treatment": str},
    "reopen": {"entity_id": str},
    "merge": {"entity_id": str, "other_id": str},
    "split": {"entity_id": str, "places": list},
    "give": {"other_id": str, "places": list},
    "treat_places": {"places": list, "treatment": str},
    "drop_places": {"places": list},
    "confirm_places": {"places": list},
    "add_identifier": {"entity_id": str, "start": int, "stop": int, "identifier": str},
}
OPTIONAL: Mapping[str, type] = {
    "coding_id": str,
    "replacement": str,
    "alike": bool,
    "seen": str,
    "text": str,
}
NO_ROOM = (
    "the drive does not take it. Make room on the drive and keep this page open: it is stored as "
    "soon as there is room."
)
LONGEST = 100_000  # code points in one piece of writing, or ids in one list


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Carry one act from the browser; `details` holds exactly the fields of its kind.

    Offsets in `details` are code points of the transcript's text, half open. `researcher` is who
    the screen said was working; empty where it said nothing.
    """

    id: str
    client: str
    seq: int
    kind: str
    transcript_id: str
    transcript_version: str
    details: Mapping[str, Any]
    researcher: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Tell the browser what an operation changed, in the shapes that `mount` takes.

    `snapshot` replaces all codings of the transcript (undo, redo), `read` all that was read of it,
    `entities` all its mentions and `subjects` all whom they belong to; leave them None where
    nothing of the kind changed. `n` is the number of the operation's event: a screen draws nothing
    older over it.
    """

    applied: Sequence[Row] = ()
    removed: Sequence[str] = ()
    codes: Sequence[Row] = ()
    entities: Sequence[Row] | None = None
    subjects: Sequence[Row] | None = None
    snapshot: Sequence[Row] | None = None
    read: Sequence[Row] | None = None
    n: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """Refuse one operation, with a reason fit for the screen."""

    id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """Answer a batch; an operation named nowhere in it is to be sent again.

    `waits` says why that is and what helps, where somebody has to help.
    """

    done: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()
    outcomes: tuple[tuple[str, Outcome], ...] = ()  # transcript id, what changed there
    waits: str = ""


def process(
    operations: Iterable[Operation], handlers: Mapping[str, Callable[[Operation], Outcome]]
) -> Acknowledgement:
    """Store operations in order, each by the handler of its kind.

    A `WorkbenchError` rejects that operation alone; `StudyBusy` and `NotWritten` leave it and all
    later ones unanswered, so that the browser sends them again in the same order.
    """
    done: list[str] = []
    rejects: list[Reject] = []
    outcomes: list[tuple[str, Outcome]] = []
    waits = ""
    for operation in operations:
        try:
            outcome = _handler(operation, handlers)(operation)
        except AlreadyDone:
            done.append(operation.id)
        except StudyBusy:
            break
        except NotWritten:
            waits = NO_ROOM
            break
        except WorkbenchError as error:
            rejects.append(Reject(id=operation.id, why=str(error)))
        else:
            done.append(operation.id)
            outcomes.append((operation.transcript_id, outcome))
    return Acknowledgement(
        done=tuple(done), rejects=tuple(rejects), outcomes=tuple(outcomes), waits=waits
    )


def _handler(
    operation: Operation, handlers: Mapping[str, Callable[[Operation], Outcome]]
) -> Callable[[Operation], Outcome]:
    if operation.kind not in handlers:
        raise NotAllowed("This screen cannot store that act. Reload the page and try again.")
    return handlers[operation.kind]


def read(batch: object) -> tuple[list[Operation], list[Reject]]:
    """Parse a batch as the browser sent it, in order; what has no id is dropped unanswered."""
    operations: list[Operation] = []
    rejects: list[Reject] = []
    for item in batch if isinstance(batch, list) else []:
        if not isinstance(item, dict) or not isinstance(item.get("id"), str):
            continue
        operation = _operation(item)
        if operation is None:
            rejects.append(Reject(id=item["id"], why="The act could not be read. Do it again."))
        else:
            operations.append(operation)
    return operations, rejects


def _operation(item: Row) -> Operation | None:
    kind = item.get("kind")
    if not isinstance(kind, str) or kind not in KINDS or not _is(item.get("seq"), int):
        return None
    names = ("id", "client", "transcript_id", "transcript_version")
    if not all(_is(item.get(name), str) and len(item[name]) <= 200 for name in names):
        return None
    fields = KINDS[kind]
    if not all(_is(item.get(name), type_) for name, type_ in fields.items()):
        return None
    details = {name: item[name] for name in fields}
    details |= {name: item[name] for name, type_ in OPTIONAL.items() if _is(item.get(name), type_)}
    if "start" in fields and not 0 <= details["start"] < details["stop"]:
        return None
    common = {name: item[name] for name in names}
    by = item.get("researcher")
    common["researcher"] = by if isinstance(by, str) and len(by) <= 200 else ""
    return Operation(**common, seq=item["seq"], kind=kind, details=details)


def _is(value: object, type_: type) -> bool:
    if isinstance(value, str | list) and len(value) > LONGEST:
        return False
    if isinstance(value, list):
        return type_ is list and all(isinstance(one, str) and len(one) <= 200 for one in value)
    return type(value) is type_
