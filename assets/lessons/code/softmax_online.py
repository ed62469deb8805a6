"""One Request, code lab: softmax_online

Softmax in one pass.

Write stats(blocks) -> (maximum, total).
blocks gives numpy arrays [n] one after another, each only once, as tiles of a long row of scores. maximum is the
highest score of all; total is the sum of e to the power (score - maximum) over all of them. Nothing else may be kept:
when a new maximum comes, put the total right and go on. Scores may be as high as 2,000.

    stats([np.array([0.0, 0.0])])                        is (0.0, 2.0)
    stats([np.array([1.0]), np.array([3.0])])            is (3.0, 1.1353...)
    stats([np.array([1000.0, 1000.0]), np.array([0.0])]) is (1000.0, 2.0)
"""

import numpy as np


def stats(blocks):
    raise NotImplementedError
