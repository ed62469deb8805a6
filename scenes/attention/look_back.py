"""One token's look back in one head, cut to the columns that fit on a stage: words, weights, threads, scores, vectors.

The whole row is always accounted for: words of the chat template and all that has no room of its own stand in group
columns with the sum of their weights, and one hundred threads are shared out over the columns. Not here: how a look is
made from a recording (`looking`), and any drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Phrase, Quantity, show

THREADS = 100
"""One thread of light is one per cent of the attention."""
PENCIL_PARTS = 1000
"""The pencil case is printed to a thousandth."""
TIE = 1e-9


@dataclass(frozen=True, slots=True)
class TokenColumn:
    """One column of the stage: a token, or a group of tokens.

    words: as captions say it, label: as its chip says it. kind: 'prompt', 'generated', 'special', 'group'. score: q·k,
    of a group the highest one, None where not kept. hidden: behind the causal mask. late: after the asking token.
    """

    words: str | Phrase
    label: str | Phrase
    kind: str
    tokens: tuple[int, ...]
    weight: float
    threads: int
    score: float | None
    asks: bool
    hidden: bool
    late: bool

    @property
    def quiet(self) -> bool:
        """Whether it steps back: no word of the text stands alone here."""
        return self.kind in ("group", "special")


@dataclass(frozen=True, slots=True, eq=False)
class LookBack:
    """What the token at position `asking` sees in one head.

    key: a name for exactly this look. count: tokens looked at. total: sum of the weights as recorded. keys [N, d] and
    values [N, e] per column (a group's are means weighted by its weights), query [d], output [e]; all None where the
    recording keeps only the weights of this layer. by_hand: it is the case for a pencil.
    """

    key: tuple[object, ...]
    layer: int
    head: int
    asking: int
    count: int
    columns: tuple[TokenColumn, ...]
    total: float
    first_share: float
    entropy: float
    scale: float
    keys: np.ndarray | None
    values: np.ndarray | None
    query: np.ndarray | None
    output: np.ndarray | None
    by_hand: bool = False

    @property
    def top(self) -> int:
        """The column with the greatest weight."""
        return int(np.argmax([c.weight for c in self.columns]))

    @property
    def best_match(self) -> int:
        """The column with the highest score; groups, which have no single key, are left out."""
        return int(
            np.argmax([-np.inf if c.score is None or c.hidden or c.kind == "group" else c.score for c in self.columns])
        )

    @property
    def asking_column(self) -> int:
        """The column of the asking token."""
        return next(i for i, c in enumerate(self.columns) if c.asks)

    @property
    def width(self) -> int:
        """Numbers of one key."""
        return round(self.scale**-2)

    @property
    def root(self) -> Quantity:
        """What every score is divided by."""
        return Quantity(self.scale**-1, "1", "root of the numbers in a key", "r")

    def score(self, column: int) -> Quantity | None:
        """q·k of a column; None where it was not kept."""
        c = self.columns[column]
        if c.score is None:
            return None
        return Quantity(c.score, "1", show(Phrase("score of {words}", words=c.words)), "s")

    def scaled_score(self, column: int) -> Quantity | None:
        """q·k / √d of a column; None where it was not kept."""
        c, score = self.columns[column], self.score(column)
        if c.score is None or score is None:
            return None
        name = show(Phrase("scaled score of {words}", words=c.words))
        return Quantity(c.score * self.scale, "1", name, "z", "s / r", (score, self.root))

    def weight(self, column: int) -> Quantity:
        """The softmax weight of a column."""
        c = self.columns[column]
        return Quantity(c.weight, "1", show(Phrase("weight of {words}", words=c.words)), "w")


@dataclass(frozen=True, slots=True)
class TopColumns:
    """The column with the greatest weight, or two that tie, together.

    quoted: their words inside quotation marks that the caption sets, listed: with a comma between them.
    """

    quoted: str | Phrase
    listed: str | Phrase
    weight: float
    threads: int


def top_columns(look: LookBack) -> TopColumns:
    """Where most of the attention goes."""
    most = look.columns[look.top].weight
    tied = [c for c in look.columns if most - c.weight < TIE][:2]
    weight, threads = sum(c.weight for c in tied), sum(c.threads for c in tied)
    if len(tied) == 1:
        return TopColumns(tied[0].words, tied[0].words, weight, threads)
    first, second = tied[0].words, tied[1].words
    return TopColumns(
        Phrase("{first}” and “{second}", first=first, second=second),
        Phrase("{first}, {second}", first=first, second=second),
        weight,
        threads,
    )


def share_out(weights: Sequence[float] | np.ndarray, whole: int = THREADS) -> list[int]:
    """Whole numbers that add up to `whole`, in proportion to the weights (largest remainders first)."""
    exact = np.asarray(weights, np.float64)
    exact = exact / max(float(exact.sum()), 1e-12) * whole
    floors = np.floor(exact + 1e-9).astype(int)
    order = np.argsort(-(exact - floors), kind="stable")
    floors[order[: whole - int(floors.sum())]] += 1
    return [int(n) for n in floors]


def printed(look: LookBack) -> list[str]:
    """Weights as printed numbers that add up to exactly 1.00 (1.000 in the pencil case)."""
    if look.by_hand:
        parts = share_out([c.weight for c in look.columns], PENCIL_PARTS)
        return [f"{n / PENCIL_PARTS:.3f}".removeprefix("0") if n < PENCIL_PARTS else "1.000" for n in parts]
    return [f"{c.threads / THREADS:.2f}".removeprefix("0") for c in look.columns]
