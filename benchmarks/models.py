"""Time the two models that ship, in words per processor second, on the example's interviews.

`python benchmarks/models.py` prints each and its ratio to the rules alone, measured in the same
run.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

from workbench.anonymise import detectors, rules
from workbench.coding import encoders

TEXTS = Path(__file__).parent.parent / "corpora" / "text"


def speed(act: Callable[[str], object], texts: list[str]) -> float:
    """Return words per processor second over the texts, after one warm-up."""
    act(texts[0])
    began = time.process_time()
    for text in texts:
        act(text)
    return sum(len(text.split()) for text in texts) / (time.process_time() - began)


def main() -> None:
    """Print a table."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(TEXTS.glob("*.txt"))[:4]]
    detector = detectors.load()
    encoder = encoders.load()
    acts: list[tuple[str, Callable[[str], object]]] = [
        ("rules", rules.find),
        ("rules and names", lambda text: detectors.detect(text, detector=detector)),
        ("vectors of turns", lambda text: encoder.encode(text.split("\n"))),
    ]
    base = 0.0
    print(f"{'':20}{'words per cpu s':>16}{'ratio':>8}")
    for name, act in acts:
        found = speed(act, texts)
        base = base or found
        print(f"{name:20}{found:16,.0f}{found / base:8.3f}")


if __name__ == "__main__":
    main()
