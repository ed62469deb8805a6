"""What this stage tells of, and where its two counters stand at a moment. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes.paths.generation_loop.places import TokenRuler
from tourapp.authoring import Frame, clamp

if TYPE_CHECKING:
    from tourapp.authoring.kinds import RaceNumbers, TwoCounters

FALLS = 6
"""So many of the passes without a cache are shown one by one."""
PASS = 2.4
"""Seconds of a pass that is shown again at rest."""
CLIMB = 0.7
"""Share of a pass in which the bar climbs."""


@dataclass(frozen=True, slots=True)
class Count:
    """Both counters: tokens known, tokens computed, and how many passes (rows of the map) are done."""

    known: float
    computed: float
    rows: float


def counters(f: Frame) -> TwoCounters:
    """The facts of a frame."""
    return f.world.two_counters


def ruler_of(f: Frame) -> TokenRuler:
    """The ruler of its lengths."""
    told = counters(f)
    return TokenRuler(told.prompt, told.answer)


def both_ways(f: Frame) -> tuple[bool, bool]:
    """Whether the work with a cache is shown, and that without one."""
    return f["kept_cache"] != "off", f["kept_cache"] != "on"


def count_now(f: Frame, ruler: TokenRuler) -> Count:
    """Where the counters stand while a cache is kept."""
    if f.past("two"):
        return Count(ruler.prompt + ruler.answer, ruler.prompt + ruler.answer - 1, ruler.answer)
    read = f.cue("two.prefill")
    steps = f.cue("two.decode", eased=False) * ruler.answer
    made = min(ruler.answer, int(steps) + (1 if read >= 1.0 else 0))
    fed = clamp(steps, 0.0, ruler.answer - 1)  # a pass computes one and adds one: the gap stays at one
    computed = ruler.prompt * read + (int(fed) if ruler.answer > 1 else 0)
    return Count(ruler.prompt * f.cue("two.prompt") + made, computed, (1.0 if read > 0.5 else 0.0) + int(fed))


def count_naive(f: Frame, ruler: TokenRuler) -> Count:
    """Where they stand while nothing is kept: each pass begins at nothing."""
    shown = min(FALLS, ruler.answer)
    ran = f.cue("naive.falls", eased=False) * shown
    rest = f.clock - (f.timeline.start(f.timeline.index("naive")) + f.timeline.beats[f.beat_index].seconds)
    number = min(int(ran), shown - 1)
    share = min(ran - number, 1.0)
    if rest > 0:
        number, share = shown - 1, (rest / PASS) % 1.0
    step = round((number + 1) * ruler.answer / shown)
    climbed = clamp(share / CLIMB)
    size = ruler.prompt + step - 1
    return Count(ruler.prompt + step, size * climbed, step if rest > 0 else step - (1.0 - climbed))


def race(f: Frame) -> RaceNumbers:
    """The race of both ways."""
    return f.world.race_numbers
