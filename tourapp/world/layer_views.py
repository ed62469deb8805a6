"""Views of what a recording keeps from inside the layers: the lanes of one token, and one token on its way through a
layer. Layers, norms and tokens count from 0 here, from 1 in the ids of facts and in words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.engine.layer_record import MOST_ENERGY, SMALL, STREAMS, LayerRecord, lanes_for, small_share
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED, RUN
from tourapp.words import Phrase

PART = "layer_numbers"
ENERGY = Quantity(
    MOST_ENERGY, "share", "share of the energy, the sum of squared products", "E", source=DEFINED, id=f"{PART}.energy"
)
SMALL_LIMIT = Quantity(SMALL, "share", "what counts as small, beside the largest product", "m", source=DEFINED)


def fact(name: str, **where: int) -> str:
    """The id of a fact, with everything counted from 1."""
    return f"{PART}.{name}({', '.join(f'{key}={value + 1}' for key, value in where.items())})"


@dataclass(frozen=True, slots=True, eq=False)
class TokenLanes:
    """The lanes of the feed-forward network for one token in one layer.

    gates [f] fp32: what goes into SiLU; below 0 a lane is all but closed. products [f] fp32: silu(gate) x up, which the
    down projection reads.
    """

    layer: int
    token: int
    gates: np.ndarray
    products: np.ndarray

    @property
    def order(self) -> np.ndarray:
        """Lanes [f], the largest product (without its sign) first: the first `carrying` of them hold most energy."""
        return np.argsort(-np.abs(self.products), kind="stable")

    @property
    def count(self) -> Quantity:
        """f: lanes of a layer."""
        return Quantity(len(self.gates), "1", "lanes of a layer", "f", source=RUN, id=f"{PART}.lanes")

    @property
    def below(self) -> Quantity:
        """How many gates are below 0."""
        value = int(np.count_nonzero(self.gates < 0))
        return Quantity(value, "1", self._named("gates below 0"), "g_0", source=RUN, id=self._fact("gates_below_0"))

    @property
    def closed(self) -> Quantity:
        """Share of gates below 0."""
        name = self._named("share of gates below 0")
        return derive(name, "c", "share", "g_0 / f", self.below, self.count).christen(self._fact("closed"))

    @property
    def small(self) -> Quantity:
        """Share of products that are small beside the largest."""
        name = self._named("share of small products")
        formula = "products under m of the largest, over all"
        value, id = float(small_share(self.products)), self._fact("small")
        return Quantity(value, "share", name, "q", formula, (SMALL_LIMIT,), RUN, id)

    @property
    def carrying(self) -> Quantity:
        """How few lanes hold most of the energy."""
        name = self._named("lanes that hold most of the energy")
        formula = "fewest lanes whose squared products reach E of all"
        value, id = int(lanes_for(self.products)), self._fact("carrying")
        return Quantity(value, "1", name, "n_E", formula, (ENERGY,), RUN, id)

    def _named(self, what: str) -> Phrase:
        return Phrase(
            "{what}, layer {layer}, token {token}", what=Phrase(what), layer=self.layer + 1, token=self.token + 1
        )

    def _fact(self, name: str) -> str:
        return fact(name, layer=self.layer, token=self.token)


@dataclass(frozen=True, slots=True, eq=False)
class LayerSample:
    """The last prompt token on its way through one sampled layer, all fp32.

    Vectors of the hidden size [h]: stream before attention, seen (after its norm, what Q, K and V are made of),
    attention_out (W_o's output), middle (stream + attention_out, before the FFN), ffn_seen (after its norm), ffn_out,
    after (middle + ffn_out, the stream behind the layer). queries_flat and queries [Hq, d], keys_flat and keys [Hkv,
    d]: before and after the rotary turn, in which dimension j turns with j + d/2; values [Hkv, d]; heads [Hq, d]: the
    blended values of each head, before W_o.
    """

    layer: int
    stream: np.ndarray
    seen: np.ndarray
    attention_out: np.ndarray
    middle: np.ndarray
    ffn_seen: np.ndarray
    ffn_out: np.ndarray
    after: np.ndarray
    queries_flat: np.ndarray
    queries: np.ndarray
    keys_flat: np.ndarray
    keys: np.ndarray
    values: np.ndarray
    heads: np.ndarray


def layer_sample(kept: LayerRecord, layer: int) -> LayerSample:
    """The sample of a layer. Raises ValueError for one that is not sampled."""
    at = kept.sample_layers.tolist().index(layer)
    streams = dict(zip(STREAMS, kept.sample_streams[at], strict=True))
    return LayerSample(
        layer,
        **streams,
        after=streams["middle"] + streams["ffn_out"],
        queries_flat=kept.sample_queries[at, 0],
        queries=kept.sample_queries[at, 1],
        keys_flat=kept.sample_keys[at, 0],
        keys=kept.sample_keys[at, 1],
        values=kept.sample_values[at],
        heads=kept.sample_heads[at],
    )
