"""Draw the map of themes: laid out by hand or by itself, linked by name, taken away as a file."""

from __future__ import annotations

from functools import partial

import streamlit as st

from workbench.coding import codebook
from workbench.store import Row
from workbench.study import Study
from workbench.themes import development, map_drawing, refi_graph, theme_map
from workbench.themes.map_drawing import Line, Shape
from workbench.themes.outline import Theme
from workbench.themes.theme_map import Link, ThemeMap
from workbench.ui import session, states, transcript_view
from workbench.ui.guard import guard
from workbench.ui.plain import plain

THEMES = "workbench/themes/page.py"
BODY = "theme map body"
MAP = "theme map"
FILES = (
    (".svg", "SVG", "Sharp at any size; open it in a drawing program to go on."),
    (".png", "PNG", "A picture of 300 dots to the inch at usual size."),
    (".pdf", "PDF", "For the paper: sharp, with the words as words."),
)
REFI = ("REFI-QDA", "Codes, themes and map for another program: NVivo, ATLAS.ti, MAXQDA.")
NEEDS_ONE = "A map shows themes and what leads from one to another. Gather codes in a theme first."


def draw() -> None:
    """Draw the page."""
    states.header("Theme map", "Themes, subthemes and what leads from one to another.")
    draw_body()


@st.fragment(key=BODY)
def draw_body() -> None:
    """Draw the map and what is beside it; what is done to the map reruns this."""
    study = session.study()
    seen = theme_map.fetch(study)
    if not seen.themes:
        states.empty(
            "No themes yet", NEEDS_ONE, action="Develop themes", icon=":material/hub:", page=THEMES
        )
        return
    left, right = st.columns([14, 5], gap="medium")
    with left:
        chosen = draw_map(study, seen)
        draw_files(study, seen)
    with right, guard():
        theme = next((one for one in seen.themes if one.id == chosen), seen.themes[0])
        draw_theme(study, seen, theme)
        draw_links(study, seen, theme)
        draw_layout(study, seen)


def draw_map(study: Study, seen: ThemeMap) -> str | None:
    """Mount the map and tell which theme is in hand."""
    state = st.session_state.get(MAP)
    chosen = state.get("chosen") if state else None
    transcript_view.mount_part(
        "map",
        key=MAP,
        data=told(seen) | {"chosen": chosen, "researcher": study.researcher},
        refresh=[BODY],
        on_chosen_change=lambda: None,
    )
    return chosen if isinstance(chosen, str) else None


def told(seen: ThemeMap) -> Row:
    """Give the shapes and lines of a map as the browser draws them."""
    return {
        "nodes": [_node(shape) for shape in map_drawing.shapes(seen)],
        "lines": [_line(line) for line in map_drawing.lines(seen)],
    }


def _node(shape: Shape) -> Row:
    box = shape.box
    return {
        "id": shape.theme.id,
        "name": shape.theme.name,
        "x": box.x,
        "y": box.y,
        "width": box.width,
        "height": box.height,
        "lines": list(box.lines),
        "letters": shape.letters,
        "fill": shape.fill,
        "edge": shape.edge,
        "ink": shape.ink,
        "bold": len(shape.theme.path) == 1,
    }


def _line(line: Line) -> Row:
    return {
        "id": line.id,
        "from": line.from_id,
        "to": line.to_id,
        "name": line.name,
        "lines": list(line.lines),
        "at": line.at,
        "directed": line.directed,
    }


def draw_files(study: Study, seen: ThemeMap) -> None:
    """Offer the map as files."""
    with st.container(horizontal=True, gap="small"):
        for kind, name, words in FILES:
            st.download_button(
                name,
                data=partial(map_drawing.render, seen, kind),
                file_name=f"theme map{kind}",
                icon=":material/download:",
                on_click="ignore",
                key=f"map {kind}",
                help=words,
            )
        st.download_button(
            REFI[0],
            data=partial(refi_graph.project, study),
            file_name="themes.qdpx",
            icon=":material/download:",
            on_click="ignore",
            key="map .qdpx",
            help=REFI[1],
        )


def draw_theme(study: Study, seen: ThemeMap, theme: Theme) -> None:
    """Choose the colour and size of the theme in hand."""
    with st.container(gap=None):
        st.header(plain(theme.name), anchor=False)
        st.caption(plain(theme.essence or theme.central_concept) or "Not described yet.")
    shape = next(one for one in map_drawing.shapes(seen) if one.theme.id == theme.id)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        colour = st.color_picker("Colour", value=shape.edge, key=f"colour {theme.id} {shape.edge}")
        size = st.slider(
            "Size",
            theme_map.SMALLEST,
            theme_map.LARGEST,
            value=shape.box.size,
            step=0.1,
            key=f"size {theme.id} {shape.box.size}",
            help="What it means is yours to say in the figure's caption.",
        )
    if colour != shape.edge:
        development.define(study, theme.id, colour=colour)
        st.rerun()
    if size != shape.box.size:
        theme_map.resize(study, theme.id, size)
        st.rerun()


def draw_links(study: Study, seen: ThemeMap, theme: Theme) -> None:
    """List the links of the theme in hand, and add one."""
    names = {one.id: one.name for one in seen.themes}
    mine = [link for link in seen.links if theme.id in (link.from_id, link.to_id)]
    st.markdown("**Links**")
    for link in mine:
        draw_link(study, link, names, other=_other(link, theme.id))
    if not mine:
        st.caption("None yet. A link may say: leads to, holds back, in tension with …")
    linked = {_other(link, theme.id) for link in mine} | {theme.id}
    free = {one.id: codebook.joined(one.path) for one in seen.themes if one.id not in linked}
    if free:
        with st.popover("Link", icon=":material/add_link:", key=f"link {theme.id} {len(mine)}"):
            draw_new_link(study, theme, free)


def draw_new_link(study: Study, theme: Theme, free: dict[str, str]) -> None:
    """Ask for the other theme and the name of a link."""
    with st.form(f"new link {theme.id}", border=False, clear_on_submit=True):
        to = st.selectbox("With", list(free), format_func=free.__getitem__)
        name = st.text_input("Name", placeholder="leads to, holds back …")
        directed = st.checkbox("Arrow")
        wanted = st.form_submit_button("Link", type="primary")
    if wanted:
        with guard():
            theme_map.link(study, theme.id, to, name, directed=directed)
            st.rerun()


def draw_link(study: Study, link: Link, names: dict[str, str], *, other: str) -> None:
    """Show a link with its name to change, and a button that takes it off."""
    sign = "–" if not link.directed else "→" if link.to_id == other else "←"
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":small[{sign} {plain(names.get(other, ''))}]")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            name = st.text_input(
                "Name of the link",
                value=link.name,
                key=f"link name {link.id} {link.name}",
                label_visibility="collapsed",
                placeholder="No name",
            )
            arrow = st.checkbox(
                "Arrow", value=link.directed, key=f"link arrow {link.id} {link.directed}"
            )
            if st.button("Unlink", icon=":material/link_off:", key=f"unlink {link.id}"):
                theme_map.unlink(study, link.id)
                st.rerun()
    if name != link.name or arrow != link.directed:
        theme_map.rename_link(study, link.id, name, directed=arrow)
        st.rerun()


def draw_layout(study: Study, seen: ThemeMap) -> None:
    """Offer to let the map lay itself out again."""
    st.space("small")
    if not seen.by_hand:
        st.caption("Laid out by itself, until you move a theme.")
    elif st.button(
        "Arrange anew",
        icon=":material/auto_awesome_mosaic:",
        help="Every theme goes where the layout puts it, in its usual size. Undo takes it back.",
    ):
        theme_map.arrange(study)
        st.rerun()


def _other(link: Link, theme_id: str) -> str:
    return link.to_id if link.from_id == theme_id else link.from_id


draw()
