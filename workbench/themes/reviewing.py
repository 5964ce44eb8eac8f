"""Lay beside a theme what review asks for: its passages, what it leaves out, where it meets others.

Level one of review reads a theme against its own passages, level two against all that was said
(Braun & Clarke 2006, doi 10.1191/1478088706qp063oa).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from workbench.coding import codebook, coded_passages, codings, groups, leaning
from workbench.coding.coded_passages import CodedPassage, Coding
from workbench.coding.groups import Speaking
from workbench.coding.leaning import Leaning
from workbench.store import at_one_moment
from workbench.study import Study
from workbench.themes import coverage, gathering, outline
from workbench.themes.outline import Theme

NEGATIVE = "Negative cases"
"""Name of the stack of a theme in which passages lie that speak against it."""
OFFERED = 10
LOOKED_AT = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Hold a passage that lies in a theme by itself; its `shown.coding.id` is that of the card."""

    theme_id: str
    stack: str
    shown: CodedPassage


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Hold where a theme meets another: codes that stand in both, and passages that do.

    `pairs` are codings of the one and of the other theme that have words in common.
    """

    theme: Theme
    codes: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """Name a participant who has no words in a theme, and a transcript in which they speak."""

    pseudonym: str
    transcript_id: str | None


@at_one_moment
def passages(study: Study, theme_id: str) -> list[CodedPassage]:
    """List the coded passages of a theme and its subthemes, as in the transcripts."""
    return coded_passages.show(study, codings.of_codes(study, codes_of(study, theme_id)))


def codes_of(study: Study, theme_id: str) -> list[str]:
    """List the codes of a theme and its subthemes with those below them; raises NotThere."""
    wanted = {code for theme in outline.subtree(study, theme_id) for code in theme.codes}
    return _with_below(study, wanted)


@at_one_moment
def gathered(study: Study, theme_id: str) -> list[Card]:
    """List the passages that lie in a theme or its subthemes by themselves, by place."""
    cards = gathering.laid(study, [one.id for one in outline.subtree(study, theme_id)])
    shown = coded_passages.show(study, [card.coding for card in cards])
    return [
        Card(theme_id=card.theme_id, stack=card.stack, shown=one)
        for card, one in zip(cards, shown, strict=True)
    ]


def near(study: Study, encoder_name: str, theme_id: str) -> list[Speaking]:
    """List passages that speak to the codes of a theme and stand neither in it nor on its cards.

    Empty where nothing of the theme has vectors.
    """
    taken = [_span(one.coding) for one in passages(study, theme_id)]
    taken += [_span(card.shown.coding) for card in gathered(study, theme_id)]
    found: list[Speaking] = []
    for one in groups.speaking_to(study, encoder_name, codes_of(study, theme_id), LOOKED_AT):
        if not any(_touch(_span(one), other) for other in taken):
            found.append(one)
            taken.append(_span(one))
        if len(found) == OFFERED:
            break
    return found


def leanings(study: Study, encoder_name: str, theme_id: str) -> list[Leaning]:
    """List codes of a theme that lie apart from the rest of it, or nearer to another theme."""
    themes = outline.fetch_all(study)
    kin = _kin(themes, theme_id)
    sets: dict[str, Collection[str]] = {theme_id: codes_of(study, theme_id)}
    for theme in themes:
        if theme.id not in kin and theme.codes:
            sets[theme.id] = _with_below(study, theme.codes)
    return leaning.of_set(study, encoder_name, theme_id, sets)


def meetings(study: Study, theme_id: str) -> list[Meeting]:
    """List the other themes that share codes or words with this one, those with most first.

    Themes above and below it are left out.
    """
    mine = codes_of(study, theme_id)
    themes = outline.fetch_all(study)
    kin = _kin(themes, theme_id)
    theirs = {one.id: _with_below(study, one.codes) for one in themes if one.id not in kin}
    pairs = study.rows(
        _SHARED, mine=mine, theirs=sorted({c for some in theirs.values() for c in some})
    )
    found = [
        Meeting(
            theme=theme,
            codes=tuple(code for code in theirs[theme.id] if code in mine),
            pairs=tuple(
                (row["id"], row["other"]) for row in pairs if row["code_id"] in theirs[theme.id]
            ),
        )
        for theme in themes
        if theme.id in theirs
    ]
    met = [one for one in found if one.codes or one.pairs]
    return sorted(met, key=lambda one: (-len(one.pairs), -len(one.codes)))


def silent(study: Study, theme_id: str) -> list[Silent]:
    """List the participants who have no words in a theme, and their place."""
    homes = {row["participant_id"]: row["transcript_id"] for row in study.rows(_HOMES)}
    return [
        Silent(pseudonym=person.pseudonym, transcript_id=homes.get(person.id))
        for person in coverage.of_theme(study, theme_id).absent
    ]


@at_one_moment
def shown(study: Study, coding_ids: Iterable[str]) -> Mapping[str, CodedPassage]:
    """Show some codings by their id."""
    wanted = set(coding_ids)
    found = [one for one in codings.fetch_all(study) if one.id in wanted]
    return {one.coding.id: one for one in coded_passages.show(study, found)}


def _with_below(study: Study, wanted: Collection[str]) -> list[str]:
    held = set(wanted)
    found = []
    for code in codebook.fetch_all(study):
        if code.id in held or code.parent_id in held:
            held.add(code.id)
            found.append(code.id)
    return found


def _kin(themes: Iterable[Theme], theme_id: str) -> set[str]:
    """Collect a theme with those above and below it."""
    every = list(themes)
    parents = {one.id: one.parent_id for one in every}
    found, at = {theme_id}, parents.get(theme_id)
    below = {theme_id}
    for one in every:
        if one.parent_id in below:
            below.add(one.id)
    while at and at not in found:
        found.add(at)
        at = parents.get(at)
    return found | below


def _span(one: Coding | Speaking) -> tuple[str, int, int]:
    return one.transcript_id, one.start, one.stop


def _touch(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and one[2] > other[1]


_HOMES = """
select s.participant_id, arg_min(s.transcript_id, t.position) as transcript_id
from speakers s join transcripts t on t.id = s.transcript_id
where s.participant_id is not null group by 1
"""
_SHARED = """
select c.id, any_value(d.id) as other, d.code_id
from codings c join passages p on p.id = c.passage_id
join passages q on q.transcript_id = p.transcript_id and q.start < p.stop and q.stop > p.start
join codings d on d.passage_id = q.id
where list_contains($mine::text[], c.code_id) and list_contains($theirs::text[], d.code_id)
  and not list_contains($mine::text[], d.code_id)
group by c.id, d.code_id, p.transcript_id, p.start order by p.transcript_id, p.start, c.id
"""
