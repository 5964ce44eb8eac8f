"""Keep the codes that a researcher put on the keys 1 to 9 by hand."""

from __future__ import annotations

from workbench import audit
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study

KEYS = 9


def pin(study: Study, code_id: str, number: int, *, event_id: str | None = None) -> None:
    """Put a code on a key, 1 to 9, for this researcher; 0 takes it off whatever key it has.

    The code that had the key loses it. Raises NotThere for a code that is gone.
    """
    if not 0 <= number <= KEYS:
        raise NotAllowed("Codes go on the keys 1 to 9.")
    with audit.act(study, "pins.pin", subject=code_id, event_id=event_id) as act:
        if not act.row("select id from codes where id = $id", id=code_id):
            raise NotThere("This code is no longer in the codebook. Choose another one.")
        for row in act.rows(
            "select id from code_keys where researcher = $researcher "
            "and (code_id = $code_id or number = $number)",
            researcher=study.researcher,
            code_id=code_id,
            number=number,
        ):
            act.delete("code_keys", row["id"])
        if number:
            act.insert(
                "code_keys",
                {
                    "id": study.new_id(),
                    "researcher": study.researcher,
                    "code_id": code_id,
                    "number": number,
                },
            )


def of_researcher(study: Study) -> dict[int, str]:
    """Map keys to codes, without codes that were retired or are gone."""
    return {
        row["number"]: row["code_id"]
        for row in study.rows(
            "select k.number, k.code_id from code_keys k join codes c on c.id = k.code_id "
            "where k.researcher = $researcher and not c.retired order by k.number",
            researcher=study.researcher,
        )
    }
