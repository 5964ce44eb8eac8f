"""The codebook is a tree with distinct names, and nothing falls off it."""

from __future__ import annotations

import pytest

from tests.coding.conftest import theme_row
from workbench import audit, memos
from workbench.coding import codebook, codings, colours, counts
from workbench.errors import NameTaken, NotAllowed, NotThere
from workbench.study import Study


def paths(study: Study) -> list[str]:
    return [codebook.joined(code.path) for code in codebook.fetch_all(study)]


def test_codes_come_in_tree_order(study: Study) -> None:
    shame = codebook.add(study, "  Shame  at work ")
    codebook.add(study, "\0Ca\ud800re\n")
    codebook.add(study, "Hiding", parent_id=shame.id)
    assert paths(study) == ["Shame at work", "Shame at work > Hiding", "Care"]
    assert [code.depth for code in codebook.fetch_all(study)] == [0, 1, 0]
    assert codebook.fetch(study, "hiding") == codebook.fetch(study, "shame at work > HIDING")


def test_names_are_unique_among_siblings_in_any_case(study: Study) -> None:
    shame = codebook.add(study, "Straße")
    with pytest.raises(NameTaken):
        codebook.add(study, "STRASSE")
    inner = codebook.add(study, "strasse", parent_id=shame.id)
    with pytest.raises(NameTaken):
        codebook.nest(study, inner.id, None)
    codebook.rename(study, inner.id, "Road")
    codebook.nest(study, inner.id, None)
    with pytest.raises(NameTaken):
        codebook.rename(study, inner.id, "straße")
    codebook.rename(study, inner.id, "ROAD")
    for name in ("", "   ", "x" * 201):
        with pytest.raises(NotAllowed):
            codebook.add(study, name)
    with pytest.raises(NotThere):
        codebook.add(study, "Child", parent_id="gone")


def test_nesting_refuses_circles(study: Study) -> None:
    top = codebook.add(study, "Top")
    middle = codebook.add(study, "Middle", parent_id=top.id)
    low = codebook.add(study, "Low", parent_id=middle.id)
    for under in (top, middle, low):
        with pytest.raises(NotAllowed):
            codebook.nest(study, top.id, under.id)
    codebook.nest(study, low.id, None)
    assert paths(study) == ["Top", "Top > Middle", "Low"]
    codebook.move(study, low.id, 0)
    assert paths(study) == ["Low", "Top", "Top > Middle"]


def test_colours_differ_and_can_be_read_on_both_pages(study: Study) -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        lin = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]

    assert len(set(colours.PALETTE)) >= 12
    for colour in colours.PALETTE:
        assert 1.05 / (luminance(colour) + 0.05) >= 3
        assert (luminance(colour) + 0.05) / (luminance("#0e1117") + 0.05) >= 3
    codes = [codebook.add(study, f"Code {n}") for n in range(len(colours.PALETTE) + 1)]
    assert [code.colour for code in codes] == [*colours.PALETTE, colours.PALETTE[0]]
    codebook.recolour(study, codes[0].id, "#ABCDEF")
    assert codebook.fetch(study, codes[0].id).colour == "#abcdef"
    with pytest.raises(NotAllowed):
        codebook.recolour(study, codes[0].id, "red; }")


def test_merging_moves_everything_and_undoes_at_once(study: Study, transcript: str) -> None:
    shame, guilt = codebook.add(study, "Shame"), codebook.add(study, "Guilt")
    child = codebook.add(study, "Hiding", parent_id=guilt.id)
    kept = codings.apply(study, transcript, 0, 10, shame.id)
    double = codings.apply(study, transcript, 0, 10, guilt.id)
    moved = codings.apply(study, transcript, 11, 20, guilt.id)
    memo = memos.write(study, "coding", double.id, "Why both?")
    about = memos.write(study, "code", guilt.id, "Close to shame")
    theme(study, guilt.id, double.id)
    before = codebook.fetch_all(study)
    codebook.merge(study, guilt.id, shame.id)
    assert paths(study) == ["Shame", "Shame > Hiding"]
    assert {c.id for c in codings.fetch_all(study)} == {kept.id, moved.id}
    assert {m.about_id for m in memos.fetch_all(study)} == {kept.id, shame.id}
    assert {m.id for m in memos.fetch_all(study)} == {memo.id, about.id}
    assert study.rows("select code_id from theme_codes") == [{"code_id": shame.id}]
    assert study.rows("select coding_id from theme_quotes") == [{"coding_id": kept.id}]
    assert study.rows("select * from orphans") == []
    audit.undo(study)
    assert codebook.fetch_all(study) == before
    assert {c.id for c in codings.fetch_all(study)} == {kept.id, double.id, moved.id}
    with pytest.raises(NotAllowed):
        codebook.merge(study, guilt.id, child.id)


def test_splitting_takes_chosen_codings(study: Study, transcript: str) -> None:
    shame = codebook.add(study, "Shame")
    first = codings.apply(study, transcript, 0, 10, shame.id)
    second = codings.apply(study, transcript, 11, 20, shame.id)
    guilt = codebook.split(study, shame.id, [second.id], "Guilt")
    assert {c.id: c.code_id for c in codings.fetch_all(study)} == {
        first.id: shame.id,
        second.id: guilt.id,
    }
    for wrong in ([], [second.id], ["gone"]):
        with pytest.raises(NotAllowed):
            codebook.split(study, shame.id, wrong, "Other")
    assert paths(study) == ["Shame", "Guilt"]


def test_only_unused_codes_are_removed(study: Study, transcript: str) -> None:
    shame = codebook.add(study, "Shame")
    coding = codings.apply(study, transcript, 0, 10, shame.id)
    with pytest.raises(NotAllowed):
        codebook.remove(study, shame.id)
    codebook.retire(study, shame.id)
    assert codebook.fetch_all(study, retired=False) == []
    assert codings.fetch_all(study) == [coding]
    codebook.revive(study, shame.id)
    codings.remove(study, coding.id)
    memos.write(study, "code", shame.id, "Thin")
    theme(study, shame.id, None)
    codebook.remove(study, shame.id)
    assert study.rows("select * from orphans") == []
    audit.undo(study)
    assert paths(study) == ["Shame"]
    assert len(memos.fetch_all(study)) == 1


def test_definitions_keep_what_is_not_given(study: Study) -> None:
    code = codebook.add(study, "Shame", description="Feeling small", use_when="Felt")
    codebook.define(study, code.id, use_when=" Said or shown ", example="“I hid”")
    found = codebook.fetch(study, code.id)
    assert (found.description, found.use_when, found.example) == (
        "Feeling small",
        "Said or shown",
        "“I hid”",
    )
    with pytest.raises(NotAllowed):
        codebook.define(study, code.id, name="Other")


def test_counts_include_sub_codes_once(study: Study, transcript: str) -> None:
    top = codebook.add(study, "Top")
    low = codebook.add(study, "Low", parent_id=top.id)
    codings.apply(study, transcript, 32, 50, top.id)
    codings.apply(study, transcript, 32, 50, low.id)
    codings.apply(study, transcript, 0, 10, low.id)
    found = counts.by_code(study)
    assert found[top.id] == counts.Count(passages=2, participants=1)
    assert found[low.id] == counts.Count(passages=2, participants=1)


def theme(study: Study, code_id: str, coding_id: str | None) -> None:
    theme_id = study.new_id()
    with audit.act(study, "test.theme") as act:
        act.insert("themes", theme_row(theme_id))
        member = {"id": study.new_id(), "theme_id": theme_id, "position": 0}
        act.insert("theme_codes", {**member, "code_id": code_id})
        if coding_id:
            act.insert("theme_quotes", {**member, "coding_id": coding_id})
