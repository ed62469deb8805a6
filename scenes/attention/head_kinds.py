"""Four kinds of heads, told apart by where one token's row puts its weight. Data only, no drawing.

On the first token; on itself and the few tokens before it; on one token further back; and on none of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenes.attention.small_heads import SINK, HeadRows
from tourapp.authoring import Phrase

NEAR = 4
"""The asking token and those right before it."""
ONE = 0.25
"""From this share on, one token further back is what a head looks at."""
NAMES = (Phrase("the first token"), Phrase("its neighbours"), Phrase("one word far back"), Phrase("many at once"))
OVER = (SINK, SINK, ONE, 0.0)
"""More than this share of the weight makes the kind."""


@dataclass(frozen=True, slots=True, eq=False)
class HeadKinds:
    """kind [all heads]: its place in NAMES. ranked: the heads of each kind, those that show it best first."""

    kind: np.ndarray
    ranked: tuple[np.ndarray, ...]

    def example(self, kind: int, turn: int) -> int | None:
        """The head that stands for a kind at a turn; None where no head is of that kind."""
        heads = self.ranked[kind]
        return int(heads[turn % len(heads)]) if len(heads) else None


@lru_cache(maxsize=24)
def head_kinds(rows: HeadRows) -> HeadKinds:
    """The kinds of all heads of a look back."""
    row = rows.overview.rows(rows.asking).reshape(-1, rows.asking + 1)
    edge = max(1, row.shape[1] - NEAR)
    near, far = row[:, edge:].sum(axis=1), row[:, 1:edge]
    one = far.max(axis=1) if far.shape[1] else np.zeros(len(row))
    first = rows.first > SINK
    beside = ~first & (near > SINK)
    alone = ~first & ~beside & (one > ONE)
    kind = np.select([first, beside, alone], [0, 1, 2], 3)
    # a head that spreads its weight shows that best where no single token stands out
    worth = np.stack([rows.first, near, one, -row.max(axis=1)])[kind, np.arange(len(kind))]
    order = np.argsort(-worth, kind="stable")
    return HeadKinds(kind, tuple(order[kind[order] == each] for each in range(len(NAMES))))
