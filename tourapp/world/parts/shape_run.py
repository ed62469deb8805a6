"""World part of what is in the tensors: real queries, keys and values of the shipped recording, cut as they must be and
as they must not be.

Recorded after the rotary turn; turned back here, because heads are cut before it. The wrong cut keeps the order of the
numbers in memory and only names the axes anew. Not here: how large tensors are (`pass_shapes`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.engine.recording import Recording
from tourapp.quantity import Quantity
from tourapp.quantity.origin import RUN
from tourapp.world.part import PartView, part

LAYER = 9
"""The layer on stage, from 0."""
SHOWN = "photosynthesis"
"""The token whose way is followed, where the text has it."""


@dataclass(frozen=True, slots=True, eq=False)
class ShapeRun:
    """n tokens of h numbers, Hq heads and Hkv key-value heads of d numbers.

    rows [n, h]: of the embedding table; q [Hq, n, d], k, v [Hkv, n, d] before the turn; wrong [Hq, n, d]: the same
    queries named anew without moving a number; weights [Hq, n, n] of attention; joined [n, Hq d]: blended values side
    by side; logits [vocabulary] of the next token. places [Hq, 2]: head and row in which each piece of the followed
    token lies after the wrong cut. difference: largest change of the joined values; size: their largest value.
    """

    model: str
    layer: int
    token: int
    texts: tuple[str, ...]
    rows: np.ndarray
    q: np.ndarray
    k: np.ndarray
    v: np.ndarray
    wrong: np.ndarray
    weights: np.ndarray
    joined: np.ndarray
    logits: np.ndarray
    places: np.ndarray
    difference: Quantity
    size: Quantity
    hit: int

    @property
    def count(self) -> int:
        """Tokens."""
        return len(self.rows)

    @property
    def band(self) -> np.ndarray:
        """All numbers of a token side by side [n, (Hq + 2 Hkv) d]: what the three matrices make."""
        return np.concatenate([each.transpose(1, 0, 2).reshape(self.count, -1) for each in (self.q, self.k, self.v)], 1)


@part("shape_run", needs=("default_recording",))
def _shape_run(view: PartView) -> ShapeRun:
    recording: Recording = view.default_recording
    n = recording.prompt_count
    inside = recording.layer_record
    assert inside is not None  # the shipped recording keeps what is inside the layers
    turned_q, turned_k, v = (each[:, :n].astype(np.float64) for each in recording.qkv(LAYER))
    turns = np.asarray(inside.rope_turns, np.float64)
    q, k = (_turned(each, turns, -1.0) for each in (turned_q, turned_k))
    weights, joined = _attend(turned_q, turned_k, v)
    wrong = [_cut_wrongly(each) for each in (q, k, v)]
    _, broken = _attend(_turned(wrong[0], turns, 1.0), _turned(wrong[1], turns, 1.0), wrong[2])
    apart = np.abs(broken - joined).max()
    texts = tuple(recording.all_texts[:n])
    token = next((at for at, text in enumerate(texts) if text.strip() == SHOWN), n - 1)
    pieces = token * len(q) + np.arange(len(q))
    places = np.stack([pieces // n, pieces % n], 1)
    return ShapeRun(
        recording.model,
        LAYER,
        token,
        texts,
        np.asarray(recording.embeddings[:n], np.float64),
        q,
        k,
        v,
        wrong[0],
        weights,
        joined,
        recording.full_logits[0].astype(np.float64),
        places,
        Quantity(float(apart), "1", "largest change of the heads’ output", "Δ_max", source=RUN),
        Quantity(float(np.abs(joined).max()), "1", "largest number of the heads’ output", "o_max", source=RUN),
        len(np.unique(places[:, 0])),
    )


def _turned(rows: np.ndarray, turns: np.ndarray, way: float) -> np.ndarray:
    """Vectors [heads, n, d] turned by their places, forwards (1) or back (-1)."""
    half = rows.shape[-1] // 2
    angle = way * np.arange(rows.shape[1])[:, None] * turns
    one, two = rows[..., :half], rows[..., half:]
    cos, sin = np.cos(angle), np.sin(angle)
    return np.concatenate([one * cos - two * sin, two * cos + one * sin], -1)


def _cut_wrongly(heads: np.ndarray) -> np.ndarray:
    """The numbers of a band in their order in memory, called [heads, n, d] without being moved."""
    return heads.transpose(1, 0, 2).reshape(heads.shape)


def _attend(q: np.ndarray, k: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights of causal attention [Hq, n, n], and its blended values side by side [n, Hq d]."""
    served = len(q) // len(k)
    scores = q @ np.repeat(k, served, 0).transpose(0, 2, 1) / np.sqrt(q.shape[-1])
    scores[:, *np.triu_indices(q.shape[1], 1)] = -np.inf
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    weights = powers / powers.sum(-1, keepdims=True)
    blended = weights @ np.repeat(v, served, 0)
    return weights, blended.transpose(1, 0, 2).reshape(q.shape[1], -1)
