"""What a run may keep besides its tokens: attention weights and queries of every layer, and what `layer_capture` keeps
of the layers' insides. Storage only."""

from __future__ import annotations

import numpy as np

from tourapp.engine.layer_capture import LayerCapture
from tourapp.engine.model_header import Config

CAPTURE_LIMIT = 256
"""Positions kept at most: the first ones; attention of 256 tokens in 30 x 9 heads is 18 MB."""


def triangle_offset(row: int) -> int:
    """Index of element (row, 0) in a packed lower triangle."""
    return row * (row + 1) // 2


class Capture:
    """Attention as a packed lower triangle [layers, heads, n(n+1)/2] fp16 and queries [layers, heads, n,
    head_dim].

    Filled by the transformer for positions below `limit`; `count` says how many positions are there.
    """

    def __init__(self, config: Config, limit: int, prompt: int = 0) -> None:
        """Room for the first `limit` positions (at most CAPTURE_LIMIT). prompt: tokens of the prompt, whose last one is
        looked at more closely."""
        self.limit = min(limit, CAPTURE_LIMIT)
        self.attention = np.zeros((config.layers, config.heads, triangle_offset(self.limit)), np.float16)
        self.queries = np.zeros((config.layers, config.heads, self.limit, config.head_dim), np.float32)
        self.count = 0
        self.inside = LayerCapture(config, limit, prompt)

    def wants(self, position: int) -> bool:
        """Whether a pass that starts at this position has anything to keep."""
        return position < self.limit

    def put(self, layer: int, start: int, queries: np.ndarray, weights: np.ndarray) -> None:
        """Keep rows start.. of one layer; queries [heads, rows, head_dim], weights [heads, rows, start +
        rows]."""
        rows = min(queries.shape[1], self.limit - start)
        self.queries[layer, :, start : start + rows] = queries[:, :rows]
        for row in range(rows):
            at = triangle_offset(start + row)
            self.attention[layer, :, at : at + start + row + 1] = weights[:, row, : start + row + 1]
        self.count = max(self.count, start + rows)
