"""Lay an audit out in sections for an ethics file. Pure: figures in, words out."""

from __future__ import annotations

from workbench.anonymise import audit_missed, audit_people
from workbench.anonymise.audit_figures import UNDECIDED, Kind, Transcript
from workbench.anonymise.audit_overview import Audit, day, short
from workbench.anonymise.frequent_words import SOURCE
from workbench.anonymise.report_parts import (
    Heading,
    Paragraph,
    Part,
    Report,
    Signature,
    Table,
    rows,
)

TREATMENTS = ("pseudonymise", "generalise", "redact", "keep", UNDECIDED)
KINDS = {
    "email": "e-mail",
    "url": "web address",
    "nhs_number": "NHS number",
    "ni_number": "NI number",
}


def report(found: Audit) -> Report:
    """Write the whole report."""
    return Report(
        title="Audit of pseudonymisation",
        subtitle=f"Study: {found.study}. Made on {day(found.made)} by {found.researcher}, with "
        f"Interview workbench {found.version}.",
        parts=(
            *_status(),
            Table(
                caption="The audit in short",
                headings=("Question", "Answer"),
                shares=(40, 60),
                rows=tuple((one.question, one.answer) for one in short(found)),
            ),
            *_treated(found),
            *_released(found),
            *audit_missed.section(found.samples, found.population),
            *_second(found),
            *_leaks(found),
            *audit_people.attributes(found.attributes, found.cells, found.plan, found.merges),
            *audit_people.bundles(found.bundles),
            *_limits(),
            Heading(words="Signed for the audit as a whole"),
            Signature(),
            Signature(),
            *audit_people.worksheets(found.sheets),
        ),
    )


def _status() -> list[Part]:
    return [
        Paragraph(
            words="The transcripts of this study are pseudonymised. They are not anonymous: a key "
            "exists by which whoever holds it can go back to the originals, so that for them these "
            "are personal data and are to be kept as such. For anybody else the question is "
            "whether the risk of identification is sufficiently remote; this report gathers what "
            "is known about that. It holds no original name, and nothing that leads from a "
            "pseudonym to one.",
        )
    ]


def _treated(found: Audit) -> list[Part]:
    names = list(dict.fromkeys(one.kind for one in found.kinds))
    counted = {(one.kind, one.treatment): one for one in found.kinds}
    table = tuple(
        (KINDS.get(kind, kind), *(_count(counted.get((kind, way))) for way in TREATMENTS))
        for kind in names
    )
    return [
        Heading(words="1. What was found and treated"),
        Paragraph(
            words="Each identifier is one person, place, organisation or fact in the whole study; "
            "in brackets stands the number of places at which it is named. "
            f"{found.exceptions} places were treated apart from their identifier, and "
            f"{found.removed} findings were taken off the list by a person; {found.late} names "
            "were noticed after release and treated in all texts then."
        ),
        Table(
            caption="Identifiers (places) by kind and treatment",
            headings=("Kind", "Pseudonym", "More general", "Removed", "Kept", "Undecided"),
            shares=(22, 16, 16, 15, 15, 16),
            rows=table,
        ),
        Table(
            caption="Who decided",
            headings=("Researcher", "How", "Identifiers", "Last on"),
            shares=(28, 38, 14, 20),
            rows=tuple(
                (one.researcher, one.way, f"{one.identifiers:,}", day(one.last))
                for one in found.deciders
            ),
        ),
        Table(
            caption="What found them",
            headings=("Model, rules or person", "Places"),
            shares=(80, 20),
            rows=tuple((name, f"{n:,}") for name, n in found.found_by),
        ),
    ]


def _count(one: Kind | None) -> str:
    return f"{one.identifiers:,} ({one.places:,})" if one else "–"


def _released(found: Audit) -> list[Part]:
    return [
        Heading(words="2. Transcripts released"),
        Table(
            caption="Transcripts, with what was left open",
            headings=("Transcript", "Released", "By", "Places", "Open", "Remarks"),
            shares=(20, 20, 18, 10, 14, 18),
            rows=tuple(
                (
                    one.label,
                    day(one.released) if one.state == "released" else "not released",
                    one.researcher or "–",
                    f"{one.places:,}",
                    str(one.left),
                    _remarks(one),
                )
                for one in found.transcripts
            ),
        ),
    ]


def _remarks(one: Transcript) -> str:
    said = [
        "never searched" if not one.searched else "",
        "released knowingly" if one.knowingly else "",
        f"released {one.times} times" if one.times > 1 else "",
    ]
    return "; ".join(filter(None, said)) or "–"


def _second(found: Audit) -> list[Part]:
    verdicts = [one.verdict for one in found.doubts]
    figures = [
        ("Words that nobody had accounted for", f"{len(verdicts):,}"),
        ("of these judged harmless by a person", f"{verdicts.count('harmless'):,}"),
        ("of these judged to be an identifier", f"{verdicts.count('identifier'):,}"),
        ("of these not judged yet", f"{verdicts.count(None):,}"),
    ]
    return [
        Heading(words="4. Second reading"),
        Paragraph(
            words="The released texts were read again by another rule: a capital within a sentence "
            "counts as a name unless the review listed the word, custom explains the capital, or "
            "the study uses the word in lower case. Where a transcript has no capitals, words that "
            f"are not among the frequent ones ({SOURCE}) are doubted instead. The words "
            "themselves are shown in the workbench only."
        ),
        Table(
            caption="Words doubted by the second reader",
            headings=("What", "Number"),
            shares=(80, 20),
            rows=rows(figures),
        ),
    ]


_SEARCHED = {
    "nothing": "nothing yet",
    "study": "the open study, and in no files",
    "files": "the open study and in the files of its folder",
}


def _leaks(found: Audit) -> list[Part]:
    counted: dict[tuple[str, str], int] = {}
    for leak in found.leaks:
        counted[leak.place, leak.kind] = counted.get((leak.place, leak.kind), 0) + 1
    parts: list[Part] = [
        Heading(words="5. Search for originals"),
        Paragraph(
            words="Every original that is not kept, with its variants, was sought in "
            f"{_SEARCHED[found.searched]}: texts, memos, codes, themes, past events, names and "
            "metadata. "
            + (
                f"Places where one stands: {len(found.leaks):,}."
                if found.leaks
                else "None was found."
            )
        ),
    ]
    if counted:
        listed = tuple((place, kind, str(n)) for (place, kind), n in sorted(counted.items()))
        parts.append(
            Table(
                caption="Places where an original stands",
                headings=("Place", "Kind", "Originals"),
                shares=(65, 20, 15),
                rows=listed,
            )
        )
    if found.unread:
        parts.append(
            Table(
                caption="Not searched through",
                headings=("Place and reason",),
                shares=(100,),
                rows=tuple((place,) for place in found.unread),
            )
        )
    return parts


def _limits() -> list[Part]:
    return [
        Heading(words="8. What software cannot see"),
        Paragraph(
            words="A story can identify without a name: a role, a place and an event together, a "
            "turn of phrase, an illness, what happened on one day. People who know the participant "
            "recognise more than a stranger could find. What will be published elsewhere later "
            "cannot be searched today. The sample says how much a careful reader still saw; it is "
            "no proof that nothing is left.",
        ),
        Paragraph(
            words="A public repository such as figshare keeps every version. What has been "
            "published there cannot be recalled. Share the transcripts only when this report and "
            "the consent of each participant allow it; otherwise use restricted access or an "
            "embargo.",
        ),
    ]
