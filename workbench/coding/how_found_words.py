"""Write how passages were found as a paragraph for the methods part of a paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workbench import clock
from workbench.coding import how_found, worth_words
from workbench.coding.how_found import Account, Decided, Found, OfCode, Switched
from workbench.coding.reasons import METHOD
from workbench.study import Study
from workbench.ui.plain import count

NEVER = "Suggestions were not used: none was coded, dismissed or put off."

ASKED_FOR = (
    "Other lists were made when asked for, of passages close to a code that the order puts outside "
    "it: at its edge the closest, opposite to it those farthest outside. They are counted apart."
)


def paragraph(account: Account) -> str:
    """Write the study's figures as sentences; where suggestions were never used, it says so."""
    if not account.offered:
        told = [_found(account), NEVER if not account.found.suggestion else "", _silent(account)]
    else:
        told = [
            _found(account),
            _what(account),
            _when(account),
            *_lists(account),
            "What was shown and left undecided is not on record.",
            _blinded(account),
        ]
    return " ".join(filter(None, told))


def of_study(study: Study, encoder_name: str) -> str:
    """Account for a study in words."""
    return whole(how_found.account(study, encoder_name))


def of_codes(account: Account) -> Sequence[str]:
    """Write a sentence or more for each code with decisions on suggestions."""
    return [_of_code(one) for one in account.codes if one.offered]


def whole(account: Account) -> str:
    """Put paragraph, codes and changes of settings one below the other, an empty line between."""
    changes = "\n".join(switches(account))
    return "\n\n".join(filter(None, [paragraph(account), *of_codes(account), changes]))


def _found(account: Account) -> str:
    if not account.found.codings:
        return "Nothing has been coded yet."
    ways = _ways(account.found)
    coded = count(account.found.codings, "coding")
    passages = count(account.passages, "passage")
    alone = f" Of those by suggestion, {account.unlisted} did not come from the list of a code."
    return f"Of {coded} on {passages}, {ways}.{alone if account.unlisted else ''}"


def _ways(found: Found) -> str:
    told = [
        f"{found.reading:,} came about in reading",
        f"{found.search:,} by searching",
        f"{found.suggestion:,} by suggestion",
    ]
    if found.imported:
        told.append(f"{found.imported:,} with an import, which does not tell how")
    return _listed(told)


def _what(account: Account) -> str:
    fewest, most = account.labels or (0, 0)
    stretches = f"{fewest:,}" if fewest == most else f"{fewest:,} to {most:,}"
    learned = f"; {stretches} stretches were judged by then" if account.labels else ""
    weighed = any(METHOD in each for each in account.models)
    shorter = "Of passages as much alike the shorter comes first. " if weighed else ""
    return (
        "A suggestion is a passage of the transcripts that is not coded yet, offered for a code in "
        "an order learned, on the researcher's own computer, from what had been coded, dismissed, "
        f"or read and left uncoded ({_listed(account.models)}{learned}). {shorter}"
        "The program writes no words, names no code and applies none: each was accepted or "
        "dismissed by a person."
    )


def _when(account: Account) -> str:
    if account.first is None or account.last is None:
        return ""
    read = len(account.read_first)
    of = count(account.released, "transcript")
    after = (
        f"after {read} of {of} had been read through ({', '.join(account.read_first)})"
        if read
        else "before any transcript had been read through"
    )
    if read == account.released:
        after = f"after all of {of} had been read through"
    began, ended = day(account.first), day(account.last)
    until = f"on {began}" if began == ended else f"from {began} to {ended}"
    by = f", by {account.researchers} researchers" if account.researchers > 1 else ""
    return f"Decisions on suggestions were made {until}{by}, the first {after}."


def _lists(one: Account | OfCode) -> Sequence[str]:
    """Say what was decided on the usual list and, apart from it, on those that were asked for."""
    asked_for = ((one.edge, "the edge of {}"), (one.opposite, "what is opposite to {}"))
    whole = isinstance(one, Account)
    code = "a code" if whole else "this code"
    apart = [
        _decided(decided, "passage", f" in lists of {of.format(code)}")
        for decided, of in asked_for
        if decided.offered
    ]
    usual = [_decided(one.decided)] if one.decided.offered else []
    return [*usual, *([ASKED_FOR] if whole and apart else []), *apart]


def _decided(decided: Decided, what: str = "suggestion", where: str = "") -> str:
    notes = []
    if decided.adjusted:
        notes.append(f"{decided.adjusted:,} with other edges than offered")
    if decided.removed:
        notes.append(f"{decided.removed:,} taken off again later")
    more = f" ({_listed(notes)})" if notes else ""
    offered = count(decided.offered, what)
    return (
        f"Of {offered} decided on{where}, {decided.accepted:,} {_were(decided.accepted)} "
        f"coded{more}, {decided.dismissed:,} dismissed and {decided.put_off:,} put off."
    )


def _blinded(account: Account) -> str:
    if any(one.worth for one in account.codes):
        return (
            "Into some lists passages drawn at random were mixed, which nobody could tell from the "
            "others."
        )
    if any(one.setting == "blinded" and one.on for one in account.switched):
        return "Passages drawn at random were to be mixed in; none of them was decided on."
    return "No passages drawn at random were mixed in as a check."


def _of_code(one: OfCode) -> str:
    told = [f"“{one.name}”: {_ways(one.found)}.", *_lists(one)]
    if one.worth and one.worth.drawn.decided:
        chosen, drawn = one.worth.offered, one.worth.drawn
        told.append(
            f"Of {count(chosen.decided, 'passage')} that the order put first, {chosen.accepted:,} "
            f"{_were(chosen.accepted)} coded ({_interval(chosen.low, chosen.high)})."
        )
        told.append(
            worth_words.left(one.worth)
            if one.worth.unread
            else f"Of {count(drawn.decided, 'passage')} drawn at random, {drawn.accepted:,} "
            f"{_were(drawn.accepted)} coded. Nothing is left unread."
        )
    if one.worth and one.worth.waiting:
        told.append(
            f"The last {one.worth.waiting} decided on are left out while lists are blinded."
        )
    return " ".join(told)


def _interval(low: float, high: float) -> str:
    return f"95 % confidence interval {low * 100:.0f} to {high * 100:.0f} %"


def _silent(account: Account) -> str:
    """Say since when they are off, where that is how the study is set."""
    whole = [one for one in account.switched if one.setting == "study"]
    if not whole or whole[-1].on:
        return ""
    return f"They have been switched off since {day(whole[-1].ts)}."


def switches(account: Account) -> Sequence[str]:
    """Write each change of a setting as a line: day, what, on or off."""
    names = {one.code_id: one.name for one in account.codes}
    return [_switch(one, names.get(one.code_id, "a code")) for one in account.switched]


def _switch(one: Switched, code: str) -> str:
    what = {
        "study": "Suggestions in the study",
        "code": f"Suggestions for “{code}”",
        "reading": "Suggestions before reading",
        "blinded": "Blinded lists",
        "anew": f"“{code}” begun anew",
    }[one.setting]
    state = ("" if one.on else ": taken back") if one.setting == "anew" else _state(one)
    return f"{day(one.ts)}: {what}{state}"


def _state(one: Switched) -> str:
    return " switched on" if one.on else " switched off"


def day(ts: datetime) -> str:
    """Write a day of the trail in the zone of this machine."""
    return clock.full_day(clock.local(ts))


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
