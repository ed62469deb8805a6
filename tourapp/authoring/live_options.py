"""Options of a question that follow the settings on stage: the truth among what named misconceptions would give."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring.frame import Frame

if TYPE_CHECKING:
    from tourapp.authoring.asks import AskOption

APART = 1.05
"""Two options whose numbers are within this factor look like one: the second gives way to a spare."""


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """`count` options that `made` computes from a frame. Which misconception stands at which place is the same at every
    setting (`mixed`), so that hands stay where they were raised."""

    count: int
    made: Callable[[Frame], tuple[AskOption, ...]]

    def __len__(self) -> int:
        return self.count

    def at(self, f: Frame) -> tuple[AskOption, ...]:
        """The options of a frame. ValueError where there are fewer or more than was said."""
        found = self.made(f)
        if len(found) != self.count:
            raise ValueError(f"ask: options: {len(found)} were made and {self.count} declared")
        return found


def mixed(right: AskOption, wrong: Sequence[AskOption], *, seed: int, count: int = 4) -> tuple[AskOption, ...]:
    """The truth and `count` - 1 of the wrong answers, in an order that only the seed decides. wrong: in the order in
    which they are wanted, more than are needed: one whose number would look like another's gives way to the next."""
    taken = [right]
    for option in wrong:
        if len(taken) < count and all(_apart(option.number, other.number) for other in taken):
            taken.append(option)
    for option in wrong:
        if len(taken) < count and option not in taken:
            taken.append(option)
    order = list(range(count))
    random.Random(seed).shuffle(order)
    return tuple(taken[place] for place in order)


def _apart(one: float, other: float) -> bool:
    if one <= 0 or other <= 0:
        return one != other
    return abs(math.log(one / other)) > math.log(APART)
