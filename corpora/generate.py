"""Generate a study of any size with planted identifiers and codings, for tests and measurements.

`python -m corpora.generate FOLDER --interviews 32 --words 9000 --codings 10000 --seed 1`
writes transcripts (`files/`), their text (`text/`), every identifier with its place (`gold/`),
`codings.jsonl` and `attributes.csv`. The same arguments give the same study.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from corpora import files, speech
from corpora.build import gold_rows, spoken, write_rows
from corpora.corpus import HERE
from corpora.files import Layout
from corpora.markup import Piece, Source, Turn, Words

REGIONS = ("North East", "Wales", "London", "Scotland", "South West", "Northern Ireland")
AGES = ("20–29", "30–39", "40–49", "50–59", "60–69", "70–79")
ROLES = ("founder", "co-organiser", "driver", "treasurer", "helper")
_NAMING, _WORDS_A_SECOND = 0.12, 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """Hold one planted coding; `start` and `stop` are code points in the text."""

    start: int
    stop: int
    code: str


@dataclass(slots=True, kw_only=True)
class Talk:
    """Grow one interview turn by turn; `remarks` are the passages that a code applies to."""

    turns: list[Turn] = field(default_factory=list)
    remarks: list[Coding] = field(default_factory=list)
    length: int = 0
    words: int = 0

    def add(self, speaker: str, words: Words) -> int:
        """Add a turn and return where its words start."""
        start = self.length
        self.turns.append(
            Turn(
                speaker=speaker,
                began=round(self.words / _WORDS_A_SECOND),
                pieces=(Piece(words=words),),
                words=words,
            )
        )
        self.length += len(words.text) + 1
        self.words += len(words.text.split())
        return start


def main() -> None:
    """Read the command line and write the study."""
    parser = argparse.ArgumentParser(description="Generate a study with known identifiers.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--interviews", type=int, default=32)
    parser.add_argument("--words", type=int, default=9000, help="words in one interview")
    parser.add_argument("--codings", type=int, default=10_000, help="codings in the whole study")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    generate(
        given.folder,
        interviews=given.interviews,
        words=given.words,
        codings=given.codings,
        seed=given.seed,
    )
    print(f"Wrote {given.interviews} interviews with {given.codings} codings to {given.folder}.")


def generate(folder: Path, *, interviews: int, words: int, codings: int, seed: int) -> None:
    """Write a study of `interviews` times about `words` words and exactly `codings` codings."""
    for name in ("files", "text", "gold"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    coded: list[Mapping[str, object]] = []
    paths = _paths()
    for number in range(1, interviews + 1):
        chance = random.Random(f"{seed}/{number}")  # noqa: S311 - repeatable, not secret
        share = codings // interviews + (number <= codings % interviews)
        known = speech.cast(number, seed)
        talk = grow(chance, known, words=words, codings=share)
        source = _source(number, known, talk)
        layout = _layout(number, source)
        (folder / "files" / layout.name).write_bytes(layout.write(source, layout))
        said = spoken(source, layout)
        (folder / "text" / f"{source.number}.txt").write_bytes(said.text.encode("utf-8"))
        write_rows(folder / "gold" / f"{source.number}.jsonl", gold_rows(layout.name, said))
        coded += [
            {
                "transcript": source.title,
                "start": one.start,
                "stop": one.stop,
                "quote": said.text[one.start : one.stop],
                "code": paths[one.code],
            }
            for one in _exactly(chance, talk.remarks, share)
        ]
    write_rows(folder / "codings.jsonl", coded)
    (folder / "attributes.csv").write_text(_attributes(interviews, seed), encoding="utf-8")


def grow(chance: random.Random, known: speech.Cast, *, words: int, codings: int) -> Talk:
    """Talk until there are enough words, with about as many coded remarks as codings."""
    talk = Talk()
    codes = sorted(speech.phrases()["codes"])
    # A sentence has some twelve words; half of all codings share a passage with another.
    rate = min(0.6, codings / max(1, words / 12) * 0.6)
    while talk.words < words:
        talk.add("R", speech.ask(chance))
        _answer(chance, known, talk, codes, rate)
    return talk


def _answer(
    chance: random.Random, known: speech.Cast, talk: Talk, codes: Sequence[str], rate: float
) -> None:
    """Say 1 to 14 sentences; a remark for a code is coded with up to two sentences after it."""
    said = []
    for _ in range(chance.randint(1, 14)):
        code = chance.choice(codes) if chance.random() < rate else ""
        said.append(speech.say(chance, known, code=code, naming=chance.random() < _NAMING))
    whole, starts = speech.join([one.words for one in said])
    began = talk.add("P", whole)
    for place, one in enumerate(said):
        if one.code:
            last = min(place + chance.randint(0, 2), len(said) - 1)
            stop = starts[last] + len(said[last].words.text)
            talk.remarks.append(
                Coding(start=began + starts[place], stop=began + stop, code=one.code)
            )


def _exactly(chance: random.Random, remarks: Sequence[Coding], number: int) -> list[Coding]:
    """Take as many codings as wanted: fewer remarks, or second codes on remarks."""
    codes = sorted(speech.phrases()["codes"])
    kept = {(one.start, one.stop, one.code) for one in remarks[:number]}
    while remarks and len(kept) < min(number, len(remarks) * len(codes)):
        one = chance.choice(remarks)
        kept.add((one.start, one.stop, chance.choice(codes)))
    return [Coding(start=start, stop=stop, code=code) for start, stop, code in sorted(kept)]


def _source(number: int, known: speech.Cast, talk: Talk) -> Source:
    return Source(
        number=f"{number:02}",
        title=f"Interview {number:02}",
        recorded=date(2021, 1, 4) + timedelta(days=number),
        names={"R": "Interviewer", "P": known.people[0].forms[0]},
        turns=tuple(talk.turns),
    )


def _layout(number: int, source: Source) -> Layout:
    """Write text, Word and caption files in turn."""
    kind, write, ending, label = (
        ("plain text", files.plain, "txt", "Participant"),
        ("Word file", files.typed, "docx", source.names["P"]),
        ("captions of Zoom", files.zoom_vtt, "vtt", source.names["P"]),
    )[number % 3]
    return Layout(
        name=f"{source.title}.{ending}",
        kind=kind,
        write=write,
        labels={"R": "Interviewer", "P": label},
    )


def _paths() -> dict[str, str]:
    with (HERE / "codebook.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: f"{row['parent']} > {row['name']}" for row in csv.DictReader(file)}


def _attributes(interviews: int, seed: int) -> str:
    chance = random.Random(seed)  # noqa: S311
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("pseudonym", "gender", "age band", "region", "role"))
    rows: Iterable[Sequence[str]] = (
        (
            f"P{number:02}",
            chance.choice(("woman", "man")),
            chance.choice(AGES),
            chance.choice(REGIONS),
            chance.choice(ROLES),
        )
        for number in range(1, interviews + 1)
    )
    writer.writerows(rows)
    return table.getvalue()


if __name__ == "__main__":
    main()
