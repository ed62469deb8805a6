"""One pass of the model seen from the residual stream: how long it is, what is added to it, and what it would say if it
were read early.

Not here: the pass itself (`experiment`), unplugged blocks (`cutouts`), how shipped runs are kept (`residual_file`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tourapp.engine.experiment import PARTS, Experiment, Looked, run_experiment
from tourapp.engine.model import Model
from tourapp.engine.transformer import Transformer

LENS_TOP = 5
"""Choices kept of each reading."""
TENTH = 0.1
"""The largest share of the MLP's inner numbers whose energy is told."""
ARRAYS = ("lengths", "added", "looks", "tenth", "lens_ids", "lens_odds", "ranks", "answer_odds", "gated")
"""Names of the array fields of a ResidualRun."""


@dataclass(frozen=True, slots=True, eq=False)
class ResidualRun:
    """A prompt of T tokens through L layers of f inner numbers each. lengths [L+1, T]: of the stream after each layer,
    row 0 the embedding; added [L, 2, T]: of what attention and the MLP add. looks [L, T, T] fp16: attention's odds,
    the mean over its heads; row i looks at columns up to i. tenth [L, T]: share of the energy (sum of squares) that
    the largest tenth of the MLP's inner numbers holds; gated [L, f] fp16: of the last token, sizes from the largest.
    Of the last token read after each layer: lens_ids and lens_odds [L+1, 5], the first choices; ranks and answer_odds
    [L+1], of the token that it chooses in the end. error: by how much embedding and additions together miss the last
    stream, as a share of its length, at most; hidden: numbers of a stream."""

    prompt: str
    chat: bool
    model: str
    texts: tuple[str, ...]
    lens_texts: tuple[tuple[str, ...], ...]
    answer: str
    error: float
    hidden: int
    lengths: np.ndarray
    added: np.ndarray
    looks: np.ndarray
    tenth: np.ndarray
    lens_ids: np.ndarray
    lens_odds: np.ndarray
    ranks: np.ndarray
    answer_odds: np.ndarray
    gated: np.ndarray

    def __post_init__(self) -> None:
        """Freeze the arrays."""
        for name in ARRAYS:
            getattr(self, name).flags.writeable = False

    @property
    def layers(self) -> int:
        """Layers of the network."""
        return int(self.added.shape[0])

    @property
    def count(self) -> int:
        """Tokens of the prompt."""
        return int(self.lengths.shape[1])


def run_residual(model: Model, prompt: str, chat: bool, most: int = 256) -> ResidualRun:
    """Run the model once over a prompt's tokens, the first `most` of them, and look at what it adds."""
    ids = list(model.encode(prompt, chat).ids)[:most]
    seen = _Stream(model.transformer, ids)
    with np.errstate(over="ignore"):
        run_experiment(model.transformer, ids, Experiment(watch=seen.watch))
    last, decode = seen.lengths[-1], model.tokenizer.decode
    error = float((np.linalg.norm(seen.sums - seen.now, axis=1) / last).max())
    lens_ids, lens_odds, ranks, answer_odds = _lens(model.transformer, np.stack(seen.read))
    return ResidualRun(
        prompt=prompt,
        chat=chat,
        model=model.name,
        texts=tuple(decode([token]) for token in ids),
        lens_texts=tuple(tuple(decode([int(token)]) for token in row) for row in lens_ids),
        answer=decode([int(lens_ids[-1, 0])]),
        error=error,
        hidden=model.config.hidden,
        lengths=np.stack(seen.lengths).astype(np.float32),
        added=np.stack(seen.added).reshape(-1, len(PARTS), len(ids)).astype(np.float32),
        looks=np.stack(seen.looks).astype(np.float16),
        tenth=np.stack(seen.tenth).astype(np.float32),
        lens_ids=lens_ids,
        lens_odds=lens_odds,
        ranks=ranks,
        answer_odds=answer_odds,
        gated=np.stack(seen.gated),
    )


class _Stream:
    """Keeps what a pass shows of its stream. now: the stream [n, hidden] by now; sums: the embedding and every addition
    so far, summed in 32 bits as the network itself does; read: the last token's stream after each layer."""

    def __init__(self, network: Transformer, ids: Sequence[int]) -> None:
        self._network = network
        self.sums = network.embed(ids)
        self.now = self.sums.astype(np.float64)
        self.lengths = [np.linalg.norm(self.now, axis=1)]
        self.read = [self.now[-1]]
        self.added: list[np.ndarray] = []
        self.looks: list[np.ndarray] = []
        self.tenth: list[np.ndarray] = []
        self.gated: list[np.ndarray] = []

    def watch(self, layer: int, _part: str, stream: np.ndarray, seen: Looked | None) -> None:
        """One block has added something."""
        step = stream - self.now
        self.added.append(np.linalg.norm(step, axis=1))
        self.sums = self.sums + step.astype(np.float32)
        if seen is not None:
            self.looks.append(seen.weights.mean(axis=0))
        else:
            self._open(layer)
            self.lengths.append(np.linalg.norm(stream, axis=1))
            self.read.append(stream[-1])
        self.now = stream

    def _open(self, layer: int) -> None:
        """What of the MLP's inner numbers was large, from the stream before it added."""
        network = self._network
        gain, matrix = network.layers[layer][3:5]
        gate, up = np.split(_normed(network, self.now, gain) @ matrix, 2, axis=1)
        sizes = -np.sort(-np.abs(gate / (1.0 + np.exp(-gate)) * up), axis=1)
        energy = sizes**2
        largest = max(1, round(TENTH * sizes.shape[1]))
        self.tenth.append(energy[:, :largest].sum(axis=1) / np.maximum(energy.sum(axis=1), 1e-30))
        self.gated.append(np.minimum(sizes[-1], np.finfo(np.float16).max).astype(np.float16))


def _normed(network: Transformer, x: np.ndarray, gain: np.ndarray) -> np.ndarray:
    """x / sqrt(mean(x^2) + eps) x gain, row by row."""
    return np.asarray(x / np.sqrt((x**2).mean(axis=1, keepdims=True) + network.config.norm_eps) * gain)


def _lens(network: Transformer, streams: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """First choices [n, 5] and their odds, rank [n] (from 1) and odds of the last row's first choice, of n streams read
    by the last norm and the LM head."""
    logits = _normed(network, streams, network.norm) @ network.head
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    top = np.argsort(-logits, axis=1, kind="stable")[:, :LENS_TOP]
    answer = int(top[-1, 0])
    ranks = 1 + (logits > logits[:, answer : answer + 1]).sum(axis=1)
    kept = np.take_along_axis(odds, top, axis=1).astype(np.float32)
    return top.astype(np.int32), kept, ranks.astype(np.int32), odds[:, answer].astype(np.float32)
