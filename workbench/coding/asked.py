"""Answer what a key asked about the words selected: which codes may fit, and what is like them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Protocol

from workbench import transcripts
from workbench.coding import (
    alike,
    code_offers,
    codebook,
    codings,
    embeddings,
    indexing,
    members,
    shown,
    suggestion_cards,
    suggestion_states,
)
from workbench.coding.alike import Alike, By
from workbench.coding.codebook import Code
from workbench.coding.coded_passages import FoundBy
from workbench.coding.reasons import Offer
from workbench.coding.suggestion_cards import Opens
from workbench.store import Row
from workbench.study import Study
from workbench.ui import alike_list, swatch, transcript_view
from workbench.ui.alike_list import Found
from workbench.ui.plain import count, plain

LONG = 160
NOT_SAID = (
    "These are no participant's words, or they are still being prepared: only what participants "
    "say is compared."
)
NO_CODES = "Nothing to offer: no other code has passages to compare with yet."
FOUND_BY: Mapping[By, FoundBy] = {"meaning": "suggestion", "words": "search"}


class Chosen(Protocol):
    """Describe what is selected in the text, and what a key asked about it."""

    @property
    def transcript_id(self) -> str:
        """Name the transcript."""

    @property
    def start(self) -> int:
        """Give the first code point."""

    @property
    def stop(self) -> int:
        """Give the one after the last."""

    @property
    def asked(self) -> str:
        """Name what was asked, once."""


def draw_codes(study: Study, chosen: Chosen, refresh: str) -> None:
    """Offer codes for the words selected, where a key asked which may fit."""
    if not chosen.asked.startswith("codes "):
        return
    if not suggestion_states.speaks(study, key="show suggestions for words"):
        return
    place = (chosen.transcript_id, chosen.start, chosen.stop)
    offers = code_offers.for_passage(study, indexing.encoder_name(study), *place)
    data = {
        "asked": chosen.asked,
        "transcript_id": chosen.transcript_id,
        "start": chosen.start,
        "stop": chosen.stop,
        "codes": [_offered(one) for one in offers],
        "said": "" if offers else _why_none(study, place),
    }
    transcript_view.mount_part("offers", key="offered codes", data=data, refresh=[refresh])


def draw_alike(study: Study, chosen: Chosen | None, opens: Opens) -> bool:
    """List passages like the words a key asked about, until closed; True while there is a list."""
    if chosen and chosen.asked.startswith("alike "):
        alike_list.ask(chosen.asked, (chosen.transcript_id, chosen.start, chosen.stop))
    place = alike_list.place()
    if place is None:
        if chosen and chosen.start < chosen.stop:
            alike_list.offer((chosen.transcript_id, chosen.start, chosen.stop))
        return False
    if not suggestion_states.speaks(study) or not suggestion_states.prepared(study):
        return True
    by = alike_list.head(transcripts.text(study, place[0])[place[1] : place[2]])
    found = alike.to_selection(study, indexing.encoder_name(study), place, by=by)
    codes = {code.id: code for code in codebook.fetch_all(study)}
    free = shown.names([code for code in codes.values() if not code.retired])
    alike_list.draw([_found(study, one, codes, by, opens) for one in found], free)
    return True


def tab(chosen: Chosen | None) -> str:
    """Name the tab that a key asks for."""
    return "Similar" if chosen and chosen.asked.startswith("alike ") else ""


def _offered(one: Offer) -> Row:
    so_far = f"{count(one.examples, 'passage')} so far"
    parts = (*one.code.path[:-1], so_far if one.firm else f"{so_far}: a guess")
    return {
        "id": one.code.id,
        "name": one.code.name,
        "colour": one.code.colour,
        "note": " · ".join(parts),
        "near": [_clipped(near.words) for near in one.near],
        "words": ", ".join(one.shared),
        "place": one.place,
        "labels": one.labels,
    }


def _why_none(study: Study, place: tuple[str, int, int]) -> str:
    name = indexing.encoder_name(study)
    if embeddings.used(study) is None:
        return "The transcripts are being prepared; ask again in a moment."
    if alike.selected(members.of_study(study, name).units, place) is None:
        return NOT_SAID
    return NO_CODES


def _found(
    study: Study,
    one: Alike,
    codes: Mapping[str, Code],
    by: By,
    opens: Opens,
) -> Found:
    carried = [codes.get(code_id) for code_id in one.code_ids]
    turn = shown.turn_of(study, one.transcript_id, one.start)

    def code(code_id: str) -> None:
        place = (one.transcript_id, one.start, one.stop)
        codings.apply(study, *place, code_id, found_by=FOUND_BY[by], version=one.version)

    return Found(
        id=f"{one.transcript_id} {one.start}",
        words=one.words,
        best=(one.sentence[0] - one.start, one.sentence[1] - one.start),
        place=suggestion_cards.place_of(study, one.transcript_id, turn) if turn else "",
        shared=one.shared,
        codes=tuple(f"{swatch.mark(c.colour)}{plain(c.name)}" for c in carried if c),
        code=code,
        open=partial(opens, {"transcript": one.transcript_id, "at": str(one.start)}),
    )


def _clipped(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= LONG else said[:LONG].rsplit(" ", 1)[0] + " …"
