"""Draw one picture and end: a Vega-Lite definition or an SVG comes in, SVG, PNG or PDF goes out.

A process of its own, given the kind of picture and its scale. The engine holds all of Python until
it is done, seconds for a large table; here it keeps nobody waiting who did not ask for it.
"""

from __future__ import annotations

import json
import sys

import vl_convert


def main(kind: str, scale: str) -> None:
    """Read the definition from standard input, write the picture to standard output."""
    spec = json.load(sys.stdin.buffer)
    if isinstance(spec, str):
        drawn = _of_svg(spec, kind, float(scale))
    elif kind == ".png":
        drawn = vl_convert.vegalite_to_png(spec, scale=float(scale), allowed_base_urls=[])
    else:
        drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]).encode()
    sys.stdout.buffer.write(drawn)


def _of_svg(picture: str, kind: str, scale: float) -> bytes:
    if kind == ".pdf":
        return bytes(vl_convert.svg_to_pdf(picture, scale=scale))
    return bytes(vl_convert.svg_to_png(picture, scale=scale))


if __name__ == "__main__":
    main(*sys.argv[1:])
