"""What the tree and the list of passages send is stored once, as one event each."""

from __future__ import annotations

from typing import Any

import pytest

from tests.drawing import tables
from workbench import audit, dispatch
from workbench.coding import code_operations, codebook, codings
from workbench.study import Study
from workbench.ui import outbox


def send(study: Study, *sent: dict[str, Any]) -> outbox.Acknowledgement:
    """Send operations as the browser does."""
    frame = {"client": "tab", "seq": 1, "transcript_id": "", "transcript_version": ""}
    operations, rejects = outbox.read([{**frame, **each} for each in sent])
    assert not rejects
    return dispatch.to_phases(study, None)(operations)


@pytest.fixture
def codes(study: Study) -> list[str]:
    return [codebook.add(study, name).id for name in "ABC"]


def names(study: Study) -> list[str]:
    return ["-" * code.depth + code.name for code in codebook.fetch_all(study)]


def test_codes_are_arranged(study: Study, codes: list[str]) -> None:
    a, b, c = codes
    done = send(
        study,
        {"id": "1", "kind": "place_code", "code_id": c, "parent_id": a, "place": 0},
        {"id": "2", "kind": "place_code", "code_id": b, "parent_id": "", "place": 0},
        {"id": "3", "kind": "add_code", "code_id": "d", "parent_id": a, "name": "D"},
        {"id": "4", "kind": "rename_code", "code_id": "d", "name": "E"},
        {"id": "5", "kind": "retire_code", "code_id": "d"},
    )
    assert done.done == ("1", "2", "3", "4", "5")
    assert names(study) == ["B", "A", "-C", "-E"]
    assert codebook.fetch(study, "d").retired
    send(
        study,
        {"id": "6", "kind": "revive_code", "code_id": "d"},
        {"id": "7", "kind": "merge_codes", "code_id": c, "other_id": b},
        {"id": "8", "kind": "remove_code", "code_id": "d"},
    )
    assert names(study) == ["B", "A"]
    verbs = [event.verb for event in audit.read(study)][:5]
    assert verbs == [
        f"codebook.{verb}" for verb in ("remove", "merge", "revive", "retire", "rename")
    ]


def test_passages_are_coded_anew(study: Study, codes: list[str], transcript: str) -> None:
    a, b, _ = codes
    one, two = (codings.apply(study, transcript, *place, a).id for place in ((0, 7), (33, 47)))
    start = tables(study)
    send(
        study,
        {"id": "1", "kind": "recode_add", "code_id": b, "coding_ids": [one, two]},
        {"id": "2", "kind": "recode_move", "code_id": b, "coding_ids": [one]},
        {"id": "3", "kind": "recode_off", "coding_ids": [two]},
    )
    assert codings.of_codes(study, [a]) == []
    assert len(codings.of_codes(study, [b])) == 2
    send(study, *({"id": f"u{n}", "kind": "undo"} for n in range(3)))
    assert tables(study) == start
    split = {"id": "4", "kind": "split_code", "code_id": a, "other_id": "new", "name": "New"}
    send(study, {**split, "coding_ids": [two]})
    assert [each.id for each in codings.of_codes(study, ["new"])] == [two]


@pytest.mark.parametrize("kind", sorted(set(code_operations.HANDLERS) - {"undo", "redo"}))
def test_what_comes_twice_is_stored_once(
    study: Study, codes: list[str], transcript: str, kind: str
) -> None:
    a, b, c = codes
    given: dict[str, Any] = {"code_id": a, "parent_id": b, "place": 0, "other_id": b, "name": "New"}
    given |= {"coding_ids": [codings.apply(study, transcript, 0, 7, c).id]}
    if kind == "add_code":
        given["code_id"] = "new"
    if kind == "split_code":
        given |= {"code_id": c, "other_id": "new"}
    if kind == "revive_code":
        codebook.retire(study, a)
    first = send(study, {"id": "op", "kind": kind, **given})
    assert first.done == ("op",), first
    after, events = tables(study), len(audit.read(study))
    assert send(study, {"id": "op", "kind": kind, **given}).done == ("op",)
    assert (tables(study), len(audit.read(study))) == (after, events)


def test_what_is_not_allowed_is_refused_with_a_reason(study: Study, codes: list[str]) -> None:
    a, *_ = codes
    refused = send(study, {"id": "1", "kind": "rename_code", "code_id": a, "name": "b"})
    assert "of that name" in refused.rejects[0].why
    odd = {"id": "2", "kind": "place_code", "code_id": a, "parent_id": a, "place": 0}
    assert "under itself" in send(study, odd).rejects[0].why
