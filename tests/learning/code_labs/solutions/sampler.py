# mypy: ignore-errors
"""One Request, code lab: sampler"""

import numpy as np


def sample(scores, temperature, top_k, top_p, u):
    if temperature == 0:
        return int(np.argmax(scores))
    odds = np.exp((scores - scores.max()) / temperature)
    odds /= odds.sum()
    order = np.argsort(-odds, kind="stable")
    order = order[:top_k] if top_k else order
    kept = odds[order] / odds[order].sum()
    if top_p < 1:
        count = int(np.searchsorted(np.cumsum(kept), top_p - 1e-12)) + 1
        order, kept = order[:count], kept[:count] / kept[:count].sum()
    walk = np.argsort(order)
    total = np.cumsum(kept[walk])
    return int(order[walk][min(int(np.searchsorted(total, u, side="right")), len(order) - 1)])
