"""Keep suggestions in their place: when they may speak, what they were worth, when to stop.

Nothing here stops anybody: a study's settings say when suggestions are offered, and the figures
are numbers to think with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbench import audit
from workbench.coding.lists import ASKED_FOR, LONG
from workbench.coding.reasons import FORGOTTEN, WHICH, Learned
from workbench.coding.taught import BLINDED, RESET, taught
from workbench.errors import NotThere
from workbench.store import Row
from workbench.study import Study

OFF = "suggestions off"
UNREAD = "suggestions before reading"
OFF_FOR = "suggestions off: "
Silence = Literal["", "study", "code", "reading"]
SAID: dict[Silence, str] = {
    "": "",
    "study": "Suggestions are off in this study.",
    "code": "Suggestions are off for this code.",
    "reading": "Suggestions begin when a transcript has been read through once.",
}
LAST = 50
LEVEL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Hold when a study offers suggestions, and whether random passages are mixed in.

    `off_for` names the codes for which there are none.
    """

    on: bool
    before_reading: bool
    blinded: bool
    off_for: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Hold how many of some passages were accepted, and the exact 95 % interval of the share."""

    accepted: int
    decided: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """Hold what a code has learned from, and what its suggestions came to so far.

    `coded` counts its passages, `learned` those of them that teach, `passed` the windows that were
    read and left uncoded.
    `offered` counts those that the model chose, `drawn` those drawn at random in blinded lists,
    `last` the last 50 the model chose. `unread` is how many windows nobody has read or judged, and
    `left` how many of them may belong to the code by the random ones: best guess, low, high; None
    while none was drawn. `voices` of `all_voices` participants are heard on the code. While lists
    are blinded, decisions count by tens, and `waiting` are not counted yet: a figure that moves
    after one decision, or does not, would tell what was drawn. Lists of a code's edge never count.
    """

    coded: int
    learned: int
    passed: int
    offered: Share
    waiting: int
    drawn: Share
    last: Share
    unread: int
    left: tuple[float, float, float] | None
    voices: int
    all_voices: int


def settings(study: Study) -> Settings:
    """Read how this study is set: on, after reading, open-eyed, for all codes unless changed."""
    found = study.rows("select id, value from settings where starts_with(id, 'suggestions')")
    known = {row["id"]: row["value"] for row in found}
    return Settings(
        on=OFF not in known,
        before_reading=UNREAD in known,
        blinded=BLINDED in known,
        off_for=frozenset(name.removeprefix(OFF_FOR) for name in known if name.startswith(OFF_FOR)),
    )


def silence(study: Study, code_id: str | None = None) -> Silence:
    """Name what keeps suggestions, for a code or any, from being offered now; empty: nothing."""
    found = settings(study)
    if not found.on:
        return "study"
    if code_id in found.off_for:
        return "code"
    return "" if found.before_reading or _read_through(study) else "reading"


def silent(study: Study, code_id: str | None = None) -> str:
    """Say why no suggestions, for a code or any, are offered now; empty where they are."""
    return SAID[silence(study, code_id)]


def set_on(study: Study, *, on: bool, code_id: str | None = None) -> None:
    """Offer suggestions in this study, or for one code, or no longer; raises NotThere."""
    with audit.act(study, "suggestions.set_on", subject=code_id) as act:
        if code_id:
            _require(act, code_id)
        _flag(act, f"{OFF_FOR}{code_id}" if code_id else OFF, on=not on)


def set_before_reading(study: Study, *, on: bool) -> None:
    """Offer suggestions also before any transcript was read through, or no longer."""
    with audit.act(study, "suggestions.set_before_reading") as act:
        _flag(act, UNREAD, on=on)


def set_blinded(study: Study, *, on: bool) -> None:
    """Mix passages drawn at random into lists from now on, or no longer."""
    with audit.act(study, "suggestions.set_blinded") as act:
        _flag(act, BLINDED, on=on)


def reset(study: Study, code_id: str) -> None:
    """Let a code begin anew: earlier dismissals and accepted suggestions no longer teach.

    They stay what they are and are not offered again; what was coded in reading still teaches.
    Raises NotThere.
    """
    with audit.act(study, "suggestions.reset", subject=code_id) as act:
        _require(act, code_id)
        now = audit.now().isoformat()
        if act.row("select id from settings where id = $id", id=RESET + code_id):
            act.update("settings", RESET + code_id, value=now)
        else:
            act.insert("settings", {"id": RESET + code_id, "value": now})


def worth(study: Study, encoder_name: str, code_id: str) -> Worth:
    """Count what was accepted of what was offered, and estimate what is left; raises NotThere.

    The intervals are Clopper and Pearson's. The estimate holds for the windows unread now, as far
    as those drawn resemble them.
    """
    with taught(study, encoder_name, code_id) as known:
        units, windows = known.evidence.units, known.evidence.windows
        unread = int((windows.free & ~windows.read).sum())
        passed = int((windows.free & windows.read).sum())
        learned = Learned(units, known.teaching).examples
        heard = {
            units.voices[int(row)]
            for one in known.coded
            for row in units.windows.under(one.transcript_id, one.start, one.stop)
        }
        found = study.rows(
            _VERDICTS, ids=list(known.code_ids), elsewhere=[WHICH, FORGOTTEN, *ASKED_FOR]
        )
    waiting = len(found) % LONG if known.blinded else 0
    found = found[: len(found) - waiting]
    chosen = [row for row in found if not row["drawn"]]
    drawn = share([row for row in found if row["drawn"]])
    left = None
    if drawn.decided:
        shares = (drawn.accepted / drawn.decided, drawn.low, drawn.high)
        left = (shares[0] * unread, shares[1] * unread, shares[2] * unread)
    return Worth(
        coded=len(known.coded),
        learned=learned,
        passed=passed,
        offered=share(chosen),
        waiting=waiting,
        drawn=drawn,
        last=share(chosen[-LAST:]),
        unread=unread,
        left=left,
        voices=len(heard),
        all_voices=len(set(units.voices)),
    )


def share(decisions: Sequence[Row]) -> Share:
    """Count what was accepted; the interval is exact for a binomial share."""
    many = len(decisions)
    yes = sum(row["verdict"] == "accepted" for row in decisions)
    low, high = interval(yes, many)
    return Share(accepted=yes, decided=many, low=low, high=high)


def interval(yes: int, many: int) -> tuple[float, float]:
    """Give Clopper and Pearson's 95 % interval of a share (1934, doi 10.1093/biomet/26.4.404)."""
    from scipy.special import betaincinv  # noqa: PLC0415 - takes a quarter of a second to load

    tail = (1 - LEVEL) / 2
    low = float(betaincinv(yes, many - yes + 1, tail)) if yes else 0.0
    high = float(betaincinv(yes + 1, many - yes, 1 - tail)) if yes < many else 1.0
    return low, high


def _flag(act: audit.Act, name: str, *, on: bool) -> None:
    before = act.row("select id from settings where id = $id", id=name)
    if on and before is None:
        act.insert("settings", {"id": name, "value": "on"})
    elif before and not on:
        act.delete("settings", name)


def _require(act: audit.Act, code_id: str) -> None:
    if not act.row("select id from codes where id = $id", id=code_id):
        raise NotThere("There is no such code in this study.")


def _read_through(study: Study) -> bool:
    found = study.row("select count(*) as n from readings where passage_id is null")
    return bool(found and found["n"])


_VERDICTS = """
select verdict, coalesce(drawn, false) as drawn from decisions
where list_contains($ids::text[], code_id) and verdict in ('accepted', 'dismissed')
  and not list_contains($elsewhere::text[], split_part(coalesce(model, ''), ', ', -1))
order by ts, id
"""
