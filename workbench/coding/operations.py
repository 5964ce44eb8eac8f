"""Store what the browser did while coding: one handler per kind of operation.

Each handler answers with the fields of an outcome (`applied`, `removed`, `codes`, `read`,
`snapshot`) in the shapes that the transcript view takes. An operation that is stored already
counts as done.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from workbench import audit, memos, passages, stretches, tables, transcripts
from workbench.coding import arriving, code_offers, codebook, codings, indexing, pins
from workbench.coding.arriving import Operation
from workbench.coding.coded_passages import Coding
from workbench.errors import AlreadyDone, NameTaken, NotAllowed
from workbench.events import Event
from workbench.store import Row
from workbench.study import Study

LONGEST_IN_VIVO = 60
ABOUT = ("transcript", "coding", "code")


Handler = Callable[[Study, Operation], Row]


def code_rows(study: Study) -> list[Row]:
    """List the codebook as the transcript view takes it, in tree order."""
    return [_code_row(code) for code in codebook.fetch_all(study)]


def coding_rows(
    study: Study, transcript_id: str, *, only: Collection[str] | None = None
) -> list[Row]:
    """List a transcript's codings as the transcript view takes them, with the memos on them.

    `only` keeps to those of some ids.
    """
    written: dict[str, str] = {}
    for memo in memos.fetch_all(study, about="coding"):
        later = written.get(memo.about_id)
        written[memo.about_id] = f"{memo.text}\n\n{later}" if later else memo.text
    found = codings.of_transcript(study, transcript_id, only=only)
    return [coding_row(coding, written.get(coding.id, "")) for coding in found]


def read_rows(study: Study, transcript_id: str) -> list[Row]:
    """List what this researcher has read of a transcript as the transcript view takes it."""
    return [
        {"id": f"{one.start}-{one.stop}", "start": one.start, "stop": one.stop}
        for one in stretches.fetch_all(study, transcript_id)
        if one.researcher == study.researcher
    ]


def _apply(study: Study, act: Operation) -> Row:
    return _code(study, act, act.details["code_id"], found_by=act.details.get("found_by"))


def _apply_offered(study: Study, act: Operation) -> Row:
    given = act.details
    coding = code_offers.accept(
        study,
        (act.transcript_id, given["start"], given["stop"]),
        given["code_id"],
        place=given["place"],
        labels=given["labels"],
        encoder_name=indexing.encoder_name(study),
        version=act.transcript_version,
        event_id=act.id,
        coding_id=given["coding_id"],
    )
    return _coded(act, coding)


def _remove(study: Study, act: Operation) -> Row:
    codings.remove(study, act.details["coding_id"], event_id=act.id)
    return {"removed": [act.details["coding_id"]]}


def _remove_all(study: Study, act: Operation) -> Row:
    codings.remove_all(study, act.details["coding_ids"], event_id=act.id)
    return {"removed": list(act.details["coding_ids"])}


def _resize(study: Study, act: Operation) -> Row:
    given = act.details
    codings.resize(
        study,
        given["coding_id"],
        given["start"],
        given["stop"],
        version=act.transcript_version,
        event_id=act.id,
    )
    # The edges as they are now: the act may have counted in words that were corrected since.
    return {"applied": coding_rows(study, act.transcript_id, only=[given["coding_id"]])}


def _create_and_apply(study: Study, act: Operation) -> Row:
    return _create(study, act, act.details["name"])


def _in_vivo(study: Study, act: Operation) -> Row:
    text = transcripts.text(study, act.transcript_id)
    words = " ".join(text[act.details["start"] : act.details["stop"]].split()).strip(" .,;:!?…–—-")
    if len(words) > LONGEST_IN_VIVO:
        words = words[:LONGEST_IN_VIVO].rsplit(" ", 1)[0] + "…"
    return _create(study, act, words)


def _memo(study: Study, act: Operation) -> Row:
    given = act.details
    if not given["text"].strip():
        raise NotAllowed("Write something first: an empty memo is not kept.")
    with audit.act(study, "memos.write", subject=given["memo_id"], event_id=act.id) as doing:
        if given.get("coding_id"):
            about, about_id = "coding", codings.require(doing, given["coding_id"]).id
        else:
            about, about_id = "passage", study.new_id()
            transcripts.require_version(doing, act.transcript_id, act.transcript_version)
            passages.anchor(
                doing, act.transcript_id, given["start"], given["stop"], passage_id=about_id
            )
        doing.insert(
            "memos",
            {
                "id": given["memo_id"],
                "about": about,
                "about_id": about_id,
                "text": given["text"].strip(),
                "researcher": study.researcher,
                "ts": audit.now(),
            },
        )
    return _with_memos(study, act, about_id) if about == "coding" else {}


def _memo_on(study: Study, act: Operation) -> Row:
    given = act.details
    if given["about"] not in ABOUT:
        raise NotAllowed("A memo from this screen is about a transcript, a coding or a code.")
    about: memos.About = given["about"]
    memos.write(study, about, given["about_id"], given["text"], event_id=act.id)
    return _with_memos(study, act, given["about_id"]) if about == "coding" else {}


def _with_memos(study: Study, act: Operation, coding_id: str) -> Row:
    rows = coding_rows(study, act.transcript_id)
    return {"applied": [row for row in rows if row["id"] == coding_id]}


def _pin(study: Study, act: Operation) -> Row:
    pins.pin(study, act.details["code_id"], act.details["number"], event_id=act.id)
    return {}


def _undo(study: Study, act: Operation) -> Row:
    return _turned(study, act, audit.undo(study, event_id=act.id))


def _redo(study: Study, act: Operation) -> Row:
    return _turned(study, act, audit.redo(study, event_id=act.id))


def _mark_read(study: Study, act: Operation) -> Row:
    read = bool(act.details.get("read", True))
    transcripts.mark_read(study, act.transcript_id, read=read, event_id=act.id)
    return {"read": read_rows(study, act.transcript_id)}


def _read(study: Study, act: Operation) -> Row:
    given = act.details
    stretches.mark(
        study,
        act.transcript_id,
        given["start"],
        given["stop"],
        read=given["read"],
        version=act.transcript_version,
        event_id=act.id,
    )
    return {"read": read_rows(study, act.transcript_id)}


def _turned(study: Study, act: Operation, event: Event) -> Row:
    changed = {change.id for change in event.changes if change.table == "codes"}
    codes = [row for row in code_rows(study) if row["id"] in changed]
    return {
        "snapshot": coding_rows(study, act.transcript_id),
        "codes": codes,
        "read": read_rows(study, act.transcript_id),
    }


def _create(study: Study, act: Operation, name: str) -> Row:
    """Add a code and apply it: two events; a code of that name at the top is used instead."""
    code_id = act.details["code_id"]
    try:
        code = codebook.add(study, name, code_id=code_id, event_id=f"{act.id}:code")
    except AlreadyDone:
        code = codebook.fetch(study, code_id)
    except NameTaken:
        same = tables.one_line(name).casefold()
        top = [code for code in codebook.fetch_all(study) if code.parent_id is None]
        code = next(code for code in top if code.name.casefold() == same)
    return {**_code(study, act, code.id), "codes": [_code_row(code)]}


def _code(study: Study, act: Operation, code_id: str, *, found_by: object = None) -> Row:
    given = act.details
    coding = codings.apply(
        study,
        act.transcript_id,
        given["start"],
        given["stop"],
        code_id,
        found_by="search" if found_by == "search" else "reading",
        version=act.transcript_version,
        event_id=act.id,
        coding_id=given["coding_id"],
    )
    return _coded(act, coding)


def _coded(act: Operation, coding: Coding) -> Row:
    drawn = act.details["coding_id"]
    removed = [] if coding.id == drawn else [drawn]
    return {"applied": [coding_row(coding)], "removed": removed}


def _code_row(code: codebook.Code) -> Row:
    return {
        "id": code.id,
        "name": code.name,
        "path": codebook.joined(code.path),
        "colour": code.colour,
        "parent_id": code.parent_id,
        "retired": code.retired,
    }


def coding_row(coding: Coding, memo: str = "") -> Row:
    """Give a coding as the transcript view takes it."""
    return {
        "id": coding.id,
        "code_id": coding.code_id,
        "start": coding.start,
        "stop": coding.stop,
        "researcher": coding.researcher,
        "time": coding.ts.isoformat(timespec="seconds"),
        "memo": memo,
    }


def _once(handler: Handler) -> Handler:
    """Run a handler on the words that the browser saw, and only if the trail does not hold it."""

    def run(study: Study, act: Operation) -> Row:
        if study.row("select id from events where id = $id", id=act.id):
            return {}
        try:
            return arriving.retried(study, act, handler)
        except AlreadyDone:
            return {}

    return run


_KINDS: Mapping[str, Handler] = {
    "apply": _apply,
    "apply_offered": _apply_offered,
    "remove": _remove,
    "remove_all": _remove_all,
    "create_and_apply": _create_and_apply,
    "in_vivo": _in_vivo,
    "resize": _resize,
    "memo": _memo,
    "memo_on": _memo_on,
    "read": _read,
    "pin": _pin,
    "undo": _undo,
    "redo": _redo,
    "mark_read": _mark_read,
}
HANDLERS: Mapping[str, Handler] = {kind: _once(handler) for kind, handler in _KINDS.items()}
