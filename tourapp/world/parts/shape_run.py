"""World parts of what is in the tensors: real queries, keys and values of the answer on stage, cut as they must be and
as they must not be. Written by the small model on this computer, or shipped.

A token never looks ahead, so the first n tokens of an answer hold the very numbers of a pass over n tokens. They are
kept after the rotary turn, and turned back here, because heads are cut before it. The wrong cut keeps the order of the
numbers in memory and only names the axes anew. Not here: how large tensors are (`pass_shapes`).
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

from tourapp.engine.recording import Recording
from tourapp.quantity import Quantity
from tourapp.quantity.origin import RUN
from tourapp.world.part import PartView, part

LAYER = 9
"""The layer on stage, from 0."""
SHOWN = "photosynthesis"
"""The token whose way is followed, where the text has it; else its longest word."""


@dataclass(frozen=True, slots=True, eq=False)
class ShapeNumbers:
    """n tokens of h numbers, Hq heads and Hkv key-value heads of d numbers; each may look at r tokens.

    ids [n] and texts; token: the one that is followed, from 0. rows [n, h]: of the embedding table; q [Hq, n, d],
    k, v [Hkv, n, d] before the turn; weights [Hq, n, r] of attention; joined [n, Hq d]: blended values side by side;
    logits [vocabulary] of the next token, None where they are not kept. key: names these numbers; prompt: whose they
    are; live: whether they were computed on this computer.
    """

    model: str
    prompt: str
    live: bool
    key: str
    layer: int
    token: int
    ids: np.ndarray
    texts: tuple[str, ...]
    rows: np.ndarray
    q: np.ndarray
    k: np.ndarray
    v: np.ndarray
    weights: np.ndarray
    joined: np.ndarray
    logits: np.ndarray | None

    @property
    def count(self) -> int:
        """Tokens."""
        return len(self.rows)

    @property
    def band(self) -> np.ndarray:
        """All numbers of a token side by side [n, (Hq + 2 Hkv) d]: what the three matrices make."""
        return np.concatenate([each.transpose(1, 0, 2).reshape(self.count, -1) for each in (self.q, self.k, self.v)], 1)


@dataclass(frozen=True, slots=True, eq=False)
class ShapeRun:
    """A prompt's pass. known: of how many tokens there are numbers, at most; wrong [Hq, n, d]: the queries named anew
    without moving a number; places [Hq, 2]: head and row in which each piece of the followed token lies after that;
    difference: largest change of the joined values; size: their largest value; hit: heads that hold a piece."""

    numbers: ShapeNumbers
    known: int
    wrong: np.ndarray
    places: np.ndarray
    difference: Quantity
    size: Quantity
    hit: int


@part("shape_run", reads=("prompt_tokens",), needs=("default_recording",))
def _shape_run(view: PartView) -> ShapeRun:
    recording: Recording = view.default_recording
    known = recording.positions
    n = min(int(view.prompt_tokens), known)
    numbers = _numbers(recording, 0, n)
    turns = _turns(recording)
    wrong = [_cut_wrongly(each) for each in (numbers.q, numbers.k, numbers.v)]
    _, broken = _attend(_turned(wrong[0], turns, 1.0), _turned(wrong[1], turns, 1.0), wrong[2])
    apart, most = float(np.abs(broken - numbers.joined).max()), float(np.abs(numbers.joined).max())
    pieces = numbers.token * len(numbers.q) + np.arange(len(numbers.q))
    places = np.stack([pieces // n, pieces % n], 1)
    change = Quantity(apart, "1", "largest change of the heads’ output", "Δ_max", source=RUN)
    largest = Quantity(most, "1", "largest number of the heads’ output", "o_max", source=RUN)
    return ShapeRun(
        numbers,
        known,
        wrong[0],
        places,
        change.christen(f"shape_run.difference(tokens={n})"),
        largest.christen(f"shape_run.size(tokens={n})"),
        len(np.unique(places[:, 0])),
    )


@part("shape_step", reads=("prompt_tokens",), needs=("default_recording",))
def _shape_step(view: PartView) -> ShapeNumbers | None:
    """The decode step after a prompt of so many tokens; None where the answer is not that long."""
    recording: Recording = view.default_recording
    n = int(view.prompt_tokens)
    return _numbers(recording, n, n + 1) if n < recording.positions else None


def _numbers(recording: Recording, first: int, end: int) -> ShapeNumbers:
    """What is in the tensors of a pass over some tokens of an answer, those before them in the cache."""
    kept = recording.qkv_layers.tolist()
    layer = LAYER if LAYER in kept else int(kept[len(kept) // 2])
    turned_q, turned_k, v = (each[:, :end].astype(np.float64) for each in recording.qkv(layer))
    turns = _turns(recording)
    q, k = (_turned(each, turns, -1.0)[:, first:] for each in (turned_q, turned_k))
    weights, joined = _attend(turned_q[:, first:], turned_k, v)
    ids = recording.all_ids[first:end]
    texts = tuple(recording.all_texts[first:end])
    step = end - recording.prompt_count
    at = np.flatnonzero(recording.full_steps == step)
    return ShapeNumbers(
        recording.model,
        recording.prompt,
        recording.badge == "live",
        f"{recording.model}, {zlib.crc32(recording.all_ids[:end].tobytes())}, {first} to {end}",
        layer,
        _followed(texts),
        ids,
        texts,
        np.asarray(recording.embeddings[first:end], np.float64),
        q,
        k,
        v[:, first:],
        weights,
        joined,
        recording.full_logits[at[0]].astype(np.float64) if len(at) else None,
    )


def _turns(recording: Recording) -> np.ndarray:
    """Angle by which each pair turns from one place to the next."""
    inside = recording.layer_record
    assert inside is not None  # every recording in use keeps what is inside the layers
    return np.asarray(inside.rope_turns, np.float64)


def _followed(texts: tuple[str, ...]) -> int:
    """The token whose way is followed."""
    words = [text.strip() for text in texts]
    if SHOWN in words:
        return words.index(SHOWN)
    return max(range(len(words)), key=lambda at: (len(words[at]) if words[at].isalpha() else 0, at))


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
    """Weights of causal attention of the last n of r tokens [Hq, n, r], and blended values side by side [n, Hq d]."""
    served, (n, r) = len(q) // len(k), (q.shape[1], k.shape[1])
    scores = q @ np.repeat(k, served, 0).transpose(0, 2, 1) / np.sqrt(q.shape[-1])
    scores[:, *np.triu_indices(n, r - n + 1, r)] = -np.inf
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    weights = powers / powers.sum(-1, keepdims=True)
    blended = weights @ np.repeat(v, served, 0)
    return weights, blended.transpose(1, 0, 2).reshape(q.shape[1], -1)
