"""World part of learning a merge list on one paragraph: each step, and what the paragraph is after it."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.engine.learn_merges import LearnedList, learn_merges
from tourapp.quantity import Quantity
from tourapp.quantity.origin import COUNTED
from tourapp.world.part import PartView, part

MOST = 40
PARAGRAPH = (
    "The keeper of the lighthouse filled the bucket at the well, carried the bucket up the stairs, and poured the "
    "water over the hot lamp. The climbing took nine minutes, the pouring took nine seconds. The people of the town "
    "praised the lamp, for the lamp was seen from twenty miles away; nobody ever praised the stairs."
)


@dataclass(frozen=True, slots=True, eq=False)
class LearnedNumbers:
    """learned: the steps; pieces: how many pieces the paragraph has before the first and after each of them; counts:
    how often each fused pair stood there."""

    learned: LearnedList
    pieces: tuple[Quantity, ...]
    counts: tuple[Quantity, ...]


@part("learned_list")
def _learned_list(_view: PartView) -> LearnedNumbers:
    learned = learn_merges(PARAGRAPH, MOST)
    pieces = tuple(Quantity(len(each), "1", "pieces of the paragraph", "n", source=COUNTED) for each in learned.pieces)
    counts = tuple(
        Quantity(each.count, "1", "times that the pair occurs", "n", source=COUNTED) for each in learned.steps
    )
    return LearnedNumbers(learned, pieces, counts)
