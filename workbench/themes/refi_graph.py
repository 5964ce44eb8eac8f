"""Hand the codebook, the themes and their map to other programs as a REFI-QDA project.

A theme becomes a set with its codes, the map a graph. No transcript goes along.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench import audit
from workbench.coding import codebook
from workbench.coding.codebook import Code
from workbench.errors import NotAllowed
from workbench.exchange import refi_qda
from workbench.store import at_one_moment
from workbench.study import Study
from workbench.themes import map_drawing, map_layout, theme_map
from workbench.themes.map_drawing import Line, Shape
from workbench.themes.outline import Theme

BELONGS = "has subtheme"


@at_one_moment
def project(study: Study) -> bytes:
    """Make a .qdpx file; raises NotAllowed for a study without a theme."""
    seen = theme_map.fetch(study)
    if not seen.themes:
        raise NotAllowed("There is no theme on the map yet, so there is nothing to hand over.")
    codes = codebook.fetch_all(study)
    shapes = map_drawing.shapes(seen)
    left, top, *_ = map_layout.around([shape.box for shape in shapes])
    return refi_qda.write(
        refi_qda.Project(
            name=study.name,
            researcher=study.researcher,
            ts=audit.now(),
            codes=[_code(code, codes) for code in codes if len(code.path) == 1],
            sets=[_set(theme) for theme in seen.themes],
            links=[_link(line) for line in map_drawing.lines(seen)],
            graph="Theme map",
            vertices=[_vertex(shape, left, top) for shape in shapes],
        )
    )


def _code(code: Code, codes: Sequence[Code]) -> refi_qda.Code:
    below = [each for each in codes if each.parent_id == code.id]
    return refi_qda.Code(
        id=code.id,
        name=code.name,
        colour=code.colour,
        description=code.description,
        below=tuple(_code(each, codes) for each in below),
    )


def _set(theme: Theme) -> refi_qda.Set:
    said = (theme.essence, theme.central_concept, theme.definition)
    return refi_qda.Set(
        id=theme.id,
        name=theme.name,
        description="\n\n".join(words for words in said if words),
        codes=theme.codes,
    )


def _link(line: Line) -> refi_qda.Link:
    one_way = line.directed or not line.id
    return refi_qda.Link(
        id=line.id or f"{line.from_id} {line.to_id}",
        name=line.name if line.id else BELONGS,
        from_id=line.from_id,
        to_id=line.to_id,
        direction="OneWay" if one_way else "Associative",
    )


def _vertex(shape: Shape, left: float, top: float) -> refi_qda.Vertex:
    box = shape.box
    x, y = round(box.left - left), round(box.top - top)
    return refi_qda.Vertex(
        of=shape.theme.id,
        name=shape.theme.name,
        place=(x, y, x + round(box.width), y + round(box.height)),
        colour=shape.edge,
    )
