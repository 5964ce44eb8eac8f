"""Record that codes apply to passages, and read passages back by transcript or by code."""

from __future__ import annotations

from collections.abc import Iterable

from workbench import audit, groupings, passages, transcripts
from workbench.coding.coded_passages import CodedPassage, Coding, FoundBy, show
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row, at_one_moment
from workbench.study import Study


def apply(
    study: Study,
    transcript_id: str,
    start: int,
    stop: int,
    code_id: str,
    *,
    found_by: FoundBy = "reading",
    version: str | None = None,
    event_id: str | None = None,
    coding_id: str | None = None,
) -> Coding:
    """Code a passage; the same passage coded before by the same researcher is returned instead.

    Raises NotThere for an unknown code or transcript, NotAllowed for a passage without words,
    ChangedSince where the text is no longer of the `version` given.
    """
    coding_id = coding_id or study.new_id()
    with audit.act(study, "codings.apply", subject=coding_id, event_id=event_id) as act:
        if version is not None:
            transcripts.require_version(act, transcript_id, version)
        return record(
            study,
            act,
            transcript_id,
            (start, stop),
            code_id,
            found_by=found_by,
            coding_id=coding_id,
        )


def code_turn(
    study: Study,
    transcript_id: str,
    position: int,
    code_id: str,
    *,
    event_id: str | None = None,
    coding_id: str | None = None,
) -> Coding:
    """Code all that is said in one turn; raises NotThere when there is no such turn."""
    for turn in transcripts.turns(study, transcript_id):
        if turn.position == position:
            return apply(
                study,
                transcript_id,
                turn.start,
                turn.stop,
                code_id,
                event_id=event_id,
                coding_id=coding_id,
            )
    raise NotThere("This transcript has no turn of that number.")


def remove(study: Study, coding_id: str, *, event_id: str | None = None) -> None:
    """Take a coding away with the memos on it and its place among quotes; undo brings all back."""
    with audit.act(study, "codings.remove", subject=coding_id, event_id=event_id) as act:
        take_away(act, coding_id)


def remove_all(
    study: Study, coding_ids: Iterable[str], *, event_id: str | None = None
) -> list[str]:
    """Take several codings away as one act, as `remove` does; answers with those still there."""
    with audit.act(study, "codings.remove_all", event_id=event_id) as act:
        found = act.rows(
            "select id from codings where list_contains($ids::text[], id) order by id",
            ids=list(coding_ids),
        )
        for row in found:
            take_away(act, row["id"])
        return [row["id"] for row in found]


def resize(
    study: Study,
    coding_id: str,
    start: int,
    stop: int,
    *,
    version: str | None = None,
    event_id: str | None = None,
) -> Coding:
    """Set other edges for a coding.

    Raises NotAllowed when it holds no words or becomes the double of another coding, ChangedSince
    where the text is no longer of the `version` given.
    """
    with audit.act(study, "codings.resize", subject=coding_id, event_id=event_id) as act:
        old = require(act, coding_id)
        if version is not None:
            transcripts.require_version(act, old.transcript_id, version)
        place(act, old, start, stop)
        return require(act, coding_id)


def place(act: audit.Act, old: Coding, start: int, stop: int) -> None:
    """Set other edges for a coding inside an act that is under way; raises as `resize` does."""
    double = _same(act, old.transcript_id, (start, stop), old.code_id, researcher=old.researcher)
    if double and double.id != old.id:
        raise NotAllowed("These words carry this code already: the passage keeps its edges.")
    passages.move(act, old.passage_id, start, stop)


def record(
    study: Study,
    act: audit.Act,
    transcript_id: str,
    place: tuple[int, int],
    code_id: str,
    *,
    found_by: FoundBy,
    coding_id: str,
) -> Coding:
    """Code a passage inside an act that is under way; answers and raises as `apply` does."""
    (known,) = act.rows(
        _KNOWN,
        code=code_id,
        coding=coding_id,
        transcript=transcript_id,
        start=place[0],
        stop=place[1],
    )
    if not known["code"]:
        raise NotThere("This code is no longer in the codebook. Choose another one.")
    before = known["place"] and _same(
        act, transcript_id, place, code_id, researcher=study.researcher
    )
    if before:
        return before
    if known["coding"]:
        raise NotAllowed("Another coding has that id. Reload the page and code the passage again.")
    passage = passages.anchor(act, transcript_id, *place, passage_id=study.new_id())
    row: Row = {
        "id": coding_id,
        "passage_id": passage.id,
        "code_id": code_id,
        "researcher": study.researcher,
        "ts": audit.now(),
        "found_by": found_by,
    }
    act.insert("codings", row)
    return Coding(**row, transcript_id=transcript_id, start=passage.start, stop=passage.stop)


def take_away(act: audit.Act, coding_id: str) -> None:
    """Delete a coding and all that stands on it, inside an act that is under way."""
    coding = require(act, coding_id)
    memos = act.rows(
        "select id from memos where (about = 'coding' and about_id = $coding) "
        "or (about = 'passage' and about_id = $passage)",
        coding=coding.id,
        passage=coding.passage_id,
    )
    for memo in memos:
        act.delete("memos", memo["id"])
    groupings.drop_quotes(act, [coding.id])
    act.delete("codings", coding.id)
    act.delete("passages", coding.passage_id)


def require(act: audit.Act, coding_id: str) -> Coding:
    """Find a coding inside an act that is under way; raises NotThere."""
    found = act.row(_CODINGS + " where c.id = $id", id=coding_id)
    if found is None:
        raise NotThere("This coding is no longer in the study.")
    return Coding(**found)


def fetch(study: Study, coding_id: str) -> Coding:
    """Find a coding by its id; raises NotThere."""
    found = study.row(_CODINGS + " where c.id = $id", id=coding_id)
    if found is None:
        raise NotThere("This coding is no longer in the study.")
    return Coding(**found)


def fetch_all(study: Study) -> list[Coding]:
    """List every coding, by transcript and place."""
    return [Coding(**row) for row in study.rows(_CODINGS + _IN_ORDER)]


def of_transcript(
    study: Study, transcript_id: str, *, only: Iterable[str] | None = None
) -> list[Coding]:
    """List the codings of one transcript from its start to its end, or those of some ids."""
    found = study.rows(
        _CODINGS + " where p.transcript_id = $id and "
        "($only::text[] is null or list_contains($only::text[], c.id)) "
        "order by p.start, p.stop, c.ts, c.id",
        id=transcript_id,
        only=None if only is None else list(only),
    )
    return [Coding(**row) for row in found]


def used_last(study: Study, researcher: str) -> list[str]:
    """List the codes a researcher has used, the last used first."""
    found = study.rows(
        "select code_id from codings where researcher = $researcher "
        "group by code_id order by max(ts) desc, code_id",
        researcher=researcher,
    )
    return [row["code_id"] for row in found]


def of_codes(study: Study, code_ids: Iterable[str], *, ordered: bool = True) -> list[Coding]:
    """List the codings of exactly these codes, by transcript and place unless told not to."""
    query = _CODINGS + " where list_contains($ids::text[], c.code_id)"
    found = study.rows(query + _IN_ORDER * ordered, ids=list(code_ids))
    return [Coding(**row) for row in found]


@at_one_moment
def of_code(study: Study, code_id: str, *, subcodes: bool = True) -> list[CodedPassage]:
    """List the passages of a code with their words, by default also those of codes below it."""
    ids = with_subcodes(study, code_id)
    return show(study, of_codes(study, ids if subcodes else [code_id]))


def with_subcodes(study: Study, code_id: str) -> list[str]:
    """List a code's id and those of all codes below it; raises NotThere."""
    # Walked here: DuckDB takes four times as long for a query that calls itself.
    below: dict[str | None, list[str]] = {}
    for row in study.rows("select id, parent_id from codes"):
        below.setdefault(row["parent_id"], []).append(row["id"])
    if not any(code_id in children for children in below.values()):
        raise NotThere("There is no such code in this study.")
    found = [code_id]
    for one in found:
        found += below.pop(one, [])
    return sorted(set(found))


def _same(
    act: audit.Act, transcript_id: str, place: tuple[int, int], code_id: str, *, researcher: str
) -> Coding | None:
    found = act.row(
        _CODINGS + " where p.transcript_id = $transcript_id and p.start = $start "
        "and p.stop = $stop and c.code_id = $code_id and c.researcher = $researcher",
        transcript_id=transcript_id,
        start=place[0],
        stop=place[1],
        code_id=code_id,
        researcher=researcher,
    )
    return Coding(**found) if found else None


_CODINGS = (
    "select c.id, c.code_id, c.passage_id, p.transcript_id, p.start, p.stop, c.researcher, c.ts, "
    "c.found_by from codings c join passages p on p.id = c.passage_id"
)
_KNOWN = (
    "select exists (select 1 from codes where id = $code) as code, "
    "exists (select 1 from codings where id = $coding) as coding, "
    "exists (select 1 from passages where transcript_id = $transcript and start = $start "
    "and stop = $stop) as place"
)
_IN_ORDER = (
    " order by (select t.position from transcripts t where t.id = p.transcript_id), "
    "p.start, p.stop, c.ts, c.id"
)
