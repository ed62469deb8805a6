# mypy: ignore-errors
"""One Request, code lab: matmul_blocked"""

import numpy as np


def matmul(a, b, tile):
    made = np.zeros((a.shape[0], b.shape[1]))
    for row in range(0, made.shape[0], tile):
        for column in range(0, made.shape[1], tile):
            made[row : row + tile, column : column + tile] = a[row : row + tile, :] @ b[:, column : column + tile]
    return made
