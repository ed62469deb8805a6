"""World part of the fixed list of sums of words, as a score board: which of them come out, with the inputs kept and
with them left out. Recorded, as measured on the whole table.

Not here: one sum and what is near to it (`analogies`).
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.engine.word_table import WordTable, shipped_words
from tourapp.quantity import Quantity
from tourapp.quantity.origin import DEFINED, RECORDED
from tourapp.world.part import PartView, part


@dataclass(frozen=True, slots=True)
class ScoredSum:
    """A sum of the list: its words, the one that should come out, and the rank of that word with the inputs kept and
    with them left out."""

    words: tuple[str, str, str]
    wanted: str
    kept: Quantity
    left_out: Quantity


@dataclass(frozen=True, slots=True)
class ScoreSide:
    """All sums of the list, how many come out first with the inputs kept, and with them left out; worst: the one whose
    wanted word comes out last, the inputs left out."""

    rows: tuple[ScoredSum, ...]
    kept: Quantity
    left_out: Quantity
    worst: ScoredSum


@dataclass(frozen=True, slots=True)
class AnalogyBoard:
    """The list, tried as the rows are and centred; count: how many sums."""

    count: Quantity
    plain: ScoreSide
    centred: ScoreSide

    def side(self, *, centred: bool) -> ScoreSide:
        """One of both."""
        return self.centred if centred else self.plain


@part("analogy_board")
def _analogy_board(view: PartView) -> AnalogyBoard:
    table = shipped_words()
    sides = (_scored(table, 0, ""), _scored(table, 1, ", centred"))
    count = Quantity(len(table.meta.battery), "1", "sums of the list", "n", source=DEFINED)
    return AnalogyBoard(count, sides[0], sides[1])


def _scored(table: WordTable, side: int, how: str) -> ScoreSide:
    rows = []
    for at, (a, b, c, wanted) in enumerate(table.meta.battery):
        about = f"{a} - {b} + {c}{how}"
        kept = Quantity(int(table.ranks[side, 0, at]), "1", "rank of the wanted word", "r", source=RECORDED)
        words = "rank of the wanted word, inputs left out"
        left_out = Quantity(int(table.ranks[side, 1, at]), "1", words, "r", source=RECORDED)
        kept.christen(f"analogy_board.rank({about})")
        left_out.christen(f"analogy_board.rank_left_out({about})")
        rows.append(ScoredSum((a, b, c), wanted, kept, left_out))
    first = sum(int(row.kept.value) == 1 for row in rows)
    late = sum(int(row.left_out.value) == 1 for row in rows)
    words = "sums that come out first, inputs left out"
    return ScoreSide(
        tuple(rows),
        Quantity(first, "1", "sums that come out first", "n_first", source=RECORDED, id=f"analogy_board.first({how})"),
        Quantity(late, "1", words, "n_first", source=RECORDED, id=f"analogy_board.first_left_out({how})"),
        max(rows, key=lambda row: int(row.left_out.value)),
    )
