"""Set a transcript as a table of three columns: one researcher, the words, the other. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise

from workbench.coding.codebook import Code
from workbench.coding.comparing import ComparedTurn, Pair

Numbers = Mapping[tuple[str, int, int, str], int]

STYLE = """
<style>
.cmp{display:grid;max-height:660px;overflow-y:auto;align-content:start;
grid-template-columns:minmax(7.5rem,1fr) minmax(14rem,2.6fr) minmax(7.5rem,1fr);
font-size:.94rem;line-height:1.6}
.cmp>*{padding:.55rem .5rem;border-top:1px solid rgba(128,128,128,.22);min-width:0}
.cmp-head{position:sticky;top:0;font-weight:600;border-top:0!important;z-index:1;
backdrop-filter:blur(14px)}
.cmp-head.cmp-right{text-align:right}
.cmp-who{font-size:.8rem;opacity:.72;display:block}
.cmp-words{white-space:pre-wrap;overflow-wrap:anywhere}
.cmp-mark{display:flex;gap:.4rem;align-items:baseline;font-size:.84rem;line-height:1.35;
margin-bottom:.3rem;border-left:4px solid var(--c);padding:.05rem 0 .05rem .45rem}
.cmp-right .cmp-mark{border-left:0;border-right:4px solid var(--c);padding:.05rem .45rem .05rem 0;
flex-direction:row-reverse;text-align:right}
.cmp-mark>:first-child{min-width:0;overflow-wrap:anywhere}
.cmp-mark small{opacity:.8;display:block;font-size:.78rem}
.cmp-n{font-variant-numeric:tabular-nums;font-weight:600;border:1px solid currentColor;
border-radius:.6rem;padding:0 .38rem;font-size:.74rem;flex:none}
.cmp-first{background:rgba(0,114,178,.2);border-bottom:2px solid #0072b2}
.cmp-second{background:rgba(230,159,0,.22);border-bottom:2px dashed #b87400}
.cmp-both{border-bottom:2px solid rgba(128,128,128,.55)}
.cmp-first.cmp-second{background:linear-gradient(rgba(0,114,178,.2) 50%,rgba(230,159,0,.22) 50%);
border-bottom:2px solid #777}
@media(max-width:900px){.cmp{font-size:.88rem;
grid-template-columns:minmax(5.5rem,1fr) minmax(10rem,2.4fr) minmax(5.5rem,1fr)}
.cmp>*{padding:.45rem .3rem}}
</style>
"""


def key(one: Pair) -> tuple[str, int, int, str]:
    """Name a pair."""
    return one.kind, one.start, one.stop, one.code_id


def written(
    turns: Sequence[ComparedTurn],
    text: str,
    codes: Mapping[str, Code],
    numbers: Numbers,
    names: tuple[str, str],
) -> str:
    """Write the table as HTML; every word that somebody wrote or said is escaped."""
    heads = [names[0], "", names[1]]
    cells = [
        f'<div class="cmp-head{_side(i)}">{escape(name)}</div>' for i, name in enumerate(heads)
    ]
    for one in turns:
        cells += [
            f"<div>{_marks(one, codes, numbers, 'first')}</div>",
            _words(one, text),
            f'<div class="cmp-right">{_marks(one, codes, numbers, "second")}</div>',
        ]
    about = f'role="region" tabindex="0" aria-label="{escape(" and ".join(names))}, side by side"'
    return f'{STYLE}<div class="cmp" {about}>{"".join(cells)}</div>'


def _side(place: int) -> str:
    return " cmp-right" if place == 2 else ""


def _marks(one: ComparedTurn, codes: Mapping[str, Code], numbers: Numbers, side: str) -> str:
    other = {"first": "second", "second": "first"}[side]
    return "".join(
        _mark(pair, codes[pair.code_id], numbers.get(key(pair)))
        for pair in one.pairs
        if pair.kind != other and _starts_here(pair, one)
    )


def _starts_here(pair: Pair, one: ComparedTurn) -> bool:
    """Label a passage beside its first turn only."""
    return pair.start >= one.turn.start or one.number == 1


def _mark(pair: Pair, code: Code, number: int | None) -> str:
    says = {"same": "", "edges": "other edges", "first": "alone", "second": "alone"}[pair.kind]
    badge = f'<span class="cmp-n">{number}</span>' if number else ""
    note = f"<small>{says}</small>" if says else ""
    return (
        f'<div class="cmp-mark" style="--c:{escape(code.colour)}">'
        f"<span>{escape(code.name)}{note}</span>{badge}</div>"
    )


def _words(one: ComparedTurn, text: str) -> str:
    turn = one.turn
    who = f"{one.number} · {turn.speaker}"
    pieces = "".join(_piece(text, *cut) for cut in cuts(one))
    return (
        f'<div dir="auto"><span class="cmp-who">{escape(who)}</span>'
        f'<span class="cmp-words">{pieces}</span></div>'
    )


def _piece(text: str, start: int, stop: int, marks: str) -> str:
    words = escape(text[start:stop])
    return f'<span class="{marks}">{words}</span>' if marks else words


def cuts(one: ComparedTurn) -> list[tuple[int, int, str]]:
    """Cut a turn where a coding begins or ends; each piece says who coded it differently."""
    turn = one.turn
    spans = [
        (side, each.start, each.stop)
        for pair in one.pairs
        for side, each in (("first", pair.first), ("second", pair.second))
        if each
    ]
    edges = {turn.start, turn.stop}
    edges |= {at for _, *span in spans for at in span if turn.start < at < turn.stop}
    places = sorted(edges)
    return [(start, stop, _classes(one.pairs, start, stop)) for start, stop in pairwise(places)]


def _classes(pairs: Sequence[Pair], start: int, stop: int) -> str:
    """Say of a piece whether one, the other, or both coded it with the same code."""
    found = set()
    for pair in pairs:
        first, second = (
            each is not None and each.start <= start and stop <= each.stop
            for each in (pair.first, pair.second)
        )
        if first and second:
            found.add("cmp-both")
        elif first or second:
            found.add("cmp-first" if first else "cmp-second")
    if len(found) > 1:
        found.discard("cmp-both")
    return " ".join(sorted(found))
