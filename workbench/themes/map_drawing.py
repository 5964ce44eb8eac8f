"""Draw the map of themes as SVG, and have it turned into PNG or PDF.

The same shapes are drawn on the screen, so that a file shows what was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from workbench.coding import drawing, lettering
from workbench.coding.shades import contrast
from workbench.errors import NotAllowed
from workbench.themes import map_layout
from workbench.themes.map_layout import FONT, LINE, Box
from workbench.themes.outline import Theme
from workbench.themes.theme_map import ThemeMap

KINDS = (".svg", ".png", ".pdf")
USUAL = "#4f7394"
"""Colour of a theme for which nobody has chosen one."""
_FONT = "Arial, Liberation Sans, sans-serif"
_LINK, _BELONGS, _WORDS = "#4d5963", "#a3aeb9", "#1b232c"
_NAME, _MARGIN, _DOTS = 12.0, 28.0, 3
_PLACES = tuple(share / 20 for share in range(2, 19))
_ROOM, _NAME_LINE = 150.0, 15.0
"""Pixels that a line of a link's name may take across, and down."""
_PALE = 0.84


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Hold a theme as it is drawn: its box and its colours."""

    theme: Theme
    box: Box
    fill: str
    edge: str
    ink: str

    @property
    def letters(self) -> float:
        """Give the pixels of its letters."""
        return FONT * self.scale

    @property
    def scale(self) -> float:
        """Tell how large it is drawn; a subtheme is drawn a little smaller."""
        return self.box.size * (map_layout.SMALLER if len(self.theme.path) > 1 else 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Lead from theme to theme; without `id` it tells that a subtheme belongs to its theme.

    `lines` are its name, broken so that it does not run across other themes, and `at` the share of
    the way at which the middle of the name stands.
    """

    id: str
    from_id: str
    to_id: str
    name: str = ""
    directed: bool = False
    lines: tuple[str, ...] = ()
    at: float = 0.5


def shapes(seen: ThemeMap) -> list[Shape]:
    """Give each theme its colours: its own, else that of the theme above, else the usual."""
    colours: dict[str, str] = {}
    found = []
    for theme in seen.themes:
        above = colours.get(theme.parent_id or "", USUAL)
        colour = colours[theme.id] = theme.colour or above
        fill = _mixed(colour, _PALE) if len(theme.path) > 1 else colour
        ink = max((_WORDS, "#ffffff"), key=lambda each: contrast(fill, each))
        found.append(Shape(theme=theme, box=seen.boxes[theme.id], fill=fill, edge=colour, ink=ink))
    return found


def lines(seen: ThemeMap) -> list[Line]:
    """List what leads from theme to theme: what belongs together, then the links."""
    known = seen.boxes
    belonging = [
        Line(id="", from_id=theme.parent_id, to_id=theme.id)
        for theme in seen.themes
        if theme.parent_id and theme.parent_id in known
    ]
    links = [
        Line(
            id=link.id,
            from_id=link.from_id,
            to_id=link.to_id,
            name=link.name,
            directed=link.directed,
            lines=tuple(map_layout.even(link.name, _ROOM)) if link.name else (),
        )
        for link in seen.links
        if {link.from_id, link.to_id} <= known.keys()
    ]
    return [*belonging, *(replace(link, at=_free(link, known)) for link in links)]


def render(seen: ThemeMap, kind: str) -> bytes:
    """Make the content of a file: ".svg", ".png" or ".pdf".

    Raises NotAllowed for a map without a theme, another kind, or one too large to be drawn.
    """
    if kind.lower() not in KINDS:
        raise NotAllowed(f"A map is written to files that end in {', '.join(KINDS)}.")
    if not seen.themes:
        raise NotAllowed("There is no theme on the map yet, so there is nothing to draw.")
    drawn = svg(seen)
    if kind.lower() == ".svg":
        return drawn.encode()
    return drawing.draw(drawn, kind.lower(), scale=_DOTS if kind.lower() == ".png" else 1)


def svg(seen: ThemeMap) -> str:
    """Draw the map on white, with a title for those who hear it read."""
    drawn = shapes(seen)
    known = {shape.theme.id: shape.box for shape in drawn}
    told = lines(seen)
    left, top, right, bottom = _edges(known.values(), told, known)
    width, height = right - left, bottom - top
    said = f"Map of {len(drawn)} themes and {sum(1 for line in told if line.id)} links"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="{left:g} {top:g} {width:g} {height:g}" font-family="{_FONT}" role="img">',
        f"<title>{escape(said)}</title>",
        f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" fill="#ffffff"/>',
        *(part for line in told for part in _line(line, known)),
        *(_shape(shape) for shape in drawn),
        *(part for line in told for part in _name(line, known)),
        "</svg>",
    ]
    return "\n".join(parts)


def ends(start: Box, stop: Box) -> tuple[float, float, float, float]:
    """Find where the line between two middles leaves one box and reaches the other."""
    across, down = stop.x - start.x, stop.y - start.y
    one, other = _share(start, across, down), _share(stop, across, down)
    if one + other >= 1:  # the boxes overlap
        one = other = 0.5
    return (
        start.x + across * one,
        start.y + down * one,
        stop.x - across * other,
        stop.y - down * other,
    )


def _share(box: Box, across: float, down: float) -> float:
    """Tell which share of a line from its middle lies inside a box."""
    shares = [
        half / abs(way) for half, way in ((box.width / 2, across), (box.height / 2, down)) if way
    ]
    return min(shares, default=1.0)


def _edges(
    boxes: Iterable[Box], told: Sequence[Line], known: Mapping[str, Box]
) -> tuple[float, float, float, float]:
    left, top, right, bottom = map_layout.around(list(boxes))
    for line in told:
        if line.name:
            x, y, half, tall = _label(line, known)
            left, right = min(left, x - half), max(right, x + half)
            top, bottom = min(top, y - tall), max(bottom, y + tall)
    return left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN


def _line(line: Line, known: Mapping[str, Box]) -> Iterator[str]:
    x, y, to_x, to_y = ends(known[line.from_id], known[line.to_id])
    colour, wide = (_LINK, 1.6) if line.id else (_BELONGS, 1.2)
    yield (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" '
        f'stroke="{colour}" stroke-width="{wide}"/>'
    )
    if line.directed:
        points = " ".join(f"{a:.1f},{b:.1f}" for a, b in _arrow(x, y, to_x, to_y))
        yield f'<polygon points="{points}" fill="{colour}"/>'


def _arrow(x: float, y: float, to_x: float, to_y: float) -> list[tuple[float, float]]:
    far = max(((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5, 1e-6)
    a, b = (to_x - x) / far, (to_y - y) / far
    back_x, back_y = to_x - 11 * a, to_y - 11 * b
    return [
        (to_x, to_y),
        (back_x - 4.5 * b, back_y + 4.5 * a),
        (back_x + 4.5 * b, back_y - 4.5 * a),
    ]


def _label(line: Line, known: Mapping[str, Box]) -> tuple[float, float, float, float]:
    """Give the middle of a link's name, and half of its width and of its height."""
    x, y, to_x, to_y = ends(known[line.from_id], known[line.to_id])
    half = max(map(lettering.width, line.lines)) * _NAME / 24 + 5
    tall = (len(line.lines) * _NAME_LINE + 3) / 2
    return x + (to_x - x) * line.at, y + (to_y - y) * line.at, half, tall


def _free(line: Line, known: Mapping[str, Box]) -> float:
    """Find where on its way a name covers least of any theme, as near the middle as can be."""
    if not line.name:
        return line.at
    x, y, to_x, to_y = ends(known[line.from_id], known[line.to_id])
    _, _, half, tall = _label(line, known)

    def covered(at: float) -> float:
        middle, height = x + (to_x - x) * at, y + (to_y - y) * at
        across = (half + box.width / 2 - abs(middle - box.x) for box in known.values())
        down = (tall + box.height / 2 - abs(height - box.y) for box in known.values())
        return sum(max(a, 0) * max(b, 0) for a, b in zip(across, down, strict=True))

    return min(_PLACES, key=lambda at: (covered(at), abs(at - 0.5)))


def _name(line: Line, known: Mapping[str, Box]) -> Iterator[str]:
    if not line.name:
        return
    x, y, half, tall = _label(line, known)
    yield (
        f'<rect x="{x - half:.1f}" y="{y - tall:.1f}" width="{2 * half:.1f}" '
        f'height="{2 * tall:.1f}" rx="4" fill="#ffffff"/>'
    )
    for at, words in enumerate(line.lines):
        down = y - (len(line.lines) - 1) * _NAME_LINE / 2 + at * _NAME_LINE + 4
        yield _words(words, x, down, _NAME, _LINK, slanted=True)


def _shape(shape: Shape) -> str:
    box, scale = shape.box, shape.scale
    first = box.y - (len(box.lines) - 1) * LINE * scale / 2 + shape.letters * 0.35
    words = [
        _words(
            line,
            box.x,
            first + at * LINE * scale,
            shape.letters,
            shape.ink,
            bold=len(shape.theme.path) == 1,
        )
        for at, line in enumerate(box.lines)
    ]
    outline = (
        f'<rect x="{box.left:.1f}" y="{box.top:.1f}" width="{box.width:.1f}" '
        f'height="{box.height:.1f}" rx="9" fill={quoteattr(shape.fill)} '
        f'stroke={quoteattr(shape.edge)} stroke-width="1.4"/>'
    )
    return f"<g>{outline}{''.join(words)}</g>"


def _words(
    words: str,
    x: float,
    y: float,
    letters: float,
    ink: str,
    *,
    bold: bool = False,
    slanted: bool = False,
) -> str:
    looks = ' font-weight="bold"' * bold + ' font-style="italic"' * slanted
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{letters:.1f}" fill="{ink}" '
        f'text-anchor="middle"{looks}>{escape(_writable(words))}</text>'
    )


def _writable(words: str) -> str:
    """Leave out control characters, which no XML can hold."""
    return "".join(each for each in words if each.isprintable() or each == " ")


def _mixed(colour: str, white: float) -> str:
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 * white + part * (1 - white)):02x}" for part in parts)
