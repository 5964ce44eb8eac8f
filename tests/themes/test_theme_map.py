"""Themes have places on a map, links have names, and files show what the screen shows."""

from __future__ import annotations

import io
import os
import zipfile
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from streamlit.testing.v1 import AppTest

from tests.themes.conftest import Example
from workbench import audit
from workbench.coding import codebook
from workbench.errors import NotAllowed, NotThere
from workbench.exchange import refi_qda
from workbench.themes import (
    development,
    map_drawing,
    map_layout,
    map_operations,
    refi_graph,
    theme_map,
)
from workbench.themes.map_layout import Box
from workbench.themes.outline import Theme
from workbench.ui import session
from workbench.ui.outbox import Operation

APP = Path(__file__).parents[2] / "app.py"
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)


@given(st.lists(st.tuples(st.integers(-1, 8), NAMES), min_size=1, max_size=9), st.data())
def test_no_theme_stands_on_another(tree: list[tuple[int, str]], data: st.DataObject) -> None:
    themes: list[Theme] = []
    for at, (above, name) in enumerate(tree):
        parent = themes[above] if 0 <= above < at else None
        themes.append(
            Theme(
                id=str(at),
                parent_id=parent.id if parent else None,
                name=name,
                status="candidate",
                central_concept="",
                definition="",
                position=at,
                path=(*(parent.path if parent else ()), name),
            )
        )
    sizes = data.draw(st.dictionaries(st.sampled_from("012345678"), st.floats(0.6, 2.0)))
    boxes = map_layout.arranged(themes, sizes)
    assert boxes.keys() == {theme.id for theme in themes}
    assert not any(overlap(*pair) for pair in combinations(boxes.values(), 2))
    assert boxes == map_layout.arranged(themes, sizes)


def overlap(one: Box, other: Box) -> bool:
    return (
        abs(one.x - other.x) * 2 < one.width + other.width - 1
        and abs(one.y - other.y) * 2 < one.height + other.height - 1
    )


def test_the_first_move_keeps_all_others_where_they_are(example: Example) -> None:
    before = theme_map.fetch(example.study)
    theme_map.place(example.study, {example.theme: (300.0, -40.26)})
    after = theme_map.fetch(example.study)
    assert (after.boxes[example.theme].x, after.boxes[example.theme].y) == (300.0, -40.3)
    assert after.boxes[example.subtheme] == before.boxes[example.subtheme]
    assert (before.by_hand, after.by_hand) == (False, True)
    fresh = development.add(example.study, "New").id
    new, bottom = theme_map.fetch(example.study).boxes[fresh], after.boxes[example.subtheme]
    assert new.top > bottom.y + bottom.height / 2
    audit.undo(example.study)
    audit.undo(example.study)
    assert theme_map.fetch(example.study) == before


def test_sizes_and_places_go_with_a_new_arrangement(example: Example) -> None:
    before = theme_map.fetch(example.study)
    theme_map.resize(example.study, example.theme, 1.5)
    assert theme_map.fetch(example.study).boxes[example.theme].size == 1.5
    theme_map.arrange(example.study)
    assert theme_map.fetch(example.study) == before
    with pytest.raises(NotAllowed):
        theme_map.resize(example.study, example.theme, 9)
    for far in (1e9, float("nan"), float("inf")):
        with pytest.raises(NotAllowed):
            theme_map.place(example.study, {example.theme: (far, 0)})
    with pytest.raises(NotThere):
        theme_map.place(example.study, {"gone": (0, 0)})


def test_two_themes_have_one_link(example: Example) -> None:
    link = theme_map.link(example.study, example.theme, example.subtheme, " holds\nback ")
    assert link.name == "holds back"
    for pair in ((example.subtheme, example.theme), (example.theme, example.theme)):
        with pytest.raises(NotAllowed):
            theme_map.link(example.study, *pair)
    with pytest.raises(NotThere):
        theme_map.link(example.study, example.theme, "gone")
    theme_map.rename_link(example.study, link.id, "carries", directed=True)
    (seen,) = theme_map.fetch(example.study).links
    assert (seen.name, seen.directed) == ("carries", True)
    assert theme_map.between(example.study, [example.subtheme, example.theme]) == seen
    theme_map.unlink(example.study, link.id)
    with pytest.raises(NotThere):
        theme_map.between(example.study, [example.subtheme, example.theme])
    assert theme_map.fetch(example.study).links == ()


HOSTILE = "<b>&\"' ]]> 😀 שלום \x07"
SCHEMA = os.environ.get("REFI_QDA_SCHEMA", "")
"""Where the standard's Project.xsd lies; it is not ours to hand on."""


def test_names_stay_words_in_every_picture(example: Example) -> None:
    development.rename(example.study, example.theme, HOSTILE)
    theme_map.link(example.study, example.theme, example.subtheme, HOSTILE, directed=True)
    drawn = map_drawing.render(theme_map.fetch(example.study), ".svg")
    words = [text.text for text in etree.fromstring(drawn).iter("{*}text")]
    assert "<b>&\"' ]]> 😀 שלום" in " ".join(str(each).strip() for each in words)
    assert b"<b>" not in drawn


def test_the_name_of_a_link_keeps_clear_of_themes(example: Example) -> None:
    study = example.study
    far = development.add(study, "Far below").id
    long = "makes it possible for people who would never ask to be given something"
    theme_map.link(study, example.theme, far, long, directed=True)
    theme_map.place(study, {example.theme: (0, 0), example.subtheme: (0, 300), far: (0, 600)})
    seen = theme_map.fetch(study)
    (link,) = (line for line in map_drawing.lines(seen) if line.id)
    assert " ".join(link.lines) == long
    assert len(link.lines) > 1
    start, stop = seen.boxes[example.theme], seen.boxes[far]
    _, top, _, bottom = map_drawing.ends(start, stop)
    middle, half = top + (bottom - top) * link.at, 8 * len(link.lines)
    for box in seen.boxes.values():
        assert abs(middle - box.y) >= half + box.height / 2


@pytest.mark.parametrize(("kind", "begins"), [(".png", b"\x89PNG"), (".pdf", b"%PDF")])
def test_a_map_becomes_a_picture(example: Example, kind: str, begins: bytes) -> None:
    drawn = map_drawing.render(theme_map.fetch(example.study), kind)
    assert drawn.startswith(begins)


def test_other_files_and_empty_maps_are_refused(example: Example) -> None:
    with pytest.raises(NotAllowed):
        map_drawing.render(theme_map.fetch(example.study), ".exe")
    for theme in (example.theme, example.subtheme):
        development.dissolve(example.study, theme)
    with pytest.raises(NotAllowed):
        map_drawing.render(theme_map.fetch(example.study), ".svg")
    with pytest.raises(NotAllowed):
        refi_graph.project(example.study)


def test_a_subtheme_has_the_colour_of_its_theme(example: Example) -> None:
    development.define(example.study, example.theme, colour="#b44830")
    edges = {one.theme.id: one.edge for one in map_drawing.shapes(theme_map.fetch(example.study))}
    assert edges == {example.theme: "#b44830", example.subtheme: "#b44830"}


def test_the_map_goes_to_other_programs(example: Example) -> None:
    theme_map.link(example.study, example.theme, example.subtheme, HOSTILE)
    packed = zipfile.ZipFile(io.BytesIO(refi_graph.project(example.study)))
    assert packed.namelist() == ["project.qde"]
    written = packed.read("project.qde")
    assert written.startswith(b"<?xml")
    root = etree.fromstring(written)
    assert [etree.QName(child).localname for child in root] == [
        "Users",
        "CodeBook",
        "Links",
        "Sets",
        "Graphs",
    ]
    guids = [each.get("guid") for each in root.iter() if each.get("guid")]
    assert len(guids) == len(set(guids))
    (graph,) = root.iter("{*}Graph")
    edges = list(graph.iter("{*}Edge"))
    vertices = {each.get("guid"): each for each in graph.iter("{*}Vertex")}
    sets = {each.get("guid") for each in root.iter("{*}Set")}
    assert {each.get("representedGUID") for each in vertices.values()} == sets
    assert {each.get("representedGUID") for each in edges} <= set(guids)
    assert {each.get(end) for each in edges for end in ("sourceVertex", "targetVertex")} <= set(
        vertices
    )
    assert all(
        each.get(name, "").isdecimal()
        for each in vertices.values()
        for name in ("firstX", "firstY", "secondX", "secondY")
    )
    codes = {refi_qda.guid("code", name) for name in example.codes.values()}
    assert {each.get("guid") for each in root.iter("{*}Code")} == codes
    assert {each.get("targetGUID") for each in root.iter("{*}MemberCode")} <= codes
    assert "we met" not in written.decode()


@pytest.mark.skipif(not SCHEMA, reason="REFI_QDA_SCHEMA names no Project.xsd")
def test_what_goes_to_other_programs_fits_the_standard(example: Example) -> None:
    study = example.study
    development.nest(study, development.add(study, "\ud7ff\x85\uffff").id, example.theme)
    said = f"{HOSTILE}\r\n\x0b\ufffe"
    development.define(study, example.theme, concept=said, definition=said, colour="#b44830")
    codebook.define(study, next(iter(example.codes.values())), description=said)
    theme_map.link(study, example.theme, example.subtheme, HOSTILE, directed=True)
    theme_map.place(study, {example.theme: (-19_999.7, 0.4)})
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    packed = zipfile.ZipFile(io.BytesIO(refi_graph.project(study)))
    schema.assertValid(etree.fromstring(packed.read("project.qde")))


def test_two_exports_name_things_alike(example: Example) -> None:
    first, second = (refi_graph.project(example.study) for _ in range(2))
    names = [
        [each.get("guid") for each in etree.fromstring(one).iter()]
        for one in (zipfile.ZipFile(io.BytesIO(x)).read("project.qde") for x in (first, second))
    ]
    assert names[0] == names[1]


def test_the_page_offers_the_map_and_its_files(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(session.FOLDER, str(example.study.folder))
    monkeypatch.setattr(session, "_open", lambda _: example.study)
    link = theme_map.link(example.study, example.theme, example.subtheme, "carries")
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    app.switch_page("workbench/themes/map_page.py").run()
    assert not app.exception
    assert [one.value for one in app.text_input] == ["carries"]
    app.text_input[0].set_value("holds").run()
    assert theme_map.fetch(example.study).links[0].name == "holds"
    app.slider[0].set_value(1.4).run()
    assert theme_map.fetch(example.study).boxes[example.theme].size == 1.4
    next(one for one in app.button if one.key == f"unlink {link.id}").click().run()
    assert theme_map.fetch(example.study).links == ()
    next(one for one in app.button if one.label == "Arrange anew").click().run()
    assert not theme_map.fetch(example.study).by_hand
    assert not app.exception


def test_what_the_browser_does_is_stored(example: Example) -> None:
    def act(**details: object) -> Operation:
        common = {"client": "c", "seq": 1, "transcript_id": "", "transcript_version": ""}
        return Operation(id=example.study.new_id(), kind="", details=details, **common)  # type: ignore[arg-type]

    place, link = map_operations.HANDLERS["place_themes"], map_operations.HANDLERS["link_themes"]
    place(example.study, act(places=[f"{example.theme} 10 -20.5"]))
    box = theme_map.fetch(example.study).boxes[example.theme]
    assert (box.x, box.y) == (10, -20.5)
    both = {"from_id": example.theme, "to_id": example.subtheme}
    link(example.study, act(link_id="l", name="holds", directed=True, **both))
    assert theme_map.fetch(example.study).links[0].id == "l"
    for wrong in ("", "x", f"{example.theme} a b", f"{example.theme} nan 1"):
        with pytest.raises(NotAllowed):
            place(example.study, act(places=[wrong]))
