"""Attention the plain way, with every intermediate kept: what the scenes explain step by step.

softmax(Q K^T / sqrt(d)) V (Vaswani et al. 2017), one head. The network itself uses a faster path; a test
holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.errors import UsageError


@dataclass(frozen=True, slots=True)
class AttentionSteps:
    """One head: n askers, m tokens looked at. `visible` is False where the causal mask hides a token.

    scores = queries @ keys.T [n, m], scaled = scores / sqrt(d), weights [n, m] with rows that sum to 1 (0
    where hidden), output = weights @ values [n, value_dim].
    """

    queries: np.ndarray
    keys: np.ndarray
    values: np.ndarray
    scale: float
    scores: np.ndarray
    scaled: np.ndarray
    visible: np.ndarray
    weights: np.ndarray
    output: np.ndarray


def attend(queries: np.ndarray, keys: np.ndarray, values: np.ndarray, causal: bool = True) -> AttentionSteps:
    """Attention of one head with all steps; queries [n, d], keys [m, d], values [m, e], n <= m when causal.

    With `causal`, asker i is token m - n + i and sees no later token. Raises UsageError for shapes that do
    not fit.
    """
    if queries.ndim != 2 or keys.ndim != 2 or values.ndim != 2 or queries.shape[1] != keys.shape[1]:
        raise UsageError(f"shapes: {queries.shape}, {keys.shape}: queries and keys need rows of the same length")
    if len(keys) != len(values) or not len(keys) or not len(queries) or (causal and len(queries) > len(keys)):
        raise UsageError(f"shapes: {len(queries)} queries, {len(keys)} keys, {len(values)} values do not fit together")
    count, total = len(queries), len(keys)
    scale = float(queries.shape[1]) ** -0.5
    scores = queries @ keys.T
    scaled = scores * scores.dtype.type(scale)
    visible = np.ones((count, total), bool)
    if causal:
        visible = np.tril(visible, total - count)
    hidden = np.where(visible, scaled, -np.inf)
    weights = np.exp(hidden - hidden.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    output = weights @ values
    arrays = (queries.copy(), keys.copy(), values.copy(), scores, scaled, visible, weights, output)
    for array in arrays:
        array.flags.writeable = False
    q, k, v, *rest = arrays
    return AttentionSteps(q, k, v, scale, *rest)


def by_hand() -> AttentionSteps:
    """Three tokens of two numbers each, small enough to follow with a pencil; the last token asks.

    Its scores are 1, 0, 1; scaled .707, 0, .707; weights .401, .198, .401; output [6.02, 3.98]. The keys are those of
    the worked table that teachers print: the third is the first one again.
    """
    queries = np.asarray([[0.0, 1.0], [1.0, 1.0], [1.0, 0.0]])
    keys = np.asarray([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    values = np.asarray([[10.0, 0.0], [0.0, 10.0], [5.0, 5.0]])
    return attend(queries, keys, values)
