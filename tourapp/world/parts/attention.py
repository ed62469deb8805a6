"""World parts of the attention scene: how every head looks back, a case small enough for a pencil, and a plain
sentence.

A `HeadOverview` carries the recording it was made from, so that what is drawn from both always belongs together. Not
here: any drawing, and the choice of what fits on a stage.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tourapp.engine.attention import AttentionSteps, attend, by_hand
from tourapp.engine.recording import Recording
from tourapp.engine.shipped import shipped_recording
from tourapp.quantity import Quantity
from tourapp.quantity.origin import RUN
from tourapp.world.part import PartView, part

FAR = 4
"""A look back counts as reading from this many tokens on; nearer ones are mostly spelling."""
LETTERS = 4
"""A word has at least this many letters."""
MOST = 2 / 3
"""A head that puts more than this on one token shows too little of the rest of its row."""
MOST_PAIRS = 4000


@dataclass(frozen=True, slots=True)
class RowAddress:
    """Which row of attention: the part it belongs to, layer, head and asking token (all from 0), and whether the causal
    mask is on. Names the facts of that row, with everything counted from 1."""

    part: str
    layer: int
    head: int
    asking: int
    masked: bool = True

    def fact(self, name: str, tokens: str) -> str:
        """The id of a fact about one token of the row, or about several."""
        mask = "" if self.masked else ", mask=off"
        where = f"layer={self.layer + 1}, head={self.head + 1}, asking={self.asking + 1}"
        return f"{self.part}.{name}({where}, token={tokens}{mask})"


@dataclass(frozen=True, slots=True, eq=False)
class ByHand:
    """Three tokens of two numbers each, every step kept, with and without the causal mask."""

    masked: AttentionSteps
    open: AttentionSteps
    root: Quantity

    def address(self, asking: int, masked: bool) -> RowAddress:
        """The row of one of the three tokens."""
        return RowAddress("by_hand", 0, 0, asking, masked)


@dataclass(frozen=True, slots=True, eq=False)
class HeadOverview:
    """Every head of one recording at once.

    part: its name among the world's parts. key: a name for exactly this recording. root: what its scores are divided
    by. own: places of the person's own words. asking [P] and targets [P]: pairs of
    a word and a word of the prompt at least FAR tokens before it; clear [layers, heads, P]: how well a head shows that
    look (see `clearness`). last [layers, heads, M]: the row of the last token; first_share and entropy (bits)
    [layers, heads] belong to it.
    """

    recording: Recording
    part: str
    key: str
    root: Quantity
    own: range
    asking: np.ndarray
    targets: np.ndarray
    clear: np.ndarray
    last: np.ndarray
    first_share: np.ndarray
    entropy: np.ndarray

    def address(self, layer: int, head: int, asking: int, masked: bool) -> RowAddress:
        """One row of this recording."""
        return RowAddress(self.part, layer, head, asking, masked)

    def rows(self, asking: int) -> np.ndarray:
        """Weights of one asking token in every head [layers, heads, asking + 1]; each row sums to 1."""
        start = asking * (asking + 1) // 2
        rows = self.recording.attention_packed[:, :, start : start + asking + 1].astype(np.float64)
        return np.asarray(rows / np.maximum(rows.sum(axis=2, keepdims=True), 1e-12))

    def products(self, layer: int, head: int, asking: int, seen: int) -> np.ndarray:
        """q · k [seen] of one asking token with the first tokens, in a layer whose Q, K, V are kept; not scaled."""
        queries, keys, _ = self.recording.qkv(layer)
        group = head * self.recording.kv_heads // self.recording.heads
        return np.asarray((keys[group, :seen] @ queries[head, asking]).astype(np.float64))

    def pick(self, layer: int | None, head: int | None, asking: int | None) -> tuple[int, int, int]:
        """Layer, head and asking token to show; None asks for the clearest one, among layers with kept Q, K, V."""
        layers = self.recording.qkv_layers if layer is None else np.array([layer])
        heads = np.arange(self.recording.heads) if head is None else np.array([head])
        pairs = np.arange(len(self.asking)) if asking is None else np.flatnonzero(self.asking == asking)
        if len(pairs):
            score = self.clear[np.ix_(layers, heads, pairs)]
            if score.max() > 0:
                at = np.unravel_index(int(score.argmax()), score.shape)
                return int(layers[at[0]]), int(heads[at[1]]), int(self.asking[pairs[at[2]]])
        place = self.recording.positions - 1 if asking is None else asking
        score = readiness(self.rows(place))[np.ix_(layers, heads)]
        at = np.unravel_index(int(score.argmax()), score.shape)
        return int(layers[at[0]]), int(heads[at[1]]), place


def clearness(weight: np.ndarray, first: np.ndarray) -> np.ndarray:
    """How well a look back can be shown: weight squared times what is not parked on the first token, 0 above MOST."""
    return np.asarray(np.where(weight <= MOST, weight**2 * (1 - np.minimum(first, 1.0)), 0.0))


def readiness(rows: np.ndarray) -> np.ndarray:
    """How much each row [..., n] puts on one token other than the first and itself, times what is not on the first."""
    if rows.shape[-1] < 3:
        return np.zeros(rows.shape[:-1])
    return np.asarray(rows[..., 1:-1].max(axis=-1) * (1 - rows[..., 0]))


def entropy_bits(rows: np.ndarray) -> np.ndarray:
    """-sum w log2 w over the last axis, in bits."""
    safe = np.where(rows > 0, rows, 1.0)
    return np.asarray(-(rows * np.log2(safe)).sum(axis=-1))


def own_words(recording: Recording) -> range:
    """Places of the person's own words: the whole prompt, or inside the chat template the turn of the user."""
    special = np.flatnonzero(recording.prompt_special)
    if not recording.chat or len(special) < 4:
        return range(recording.prompt_count)
    return range(min(int(special[2]) + 3, int(special[-2])), int(special[-2]))


def _is_word(text: str) -> bool:
    return len(text.strip()) >= LETTERS and text.strip().isalpha()


def overview(recording: Recording, name: str = "head_overview") -> HeadOverview:
    """The overview of a recording; about 60 ms for a hundred tokens."""
    own, texts, count = own_words(recording), recording.all_texts, recording.positions
    words = [t for t in range(min(own.start, count), count) if _is_word(texts[t])]
    pairs = [(t, j) for t in words for j in words if j in own and t - j >= FAR]
    pairs = pairs[:: max(1, -(-len(pairs) // MOST_PAIRS))]
    asking, targets = (np.array([pair[k] for pair in pairs], np.int64) for k in (0, 1))
    start = asking * (asking + 1) // 2
    packed = recording.attention_packed
    clear = clearness(packed[:, :, start + targets].astype(np.float32), packed[:, :, start].astype(np.float32))
    at = (count - 1) * count // 2
    last = packed[:, :, at : at + count].astype(np.float64)
    last /= np.maximum(last.sum(axis=2, keepdims=True), 1e-12)
    key = hashlib.sha256(recording.all_ids.tobytes() + packed[:, :, at : at + count].tobytes()).hexdigest()[:12]
    arrays = (asking, targets, clear.astype(np.float32), last, last[:, :, 0].copy(), entropy_bits(last))
    for array in arrays:
        array.flags.writeable = False
    return HeadOverview(recording, name, key, _root(recording.head_dim, name), own, *arrays)


def _root(width: int, part: str) -> Quantity:
    """The square root of the numbers in a key."""
    numbers = Quantity(width, "1", "numbers in a key", "d", source=RUN)
    return Quantity(float(width) ** 0.5, "1", "root of the numbers in a key", "r", "√d", (numbers,), id=f"{part}.root")


@lru_cache(maxsize=1)
def stand_in_overview() -> HeadOverview:
    """The overview of the shipped recording, until the one asked for is there."""
    return overview(shipped_recording("default"))


@part("by_hand")
def _by_hand(view: PartView) -> ByHand:
    steps = by_hand()
    wide = attend(steps.queries, steps.keys, steps.values, causal=False)
    return ByHand(steps, wide, _root(steps.queries.shape[1], "by_hand"))


@part("head_overview", needs=("recording",), slow=True, stand_in=stand_in_overview)
def _head_overview(view: PartView) -> HeadOverview:
    return overview(view.recording)


@part("river_overview")
def _river_overview(view: PartView) -> HeadOverview:
    """A plain sentence without a chat template, recorded with every layer's Q, K, V."""
    return overview(shipped_recording("river"), "river_overview")


@part("river")
def _river(view: PartView) -> Recording:
    return shipped_recording("river")
