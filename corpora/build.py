"""Build the files of the marked corpora from their sources: `python -m corpora.build`.

Writes, for each, `files/` (the transcripts as a study gets them), `text/` (what is said in them,
as a reader yields it) and `gold/` (every identifier, with its place). Two runs write the same
bytes.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpora import markup
from corpora.corpus import CORPORA, EXAMPLE, Corpus
from corpora.files import Layout
from corpora.markup import Mention, Source, Words


def main() -> None:
    """Write every file and say how many identifiers they hold."""
    for name, corpus in CORPORA.items():
        count = build(corpus.folder, corpus)
        print(f"{name}: {len(corpus.layouts)} transcripts with {count} marked identifiers.")


def build(folder: Path, corpus: Corpus = EXAMPLE) -> int:
    """Write files, text and gold below `folder`; return the number of marked identifiers."""
    for name in ("files", "text", "gold"):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for old in (folder / name).iterdir():
            old.unlink()
    count = 0
    speakers: list[Mapping[str, object]] = []
    outside: list[Mapping[str, object]] = []
    for source in corpus.sources():
        layout = corpus.layouts[source.number]
        (folder / "files" / layout.name).write_bytes(layout.write(source, layout))
        words = spoken(source, layout)
        text = folder / "text" / f"{source.number}.txt"
        text.write_bytes(words.text.encode("utf-8"))
        rows = gold_rows(layout.name, words)
        write_rows(folder / "gold" / f"{source.number}.jsonl", rows)
        speakers += _speakers(source, layout)
        outside += _outside(source, layout)
        count += len(rows)
    write_rows(folder / "gold" / "speakers.jsonl", speakers)
    write_rows(folder / "gold" / "outside.jsonl", outside)
    return count


def spoken(source: Source, layout: Layout) -> Words:
    """Join the turns as a reader does; line breaks that the layout sets replace one space each."""
    words = markup.join(source.turns)
    lines = "\n".join("\n".join(layout.lines(turn.words.text)) for turn in source.turns)
    return Words(text=lines, mentions=words.mentions)


def gold_rows(name: str, words: Words) -> list[dict[str, object]]:
    """Write each identifier of a text as a row of gold."""
    return [
        {
            "file": name,
            "start": mention.start,
            "stop": mention.stop,
            "kind": mention.kind,
            "directness": mention.directness,
            "entity": mention.entity,
            "surface": mention.surface,
        }
        for mention in words.mentions
    ]


def write_rows(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Write rows as JSON lines, with LF on every system."""
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_bytes("".join(lines).encode("utf-8"))


def _speakers(source: Source, layout: Layout) -> Iterable[dict[str, object]]:
    for key, label in layout.labels.items():
        yield {
            "file": layout.name,
            "label": label,
            "role": "interviewer" if key == "R" else "participant",
            "entity": _entity(source.names[key]),
            "name": source.names[key],
        }


def _outside(source: Source, layout: Layout) -> Iterable[dict[str, object]]:
    """List who is named in a file outside its speech: comments, deletions, properties."""
    for turn in source.turns:
        for piece in turn.pieces:
            if piece.comment:
                yield from _named(layout.name, "comment", piece.comment.mentions)
            if piece.trace == "deleted":
                yield from _named(layout.name, "deletion", piece.words.mentions)
    for place, name in layout.traces:
        yield {"file": layout.name, "where": place, "entity": _entity(name), "surface": name}


def _named(file: str, where: str, mentions: Iterable[Mention]) -> Iterable[dict[str, object]]:
    for mention in mentions:
        yield {"file": file, "where": where, "entity": mention.entity, "surface": mention.surface}


def _entity(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return f"person:{plain.replace(' ', '-')}"


if __name__ == "__main__":
    main()
