"""Say in plain words what an act on themes, quotes or phases did."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.events import Event
from workbench.telling import Names, Said, both, number, rows, say, subject, values

HANDED_ON = (
    ("theme_codes", "theme_id"),
    ("theme_passages", "theme_id"),
    ("thoughts", "theme_id"),
    ("theme_quotes", "theme_id"),
    ("themes", "parent_id"),
    ("memos", "about_id"),
)
"""What points to another theme after a merge; the first that does names it."""


def merged_into(event: Event) -> str | None:
    """Find the theme that a merged one went into, by what hung on it; None where nothing did."""
    for table, column in HANDED_ON:
        for change in rows(event, table, "update"):
            if (change.before or {}).get(column) == event.subject:
                return str((change.after or {})[column])
    return None


def renamed(event: Event, names: Names) -> str:
    """Tell the name before and after."""
    for table in ("codes", "themes"):
        for change in rows(event, table, "update"):
            return f"{(change.before or {}).get('name')} → {(change.after or {}).get('name')}"
    return names(event.subject)


def nested(event: Event, names: Names) -> str:
    """Tell under what something came to stand."""
    moved = [c for c in event.changes if c.id == event.subject and "parent_id" in (c.after or {})]
    if not moved:
        return names(event.subject)
    parent = (moved[0].after or {})["parent_id"]
    return f"{names(event.subject)} {'under ' + names(parent) if parent else 'to the top'}"


def _merged(event: Event, names: Names) -> str:
    into = merged_into(event)
    return names(event.subject) + (f" into {names(into)}" if into else "")


def _copied(event: Event, _: Names) -> str:
    return number(len(rows(event, "themes", "insert")), "theme")


def _split(event: Event, names: Names) -> str:
    fresh = [change.id for change in rows(event, "themes", "insert")]
    return f"{names(event.subject)}, into it and {names(fresh[0])}" if fresh else ""


def _quote(event: Event, names: Names) -> str:
    themes = [names(theme) for theme in (both(event, "theme_quotes").get("theme_id"),) if theme]
    return f"for {themes[0]}" if themes else ""


def _phase(event: Event, _: Names) -> str:
    return f"to {both(event, 'phase_moves').get('phase', '')}"


def _card(event: Event, names: Names) -> str:
    """Name what lies on the board, and the theme it is in by now."""
    home = names.homes.get(event.subject or "", {})
    told = {"theme_passages": "a passage", "thoughts": "a thought"}
    said = next((what for table, what in told.items() if rows(event, table)), "a code")
    codes = rows(event, "theme_codes") + rows(event, "parked_codes")
    code = values(codes, "code_id") or values(codes, "code_id", after=False)
    laid = [
        change
        for table in ("theme_codes", *told)
        for change in rows(event, table, "insert", "update")
        if (change.after or {}).get("theme_id")
    ]
    into = values(laid, "theme_id")[:1]
    what = names(code[0] if code else home.get("code_id"), said)
    return f"{what} in {names(into[0])}" if into else what


def _impression(event: Event, names: Names) -> str:
    row = both(event, "impressions")
    where = names(row.get("transcript_id"), "a transcript now gone")
    on = where if row.get("transcript_id") else "the whole set"
    return f"{row['kind']}, on {on}" if row else ""


def _put_forward(event: Event, _: Names) -> str:
    return {"memo": "a memo", "impression": "a note"}.get(
        str(both(event, "discussions").get("about")), ""
    )


def _table_text(event: Event, _: Names) -> str:
    return f"phase {event.subject}"


def _item(event: Event, _: Names) -> str:
    return event.subject or ""


VERBS: Mapping[str, Said] = {
    "development.add": say("New theme", subject),
    "development.group": say("Codes put in a theme", subject),
    "development.ungroup": say("Codes taken out of a theme", subject),
    "development.rename": say("Theme renamed", renamed),
    "development.define": say("Theme defined", subject),
    "development.set_status": say("Status of a theme", subject),
    "development.nest": say("Theme moved", nested),
    "development.reorder": say("Theme moved among its neighbours", subject),
    "development.merge": say("Theme merged", _merged),
    "development.split": say("Theme split", _split),
    "development.dissolve": say("Theme dissolved", subject),
    "development.remove": say("Theme removed", subject),  # its name in older trails
    "cards.lay": say("Card laid", _card),
    "cards.put": say("Card moved", _card),
    "cards.take": say("Card taken away", _card),
    "cards.name_stack": say("Stack named in a theme", subject),
    "gathering.add": say("Card laid", _card),
    "gathering.copy": say("Card laid", _card),
    "thoughts.add": say("Thought noted", _card),
    "thoughts.rewrite": say("Thought rewritten"),
    "checks.answer": say("A question put to a theme answered", subject),
    "checks.withdraw": say("Answer about a theme taken back", subject),
    "summaries.write": say("Summary in a theme", subject),
    "structure.restore": say("Earlier themes brought back as copies", _copied),
    "regrouping.set_codes": say("Codes of a theme", subject),  # in older trails
    "theme_map.place": say("Themes placed on the map", subject),
    "theme_map.resize": say("Size of a theme on the map", subject),
    "theme_map.arrange": say("Map of themes arranged anew", subject),
    "theme_map.link": say("Themes linked", subject),
    "theme_map.rename_link": say("Link of themes renamed", subject),
    "theme_map.unlink": say("Link of themes taken off", subject),
    "quotes.choose": say("Quote chosen", _quote),
    "quotes.unchoose": say("Quote no longer chosen", _quote),
    "quotes.trim": say("Quote trimmed"),
    "quotes.set_form": say("Form of a quote"),
    "quotes.show_question": say("Question before a quote"),
    "quotes.move": say("Quote moved among its neighbours"),
    "quotes.look_again": say("Quote looked at again"),
    "conventions.set_all": say("How quotes are written"),
    "phases.move": say("Phase", _phase),
    "impressions.note": say("Note", _impression),
    "impressions.rewrite": say("Note rewritten"),
    "impressions.remove": say("Note removed", _impression),
    "discussions.put_forward": say("Put forward for discussion", _put_forward),
    "discussions.answer": say("Answer in a discussion"),
    "discussions.settle": say("Discussion settled"),
    "discussions.reopen": say("Discussion reopened"),
    "what_was_done.write": say("Text for the phase table", _table_text),
    "what_was_done.forget": say("Draft for the phase table again", _table_text),
    "what_was_done.pick": say("Example codes for the phase table"),
    "checklists.place": say("Reporting checklist", _item),
}
