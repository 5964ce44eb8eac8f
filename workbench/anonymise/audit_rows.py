"""Put an audit into the rows that a screen draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from workbench import audit, transcripts
from workbench.anonymise import sampling, second_reader, worksheets
from workbench.anonymise.bundles import Bundle, places
from workbench.anonymise.disclosure import Cell, Suggestion
from workbench.anonymise.late import Late
from workbench.anonymise.second_reader import Doubt
from workbench.anonymise.vault import Vault
from workbench.anonymise.worksheets import JUDGEMENTS, QUESTIONS, Sheet
from workbench.events import Event
from workbench.study import Study
from workbench.ui.decision_panel import Line
from workbench.ui.plain import count
from workbench.ui.reading_card import Choice
from workbench.ui.worksheet_form import Asked

Do = Callable[[], object]
WHY = {
    "name": "also a forename or surname",
    "rare": "rare word with a capital",
    "capital": "common word with a capital",
    "no capitals": "rare word, in a transcript without capitals",
    "pipeline": "found by another pipeline only",
}
SHOWN_PLACES = 6


def last(vault: Vault, verb: str) -> Event | None:
    """Find this researcher's newest change, if its verb begins so: another is not to be undone."""
    found = audit.next_undo(vault)
    return found if found and found.verb.startswith(verb) else None


def verdicts(vault: Vault, turn: sampling.Sampled) -> list[Choice]:
    """Offer what a reader can say of a turn."""
    judge = partial(sampling.judge, vault, turn.id)
    yes, no = "There is an identifier here", "Nothing to find"
    return _choices(no, partial(judge, "clear"), yes, partial(judge, "missed"))


def word_verdicts(vault: Vault, one: Doubt) -> list[Choice]:
    """Offer what a person can say of a doubted word."""
    judge = partial(second_reader.judge, vault, one.key)
    yes, no = "An identifier", "Harmless"
    return _choices(no, partial(judge, "harmless"), yes, partial(judge, "identifier"))


def _choices(
    no: str, clear: Callable[[], object], yes: str, named: Callable[[], object]
) -> list[Choice]:
    """Offer two answers, by the same keys everywhere."""
    return [
        Choice(label=no, key="N", act=clear, icon=":material/check:", is_main=True),
        Choice(label=yes, key="H", act=named, icon=":material/person_alert:"),
    ]


def lines(study: Study, one: Doubt) -> list[Line]:
    """Show where a doubted word stands, the first places of it."""
    labels = {t.id: t.label for t in transcripts.fetch_all(study)}
    found = []
    for place in one.places[:SHOWN_PLACES]:
        text = transcripts.text(study, place.transcript_id)
        found.append(
            Line(
                id=f"{place.transcript_id} {place.start}",
                place=f"{labels[place.transcript_id]}, turn {place.turn + 1}",
                before=text[max(0, place.start - 80) : place.start],
                words=text[place.start : place.stop],
                after=text[place.stop : place.stop + 80],
            )
        )
    return found


def late(told: Late) -> str:
    """Say what a late treatment would do."""
    places = sum(told.places.values())
    written = f", and in {count(len(told.writing), 'text')} of yours" if told.writing else ""
    left = sum(told.left.values())
    stay = f" Left, as it may be a word or somebody else: {count(left, 'place')}." if left else ""
    return (
        f"“{told.replacement}” would stand at {count(places, 'place')} in "
        f"{count(len(told.places), 'transcript')}{written}.{stay} "
        "Older copies of the study are destroyed; this cannot be undone."
    )


def cells(found: Sequence[Cell], names: Sequence[str]) -> dict[str, list[str]]:
    """Tabulate groups of participants who are alike."""
    table = {"k": [str(cell.k) for cell in found]}
    for at, name in enumerate(names):
        table[name] = [cell.values[at] or "not stated" for cell in found]
    table["Participants"] = [", ".join(cell.members) for cell in found]
    return table


def merges(found: Sequence[Suggestion]) -> dict[str, list[str]]:
    """Tabulate suggested merges."""
    return {
        "Attribute": [one.merges[0].attribute for one in found],
        "Merge": [one.merges[0].how for one in found],
        "Loss": [f"{one.loss:.0%}" for one in found],
        "k then": [str(one.k) for one in found],
        "In small groups": [str(one.at_risk) for one in found],
    }


def hints(one: Bundle) -> dict[str, list[str]]:
    """Tabulate the readable indirect identifiers of a participant, turn by turn."""
    together = set(one.together())
    found = sorted(one.hints, key=lambda hint: (hint.transcript, hint.turn))
    return {
        "Transcript": [hint.transcript for hint in found],
        "Turn": [str(hint.turn) for hint in found],
        "Kind": [hint.kind for hint in found],
        "Reads": [hint.words for hint in found],
        "Treatment": ["kept" if hint.is_kept else "more general" for hint in found],
        "Note": [
            "; ".join(
                filter(
                    None,
                    (
                        "several in this turn" if (hint.transcript, hint.turn) in together else "",
                        "nobody else mentions it" if hint.alone else "",
                    ),
                )
            )
            for hint in found
        ],
    }


def pointers(one: Bundle) -> list[str]:
    """Say in a few lines what a person who tries to find somebody would start from."""
    kinds = ", ".join(f"{kind} ({n})" for kind, n in one.kinds.items())
    said = [f"Readable: {kinds}." if kinds else "No role, place, event or date is readable."]
    if one.together():
        said.append(f"Several in one turn: {places(one.together())}.")
    return [*said, *(f"{reason.capitalize()}." for reason in one.reasons)]


def singular(one: Bundle) -> list[Line]:
    """Show the phrases by which a participant says to be one of a kind."""
    return [
        Line(
            id=str(number),
            place=f"{found.transcript}, turn {found.turn}",
            before=found.before,
            words=found.words,
            after=found.after,
        )
        for number, found in enumerate(one.singular)
    ]


def asked(sheet: Sheet) -> list[Asked]:
    """Put the questions of a worksheet together with what was answered."""
    found = []
    for question in QUESTIONS:
        given = sheet.answers.get(question.id)
        found.append(
            Asked(
                id=question.id,
                title=question.title,
                words=question.words,
                answer=given.words if given else "",
                judgement=given.judgement if given else None,
                judgements=JUDGEMENTS if question.is_judged else None,
            )
        )
    return found


def state(sheet: Sheet) -> str:
    """Say in a word how far a worksheet is."""
    if sheet.signature:
        return "signed"
    return "to sign" if sheet.is_judged else "begun" if sheet.answers else "open"


def participants_of(sheets: Sequence[worksheets.Sheet]) -> dict[str, str]:
    """Name participants with the state of their worksheets."""
    return {one.participant_id: f"{one.pseudonym} · {state(one)}" for one in sheets}
