"""One Request, code lab: matmul_blocked

Cut it small, carry it once.

Write matmul(a, b, tile) -> a numpy array [M, N], the product of a [M, K] and b [K, N].
a and b are read with a[rows, columns] and b[rows, columns]; a.shape and b.shape tell their sizes. Every number that is
read is counted. The output is made tile by tile, tile x tile numbers at a time (the last ones are smaller). For one
tile of the output read the rows of a and the columns of b that it needs, each once.

So a is read once for every column of tiles and b once for every row of tiles:
    [4, 3] x [3, 4] with tile 4 reads 12 + 12 numbers, with tile 2 it reads 24 + 24, with tile 1 it reads 48 + 48
"""

import numpy as np


def matmul(a, b, tile):
    raise NotImplementedError
