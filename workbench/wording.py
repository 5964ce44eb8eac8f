"""Say in plain words what an event of the study's audit trail did.

Codes, themes, transcripts and participants are named; what a participant said never is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from workbench.events import Change, Event
from workbench.store import Row
from workbench.study import Study

LONGEST = 60
"""Letters of a name before it is cut: a code in vivo may be a whole sentence."""
PARTS = {
    "description": "description",
    "use_when": "when to use",
    "avoid_when": "when not",
    "example": "example",
}


class Names:
    """Know what things are called: as they are now, or as the events last knew them."""

    def __init__(self, study: Study, events: Iterable[Event]) -> None:
        told = list(events)
        self.known: dict[str, str] = {row["id"]: row["name"] for row in study.rows(_NAMES)}
        self.homes: dict[str, Row] = {}
        for event in told:
            for change in event.changes:
                self._learn(change)
        wanted = [event.subject for event in told if event.subject]
        for row in study.rows(_HOMES, ids=wanted):
            self.homes.setdefault(row["id"], row)

    def _learn(self, change: Change) -> None:
        for row in (change.after, change.before):
            if row and change.table in {"codes", "themes"} and "name" in row:
                self.known.setdefault(change.id, row["name"])
            if row and change.table == "memos" and {"about", "about_id"} <= row.keys():
                self.homes.setdefault(change.id, {"about": row["about"], "on": row["about_id"]})

    def __call__(self, wanted: str | None, otherwise: str = "one now gone") -> str:
        """Name something by its id."""
        name = self.known.get(wanted or "", otherwise)
        return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def tell(study: Study, events: Sequence[Event]) -> list[str]:
    """Say for each event what was done, or what was taken back; give them newest first."""
    names = Names(study, events)
    return [_of_event(event.as_done(), names) for event in events]


def _of_event(event: Event, names: Names) -> str:
    said = _VERBS.get(event.verb)
    return said(event, names) if said else _plain(event.verb)


def when(ts: datetime, *, today: datetime | None = None) -> str:
    """Write a time of the trail in the zone of this machine; of today the hour alone."""
    local = ts.replace(tzinfo=UTC).astimezone()
    if today and local.date() == today.replace(tzinfo=UTC).astimezone().date():
        return local.strftime("%H:%M")
    return local.strftime("%-d %b %Y, %H:%M")


def number(many: int, one: str) -> str:
    """Write a number with its noun."""
    return f"{many:,} {one if many == 1 else one + 's'}"


def rows(event: Event, table: str, *kinds: str) -> list[Change]:
    """List what happened to one table, by default all of it."""
    return [
        change
        for change in event.changes
        if change.table == table and (not kinds or change.kind in kinds)
    ]


def values(changes: Iterable[Change], column: str, *, after: bool = True) -> list[str]:
    """List the distinct values that a column has after (or had before) some changes."""
    sides = [change.after if after else change.before for change in changes]
    return list(dict.fromkeys(str(side[column]) for side in sides if side and side.get(column)))


def _plain(verb: str) -> str:
    what, _, how = verb.replace("_", " ").strip().partition(".")
    return f"{what.capitalize()}: {how.strip()}" if how else what.capitalize()


def _both(event: Event, table: str) -> Row:
    """Merge what is known of the first row of a table that was changed."""
    found = rows(event, table)
    return {**(found[0].before or {}), **(found[0].after or {})} if found else {}


def _coding(event: Event, names: Names) -> str:
    home = names.homes.get(event.subject or "", {})
    code = _both(event, "codings").get("code_id") or home.get("code_id")
    place = _both(event, "passages").get("transcript_id") or home.get("transcript_id")
    return f"{names(code, 'a code')} on a passage of {names(place, 'a transcript')}"


def _renamed(event: Event, names: Names) -> str:
    for table in ("codes", "themes"):
        for change in rows(event, table, "update"):
            return f"{(change.before or {}).get('name')} → {(change.after or {}).get('name')}"
    return names(event.subject)


def _defined(event: Event, names: Names) -> str:
    parts = [PARTS[name] for name in PARTS if name in _both(event, "codes")]
    return f"{names(event.subject)} ({', '.join(parts)})" if parts else names(event.subject)


def _nested(event: Event, names: Names) -> str:
    moved = [c for c in event.changes if c.id == event.subject and "parent_id" in (c.after or {})]
    if not moved:
        return names(event.subject)
    parent = (moved[0].after or {})["parent_id"]
    return f"{names(event.subject)} {'under ' + names(parent) if parent else 'to the top'}"


def merged_into(event: Event) -> str | None:
    """Find the code that a merged one went into: whatever hung on the one points to the other."""
    columns = (
        ("codings", "code_id"),
        ("decisions", "code_id"),
        ("theme_codes", "code_id"),
        ("codes", "parent_id"),
        ("memos", "about_id"),
    )
    for table, column in columns:
        for change in rows(event, table, "update"):
            if (change.before or {}).get(column) == event.subject:
                return str((change.after or {})[column])
    return None


def _merged(event: Event, names: Names) -> str:
    into, moved = merged_into(event), len(rows(event, "codings", "update"))
    said = names(event.subject) + (f" into {names(into)}" if into else "")
    return said + (f", {number(moved, 'coding')}" if moved else "")


def _split(event: Event, names: Names) -> str:
    fresh = [change.id for change in rows(event, "codes", "insert")]
    moved = number(len(rows(event, "codings")), "passage")
    return f"{moved} of {names(event.subject)} to {names(fresh[0]) if fresh else 'a new code'}"


def _memo(event: Event, names: Names) -> str:
    row = _both(event, "memos")
    home = names.homes.get(event.subject or "", {})
    about = row.get("about") or home.get("about") or ""
    return " ".join(filter(None, (f"on the {about}" if about else "", _named(row, home, names))))


def _named(row: Row, home: Row, names: Names) -> str:
    return names.known.get(row.get("about_id") or home.get("on") or "", "")


def _quote(event: Event, names: Names) -> str:
    themes = [names(theme) for theme in (_both(event, "theme_quotes").get("theme_id"),) if theme]
    return f"for {themes[0]}" if themes else ""


def _subject(event: Event, names: Names) -> str:
    return names(event.subject, "")


def _transcript(event: Event, names: Names) -> str:
    row = {**_both(event, "readings"), **_both(event, "transcripts")}
    return names(row.get("transcript_id") or event.subject, "")


def _corrected(event: Event, names: Names) -> str:
    told = [change.after or change.before or {} for change in rows(event, "corrections")]
    homes = list(dict.fromkeys(str(row.get("transcript_id")) for row in told))
    places = number(len(rows(event, "corrections")), "place")
    named = names(homes[0]) if len(homes) == 1 else number(len(homes), "transcript")
    return f"{places} in {named}"


def _participant(event: Event, names: Names) -> str:
    return names(_both(event, "attribute_values").get("participant_id") or event.subject, "")


def _phase(event: Event, _: Names) -> str:
    return f"to {_both(event, 'phase_moves').get('phase', '')}"


def _added(table: str, one: str) -> Callable[[Event, Names], str]:
    return lambda event, _: number(len(rows(event, table, "insert")), one)


def _many(event: Event, names: Names) -> str:
    codings = rows(event, "codings")
    gone = values(codings, "code_id", after=False)
    code = names(event.subject) if event.subject else ", ".join(names(each) for each in gone[:3])
    return f"{code}, {number(len(codings), 'passage')}"


def _found(event: Event, names: Names) -> str:
    codings = rows(event, "codings", "insert")
    codes = ", ".join(names(code) for code in values(codings, "code_id"))
    return f"{codes}, {number(len(codings), 'passage')}"


def _flag(event: Event, _: Names) -> str:
    return "on" if rows(event, "settings", "insert") else "off"


def _say(words: str, rest: Callable[[Event, Names], str]) -> Callable[[Event, Names], str]:
    def said(event: Event, names: Names) -> str:
        told = rest(event, names)
        return f"{words}: {told}" if told else words

    return said


_VERBS: Mapping[str, Callable[[Event, Names], str]] = {
    "agreement.show": lambda event, names: f"Figures of agreement {_flag(event, names)}",
    "codings.apply": _say("Coding", _coding),
    "codings.remove": _say("Coding taken off", _coding),
    "codings.resize": _say("Coding with other edges", _coding),
    "codings.remove_all": _say("Codings taken off", _many),
    "codings.import": _say("Codings imported", _added("codings", "coding")),
    "codebook.add": _say("New code", _subject),
    "codebook.rename": _say("Code renamed", _renamed),
    "codebook.recolour": _say("Code recoloured", _subject),
    "codebook.define": _say("Code defined", _defined),
    "codebook.nest": _say("Code moved", _nested),
    "codebook.move": _say("Code moved among its neighbours", _subject),
    "codebook.merge": _say("Code merged", _merged),
    "codebook.split": _say("Code split", _split),
    "codebook.retire": _say("Code retired", _subject),
    "codebook.revive": _say("Code offered again", _subject),
    "codebook.remove": _say("Code removed", _subject),
    "codebook.import": _say("Codebook imported", _added("codes", "code")),
    "recoding.add": _say("Coded as well", _many),
    "recoding.move": _say("Moved to another code", _many),
    "recoding.take_off": _say("Codings taken off", _many),
    "results.code": _say("Results of a search coded", _found),
    "suggestions.accept": _say("Suggestion accepted", _coding),
    "suggestions.dismiss": _say("Suggestion dismissed", _subject),
    "suggestions.later": _say("Suggestion put off", _subject),
    "suggestions.reset": _say("Suggestions begun anew", _subject),
    "suggestions.set_on": _say("Suggestions switched on or off", _subject),
    "suggestions.set_before_reading": _say("Suggestions before reading", _flag),
    "suggestions.set_blinded": _say("Blinded suggestions", _flag),
    "memos.write": _say("Memo", _memo),
    "memos.rewrite": _say("Memo rewritten", _memo),
    "memos.remove": _say("Memo removed", _memo),
    "development.add": _say("New theme", _subject),
    "development.group": _say("Codes put in a theme", _subject),
    "development.ungroup": _say("Codes taken out of a theme", _subject),
    "development.rename": _say("Theme renamed", _renamed),
    "development.define": _say("Theme defined", _subject),
    "development.set_status": _say("Status of a theme", _subject),
    "development.nest": _say("Theme moved", _nested),
    "development.reorder": _say("Theme moved among its neighbours", _subject),
    "development.merge": _say("Theme merged", _subject),
    "development.split": _say("Theme split", _subject),
    "development.remove": _say("Theme removed", _subject),
    "regrouping.set_codes": _say("Codes of a theme", _subject),
    "quotes.choose": _say("Quote chosen", _quote),
    "quotes.unchoose": _say("Quote no longer chosen", _quote),
    "phases.move": _say("Phase", _phase),
    "participants.set_attribute": _say("Attribute", _participant),
    "participants.set_consent": _say("Consent to deposit", _participant),
    "participants.import_attributes": _say(
        "Attributes imported", _added("attribute_values", "value")
    ),
    "transcripts.relabel": _say("Transcript renamed", _transcript),
    "transcripts.correct": _say("Text corrected", _corrected),
    "checks.accept": lambda *_: "Passages checked after a correction",
    "checks.adjust": _say("Other edges after a correction", _coding),
    "stretches.mark": _say("Reading marked", _transcript),
    "pins.pin": _say("Code put on a key", _subject),
    "transcripts.mark_read": _say("Reading marked", _transcript),
    "pseudonymise.import_": _say("Transcript imported", _transcript),
    "pseudonymise.release": _say("Transcript released", _transcript),
    "pseudonymise.treat_late": lambda *_: "Identifier treated late",
}
_NAMES = """
select id, name from codes union all select id, name from themes
union all select id, label from transcripts union all select id, pseudonym from participants
"""
_HOMES = """
select c.id, c.code_id, p.transcript_id, null as about, null as "on"
from codings c join passages p on p.id = c.passage_id where c.id in (select unnest($ids::text[]))
union all select id, null, null, about, about_id from memos
where id in (select unnest($ids::text[]))
"""
