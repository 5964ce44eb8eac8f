"""Draw the list of a code's suggestions on a page, and go where its cards lead."""

from __future__ import annotations

from functools import partial

from workbench.coding import indexing, offered, suggestion_cards
from workbench.coding.suggestion_cards import Find, Opens
from workbench.study import Study
from workbench.ui import suggestion_list


def draw(
    study: Study,
    code_id: str,
    find: Find,
    opens: Opens,
    *,
    name: str,
    beside: bool = False,
    refresh: tuple[str, ...] = (),
) -> bool:
    """Draw the list that `find` makes for a code; False where there is nothing in it."""
    encoder = indexing.encoder_name(study)
    follow = partial(suggestion_cards.listed, study, encoder, code_id, find, name)
    now = follow()
    if not now["cards"]:
        return False
    opened = suggestion_list.mount(
        follow,
        now,
        key=f"suggested {'beside' if beside else 'listed'}",
        code_id=code_id,
        researcher=study.researcher,
        beside=beside,
        refresh=refresh,
    )
    if opened:
        opens(offered.place(study, opened.offer_id, opened.like))
    return True
