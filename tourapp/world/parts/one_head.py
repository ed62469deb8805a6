"""World part of one head at work: real scores, shares and values of the clearest look back of the recording.

Which head that is says the overview of all heads, so that cards and the attention stage speak of the same one. Its
weights go by the names they have there. Not here: what attention costs (`cost`), and any drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tourapp.engine.recording import Recording
from tourapp.quantity import Quantity, print_sum
from tourapp.quantity.origin import DEFINED, RUN
from tourapp.words import Phrase
from tourapp.world.part import PartView, part

if TYPE_CHECKING:
    from tourapp.world.parts.attention import RowAddress

MOST_TOP, MOST_SHARES = 3, 4
"""So many of the tokens looked at most are told by name, and so many weights with what is left."""


@dataclass(frozen=True, slots=True)
class TopLook:
    """A token that is looked at: its place in the text, its words, its score (q · k), and its weight."""

    place: int
    words: str
    score: Quantity
    weight: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class OneHead:
    """n tokens are looked at by the last of them, at place `asking` = n - 1; M tokens have been kept.

    key: a name for exactly this look. layer, head, group: from 0; group: the key-value head. scores [M, M]: q · k / √d,
    NaN above the diagonal; weights [n]; query [d]; keys, values [n, d]; blended [d]: the values' weighted sum.
    top: the tokens that get most, the most first, the first token of the text left out. first: the weight on the first
    token. total: the sum of the weights. most: places of the tokens that get most, the first one too; parts: their
    weights and that of all others, with texts that add up. lights [n]: how a hundred lights fall to the tokens, one
    for each per cent.
    """

    recording: Recording
    key: str
    layer: int
    head: int
    group: int
    asking: int
    scores: np.ndarray
    weights: np.ndarray
    query: np.ndarray
    keys: np.ndarray
    values: np.ndarray
    blended: np.ndarray
    top: tuple[TopLook, ...]
    first: Quantity
    total: Quantity
    most: tuple[int, ...]
    lights: tuple[int, ...]
    parts: tuple[Quantity, ...]
    width: Quantity

    @property
    def count(self) -> int:
        """n: how many tokens are looked at."""
        return self.asking + 1

    @property
    def prompt_count(self) -> int:
        """How many of the kept tokens are the prompt's."""
        return min(self.recording.prompt_count, len(self.scores))


@dataclass(frozen=True, slots=True, eq=False)
class _LookRow:
    """The asking token's row: where it is, weights and scores (not scaled) of all tokens it looks at."""

    recording: Recording
    address: RowAddress
    weights: np.ndarray
    scores: np.ndarray

    def words(self, place: int) -> str:
        return self.recording.all_texts[place].strip()

    def weight(self, place: int) -> Quantity:
        name = Phrase("weight of {words}", words=self.words(place))
        formula = "e^z ÷ sum of e^z over every token looked at"
        fact = self.address.fact("weight", str(place + 1))
        return Quantity(float(self.weights[place]), "share", name, "w", formula, (), RUN, fact)

    def score(self, place: int) -> Quantity:
        name, fact = Phrase("score of {words}", words=self.words(place)), self.address.fact("score", str(place + 1))
        return Quantity(float(self.scores[place]), "1", name, "s", "q · k", (), RUN, fact)

    def look(self, place: int) -> TopLook:
        return TopLook(place, self.words(place), self.score(place), self.weight(place))


@part("one_head", needs=("head_overview",))
def _one_head(view: PartView) -> OneHead:
    seen = view.head_overview
    recording: Recording = seen.recording
    layer, head, asking = seen.pick(None, None, None)
    queries, keys, values = recording.qkv(layer)
    group = head * recording.kv_heads // recording.heads
    scores = np.asarray(queries[head] @ keys[group].T / np.sqrt(recording.head_dim), np.float64)
    products = seen.products(layer, head, asking, asking + 1)  # the very ones that the attention stage shows
    scores[asking, : asking + 1] = products / np.sqrt(recording.head_dim)
    scores[np.triu_indices(len(scores), 1)] = np.nan
    weights = seen.rows(asking)[layer, head]
    kept = values[group][: asking + 1]
    row = _LookRow(recording, seen.address(layer, head, asking, True), weights, products)
    order = [int(at) for at in np.argsort(-weights, kind="stable")]
    total = Quantity(float(weights.sum()), "1", "sum of the weights", "n_w", source=RUN)
    most = order[:MOST_SHARES]
    parts = _parts([row.weight(at) for at in most], asking + 1 - len(most))
    return OneHead(
        recording=recording,
        key=f"{seen.key}-{layer}-{head}-{asking}",
        layer=layer,
        head=head,
        group=group,
        asking=asking,
        scores=scores,
        weights=weights,
        query=queries[head][asking],
        keys=keys[group][: asking + 1],
        values=kept,
        blended=weights @ kept,
        top=tuple(row.look(at) for at in [at for at in order if at][:MOST_TOP]),
        first=row.weight(0),
        total=total,
        most=tuple(most),
        lights=_shared_out(weights),
        parts=parts,
        width=Quantity(recording.head_dim, "1", "numbers in a key", "d", source=RUN),
    )


def _parts(told: list[Quantity], others: int) -> tuple[Quantity, ...]:
    """Those weights and what is left of the whole, where others are left, with texts that add up."""
    parts = [replace(each, id="") for each in told]
    if others:
        left = max(0.0, 1.0 - sum(float(each.value) for each in told))
        words, formula = "weight of all other tokens", "1 - the weights told"
        parts.append(Quantity(left, "share", words, "w_o", formula, tuple(told), RUN))
    whole = Quantity(1.0, "share", "all weights", "w", source=DEFINED)
    return print_sum(parts, whole, decimals=1)[0]


def _shared_out(weights: np.ndarray, whole: int = 100) -> tuple[int, ...]:
    """Whole numbers that add up to `whole`, in proportion to the weights, largest remainders first."""
    exact = weights / max(float(weights.sum()), 1e-12) * whole
    floors = np.floor(exact + 1e-9).astype(int)
    order = np.argsort(-(exact - floors), kind="stable")
    floors[order[: whole - int(floors.sum())]] += 1
    return tuple(int(n) for n in floors)
