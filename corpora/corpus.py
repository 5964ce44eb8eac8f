"""Tell the marked corpora apart: the example study, and the one that nothing is tuned to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora import markup
from corpora.files import FILES, Layout, plain, teams_2026, teams_vtt, typed, zoom_vtt
from corpora.markup import Source

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Hold a folder of sources, files, text and gold, and the layout of each file."""

    folder: Path
    layouts: Mapping[str, Layout]

    def sources(self) -> list[Source]:
        """Read every source in its order."""
        return [markup.read(path) for path in sorted((self.folder / "sources").glob("*.txt"))]

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Read one JSON-lines file of the corpus."""
        text = (self.folder / name).read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]


EXAMPLE = Corpus(folder=HERE, layouts=FILES)
HELDOUT = Corpus(
    folder=HERE / "heldout",
    layouts={
        "01": Layout(
            name="01 Bob H shed 12 Sept.docx",
            kind="Word file of Teams, 2026",
            write=teams_2026,
            labels={"R": "Siobhan Kerrigan", "P": "Robert Heslop"},
            line_words=60,
        ),
        "02": Layout(
            name="GMT20231005-093011_Recording Yetunde.transcript.vtt",
            kind="captions of Zoom",
            write=zoom_vtt,
            labels={"R": "Tunde Coker", "P": "Yetunde A-G"},
        ),
        "03": Layout(
            name="Larch House - Sao.docx",
            kind="typist's Word file",
            write=typed,
            labels={"R": "Interviewer", "P": "São"},
        ),
        "04": Layout(
            name="uig two speakers.txt",
            kind="plain text, two participants",
            write=plain,
            labels={"R": "INT", "P1": "Mairi", "P2": "DJ"},
        ),
        "05": Layout(
            name="Northside 16-11.vtt",
            kind="captions of Teams",
            write=teams_vtt,
            labels={"R": "Kerrigan, Siobhan", "P": "Abdi W"},
        ),
    },
)
CORPORA = {"example": EXAMPLE, "heldout": HELDOUT}
