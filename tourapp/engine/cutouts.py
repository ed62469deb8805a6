"""What unplugging one block of the network costs on a fixed text: one plain pass for each block.

Not here: the pass itself (`experiment`), what a pass adds to the residual stream (`residual`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tourapp.assets import asset_path
from tourapp.engine.experiment import PARTS, Block, Experiment, perplexity, run_experiment
from tourapp.engine.hooks import Cancel, Cancelled, never
from tourapp.engine.model import Model
from tourapp.engine.transformer import Transformer

TEXT_TOKENS = 40
"""Tokens of the fixed text that count."""


def fixed_ids(model: Model) -> list[int]:
    """The first tokens of the fixed text, by the model's own tokenizer."""
    text = asset_path("lessons", "cutout_text.txt").read_text(encoding="utf-8")
    return list(model.tokenizer.encode(text.strip()).ids)[:TEXT_TOKENS]


@dataclass(frozen=True, slots=True, eq=False)
class Cutouts:
    """What unplugging costs on a fixed text of `tokens` tokens. perplexity, kept [layers, 2] with the one block out
    (columns as PARTS): e to the mean loss, and the share of positions whose first choice stays; whole: the perplexity
    with everything plugged in; all_out [2]: with that block of every layer out."""

    tokens: int
    whole: float
    all_out: np.ndarray
    perplexity: np.ndarray
    kept: np.ndarray


def measure_cutouts(model: Model, ids: Sequence[int], cancel: Cancel = never) -> Iterator[float | Cutouts]:
    """Run the text once for every block and thrice more; yields the share done after each run, and at last what was
    found. Raises Cancelled between runs."""
    network, layers = model.transformer, model.config.layers
    whole, first = _read(network, ids, ())
    found = np.empty((2, layers, len(PARTS)))
    runs: list[Block] = [(layer, part) for layer in range(layers) for part in PARTS]
    for done, (layer, part) in enumerate(runs):
        if cancel():
            raise Cancelled
        lost, choices = _read(network, ids, ((layer, part),))
        found[:, layer, PARTS.index(part)] = lost, float((choices == first).mean())
        yield (done + 1) / (len(runs) + len(PARTS))
    every = [_read(network, ids, [(layer, part) for layer in range(layers)])[0] for part in PARTS]
    yield Cutouts(len(ids), whole, np.array(every), found[0], found[1])


def _read(network: Transformer, ids: Sequence[int], unplugged: Collection[Block]) -> tuple[float, np.ndarray]:
    """Perplexity of the text, and the first choice at every place that another one follows [n - 1]."""
    with np.errstate(over="ignore"):
        logits = run_experiment(network, ids, Experiment(skip=unplugged))
    return perplexity(logits, ids), logits[:-1].argmax(axis=1)
