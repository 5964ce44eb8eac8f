"""Find words in what researchers wrote: memos, names and definitions of codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.coding import codebook, search, word_index
from workbench.coding.codebook import Code
from workbench.coding.search import Query
from workbench.coding.word_index import Turn
from workbench.study import Study

AROUND = 90
PARTS = {
    "name": "Name",
    "description": "Description",
    "use_when": "When to use",
    "avoid_when": "When not to use",
    "example": "Example",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Hold one piece of writing in which something was found.

    `where` says in words what it is; `code_id`, or `transcript_id` and `start`, lead there where
    it is about such a thing. `before`, `words` and `after` show the first place of `places`.
    """

    where: str
    text: str
    places: int
    before: str
    words: str
    after: str
    code_id: str | None = None
    transcript_id: str | None = None
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    where: str
    text: str
    code_id: str | None = None
    transcript_id: str | None = None
    start: int | None = None


def find(study: Study, query: Query) -> list[Written]:
    """List the memos, and the parts of codes, that hold what is sought: codes first.

    Raises as `search.find` does.
    """
    pieces = [
        *(piece for code in codebook.fetch_all(study) for piece in _of_code(code)),
        *(_Piece(**row) for row in study.rows(_MEMOS)),
    ]
    whole = [
        word_index.read(str(number), "", piece.text, [_whole(piece.text)])
        for number, piece in enumerate(pieces)
    ]
    index = word_index.together(whole)
    starts, stops = search.places(study, index, query)
    places: dict[int, list[tuple[int, int]]] = {}
    for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
        source, base = index.place(start)
        places.setdefault(int(source.id), []).append((start - base, stop - base))
    return [_written(pieces[number], found) for number, found in sorted(places.items())]


def _whole(text: str) -> Turn:
    return Turn(position=0, start=0, stop=len(text), speaker_id="")


def _of_code(code: Code) -> list[_Piece]:
    return [
        _Piece(
            where=f"Code {codebook.joined(code.path)} · {label}",
            text=getattr(code, part),
            code_id=code.id,
        )
        for part, label in PARTS.items()
        if getattr(code, part)
    ]


def _written(piece: _Piece, places: Sequence[tuple[int, int]]) -> Written:
    start, stop = places[0]
    return Written(
        where=piece.where,
        text=piece.text,
        places=len(places),
        before=" ".join(piece.text[max(start - AROUND, 0) : start].split()),
        words=piece.text[start:stop],
        after=" ".join(piece.text[stop : stop + AROUND].split()),
        code_id=piece.code_id,
        transcript_id=piece.transcript_id,
        start=piece.start,
    )


_MEMOS = """
select
    case m.about
        when 'code' then 'Memo on the code ' || c.name
        when 'transcript' then 'Memo on ' || t.label
        when 'theme' then 'Memo on the theme ' || h.name
        when 'participant' then 'Memo on ' || w.pseudonym
        when 'study' then 'Memo on the study'
        when 'phase' then 'Memo on a phase'
        else 'Memo on a passage of ' || pt.label
    end as "where",
    m.text,
    c.id as code_id,
    coalesce(t.id, pt.id) as transcript_id,
    p.start
from memos m
left join codes c on m.about = 'code' and c.id = m.about_id
left join transcripts t on m.about = 'transcript' and t.id = m.about_id
left join themes h on m.about = 'theme' and h.id = m.about_id
left join participants w on m.about = 'participant' and w.id = m.about_id
left join codings k on m.about = 'coding' and k.id = m.about_id
left join passages p on p.id = coalesce(k.passage_id, m.about_id)
left join transcripts pt on pt.id = p.transcript_id
order by m.ts desc, m.id
"""
