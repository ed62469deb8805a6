"""World part of the layers' insides: how large the stream grows, which lanes open, one token on its way, and the rows
of the embedding table.

All of it is of the answer's own recording. Layers, norms, tokens and steps count from 0 here, from 1 in the ids of
facts and in words; a norm is one of 2 L + 1, see `LayerRecord`. Not here: what a step costs (the part `cost`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

import numpy as np

from tourapp.engine.layer_record import LayerRecord, lanes_for
from tourapp.engine.recording import Recording
from tourapp.errors import UsageError
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import RUN, SETTING
from tourapp.words import Phrase
from tourapp.world.embedding_rows import TableNorms, row_norms, table_norms
from tourapp.world.layer_views import ENERGY, PART, SMALL_LIMIT, LayerSample, TokenLanes, fact, layer_sample
from tourapp.world.part import PartView, part

Found = TypeVar("Found")
MISSING = "recording: made before the numbers from inside the layers were kept; make it again with `tourapp record`"
DEGREES_PER_RADIAN = 180 / np.pi
PROMPT_FORMULAS = {
    "closed": "gates below 0, over all gates",
    "small": "mean of the tokens' shares of products under m of their largest",
    "carrying": "median of the tokens' fewest lanes whose squared products reach E of all",
    "largest": "largest of all products, without its sign",
}


@dataclass(frozen=True, slots=True)
class PromptLanes:
    """One layer over all tokens of the prompt: closed: share of gates below 0; small: share of small products;
    carrying: median of the lanes that hold most of the energy; largest: product, without its sign."""

    closed: Quantity
    small: Quantity
    carrying: Quantity
    largest: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class LayerNumbers:
    """The numbers of one recording. `here` says whether it has those from inside the layers: without them everything
    but the embedding's rows raises UsageError, and a card says that they are not in this recording."""

    recording: Recording
    _known: dict[object, object] = field(default_factory=dict, repr=False)

    @property
    def here(self) -> bool:
        """Whether the recording has numbers from inside the layers."""
        return self.recording.layer_record is not None

    @property
    def kept(self) -> LayerRecord:
        """The arrays as they were recorded."""
        if self.recording.layer_record is None:
            raise UsageError(MISSING)
        return self.recording.layer_record

    @property
    def layers(self) -> int:
        """L: layers of the model."""
        return len(self.kept.gate_stats)

    @property
    def lanes(self) -> int:
        """f: lanes of each layer's feed-forward network."""
        return int(self.kept.gate_up_last.shape[1])

    @property
    def last(self) -> int:
        """The last token of the prompt, which writes the first one of the answer."""
        return self.recording.prompt_count - 1

    @property
    def sampled(self) -> tuple[int, ...]:
        """Layers of which more is kept: the first, one a third of the way down, the last."""
        return tuple(self.kept.sample_layers.tolist())

    # the stream -------------------------------------------------------------------------------------------------

    @property
    def norm_rms(self) -> np.ndarray:
        """Root mean square of the stream as it enters each norm [2L+1, tokens fed], fp32."""
        return self.kept.norm_rms

    def rms(self, norm: int, token: int) -> Quantity:
        """One of these."""
        name = Phrase("size of the stream at norm {norm}, token {token}", norm=norm + 1, token=token + 1)
        value, id = float(self.kept.norm_rms[norm, token]), fact("rms", norm=norm, token=token)
        return Quantity(value, "1", name, f"r_{norm + 1}", "root of the mean of the squared numbers", (), RUN, id)

    def growth(self, token: int) -> Quantity:
        """How many times larger the stream of a token is at the last norm than at the first."""
        first, last = self.rms(0, token), self.rms(2 * self.layers, token)
        name = Phrase("growth of the stream, token {token}", token=token + 1)
        formula = f"{last.symbol} / {first.symbol}"
        return derive(name, "growth", "times", formula, last, first).christen(fact("growth", token=token))

    @property
    def largest_at(self) -> tuple[int, int]:
        """Norm and token at which the stream is largest; the norm's layer is norm // 2."""
        found = np.unravel_index(int(self.kept.norm_rms.argmax()), self.kept.norm_rms.shape)
        return int(found[0]), int(found[1])

    @property
    def largest_rms(self) -> Quantity:
        """The size of the stream there."""
        return self.rms(*self.largest_at)

    # lanes --------------------------------------------------------------------------------------------------------

    def has_lanes(self, layer: int, token: int) -> bool:
        """Whether the lanes of a token are kept: of the last prompt token in every layer, of the first tokens in the
        sampled ones."""
        kept = self.kept
        return 0 <= layer < self.layers and (
            token == self.last or (layer in self.sampled and 0 <= token < kept.gate_up_sample.shape[1])
        )

    @property
    def lane_tokens(self) -> range:
        """Tokens whose lanes are kept in the sampled layers."""
        return range(self.kept.gate_up_sample.shape[1])

    def token_lanes(self, layer: int, token: int | None = None) -> TokenLanes:
        """The lanes of a token, None for the last of the prompt. UsageError for one that is not kept."""
        place = self.last if token is None else token
        if not self.has_lanes(layer, place):
            raise UsageError(f"token {place + 1}, layer {layer + 1}: its lanes are not in this recording")
        return self._once(("lanes", layer, place), lambda: _lanes(self, layer, place))

    def prompt_lanes(self, layer: int) -> PromptLanes:
        """One layer over all tokens of the prompt."""
        closed, small, carrying, largest = (float(value) for value in self.kept.gate_stats[layer])

        def number(value: float, unit: str, what: str, name: str, *of: Quantity) -> Quantity:
            words = Phrase("{what}, layer {layer}, all tokens of the prompt", what=Phrase(what), layer=layer + 1)
            id = f"{PART}.prompt.{name}(layer={layer + 1})"
            return Quantity(value, unit, words, name, PROMPT_FORMULAS[name], of, RUN, id)

        return PromptLanes(
            number(closed, "share", "share of gates below 0", "closed"),
            number(small, "share", "share of small products", "small", SMALL_LIMIT),
            number(carrying, "1", "lanes that hold most of the energy", "carrying", ENERGY),
            number(largest, "1", "largest product", "largest"),
        )

    @property
    def closed_mean(self) -> Quantity:
        """Share of gates below 0 over all layers and the tokens of the prompt."""
        return self._mean(0, "share of gates below 0, mean of the layers")

    @property
    def closed_ends(self) -> tuple[Quantity, Quantity]:
        """The same in the layer with the smallest share and in the one with the largest."""
        column = self.kept.gate_stats[:, 0]
        low, high = (self.prompt_lanes(int(place)).closed for place in (column.argmin(), column.argmax()))
        return low, high

    @property
    def small_mean(self) -> Quantity:
        """Share of small products over all layers and the tokens of the prompt."""
        return self._mean(1, "share of small products, mean of the layers")

    @property
    def carrying_by_layer(self) -> np.ndarray:
        """Lanes that hold most of the energy of the last prompt token, by layer [L] int."""
        return self._once("carrying", lambda: _carrying(self.kept))

    @property
    def carrying_median(self) -> Quantity:
        """Their median."""
        name, value = (
            "lanes that hold most of the energy, median of the layers",
            float(np.median(self.carrying_by_layer)),
        )
        return Quantity(value, "1", name, "n_E", "median of the layers", (ENERGY,), RUN, f"{PART}.carrying_median")

    @property
    def carrying_least(self) -> Quantity:
        """The layer that needs the fewest."""
        return self.token_lanes(int(self.carrying_by_layer.argmin())).carrying

    def _mean(self, column: int, name: str) -> Quantity:
        value, what = float(self.kept.gate_stats[:, column].mean()), ("closed", "small")[column]
        return Quantity(value, "share", name, what, "mean of the layers", (), RUN, f"{PART}.{what}_mean")

    def _once(self, key: object, make: Callable[[], Found]) -> Found:
        """What was worked out before under this key, else worked out now."""
        if key not in self._known:
            self._known[key] = make()
        return cast(Found, self._known[key])

    # one token on its way -----------------------------------------------------------------------------------------

    def sample(self, layer: int) -> LayerSample:
        """The last prompt token on its way through a sampled layer. UsageError for another one."""
        if layer not in self.sampled:
            kept = ", ".join(str(each + 1) for each in self.sampled)
            raise UsageError(f"layer: {layer + 1}, sampled in this recording: {kept}")
        return layer_sample(self.kept, layer)

    def final(self, step: int) -> np.ndarray:
        """What the LM head reads at a step [h] fp32. UsageError beyond the steps kept."""
        if not 0 <= step < len(self.kept.final_hidden):
            raise UsageError(f"step: {step + 1}, kept in this recording: 1 to {len(self.kept.final_hidden)}")
        return np.asarray(self.kept.final_hidden[step], np.float32)

    @property
    def turns(self) -> np.ndarray:
        """Radians that each pair of dimensions turns from one token to the next [d/2] fp32, the fastest first."""
        return self.kept.rope_turns

    def angle(self, pair: int, tokens: int) -> Quantity:
        """Degrees that a pair of dimensions turns over so many tokens."""
        name = Phrase("degrees that pair {pair} turns from one token to the next", pair=pair + 1)
        one = Quantity(float(self.turns[pair]) * DEGREES_PER_RADIAN, "1", name, "θ", source=RUN)
        apart = Quantity(tokens, "1", "tokens", "n", source=SETTING)
        words = Phrase("degrees that pair {pair} turns over {n} {n|token|tokens}", pair=pair + 1, n=tokens)
        id = f"{PART}.angle(pair={pair + 1}, tokens={tokens})"
        return derive(words, "a", "1", "n * θ", apart, one).christen(id)

    # rows of the embedding table ----------------------------------------------------------------------------------

    @property
    def row_norms(self) -> np.ndarray:
        """Length of the embedding row of every token, of the prompt and the answer [T] fp32."""
        return self._once("rows", lambda: row_norms(self.recording))

    def row_norm(self, token: int) -> Quantity:
        """One of these."""
        name = Phrase("length of the embedding row of token {token}", token=token + 1)
        value, id = float(self.row_norms[token]), fact("row_norm", token=token)
        return Quantity(value, "1", name, "|e|", "root of the sum of the squared numbers", (), RUN, id)

    @property
    def table(self) -> TableNorms | None:
        """All rows of the table, where the recording is of the model whose rows ship; None for another one."""
        return table_norms(self.recording.model)


def _lanes(numbers: LayerNumbers, layer: int, token: int) -> TokenLanes:
    kept = numbers.kept
    whole = token == numbers.last  # kept of every layer
    pair = kept.gate_up_last[layer] if whole else kept.gate_up_sample[numbers.sampled.index(layer), token]
    gates, products = (np.ascontiguousarray(pair[:, place], np.float32) for place in (0, 1))
    gates.flags.writeable = products.flags.writeable = False
    return TokenLanes(layer, token, gates, products)


def _carrying(kept: LayerRecord) -> np.ndarray:
    counts = lanes_for(kept.gate_up_last[:, :, 1].astype(np.float32))
    counts.flags.writeable = False
    return counts


@part(PART, needs=("recording",))
def _layer_numbers(view: PartView) -> LayerNumbers:
    return LayerNumbers(view.recording)
