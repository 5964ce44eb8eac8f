"""Say what the card of a suggestion shows, and what a list of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from workbench.store import Row

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Hold what a card shows.

    `sentences` are those of the whole turn and `places` where they stand, in code points; of them
    `edges` (first and last) are suggested and `best` is the most alike. `nearest` says what `likes`
    are. `offer_id` names the suggestion.
    """

    id: str
    offer_id: str
    transcript_id: str
    version: str
    place: str
    question: str
    sentences: tuple[str, ...]
    places: tuple[Place, ...]
    edges: tuple[int, int]
    best: int
    nearest: str
    likes: tuple[str, ...]
    shared: str


def listed(name: str, newest: int, cards: Sequence[Card]) -> Row:
    """Write a list as the browser takes it; `newest` numbers the last event before it was made."""
    return {"list": name, "newest": newest, "cards": [asdict(card) for card in cards]}
