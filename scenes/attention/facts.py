"""One asking token and the row it looks at, cut to what fits on a stage: columns, threads, scores and values.

The whole row is always accounted for: words of the chat template and all that has no room of its own stand in group
columns with the sum of their weights, and one hundred threads are shared out over the columns. No drawing here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import show_piece
from tourapp.figures.token_strip import safe_words

if TYPE_CHECKING:
    from tourapp.world.parts.attention import ByHand, HeadOverview

THREADS = 100
"""One thread of light is one per cent of the attention."""
ROOM = 6
LEAST = 0.004
"""ROOM tokens have a column of their own besides the first one, the groups and the asking one; where there is no room
for all, those below LEAST stand in the group."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the stage: a token, or a group of tokens.

    kind: 'prompt', 'generated', 'special', 'group'. score: q·k, of a group the highest one, None where not kept.
    hidden: behind the causal mask. late: stands after the asking token.
    """

    words: str
    kind: str
    tokens: tuple[int, ...]
    weight: float
    threads: int
    score: float | None
    asks: bool = False
    hidden: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What one token sees in one head. keys [N, d] and values [N, e] per column (a group's are means weighted by its
    weights), query [d], output [e]; all None where the recording keeps only the weights of this layer."""

    key: tuple[object, ...]
    layer: int
    head: int
    asker: int
    count: int
    columns: tuple[Column, ...]
    total: float
    first_share: float
    entropy: float
    scale: float
    keys: np.ndarray | None
    values: np.ndarray | None
    query: np.ndarray | None
    output: np.ndarray | None
    by_hand: bool = False

    @property
    def top(self) -> int:
        """The column with the greatest weight."""
        return int(np.argmax([c.weight for c in self.columns]))

    @property
    def asking(self) -> int:
        """The column of the asking token."""
        return next(i for i, c in enumerate(self.columns) if c.asks)

    @property
    def width(self) -> int:
        """Numbers of one key."""
        return round(self.scale**-2)


@lru_cache(maxsize=8192)
def word(text: str) -> str:
    """A token as a short label, safe for any Unicode; a token that is part of a character is a box."""
    plain = text.strip().replace("\x00", "□").replace("\ufffd", "□")
    return safe_words(plain or show_piece(text))[:22] or "□"


def share_out(weights: Sequence[float] | np.ndarray, whole: int = THREADS) -> list[int]:
    """Whole numbers that add up to `whole`, in proportion to the weights (largest remainders first)."""
    exact = np.asarray(weights, np.float64)
    exact = exact / max(float(exact.sum()), 1e-12) * whole
    floors = np.floor(exact + 1e-9).astype(int)
    order = np.argsort(-(exact - floors), kind="stable")
    floors[order[: whole - int(floors.sum())]] += 1
    return [int(n) for n in floors]


def _groups(o: HeadOverview, row: np.ndarray, asker: int) -> list[tuple[str, tuple[int, ...]]]:
    """(words, tokens) of every column from left to right; words '' for a token of its own."""
    prompt, own = o.recording.prompt_count, o.own
    template = [t for t in range(1, min(prompt, len(row))) if t not in own and t != asker] if len(own) < prompt else []
    rest = [t for t in range(len(row)) if t not in (0, asker) and t not in set(template)]
    room = ROOM if template else ROOM + 1
    kept = rest
    if len(rest) > room:
        kept = [t for t in sorted(sorted(rest, key=lambda t: -row[t])[:room]) if row[t] >= LEAST]
    others = tuple(t for t in rest if t not in set(kept))
    singles: list[tuple[str, tuple[int, ...]]] = [("", (t,)) for t in sorted({*kept, asker} - {0})]
    out: list[tuple[str, tuple[int, ...]]] = [("", (0,))]
    if template:
        out.append(("template", tuple(template)))
    if others:
        out.append(("others", others))
    return out + singles


def _kind(o: HeadOverview, tokens: tuple[int, ...]) -> str:
    t = tokens[0]
    if len(tokens) > 1:
        return "group"
    if t >= o.recording.prompt_count:
        return "generated"
    return "special" if o.recording.prompt_special[t] else "prompt"


@lru_cache(maxsize=48)
def look(o: HeadOverview, layer: int, head: int, asker: int, masked: bool = True) -> Look:
    """What one token of a recording sees in one head; without the mask later tokens are weighed too (exactly, from
    queries and keys), which needs a layer whose Q, K, V are kept: otherwise the recorded weights stand."""
    r = o.recording
    count = r.positions
    kept = layer in r.qkv_layers
    recorded = r.attention_row(layer, head, asker).astype(np.float64)
    total, row, scores = float(recorded.sum()), recorded / max(float(recorded.sum()), 1e-12), None
    query = keys = values = None
    scale = float(r.head_dim) ** -0.5
    if kept:
        q, k, v = r.qkv(layer)
        shared = head * r.kv_heads // r.heads
        seen = asker + 1 if masked else count
        query, keys, values = q[head, asker], k[shared, :seen], v[shared, :seen]
        scores = (keys @ query).astype(np.float64)
        if not masked:
            row = np.exp(scores * scale - (scores * scale).max())
            row /= row.sum()
            total = float(row.sum())
    groups = _groups(o, row, asker)
    weights = [float(row[list(tokens)].sum()) for _, tokens in groups]
    columns = tuple(
        Column(
            name or word(r.all_texts[tokens[0]]),
            "group" if name else _kind(o, tokens),
            tokens,
            weight,
            threads,
            None if scores is None else float(scores[list(tokens)].max()),
            tokens == (asker,),
            False,
            tokens[0] > asker,
        )
        for (name, tokens), weight, threads in zip(groups, weights, share_out(weights), strict=True)
    )
    return Look(
        (o.key, layer, head, asker, masked and kept),
        layer,
        head,
        asker,
        len(row),
        columns,
        total,
        float(row[0]),
        _entropy(row),
        scale,
        _means(keys, groups, row),
        _means(values, groups, row),
        query,
        None if values is None else row @ values,
    )


def _entropy(row: np.ndarray) -> float:
    safe = np.where(row > 0, row, 1.0)
    return float(max(0.0, -(row * np.log2(safe)).sum()))


def _means(data: np.ndarray | None, groups: list[tuple[str, tuple[int, ...]]], row: np.ndarray) -> np.ndarray | None:
    """One row of numbers per column: a token's own, or a group's mean weighted by attention."""
    if data is None:
        return None
    out = []
    for _, tokens in groups:
        share = row[list(tokens)] + 1e-12
        out.append((share[:, None] * data[list(tokens)]).sum(axis=0) / share.sum())
    return np.asarray(out)


NAMES = ("one", "two", "three")


@lru_cache(maxsize=12)
def hand_look(hand: ByHand, asker: int, masked: bool) -> Look:
    """The case for a pencil as a Look: three tokens, two numbers each."""
    steps = hand.masked if masked else hand.open
    row = np.asarray(steps.weights[asker], np.float64)
    columns = tuple(
        Column(
            NAMES[j],
            "prompt",
            (j,),
            float(row[j]),
            threads,
            float(steps.scores[asker, j]),
            j == asker,
            not bool(steps.visible[asker, j]),
            j > asker,
        )
        for j, threads in enumerate(share_out(row))
    )
    return Look(
        ("hand", asker, masked),
        0,
        0,
        asker,
        len(row),
        columns,
        float(row.sum()),
        float(row[0]),
        _entropy(row),
        steps.scale,
        steps.keys,
        steps.values,
        steps.queries[asker],
        steps.output[asker],
        True,
    )


def printed(look_: Look) -> list[str]:
    """Weights as words that add up to exactly 1.00 (1.000 in the pencil case)."""
    if look_.by_hand:
        return [
            f"{n / 1000:.3f}".removeprefix("0") if n < 1000 else "1.000"
            for n in share_out([c.weight for c in look_.columns], 1000)
        ]
    return [f"{c.threads / THREADS:.2f}".removeprefix("0") for c in look_.columns]


def place_of(value: float, count: int) -> int | None:
    """The token a slider of per cent means; None at its lowest value, where the clearest one is asked for."""
    return None if value <= 0 else min(count - 1, round((value - 0.1) / 99.9 * (count - 1)))


def slider_of(place: int, count: int) -> float:
    """The slider value that means a token: the inverse of `place_of` for up to 256 tokens."""
    return round(0.1 + 99.9 * place / max(1, count - 1), 1)
