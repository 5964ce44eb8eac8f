"""Put together what the board of themes shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from workbench import audit, participants
from workbench.coding import codebook, colours, counts
from workbench.coding.codebook import Code
from workbench.errors import NotThere
from workbench.passages import Passage
from workbench.store import Row
from workbench.study import Study
from workbench.themes import cards, coverage, outline, quote_document
from workbench.themes.quotes import Quote

SHORT = 220
"""Code points of a passage that its card shows."""


def screen(study: Study, *wanted: str | None) -> Row:
    """Gather the board for a page, with the first theme wanted that is there in hand."""
    row = told(study)
    return {
        **row,
        "palette": list(colours.PALETTE),
        "chosen": first(wanted, [theme["id"] for theme in row["themes"]]),
        "researcher": study.researcher,
    }


def first(wanted: Iterable[str | None], ids: Sequence[str]) -> str | None:
    """Name the first theme wanted that is there, else the first that is."""
    return next((each for each in (*wanted, *ids[:1]) if each in ids), None)


def told(study: Study) -> Row:
    """List what the board shows: themes as a tree, their cards as they lie, and the codebook.

    `newest` numbers the last event before all that was read.
    """
    newest = audit.newest(study)
    said = counts.by_code(study)
    held = defaultdict(list)
    for card in study.rows(_CARDS):
        held[card["theme_id"]].append(card)
    written = {row["about_id"] for row in study.rows(_MEMOS)}
    return {
        "newest": newest,
        "themes": [
            {
                "id": theme.id,
                "parent_id": theme.parent_id,
                "name": theme.name,
                "colour": theme.colour,
                "status": theme.status,
                "said": theme.essence or theme.central_concept,
                "memo": theme.id in written,
            }
            for theme in outline.fetch_all(study)
        ],
        "cards": [card for lying in held.values() for card in cards.piled(lying)],
        "codes": [
            {
                "id": code.id,
                "parent_id": code.parent_id,
                "name": code.name,
                "colour": code.colour,
                "retired": code.retired,
                "participants": said[code.id].participants if code.id in said else 0,
                "memo": code.id in written,
            }
            for code in codebook.fetch_all(study)
        ],
    }


def table_rows(study: Study) -> list[Row]:
    """List the themes as a table shows them, each with its id."""
    speaking = coverage.by_theme(study)
    names = {code.id: code.name for code in codebook.fetch_all(study)}
    everybody = len(participants.fetch_all(study))
    return [
        {
            "id": theme.id,
            "Theme": "\u2003" * (len(theme.path) - 1) + theme.name,
            "Status": theme.status.capitalize(),
            "Essence": theme.essence or theme.central_concept,
            "Codes": ", ".join(names[code] for code in theme.codes if code in names),
            "Participants": f"{len(speaking.get(theme.id, ()))} of {everybody}",
        }
        for theme in outline.fetch_all(study)
    ]


def passage(study: Study, card_id: str) -> Passage:
    """Find the place of a passage that lies on the board; raises NotThere."""
    found = study.row(
        "select p.id, p.transcript_id, p.start, p.stop from theme_passages t "
        "join passages p on p.id = t.passage_id where t.id = $id",
        id=card_id,
    )
    if found is None:
        raise NotThere("That card is no longer on the board.")
    return Passage(**found)


def shown(quote: Quote) -> str:
    """Write the words of a quote to be read: in quotation marks, or as a dialogue with names."""
    if len(quote.parts) == 1:
        return f"“{quote.words}”"
    return "\n".join(f"{part.speaker}: {part.words}" for part in quote.parts)


def place(quote: Quote) -> str:
    """Say in one line who said a quote and where."""
    return f"{quote.pseudonym} · {quote_document.where(quote)}"


def card_id(quote: Quote) -> str:
    """Name a quote within a table: the same coding may stand in two subthemes."""
    return f"{quote.theme.id} {quote.id}"


def card_rows(found: Iterable[Quote], codes: Sequence[Code]) -> list[Row]:
    """List quotes with what a card shows of each."""
    colours = {codebook.joined(code.path): code.colour for code in codes}
    return [
        {
            "id": card_id(quote),
            "words": shown(quote),
            "code": quote.code_path.rpartition(" > ")[2],
            "colour": colours.get(quote.code_path, ""),
            "place": place(quote),
            "transcript_id": quote.transcript_id,
            "start": quote.start,
            "memo": quote.memo,
            "chosen": quote.chosen,
        }
        for quote in found
    ]


_CARDS = f"""
with passage as (
    select t.id, t.theme_id, t.stack, t.position, p.transcript_id, p.start,
        substr(texts.text, p.start + 1, least(p.stop - p.start, {SHORT})) as words,
        p.stop - p.start > {SHORT} as cut
    from theme_passages t join passages p on p.id = t.passage_id
    join texts on texts.id = p.transcript_id
)
select id, 'code' as kind, theme_id, code_id, '' as words, '' as who, stack, position
from theme_codes
union all
select a.id, 'passage', a.theme_id, '', a.words || if(a.cut, '…', ''),
    coalesce(any_value(people.pseudonym order by t.start), ''), a.stack, a.position
from passage a left join turns t on t.transcript_id = a.transcript_id
    and t.start < a.start + {SHORT} and t.stop > a.start
left join speakers s on s.id = t.speaker_id and s.role <> 'interviewer'
left join participants people on people.id = s.participant_id
group by all
union all
select id, 'thought', coalesce(theme_id, ''), '', text, '', stack, position from thoughts
union all
select id, 'code', '', code_id, '', '', '', position from parked_codes
order by position, kind, id
"""
_MEMOS = "select distinct about_id from memos where about in ('code', 'theme')"
