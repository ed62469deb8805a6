"""What a recording keeps from inside the layers: how large the stream is, which lanes open, one token on its way.

Data only; `layer_capture` fills it while the model runs. Layers, norms, tokens and lanes count from 0. A norm is one of
2 L + 1: norm 2 l stands before attention of layer l, norm 2 l + 1 before its feed-forward network (FFN), norm 2 L
before the LM head.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

SAMPLED = 96
"""Tokens of which a sampled layer keeps all lanes, at most: the first ones."""
MOST_STEPS = 256
"""Steps of which the LM head's input is kept, at most: the first ones."""
STREAMS = ("stream", "seen", "attention_out", "middle", "ffn_seen", "ffn_out")
"""Rows of `sample_streams`."""
SMALL = 0.05
"""A product below this share of its token's largest counts as small."""
MOST_ENERGY = 0.9
"""Share of the energy (sum of squares) of a token's products that its fewest lanes must hold."""


@dataclass(frozen=True, slots=True)
class LayerRecord:
    """For L layers, hidden size h, f lanes of the FFN, Hq query and Hkv key/value heads of d numbers, C tokens that
    were fed, N steps; S sampled layers: the first, the one a third of the way down and the last (0, 10 and 29 of 30).

    norm_rms [2L+1, C] fp32: root mean square of the stream as it enters each norm.
    gate_stats [L, 4] fp32, over the prompt's tokens (the first ones of a very long prompt): share of gates below 0,
    share of small products (SMALL), median of `lanes_for` (MOST_ENERGY), largest product without its sign.
    gate_up_last [L, f, 2] fp16: of the last prompt token in every layer the raw gate, before SiLU, and the product
    silu(gate) x up that the down projection reads; beyond what fp16 holds, its largest number.
    sample_layers [S]. gate_up_sample [S, K, f, 2] fp16: the same two for the first K <= SAMPLED tokens.

    Of the last prompt token, in the sampled layers, fp32: sample_streams [S, 6, h], in the order of STREAMS: the stream
    before attention, after its norm (what Q, K and V are made of), W_o's output, the stream before the FFN (the first
    plus the third), after its norm, the FFN's output. sample_queries [S, 2, Hq, d] and sample_keys [S, 2, Hkv, d]
    before and after the rotary turn, sample_values [S, Hkv, d], sample_heads [S, Hq, d]: the blended heads before W_o.

    final_hidden [min(N, MOST_STEPS), h] fp16: the last norm's output at each step, which the LM head reads. rope_turns
    [d/2] fp32: radians that a pair of dimensions (j, j + d/2) turns from one position to the next.
    """

    norm_rms: np.ndarray
    gate_stats: np.ndarray
    gate_up_last: np.ndarray
    sample_layers: np.ndarray
    gate_up_sample: np.ndarray
    sample_streams: np.ndarray
    sample_queries: np.ndarray
    sample_keys: np.ndarray
    sample_values: np.ndarray
    sample_heads: np.ndarray
    final_hidden: np.ndarray
    rope_turns: np.ndarray

    def __post_init__(self) -> None:
        """Freeze the arrays."""
        for name in LAYER_ARRAYS:
            getattr(self, name).flags.writeable = False

    def arrays(self) -> dict[str, np.ndarray]:
        """Every array by its name."""
        return {name: getattr(self, name) for name in LAYER_ARRAYS}

    def clipped(self, slots: int, steps: int | None = None) -> LayerRecord:
        """The same for an answer that ended sooner: its first fed tokens and its first steps (None: all)."""
        return replace(
            self,
            norm_rms=self.norm_rms[:, :slots],
            gate_up_sample=self.gate_up_sample[:, :slots],
            final_hidden=self.final_hidden[:steps],
        )

    def thinned(self, count: int) -> LayerRecord:
        """A smaller copy: all lanes of the first `count` tokens only."""
        return replace(self, gate_up_sample=self.gate_up_sample[:, :count])


LAYER_ARRAYS = tuple(field.name for field in fields(LayerRecord))
"""Names of the arrays, in a file too."""


def sampled_layers(layers: int) -> tuple[int, ...]:
    """The first layer, the one a third of the way down and the last."""
    return tuple(sorted({0, layers // 3, layers - 1}))


def lanes_for(products: np.ndarray, share: float = MOST_ENERGY) -> np.ndarray:
    """How few lanes hold this share of the energy: products [..., f], result [...] int."""
    energy = np.sort(np.square(products, dtype=np.float32), axis=-1)[..., ::-1]
    running = np.cumsum(energy, axis=-1, dtype=np.float64)
    return np.asarray(1 + (running < share * running[..., -1:]).sum(axis=-1).clip(max=products.shape[-1] - 1))


def small_share(products: np.ndarray) -> np.ndarray:
    """Share of products [..., f] below SMALL of the largest of their token, without signs; result [...]."""
    sizes = np.abs(products)
    return np.asarray((sizes < SMALL * sizes.max(axis=-1, keepdims=True)).mean(axis=-1))
