"""Say in plain words what an event of the study's audit trail did.

Codes, themes, transcripts and participants are named; what a participant said never is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from workbench import clock, theme_words
from workbench.events import Event
from workbench.store import Row
from workbench.study import Study
from workbench.telling import Names, Said, Saying, added, both, number, rows, say, subject, values

PARTS = {
    "description": "description",
    "use_when": "when to use",
    "avoid_when": "when not",
    "example": "example",
}


def tell(study: Study, events: Sequence[Event]) -> list[str]:
    """Say for each event what was done, or what was taken back; give them newest first."""
    names = Names(study, events)
    return [_of_event(event.as_done(), names) for event in events]


def kind(verb: str) -> str:
    """Name the kind of an act by its verb, without what it was done to."""
    said = _VERBS.get(verb)
    return said.words if isinstance(said, Saying) else _plain(verb)


def _of_event(event: Event, names: Names) -> str:
    said = _VERBS.get(event.verb)
    return said(event, names) if said else _plain(event.verb)


def when(ts: datetime, *, today: datetime | None = None) -> str:
    """Write a time of the trail in the zone of this machine; of today the hour alone."""
    local = clock.local(ts)
    if today and local.date() == clock.local(today).date():
        return local.strftime("%H:%M")
    return clock.minute(local)


def _plain(verb: str) -> str:
    what, _, how = verb.replace("_", " ").strip().partition(".")
    return f"{what.capitalize()}: {how.strip()}" if how else what.capitalize()


def _coding(event: Event, names: Names) -> str:
    home = names.homes.get(event.subject or "", {})
    code = both(event, "codings").get("code_id") or home.get("code_id")
    place = both(event, "passages").get("transcript_id") or home.get("transcript_id")
    return f"{names(code, 'a code')} on a passage of {names(place, 'a transcript')}"


def _defined(event: Event, names: Names) -> str:
    parts = [PARTS[name] for name in PARTS if name in both(event, "codes")]
    return f"{names(event.subject)} ({', '.join(parts)})" if parts else names(event.subject)


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
    row = both(event, "memos")
    home = names.homes.get(event.subject or "", {})
    about = row.get("about") or home.get("about") or ""
    return " ".join(filter(None, (f"on the {about}" if about else "", _named(row, home, names))))


def _named(row: Row, home: Row, names: Names) -> str:
    return names.known.get(row.get("about_id") or home.get("on") or "", "")


def _transcript(event: Event, names: Names) -> str:
    row = {**both(event, "readings"), **both(event, "transcripts")}
    return names(row.get("transcript_id") or event.subject, "")


def _corrected(event: Event, names: Names) -> str:
    told = [change.after or change.before or {} for change in rows(event, "corrections")]
    homes = list(dict.fromkeys(str(row.get("transcript_id")) for row in told))
    places = number(len(rows(event, "corrections")), "place")
    named = names(homes[0]) if len(homes) == 1 else number(len(homes), "transcript")
    return f"{places} in {named}"


def _participant(event: Event, names: Names) -> str:
    return names(both(event, "attribute_values").get("participant_id") or event.subject, "")


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


_VERBS: Mapping[str, Said] = {
    **theme_words.VERBS,
    "agreement.show": say("Figures of agreement", _flag),
    "codings.apply": say("Coding", _coding),
    "codings.remove": say("Coding taken off", _coding),
    "codings.resize": say("Coding with other edges", _coding),
    "codings.remove_all": say("Codings taken off", _many),
    "codings.import": say("Codings imported", added("codings", "coding")),
    "codebook.add": say("New code", subject),
    "codebook.rename": say("Code renamed", theme_words.renamed),
    "codebook.recolour": say("Code recoloured", subject),
    "codebook.define": say("Code defined", _defined),
    "codebook.nest": say("Code moved", theme_words.nested),
    "codebook.move": say("Code moved among its neighbours", subject),
    "codebook.merge": say("Code merged", _merged),
    "codebook.split": say("Code split", _split),
    "codebook.retire": say("Code retired", subject),
    "codebook.revive": say("Code offered again", subject),
    "codebook.remove": say("Code removed", subject),
    "codebook.import": say("Codebook imported", added("codes", "code")),
    "recoding.add": say("Coded as well", _many),
    "recoding.move": say("Moved to another code", _many),
    "recoding.take_off": say("Codings taken off", _many),
    "results.code": say("Results of a search coded", _found),
    "suggestions.accept": say("Suggestion accepted", _coding),
    "suggestions.dismiss": say("Suggestion dismissed", subject),
    "suggestions.later": say("Suggestion put off", subject),
    "suggestions.reset": say("Suggestions begun anew", subject),
    "suggestions.set_on": say("Suggestions switched on or off", subject),
    "suggestions.set_before_reading": say("Suggestions before reading", _flag),
    "suggestions.set_blinded": say("Blinded suggestions", _flag),
    "memos.write": say("Memo", _memo),
    "memos.rewrite": say("Memo rewritten", _memo),
    "memos.remove": say("Memo removed", _memo),
    "participants.set_attribute": say("Attribute", _participant),
    "participants.set_consent": say("Consent to deposit", _participant),
    "participants.import_attributes": say(
        "Attributes imported", added("attribute_values", "value")
    ),
    "transcripts.relabel": say("Transcript renamed", _transcript),
    "transcripts.correct": say("Text corrected", _corrected),
    "checks.accept": say("Passages checked after a correction"),
    "checks.adjust": say("Other edges after a correction", _coding),
    "stretches.mark": say("Reading marked", _transcript),
    "pins.pin": say("Code put on a key", subject),
    "transcripts.mark_read": say("Reading marked", _transcript),
    "pseudonymise.import_": say("Transcript imported", _transcript),
    "pseudonymise.release": say("Transcript released", _transcript),
    "pseudonymise.treat_late": say("Identifier treated late"),
}
