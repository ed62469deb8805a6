"""How much a rounded model differs from the full one on a fixed text: perplexity, KL divergence,
agreement."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tourapp.assets import asset_path
from tourapp.engine.hooks import Cancel, Hooks, never
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.kv_quant import KVFormat, QuantizedKVCache
from tourapp.engine.model import Model
from tourapp.engine.quantize import MATRICES, QuantSpec, quantize_weights
from tourapp.engine.transformer import Transformer


@dataclass(frozen=True, slots=True)
class Quality:
    """Over the positions of the text. perplexity = exp(mean -ln p(next token)); kl = mean KL(full ||
    rounded) in nats, 0 when both are the same; agreement = share of positions with the same most likely
    token."""

    perplexity: float
    kl: float
    agreement: float
    tokens: int


def lesson_ids(model: Model) -> list[int]:
    """Tokens of the fixed text (about 500)."""
    text = asset_path("lessons", "quantization_text.txt").read_text(encoding="utf-8")
    return list(model.tokenizer.encode(text).ids)


def log_odds(network: Transformer, cache: KVCache, ids: list[int], cancel: Cancel = never) -> np.ndarray:
    """ln of the odds of every token after each position [n, vocab] fp32."""
    logits = network.prefill(ids, cache, all_logits=True, hooks=Hooks(cancel))
    logits -= logits.max(axis=1, keepdims=True)
    logits -= np.log(np.exp(logits).sum(axis=1, dtype=np.float64, keepdims=True)).astype(np.float32)
    return logits


def compare(reference: np.ndarray, other: np.ndarray, ids: list[int]) -> Quality:
    """Quality of one set of log odds [n, vocab] against another on the same tokens."""
    following = np.asarray(ids[1:], np.int64)[:, None]
    picked = np.take_along_axis(other[:-1], following, axis=1).astype(np.float64)
    divergence = 0.0
    for full, rounded in zip(reference, other, strict=True):
        divergence += float((np.exp(full) * (full - rounded)).sum(dtype=np.float64))
    agreement = float((reference.argmax(axis=1) == other.argmax(axis=1)).mean())
    return Quality(math.exp(-float(picked.mean())), max(0.0, divergence / len(ids)), agreement, len(ids))


def activity(model: Model, ids: list[int]) -> dict[tuple[int, str], np.ndarray]:
    """Mean |input| [in] of every layer matrix on a text, by (layer, name): which channels matter."""
    sums: dict[tuple[int, str], np.ndarray] = {}

    def observe(layer: int, name: str, x: np.ndarray) -> None:
        total = np.abs(x).sum(axis=0, dtype=np.float64)
        sums[layer, name] = sums.get((layer, name), 0.0) + total

    network = model.transformer
    network.observer = observe
    try:
        network.prefill(ids, KVCache(model.config, len(ids)))
    finally:
        network.observer = None
    assert len(sums) == model.config.layers * len(MATRICES)
    return {key: value / len(ids) for key, value in sums.items()}


class QualityLab:
    """Measures settings on the fixed text; the full model's log odds (100 MB) and channel activity are
    kept."""

    def __init__(self, model: Model) -> None:
        """Run the full model once (about a second)."""
        self.model = model
        self.ids = lesson_ids(model)
        self.activity = activity(model, self.ids)
        self._full = log_odds(model.transformer, KVCache(model.config, len(self.ids)), self.ids)

    def full(self) -> Quality:
        """The model as it is."""
        return compare(self._full, self._full, self.ids)

    def weights(self, spec: QuantSpec, cancel: Cancel = never) -> Quality:
        """Every layer matrix rounded by `spec`. Three to five seconds for the small model; Cancelled when
        stopped."""
        rounded = Transformer(quantize_weights(self.model.transformer.weights, spec, self.activity))
        odds = log_odds(rounded, KVCache(self.model.config, len(self.ids)), self.ids, cancel)
        return compare(self._full, odds, self.ids)

    def kv(self, name: KVFormat, cancel: Cancel = never) -> Quality:
        """Keys and values rounded as they enter the cache."""
        cache = QuantizedKVCache(self.model.config, len(self.ids), name)
        return compare(self._full, log_odds(self.model.transformer, cache, self.ids, cancel), self.ids)
