"""Average pipelines that were trained from the same start, and write the one that ships.

`python -m training.average FOLDER FOLDER … --out FOLDER`. Source of the idea: Wortsman et al. 2022,
arXiv 2203.05482.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.train import ship
from workbench.anonymise import network
from workbench.anonymise.tagger import Tagger


def average(folders: list[Path]) -> Tagger:
    """Return a tagger whose weights are the mean of those in the folders."""
    parts = [folder / "identifier_tagger" for folder in folders]
    states = [network.load(part / "weights.safetensors").state_dict() for part in parts]
    tagger = Tagger("identifier_tagger", 0.0).from_disk(parts[0])
    mean = {name: torch.stack([state[name] for state in states]).mean(dim=0) for name in states[0]}
    tagger.network.load_state_dict(mean)
    return tagger


def main() -> None:
    """Read the folders, average, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    ship(average(options.folders), options.out)


if __name__ == "__main__":
    main()
