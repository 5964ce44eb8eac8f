"""Remember what lists offered by names that tell nothing of it, and store what became of it.

A screen shows no reason that was drawn by chance, so a card names its suggestion, and the rest
stays here. The same suggestion keeps its name while this program runs.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import uuid4
from weakref import WeakKeyDictionary

from workbench.coding import codings, reasons, suggestions
from workbench.coding.operations import coding_row
from workbench.coding.reasons import Suggestion
from workbench.errors import AlreadyDone, NotThere
from workbench.store import Row
from workbench.study import Study

MOST = 5_000
"""Suggestions that are remembered: five hundred lists."""


class Operation(Protocol):
    """Describe what a handler needs to know of an act."""

    @property
    def id(self) -> str:
        """Name the act; becomes the id of the event."""

    @property
    def transcript_id(self) -> str:
        """Say whose words were offered."""

    @property
    def transcript_version(self) -> str:
        """Say which state of its text the offsets count in."""

    @property
    def details(self) -> Mapping[str, Any]:
        """Hold exactly the fields of the kind."""


@dataclass(kw_only=True)
class _Offers:
    """Hold suggestions by name, those offered last at the end, and their names."""

    held: OrderedDict[str, Suggestion] = field(default_factory=OrderedDict)
    names: dict[Suggestion, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_OFFERED: WeakKeyDictionary[object, _Offers] = WeakKeyDictionary()
_DOOR = threading.Lock()


def name(study: Study, suggestion: Suggestion) -> str:
    """Give the name under which a suggestion is remembered from now on."""
    offers = _offers(study)
    with offers.lock:
        found = offers.names.setdefault(suggestion, str(uuid4()))
        offers.held[found] = suggestion
        offers.held.move_to_end(found)
        while len(offers.held) > MOST:
            _, old = offers.held.popitem(last=False)
            del offers.names[old]
    return found


def find(study: Study, offer_id: str) -> Suggestion:
    """Find what was offered under a name; raises NotThere once that is forgotten."""
    found = _offers(study).held.get(offer_id)
    if found is None:
        raise NotThere("That list is gone: decide on the passage in the list as it stands now.")
    return found


def place(study: Study, offer_id: str, like: int | None = None) -> dict[str, str]:
    """Name the place in Coding of a suggestion, or of a passage it is like; raises NotThere."""
    one = find(study, offer_id)
    if like is None or not 0 <= like < len(one.near):
        return {"transcript": one.transcript_id, "at": str(one.start)}
    coding = codings.fetch(study, one.near[like].coding_id)
    return {"transcript": coding.transcript_id, "coding": coding.id}


def _offers(study: Study) -> _Offers:
    with _DOOR:
        return _OFFERED.setdefault(study.file, _Offers())


def _meant(study: Study, act: Operation) -> Suggestion:
    """Find what an act decides on; what the server has forgotten is where the act says."""
    given = act.details
    held = _offers(study).held.get(given["offer_id"])
    return held or reasons.forgotten(
        act.transcript_id,
        act.transcript_version,
        (given["start"], given["stop"]),
        given["code_id"],
    )


def _code(study: Study, act: Operation) -> Row:
    given = act.details
    coding = suggestions.accept(
        study,
        _meant(study, act),
        start=given["start"],
        stop=given["stop"],
        event_id=act.id,
        coding_id=given["coding_id"],
    )
    removed = [] if coding.id == given["coding_id"] else [given["coding_id"]]
    return {"applied": [coding_row(coding)], "removed": removed}


def _dismiss(study: Study, act: Operation) -> Row:
    found = _meant(study, act)
    suggestions.dismiss(study, found, why=act.details.get("text", ""), event_id=act.id)
    return {}


def _put_off(study: Study, act: Operation) -> Row:
    suggestions.later(study, _meant(study, act), event_id=act.id)
    return {}


def _once(handler: Callable[[Study, Operation], Row]) -> Callable[[Study, Operation], Row]:
    """Run a handler only if the trail does not hold what it would store."""

    def run(study: Study, act: Operation) -> Row:
        # Before the name is looked up: what was stored may be forgotten.
        if study.row("select id from events where id = $id", id=act.id):
            return {}
        try:
            return handler(study, act)
        except AlreadyDone:
            return {}

    return run


HANDLERS: Mapping[str, Callable[[Study, Operation], Row]] = {
    "code_offer": _once(_code),
    "dismiss_offer": _once(_dismiss),
    "put_off_offer": _once(_put_off),
}
