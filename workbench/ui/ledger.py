"""Remember for one browser session what was answered and what its screen shows by now.

A ledger is a plain object that changes in place and never touches Streamlit: acts are posted while
a script of the session runs, in threads of which Streamlit knows nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import uuid4
from weakref import WeakValueDictionary

from workbench import store as files
from workbench.errors import WorkbenchError
from workbench.ui.outbox import Acknowledgement, Operation, Outcome, Reject, Row, read

ATTEMPTS = 3
LAYERS = ("codings", "codes", "entities", "subjects", "read")
UNSEEN = 500  # answers kept for a browser that has not confirmed them
REMEMBERED = 5_000
Store = Callable[[list[Operation]], Acknowledgement]


@dataclass(slots=True, kw_only=True)
class View:
    """Remember what one mounted transcript was sent, and what it shows by now."""

    base: str
    sent: Row
    held: dict[str, dict[str, Row]]


@dataclass(slots=True, kw_only=True, weakref_slot=True)
class Ledger:
    """Hold the answers of one session; `refresh` names the fragments to rerun after each.

    Its id is known to the browser of that session alone, and lasts as long as the session. `began`
    is how many answers had been given when the run under way began to read. `store` stores acts,
    `history` tells what undo takes back. `stores` are the study and the vault where this session
    may read it, `drawn` their last events when its page was drawn; `window` names the session.
    `follow` gives the list that follows from a decision on what it offered.
    `owed` counts the reruns that the browser is to ask for once more, `told` those it asked for.
    """

    id: str = field(default_factory=lambda: str(uuid4()))
    store: Store = lambda _: Acknowledgement()
    history: Callable[[], list[Row]] = list
    answers: list[Row] = field(default_factory=list)
    count: int = 0
    began: int = 0
    runs: int = 0
    owed: int = 0
    told: int = 0
    known: dict[str, Reject | None] = field(default_factory=dict)
    attempts: dict[str, int] = field(default_factory=dict)
    waits: str = ""
    views: dict[str, View] = field(default_factory=dict)
    selected: dict[str, Row] = field(default_factory=dict)
    refresh: tuple[str, ...] = ()
    jump: Callable[[str, int, str, int], Row | None] | None = None
    follow: Callable[[], Row] | None = None
    jumped: object = None
    turn: threading.Lock = field(default_factory=threading.Lock)
    """One batch at a time is stored."""
    change: threading.Lock = field(default_factory=threading.Lock)
    """Held for moments, while what is noted changes."""
    window: str = ""
    stores: tuple[files.Store, ...] = ()
    drawn: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        _LEDGERS[self.id] = self


_LEDGERS: WeakValueDictionary[str, Ledger] = WeakValueDictionary()


def find(ledger_id: str) -> Ledger | None:
    """Find the ledger of a session that is still there."""
    return _LEDGERS.get(ledger_id)


def hear(ledger: Ledger, transcript_id: str, outcome: Outcome, *, rewritten: bool) -> None:
    """Note what the browser was told beside the answers; with other words, all is sent anew."""
    with ledger.change:
        for key, view in tuple(ledger.views.items()):
            if view.sent["transcript"]["id"] == transcript_id:
                if rewritten:
                    del ledger.views[key]
                else:
                    _hold(view.held, outcome)


def answer(ledger: Ledger, message: object) -> Row:
    """Store what a message brings; returns every answer that its browser has not confirmed."""
    with ledger.turn:
        receive(ledger, message)
        answers = list(ledger.answers)
        waits = ledger.waits
    told: Row = {"ledger": ledger.id, "answers": answers} | ({"waits": waits} if waits else {})
    if not _decides(message):
        return told | {"history": ledger.history()}
    with ThreadPoolExecutor(1) as beside:  # both wait for the database most of the time
        following = beside.submit(_following, ledger)
        return told | {"history": ledger.history()} | following.result()


def _decides(message: object) -> bool:
    """Tell whether a message decides on what a list offered."""
    batch = message.get("batch") if isinstance(message, dict) else None
    return isinstance(batch, list) and any(isinstance(a, dict) and "offer_id" in a for a in batch)


def _following(ledger: Ledger) -> Row:
    """Give the list that the page shows as it stands now; a page without one asks for it itself."""
    try:
        return {"follows": ledger.follow()} if ledger.follow else {}
    except WorkbenchError:  # as when the code is gone: the page's next run says so
        return {}


def receive(ledger: Ledger, message: object) -> None:
    """Store what a message brings and the ledger does not know, one answer for each operation.

    An operation that broke its handler three times is rejected instead of tried for ever.
    """
    if not isinstance(message, dict):
        return
    _confirm(ledger, message)
    ledger.waits = ""
    operations, rejects = read(message.get("batch"))
    _note(ledger, Acknowledgement(rejects=tuple(rejects)))
    for operation in operations:
        if operation.id in ledger.known:
            _note(ledger, _repeat(ledger, operation.id))
            continue
        told = _store(ledger, operation)
        ledger.waits = told.waits
        _note(ledger, told)
        if operation.id not in ledger.known:
            return


def _store(ledger: Ledger, operation: Operation) -> Acknowledgement:
    tries = ledger.attempts[operation.id] = ledger.attempts.get(operation.id, 0) + 1
    if tries <= ATTEMPTS:
        told = ledger.store([operation])
        del ledger.attempts[operation.id]  # nothing broke: what waits is tried as long as it takes
        return told
    why = "It could not be stored. Reload the page; if it happens again, report it."
    return Acknowledgement(rejects=(Reject(id=operation.id, why=why),))


def _repeat(ledger: Ledger, operation_id: str) -> Acknowledgement:
    reject = ledger.known[operation_id]
    return Acknowledgement(rejects=(reject,)) if reject else Acknowledgement(done=(operation_id,))


def _confirm(ledger: Ledger, message: Row) -> None:
    seen = message.get("seen")
    if message.get("ledger") == ledger.id and isinstance(seen, int):
        ledger.answers[:] = [answer for answer in ledger.answers if answer["n"] > seen]


def _note(ledger: Ledger, acknowledgement: Acknowledgement) -> None:
    known: dict[str, Reject | None] = dict.fromkeys(acknowledgement.done)
    known |= {reject.id: reject for reject in acknowledgement.rejects}
    if not known and not acknowledgement.outcomes:
        return
    for operation_id, reject in known.items():
        ledger.known[operation_id] = reject
        ledger.attempts.pop(operation_id, None)
    while len(ledger.known) > REMEMBERED:
        ledger.known.pop(next(iter(ledger.known)))
    answer: Row = {"done": list(acknowledgement.done)}
    answer["rejects"] = [{"id": each.id, "why": each.why} for each in acknowledgement.rejects]
    with ledger.change:
        ledger.count += 1
        answer["n"] = ledger.count
        answer["changes"] = [_change(ledger, *outcome) for outcome in acknowledgement.outcomes]
    ledger.answers.append(answer)
    del ledger.answers[:-UNSEEN]


def _change(ledger: Ledger, transcript_id: str, outcome: Outcome) -> Row:
    for view in ledger.views.values():
        if view.sent["transcript"]["id"] == transcript_id:
            _hold(view.held, outcome)
    return {
        "transcript_id": transcript_id,
        "n": outcome.n,
        "applied": list(outcome.applied),
        "removed": list(outcome.removed),
        "codes": list(outcome.codes),
        "entities": None if outcome.entities is None else list(outcome.entities),
        "subjects": None if outcome.subjects is None else list(outcome.subjects),
        "snapshot": None if outcome.snapshot is None else list(outcome.snapshot),
        "read": None if outcome.read is None else list(outcome.read),
    }


def _hold(held: dict[str, dict[str, Row]], outcome: Outcome) -> None:
    if outcome.snapshot is not None:
        held["codings"] = _by_id(outcome.snapshot)
    for name in outcome.removed:
        held["codings"].pop(name, None)
    held["codings"] |= _by_id(outcome.applied)
    held["codes"] |= _by_id(outcome.codes)
    if outcome.entities is not None:
        held["entities"] = _by_id(outcome.entities)
    if outcome.subjects is not None:
        held["subjects"] = _by_id(outcome.subjects)
    if outcome.read is not None:
        held["read"] = _by_id(outcome.read)


def select(ledger: Ledger, selection: object) -> None:
    """Note what is selected in a view; what is not a selection changes nothing."""
    if not isinstance(selection, dict):
        return
    numbers = [selection.get(name) for name in ("start", "stop")]
    names = [selection.get(name) for name in ("key", "transcript_id")]
    others = [selection.get(name) for name in ("coding_id", "entity_id", "code_id")]
    if all(type(number) is int for number in numbers) and all(
        isinstance(name, str) for name in names + [other for other in others if other is not None]
    ):
        ledger.selected[selection["key"]] = selection


def jump(ledger: Ledger, wanted: object) -> Row | None:
    """Find where a wish to see the next passage of a code leads, once for each wish."""
    if not isinstance(wanted, dict) or wanted == ledger.jumped or ledger.jump is None:
        return None
    ledger.jumped = wanted
    code, transcript = wanted.get("code_id"), wanted.get("transcript_id")
    by, start = wanted.get("by"), wanted.get("start")
    if isinstance(code, str) and isinstance(transcript, str) and by in (1, -1):
        return ledger.jump(code, by, transcript, start) if type(start) is int else None
    return None


def constant(ledger: Ledger, key: str, data: Row) -> Row:
    """Return what `key` was sent before while that and the answers since amount to `data`.

    The same message is replaced by its hash, so a rerun costs bytes and not the whole text. The
    browser draws a new `base` afresh, with the answers given since that was `answered`, and keeps
    what is still in its outbox on top of it. What was read while an act was stored may lack it,
    so what was sent stays: the browser asks again after each act.
    """
    layers = {name: _by_id(data[name]) for name in LAYERS}
    with ledger.change:
        view = ledger.views.get(key)
        overtaken = view is not None and ledger.count > ledger.began
        same = view is not None and view.sent["transcript"] == data["transcript"]
        if view is None or not same or not (overtaken or view.held == layers):
            sent = {**data, "answered": ledger.began}
            view = View(base=str(uuid4()), sent=sent, held=layers)
            ledger.views[key] = view
    layered = {name: view.sent[name] for name in ("transcript", "answered", *layers)}
    layered["newest"] = view.sent.get("newest", 0)
    return {**data, **layered, "base": view.base}


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    return {row["id"]: dict(row) for row in rows}
