# mypy: ignore-errors
"""One Request, code lab: softmax_online"""

import numpy as np


def stats(blocks):
    top, total = -np.inf, 0.0
    for block in blocks:
        new = max(top, float(block.max()))
        total = total * np.exp(top - new) + float(np.exp(block - new).sum())
        top = new
    return top, total
