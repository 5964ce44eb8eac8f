"""Set all codes of a theme at once."""

from __future__ import annotations

from collections.abc import Iterable

from workbench import audit
from workbench.errors import NotThere
from workbench.study import Study


def set_codes(
    study: Study, theme_id: str, codes: Iterable[str], *, event_id: str | None = None
) -> None:
    """Let exactly these codes stand in a theme: others leave it, new ones come last.

    One event, so that one undo takes it back. Raises NotThere for an unknown theme or code.
    """
    wanted = list(dict.fromkeys(codes))
    with audit.act(study, "regrouping.set_codes", subject=theme_id, event_id=event_id) as act:
        known = act.row(
            "select exists (select 1 from themes where id = $theme) as theme, "
            "(select count(*) from codes where list_contains($codes::text[], id)) as codes",
            theme=theme_id,
            codes=wanted,
        )
        if known is None or not known["theme"] or known["codes"] != len(wanted):
            raise NotThere("That theme or code is no longer in the study.")
        held = act.rows(
            "select id, code_id, position from theme_codes where theme_id = $id", id=theme_id
        )
        for row in held:
            if row["code_id"] not in wanted:
                act.delete("theme_codes", row["id"])
        there = {row["code_id"] for row in held}
        place = max((row["position"] for row in held), default=-1)
        fresh = [code_id for code_id in wanted if code_id not in there]
        for position, code_id in enumerate(fresh, start=place + 1):
            act.insert(
                "theme_codes",
                {
                    "id": study.new_id(),
                    "theme_id": theme_id,
                    "code_id": code_id,
                    "position": position,
                },
            )
