"""One token's look back in one head, cut to the columns that fit on a stage: words, weights, threads, scores, vectors.

The whole row is always accounted for: words of the chat template and all that has no room of its own stand in group
columns with the sum of their weights, and one hundred threads are shared out over the columns. Not here: how a look is
made from a recording (`looking`), and any drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Phrase, Quantity, derive, origin

if TYPE_CHECKING:
    from tourapp.authoring.kinds import RowAddress

THREADS = 100
"""One thread of light is one per cent of the attention."""
PENCIL_DIGITS = 3
"""The pencil case is printed to a thousandth."""
TIE = 1e-9


@dataclass(frozen=True, slots=True)
class TokenColumn:
    """One column of the stage: a token, or a group of tokens.

    words: as captions say it, label: as its chip says it. kind: 'prompt', 'generated', 'special', 'group'. score: q·k,
    of a group the highest one, None where not kept. hidden: behind the causal mask. late: after the asking token.
    group: a short name of what a group holds, "" for a token.
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
    group: str = ""

    @property
    def fact(self) -> str:
        """How the ids of facts name it: by its place in the text, counted from 1, or by what a group holds."""
        return self.group or str(self.tokens[0] + 1)

    @property
    def quiet(self) -> bool:
        """Whether it steps back: no word of the text stands alone here."""
        return self.kind in ("group", "special")


@dataclass(frozen=True, slots=True, eq=False)
class LookBack:
    """What the token at position `asking` sees in one head.

    key: a name for exactly this look. address: which row it is; it names the facts in it. root: what every score is
    divided by. count: tokens looked at. total: sum of the weights as recorded. keys [N, d] and
    values [N, e] per column (a group's are means weighted by its weights), query [d], output [e]; all None where the
    recording keeps only the weights of this layer. by_hand: it is the case for a pencil.
    """

    key: tuple[object, ...]
    address: RowAddress
    root: Quantity
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

    def score(self, column: int) -> Quantity | None:
        """q·k of a column; None where it was not kept."""
        c = self.columns[column]
        if c.score is None:
            return None
        name = Phrase("score of {words}", words=c.words)
        return Quantity(c.score, "1", name, "s", "q · k", (), origin.RUN, self.address.fact("score", c.fact))

    def scaled_score(self, column: int) -> Quantity | None:
        """q·k / √d of a column; None where it was not kept."""
        c, score = self.columns[column], self.score(column)
        if c.score is None or score is None:
            return None
        name = Phrase("scaled score of {words}", words=c.words)
        fact = self.address.fact("scaled", c.fact)
        return Quantity(c.score * self.scale, "1", name, "z", "s / r", (score, self.root), id=fact)

    def weight(self, column: int) -> Quantity:
        """The softmax weight of a column."""
        c = self.columns[column]
        name = Phrase("weight of {words}", words=c.words)
        scaled, formula = self.scaled_score(column), "e^z ÷ sum of e^z over every token looked at"
        inputs = () if scaled is None else (scaled,)
        return Quantity(c.weight, "share", name, "w", formula, inputs, origin.RUN, self.address.fact("weight", c.fact))


@dataclass(frozen=True, slots=True)
class TopColumns:
    """The column with the greatest weight, or two or three that tie, together.

    quoted: their words inside quotation marks that the caption sets, listed: with commas between them.
    """

    quoted: str | Phrase
    listed: str | Phrase
    weight: Quantity
    threads: int


SUMS = ("w_a", "w_a + w_b", "w_a + w_b + w_c")
"""The weight of one, two or three columns together."""


def top_columns(look: LookBack) -> TopColumns:
    """Where most of the attention goes."""
    most = look.columns[look.top].weight
    tied = [i for i, c in enumerate(look.columns) if most - c.weight < TIE][: len(SUMS)]
    kind, columns = len(tied) - 1, [look.columns[i] for i in tied]
    weight, threads = look.weight(tied[0]), sum(c.threads for c in columns)
    if not kind:
        return TopColumns(columns[0].words, columns[0].words, weight, threads)
    words = dict(zip("abc", (c.words for c in columns), strict=False))
    quoted = Phrase("{a}” and “{b}", **words) if kind == 1 else Phrase("{a}”, “{b}” and “{c}", **words)
    listed = Phrase("{a}, {b}", **words) if kind == 1 else Phrase("{a}, {b}, {c}", **words)
    parts = [look.weight(i).named(look.columns[i].words, f"w_{at}") for i, at in zip(tied, "abc", strict=False)]
    weight = derive(Phrase("weight of {words}", words=listed), "w", "share", SUMS[kind], *parts)
    weight.christen(look.address.fact("weight", "+".join(c.fact for c in columns)))
    return TopColumns(quoted, listed, weight, threads)


def share_out(weights: Sequence[float] | np.ndarray, whole: int = THREADS) -> list[int]:
    """Whole numbers that add up to `whole`, in proportion to the weights (largest remainders first)."""
    exact = np.asarray(weights, np.float64)
    exact = exact / max(float(exact.sum()), 1e-12) * whole
    floors = np.floor(exact + 1e-9).astype(int)
    order = np.argsort(-(exact - floors), kind="stable")
    floors[order[: whole - int(floors.sum())]] += 1
    return [int(n) for n in floors]


def printed(look: LookBack, digits: int = PENCIL_DIGITS) -> list[str]:
    """Weights as printed numbers that add up to exactly 1.00; in the pencil case to so many digits."""
    if look.by_hand:
        whole = 10**digits
        return [f"{n / whole:.{digits}f}".removeprefix("0") for n in share_out([c.weight for c in look.columns], whole)]
    return [f"{c.threads / THREADS:.2f}".removeprefix("0") for c in look.columns]
