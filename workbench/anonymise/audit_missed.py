"""Lay out what a reading of random turns says of what was missed. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.anonymise.audit_overview import day, percent
from workbench.anonymise.bounds import advised
from workbench.anonymise.report_parts import Heading, Paragraph, Part, Table
from workbench.anonymise.sampling import SIZE, Estimate, Sample, estimate

GOAL = 0.01


def section(samples: Sequence[Sample], population: int) -> list[Part]:
    """Tell what was read, what it bounds, and what to read next; the newest sample counts."""
    told = estimate(samples[0]) if samples else None
    heading = Heading(words="3. What may have been missed")
    if told is None:
        words = (
            f"Not estimated yet. {population:,} turns of released transcripts hold nothing that "
            f"was marked. If a person reads {SIZE} of them, drawn at random, and finds nothing, "
            "then with a certainty of 95 % fewer than 1 in 100 turns hold an identifier."
        )
        return [heading, Paragraph(words=words)]
    newest = samples[0]
    main = Paragraph(
        words=f"A person read {told.read:,} turns, drawn at random from the {newest.turns:,} "
        f"turns in which nothing had been marked, and saw an identifier in {told.missed:,}. "
        f"{_bound(newest, told)} The figure is about turns, not words. It says nothing of turns "
        "in which something was marked: those were looked at in the review. It is as good as the "
        "reader."
    )
    notes = [Paragraph(words=words, is_note=True) for words in _advice(newest, told)]
    return [heading, main, *notes, _samples(samples)]


def _bound(newest: Sample, told: Estimate) -> str:
    if told.read == newest.turns:
        return "Every such turn was read, so this is a count and no estimate."
    return (
        "With a certainty of 95 % (one-sided, exact, after Clopper and Pearson) at most "
        f"{percent(told.at_most)} of those turns, that is {told.turns_at_most:,} turns of the "
        f"study, hold one; the best single guess is {told.turns_expected:,}."
    )


def _advice(newest: Sample, told: Estimate) -> list[str]:
    said = []
    if not newest.is_read:
        said.append(
            f"{newest.size - newest.read} drawn turns wait to be read. Reading on until the "
            "figure pleases, and stopping there, would make it look better than it is."
        )
    if told.at_most >= GOAL and told.read < newest.turns:
        said.append(
            f"For a bound below {GOAL:.0%} with {told.missed} found, "
            f"{advised(GOAL, missed=told.missed):,} turns would have to be read. After treating "
            "what was found, draw anew."
        )
    return said


def _samples(samples: Sequence[Sample]) -> Table:
    return Table(
        caption="Samples drawn",
        headings=("Drawn", "By", "Seed", "From turns", "Drawn turns", "Read", "Missed"),
        shares=(20, 18, 16, 12, 12, 9, 13),
        rows=tuple(
            (
                day(one.ts), one.researcher, str(one.seed), f"{one.turns:,}",
                f"{one.size:,}", f"{one.read:,}", str(one.missed),
            )
            for one in samples
        ),
    )  # fmt: skip
