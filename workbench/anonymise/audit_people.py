"""Lay out what an audit says of participants: attributes, bundles, worksheets. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from workbench import clock
from workbench.anonymise.bundles import Bundle, places
from workbench.anonymise.disclosure import ENOUGH, Cell, Suggestion
from workbench.anonymise.report_parts import Answer, Heading, Paragraph, Part, Signature, Table
from workbench.anonymise.worksheets import JUDGEMENTS, QUESTIONS, Sheet

SHOWN_MERGES = 12
NOT_STATED = "not stated"


def attributes(
    names: Sequence[str],
    cells: Sequence[Cell],
    plan: Suggestion | None,
    merges: Sequence[Suggestion],
) -> list[Part]:
    """Show how many participants share their attributes, and what merging would give."""
    parts: list[Part] = [Heading(words="6. Attributes of participants")]
    if not names or not cells:
        return [*parts, Paragraph(words="The study holds no attributes to compare.")]
    small = [cell for cell in cells if cell.k < ENOUGH]
    parts += [
        Paragraph(
            words="k is the number of participants who are alike in the attributes compared. The "
            f"smallest k is {cells[0].k}; {sum(cell.k for cell in small)} participants are in "
            f"groups smaller than {ENOUGH}. A small group matters only where these attributes are "
            "shown together, in a table of participants or behind quotes."
        ),
        Table(
            caption=f"Groups of fewer than {ENOUGH} who are alike",
            headings=("k", *names),
            shares=(8, *(92 // len(names) for _ in names)),
            rows=tuple((str(c.k), *(v or NOT_STATED for v in c.values)) for c in small),
            by_person=True,
        ),
    ]
    if small:
        parts += _merges(plan, merges)
    return parts


def _merges(plan: Suggestion | None, merges: Sequence[Suggestion]) -> list[Part]:
    parts: list[Part] = [
        Table(
            caption="Suggested merges one by one, the smallest loss first",
            headings=("Attribute", "Merge", "Loss", "k then", f"In groups below {ENOUGH}"),
            shares=(22, 42, 10, 10, 16),
            rows=tuple(
                (
                    one.merges[0].attribute,
                    one.merges[0].how,
                    f"{one.loss:.0%}",
                    str(one.k),
                    str(one.at_risk),
                )
                for one in merges[:SHOWN_MERGES]
            ),
        )
    ]
    if plan:
        parts.append(
            Table(
                caption=f"The smallest loss together that gives k = {plan.k}",
                headings=("Attribute", "Merge"),
                shares=(35, 65),
                rows=tuple((one.attribute, one.how) for one in plan.merges),
            )
        )
    note = (
        "Loss is the share of pairs of participants told apart by the attribute that would no "
        "longer be. A merge is a suggestion: nothing has been changed."
    )
    return [*parts, Paragraph(words=note, is_note=True)]


def bundles(found: Sequence[Bundle]) -> list[Part]:
    """Show for each participant which indirect identifiers stay readable, and in which turns."""
    parts: list[Part] = [
        Heading(words="7. Indirect identifiers together"),
        Paragraph(
            words="No single one of these names anybody; together they may. Counted are roles, "
            "places, organisations, events, ages and dates that were kept or made more general, in "
            "the transcripts of each participant, and phrases by which somebody says to be the "
            "only or the first of a kind. The words are shown in the workbench only."
        ),
    ]
    if not found:
        return [*parts, Paragraph(words="The study has no participants yet.")]
    table = Table(
        caption="Readable indirect identifiers by participant",
        headings=("Participant", "Kinds (places)", "Turns with several", "May be singled out by"),
        shares=(18, 30, 24, 28),
        rows=tuple(_bundle(one) for one in found),
    )
    return [*parts, table]


def _bundle(one: Bundle) -> tuple[str, ...]:
    kinds = ", ".join(f"{kind} ({n})" for kind, n in one.kinds.items())
    only = places((single.transcript, single.turn) for single in one.singular)
    reasons = "; ".join(one.reasons)
    return (
        one.pseudonym,
        kinds or "–",
        places(one.together()) or "–",
        f"{reasons} ({only})" if only else reasons or "–",
    )


def worksheets(sheets: Sequence[Sheet]) -> list[Part]:
    """Print every worksheet as it was answered, or with lines to write on."""
    parts: list[Part] = [
        Heading(words="Appendix. Could somebody find out who it is?", on_new_page=True),
        Paragraph(
            words="One sheet for each participant, answered by a person: three questions of the "
            "Information Commissioner's Office, then the search of a motivated intruder, somebody "
            "competent with the internet, a library and the courage to ask, who breaks no law. "
            "Answers that hold an identifier are left out here and kept in the vault."
        ),
    ]
    for sheet in sheets:
        parts += _sheet(sheet)
    return parts


def _sheet(sheet: Sheet) -> list[Part]:
    signed = sheet.signature
    unsaid = "–" if signed else ""
    asked = [
        Answer(
            title=question.title,
            question=question.words,
            words=(given.words if (given := sheet.answers.get(question.id)) else "") or unsaid,
            judgement=_judged(given.judgement if given else None, asked=question.is_judged),
        )
        for question in QUESTIONS
    ]
    when = clock.full_day(clock.local(signed.ts)) if signed else ""
    return [
        Heading(words=sheet.pseudonym, level=2, on_new_page=True),
        *asked,
        Signature(name=signed.name if signed else "", date=when),
    ]


def _judged(judgement: str | None, *, asked: bool) -> str:
    if judgement:
        return f"Judged: {JUDGEMENTS[judgement]}"
    every = "   ".join(f"☐ {words}" for words in JUDGEMENTS.values())
    return f"Judged:   {every}" if asked else ""
