"""Time each question of the Matrices page on a large study, against a plain loop over its rows.

`python benchmarks/queries.py [FOLDER]` makes a study of 32 interviews of 9,000 words with 60 codes
and 10,000 codings (in FOLDER, to be looked at afterwards), and prints medians of seven. The plain
loop compares the codings of each transcript pair by pair in Python; its table is checked to be the
same.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from workbench import audit
from workbench.coding import codebook, cooccurrence, coverage, pictures, queries, timelines
from workbench.coding.gathering import gather
from workbench.coding.grids import Grid
from workbench.store import Row
from workbench.study import Study

INTERVIEWS, TURNS, TURN_WORDS, CODES, CODINGS, TIMES = 32, 166, 54, 60, 10_000, 7
SPOKEN = (
    "we used to lend tools along the street and nobody kept a list but since the winter people "
    "ask before they knock and some would rather go without than be seen to ask for help"
)
THEMES = (
    "Asking and being asked",
    "Time",
    "Trust among neighbours",
    "Money and what it buys",
    "Places where people meet",
    "Feeling watched",
    "Being heard and believed by those who decide",
    "Carrying on",
    "Family",
    "Work",
)
SIDES = ("early on", "when it is hard", "told by others", "put into words", "left unsaid")


def main() -> None:
    """Print a table."""
    with tempfile.TemporaryDirectory() as spare:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else spare) / "study"
        with Study.create(folder, name="Large study", researcher="Ana") as study:
            build(study)
            measure(study)


def measure(study: Study) -> None:
    """Time every question, and the plain loop for the one that peers answer slowly."""
    asked: list[tuple[str, Callable[[], object]]] = [
        ("gather codings, turns and people", lambda: gather(study)),
        ("codes that share words, pairs", lambda: cooccurrence.matrix(study, count="pairs")),
        ("codes that share words, participants", lambda: cooccurrence.matrix(study)),
        ("codes in one turn, participants", lambda: cooccurrence.matrix(study, within=0)),
        ("codes within 3 turns, participants", lambda: cooccurrence.matrix(study, within=3)),
        ("the same with sub-codes", lambda: cooccurrence.matrix(study, within=3, subcodes=True)),
        ("relations of a code", lambda: cooccurrence.relations(study, "Time")),
        ("codes by participant", lambda: queries.by_participant(study)),
        ("codes by attribute", lambda: queries.by_attribute(study, "Region")),
        ("coverage", lambda: coverage.measure(study)),
        ("coding day by day", lambda: timelines.of_coding(study)),
        ("along the interview", lambda: timelines.along(study)),
    ]
    for name, ask in asked:
        say(name, median(ask))
    ours, plain = median(asked[1][1]), median(lambda: loop(study))
    say("plain loop: codes that share words", plain, f", {plain[1] / ours[1]:.1f} times ours")
    same(cooccurrence.matrix(study, count="pairs"), loop(study))
    grid = queries.by_participant(study)
    say("picture of codes by participant, as SVG", median(lambda: pictures.svg(grid)))


def median(act: Callable[[], object]) -> tuple[float, float]:
    """Return the medians of wall and processor time in milliseconds."""
    taken = []
    for _ in range(TIMES):
        wall, cpu = time.perf_counter(), time.process_time()
        act()
        taken.append((time.perf_counter() - wall, time.process_time() - cpu))
    walls, cpus = zip(*taken, strict=True)
    return 1000 * statistics.median(walls), 1000 * statistics.median(cpus)


def say(name: str, times: tuple[float, float], more: str = "") -> None:
    """Print one line."""
    print(f"{name:42}{times[0]:7.0f} ms wall{times[1]:7.0f} ms processor{more}")


def loop(study: Study) -> dict[tuple[str, str], int]:
    """Count the pairs of passages that share words, for every two codes, pair by pair."""
    by_transcript: dict[str, set[tuple[str, int, int]]] = defaultdict(set)
    for row in study.rows(
        "select p.transcript_id, p.start, p.stop, c.code_id from codings c "
        "join passages p on p.id = c.passage_id"
    ):
        by_transcript[row["transcript_id"]].add((row["code_id"], row["start"], row["stop"]))
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for coded in by_transcript.values():
        for (code, start, stop), (code_2, start_2, stop_2) in combinations(coded, 2):
            if start < stop_2 and start_2 < stop:
                counts[code, code_2] += 1
                counts[code_2, code] += 1
    return counts


def same(grid: Grid, counts: dict[tuple[str, str], int]) -> None:
    """Fail where the table and the plain loop differ."""
    for at, row in enumerate(grid.rows):
        for to, column in enumerate(grid.columns):
            assert at == to or grid.values[at, to] == counts.get((row.id, column.id), 0)


def build(study: Study) -> None:
    """Fill a study; the same at each run but for its ids."""
    chance = random.Random(1)
    for theme in THEMES:
        top = codebook.add(study, theme)
        for side in SIDES:
            codebook.add(study, f"{theme}, {side}", parent_id=top.id)
    codes = [code.id for code in codebook.fetch_all(study)]
    assert len(codes) == CODES
    rows: dict[str, list[Row]] = defaultdict(list)
    rows["attributes"].append({"id": "region", "name": "Region", "position": 0})
    for number in range(1, INTERVIEWS + 1):
        interview(rows, chance, number)
    start_of: dict[str, list[Row]] = defaultdict(list)
    for turn in rows["turns"]:
        start_of[turn["transcript_id"]].append(turn)
    for number in range(CODINGS):
        coding(rows, chance, number, codes, start_of[f"t{number % INTERVIEWS + 1}"])
    with audit.act(study, "benchmark", undoable=False) as act:
        for table, some in rows.items():
            act.insert_all(table, some)


def interview(rows: dict[str, list[Row]], chance: random.Random, number: int) -> None:
    """Add one interview of about 9,000 words and the participant who gives it."""
    home, person = f"t{number}", f"p{number}"
    region = chance.choice(["North East", "Wales", "London", "Scotland", "South West"])
    rows["participants"].append(
        {"id": person, "pseudonym": f"Person {number}", "position": number}
        | {"consent_to_deposit": None}
    )
    rows["attribute_values"].append(
        {"id": f"v{number}", "participant_id": person, "attribute_id": "region", "value": region}
    )
    for role, who in (("interviewer", None), ("participant", person)):
        rows["speakers"].append(
            {"id": f"{home} {role}", "transcript_id": home, "label": role.title()}
            | {"role": role, "participant_id": who}
        )
    said, start = [], 0
    for position in range(TURNS):
        asking = position % 2 == 0
        words = " ".join(chance.choices(SPOKEN.split(), k=14 if asking else 2 * TURN_WORDS - 14))
        rows["turns"].append(
            {"id": f"{home} {position}", "transcript_id": home, "position": position}
            | {"speaker_id": f"{home} {'interviewer' if asking else 'participant'}"}
            | {"start": start, "stop": start + len(words), "began": position * 20.0, "ended": None}
        )
        said.append(words)
        start += len(words) + 1
    rows["texts"].append({"id": home, "text": "\n".join(said)})
    rows["transcripts"].append(
        {"id": home, "label": f"Interview {number:02}", "position": number, "state": "released"}
        | {"recorded": None, "words": TURNS * TURN_WORDS, "version": "1"}
    )


def coding(
    rows: dict[str, list[Row]],
    chance: random.Random,
    number: int,
    codes: list[str],
    turns: list[Row],
) -> None:
    """Code a stretch of an answer, one in ten running into the next turn."""
    turn = turns[chance.randrange(1, len(turns), 2)]
    start = chance.randrange(turn["start"], turn["stop"] - 60)
    stop = turn["stop"] + 40 if chance.random() < 0.1 else start + chance.randrange(40, 400)
    stop = min(stop, turns[-1]["stop"])
    passage = {"id": f"x{number}", "transcript_id": turn["transcript_id"]}
    rows["passages"].append({**passage, "start": start, "stop": stop})
    rows["codings"].append(
        {"id": f"c{number}", "passage_id": passage["id"], "found_by": "reading"}
        | {"code_id": codes[int(len(codes) * chance.random() ** 1.5)]}
        | {"researcher": chance.choice(["Ana", "Ben"])}
        | {"ts": f"2026-0{chance.randrange(3, 5)}-{chance.randrange(1, 29):02} 10:00:00"}
    )


if __name__ == "__main__":
    main()
