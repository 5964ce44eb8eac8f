"""Gather the quotes of a theme with their words as they stand, who said them and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter

from workbench import audit, groupings, memos, participants
from workbench.coding import codebook, codings
from workbench.coding.codebook import Code
from workbench.coding.coded_passages import Coding
from workbench.errors import NotThere
from workbench.participants import Participant
from workbench.store import Row, at_one_moment
from workbench.study import Study
from workbench.themes import gathering, outline, quote_settings, sources
from workbench.themes.outline import Theme
from workbench.themes.quote_settings import Setting
from workbench.themes.sources import Part, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Hold a passage of a theme for a table; `words` is the very slice `start` to `stop` of a text.

    `id` is that of the coding, or of the card of a passage laid in the theme without a code.
    `themes` leads from the table's theme to the one the code or card stands in; `codes` are the
    paths of all codes on any of these words, `code_path` is the one this quote stands for, "" for
    a card. `parts` are the words by turn: joined by line feeds they are `words`. Turns
    count from 1, `began` is in seconds from the start of the recording. `attributes` names every
    attribute of the study, with "" where nothing is known; `version` is that of the text;
    `setting` says how a chosen quote is set, None for a quote that is not chosen.
    """

    id: str
    themes: tuple[Theme, ...]
    code_path: str
    codes: tuple[str, ...]
    words: str
    parts: tuple[Part, ...]
    people: tuple[Participant, ...]
    pseudonym: str
    attributes: Mapping[str, str]
    transcript: str
    transcript_id: str
    version: str
    turn: int
    last_turn: int
    speakers: tuple[str, ...]
    began: float | None
    start: int
    stop: int
    question: str
    memo: str
    researcher: str
    setting: Setting | None = None

    @property
    def chosen(self) -> bool:
        """Tell whether the quote is chosen for the table of its theme."""
        return self.setting is not None

    @property
    def place(self) -> int | None:
        """Give its place among the chosen quotes of its theme."""
        return self.setting.position if self.setting else None

    @property
    def stale(self) -> bool:
        """Tell whether the words of a chosen quote have changed since somebody looked."""
        return bool(self.setting and self.setting.stale)

    @property
    def theme(self) -> Theme:
        """Give the theme the code stands in."""
        return self.themes[-1]

    @property
    def theme_path(self) -> str:
        """Write the theme with those above it, as tables show it."""
        return codebook.joined(self.theme.path)

    @property
    def time(self) -> str:
        """Write when the words begin, as mm:ss or h:mm:ss; "" where it is not known."""
        if self.began is None:
            return ""
        minutes, seconds = divmod(int(self.began), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Study:
    """Hold what is looked up once for a whole table."""

    codes: Mapping[str, Code]
    attributes: Sequence[str]
    sources: Mapping[str, Source]
    memos: Mapping[str, list[str]]
    beside: Mapping[str, set[str]]
    chosen: Mapping[tuple[str, str], Setting]


def table(study: Study, theme_id: str, *, chosen_only: bool = False) -> list[Quote]:
    """List the quotes of a theme and its subthemes, by theme, code and place in the transcripts.

    A passage with several codes appears once under each, those without one behind. With
    `chosen_only` the quotes of each theme come in the order in which they were chosen. Raises
    NotThere for an unknown theme.
    """
    quotes = _gather(study, theme_id)
    themes = list(dict.fromkeys(quote.theme.id for quote in quotes))
    chosen = [(themes.index(q.theme.id), q.place, q) for q in quotes if q.place is not None]
    return [q for *_, q in sorted(chosen, key=itemgetter(0, 1))] if chosen_only else quotes


def choose(study: Study, theme_id: str, quotable_id: str, *, event_id: str | None = None) -> None:
    """Choose a quote for the table of the theme or subtheme it stands in.

    It is a coding, or the card of a passage that lies there without a code. Raises NotThere when it
    stands in none of them.
    """
    home = _home(study, theme_id, quotable_id)
    with audit.act(study, "quotes.choose", subject=home.id, event_id=event_id) as act:
        if act.row(_CHOSEN, themes=[home.id], coding=quotable_id):
            return
        place = act.row(
            "select coalesce(max(position) + 1, 0) as n from theme_quotes where theme_id = $id",
            id=home.id,
        )
        new: Row = {"id": study.new_id(), "theme_id": home.id, "coding_id": quotable_id}
        at = {"position": place["n"] if place else 0, "looked": audit.now()}
        (state,) = act.rows(_STATE, id=quotable_id)
        act.insert("theme_quotes", new | at | {"version": quote_settings.place(state)})


def unchoose(study: Study, theme_id: str, quotable_id: str, *, event_id: str | None = None) -> None:
    """Take a quote off the choice of a theme and its subthemes; coding and card stay."""
    themes = [theme.id for theme in outline.subtree(study, theme_id)]
    with audit.act(study, "quotes.unchoose", subject=theme_id, event_id=event_id) as act:
        found = [row["id"] for row in act.rows(_CHOSEN, themes=themes, coding=quotable_id)]
        groupings.drop_marks(act, found)
        act.delete_all("theme_quotes", found)


@at_one_moment
def _gather(study: Study, theme_id: str) -> list[Quote]:
    themes = outline.subtree(study, theme_id)
    codes = codebook.fetch_all(study)
    standing = {theme.id: list(_standing(theme, codes)) for theme in themes}
    coded = codings.of_codes(study, {code.id for some in standing.values() for code in some})
    by_code: dict[str, list[Coding]] = {}
    for coding in coded:
        by_code.setdefault(coding.code_id, []).append(coding)
    laid = gathering.laid(study, standing)
    known = _look_up(study, codes, [*coded, *(card.coding for card in laid)])
    found = []
    for theme in themes:
        line = _line(themes, theme)
        for code in standing[theme.id]:
            place = attrgetter("transcript_id", "start", "stop")
            alike = groupby(by_code.get(code.id, []), key=place)
            found += [_quote(known, line, code, list(same)) for _, same in alike]
        found += [
            _quote(known, line, None, [one.coding]) for one in laid if one.theme_id == theme.id
        ]
    return found


def _home(study: Study, theme_id: str, quotable_id: str) -> Theme:
    card = study.row("select theme_id from theme_passages where id = $id", id=quotable_id)
    code_id = "" if card else codings.fetch(study, quotable_id).code_id
    codes = codebook.fetch_all(study)
    for theme in outline.subtree(study, theme_id):
        standing = {code.id for code in _standing(theme, codes)}
        if code_id in standing or (card and card["theme_id"] == theme.id):
            return theme
    raise NotThere("That quote stands neither in this theme nor in its subthemes.")


def _standing(theme: Theme, codes: Sequence[Code]) -> Iterator[Code]:
    """Give the codes of a theme in its order, each with the codes below it, none twice."""
    seen: set[str] = set()
    for top in theme.codes:
        below: set[str] = set()
        for code in codes:
            if code.id == top or code.parent_id in below:
                below.add(code.id)
                if code.id not in seen:
                    seen.add(code.id)
                    yield code


def _line(themes: Sequence[Theme], theme: Theme) -> tuple[Theme, ...]:
    """Climb from a theme to the first of the table; gives them from the top."""
    by_id = {each.id: each for each in themes}
    line = [theme]
    while line[0].id != themes[0].id and line[0].parent_id in by_id:
        line.insert(0, by_id[str(line[0].parent_id)])
    return tuple(line)


def _look_up(study: Study, codes: Sequence[Code], found: Sequence[Coding]) -> _Study:
    ids = {
        "codes": sorted({one.code_id for one in found}),
        "cards": [one.id for one in found if not one.code_id],
    }
    writing: dict[str, list[str]] = {}
    for memo in reversed(memos.fetch_all(study)):
        if memo.about in {"coding", "passage"}:
            writing.setdefault(memo.about_id, []).append(memo.text)
    return _Study(
        codes={code.id: code for code in codes},
        attributes=participants.attribute_names(study),
        sources=sources.fetch(study, {coding.transcript_id for coding in found}),
        memos=writing,
        beside={row["id"]: set(row["codes"]) for row in study.rows(_BESIDE, **ids)},
        chosen=quote_settings.fetch(study),
    )


def _quote(
    known: _Study, line: tuple[Theme, ...], code: Code | None, same: Sequence[Coding]
) -> Quote:
    """Make one quote of the codings by which researchers gave the same words the same code."""
    coding = same[0]
    source = known.sources[coding.transcript_id]
    turns = source.turns_of(coding.start, coding.stop)
    people = source.people_in(turns)
    speakers = source.speakers_in(turns)
    beside = known.beside.get(coding.id, {coding.code_id})
    writing = [
        text for c in same for about in (c.id, c.passage_id) for text in known.memos.get(about, ())
    ]
    chosen = [(line[-1].id, c.id) for c in same]
    settings = [known.chosen[key] for key in chosen if key in known.chosen]
    return Quote(
        id=coding.id,
        themes=line,
        code_path=codebook.joined(code.path) if code else "",
        codes=tuple(codebook.joined(c.path) for c in known.codes.values() if c.id in beside),
        words=source.text[coding.start : coding.stop],
        parts=source.parts(coding.start, coding.stop),
        people=people,
        pseudonym=", ".join(person.pseudonym for person in people) or ", ".join(speakers),
        attributes={name: _value(people, name) for name in known.attributes},
        transcript=source.transcript.label,
        transcript_id=coding.transcript_id,
        version=source.transcript.version,
        turn=turns.start + 1,
        last_turn=turns.stop,
        speakers=speakers,
        began=source.began(turns),
        start=coding.start,
        stop=coding.stop,
        question=source.question_before(turns),
        memo="\n\n".join(writing),
        researcher=", ".join(dict.fromkeys(c.researcher for c in same)),
        setting=min(settings, key=lambda one: one.position, default=None),
    )


def _value(people: Sequence[Participant], name: str) -> str:
    values = [person.attributes.get(name, "") for person in people]
    return "; ".join(value or "–" for value in values) if any(values) else ""


_BESIDE = """
select mine.id, list(distinct other.code_id) as codes
from quotable mine join passages p on p.id = mine.passage_id
join passages q on q.transcript_id = p.transcript_id and q.start < p.stop and q.stop > p.start
join codings other on other.passage_id = q.id
where list_contains($codes::text[], mine.code_id) or list_contains($cards::text[], mine.id)
group by mine.id
"""
_STATE = """
select p.start, p.stop, t.version as now
from quotable g join passages p on p.id = g.passage_id join transcripts t on t.id = p.transcript_id
where g.id = $id
"""
_CHOSEN = """
with mine as (
    select g.code_id, p.transcript_id, p.start, p.stop
    from quotable g join passages p on p.id = g.passage_id where g.id = $coding
)
select q.id from theme_quotes q join quotable g on g.id = q.coding_id
join passages p on p.id = g.passage_id
join mine on g.code_id is not distinct from mine.code_id
    and (p.transcript_id, p.start, p.stop) = (mine.transcript_id, mine.start, mine.stop)
where list_contains($themes::text[], q.theme_id)
"""
