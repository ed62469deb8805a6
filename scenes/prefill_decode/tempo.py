"""How far the scene's own movement is at a moment: the fold of the machine, the steps of decode, and the time
line's clock. Pure functions of the frame.
"""

from __future__ import annotations

from dataclasses import dataclass

from scenes.prefill_decode.facts import TwoPhases
from scenes.prefill_decode.places import TIME_LINE
from scenes.prefill_decode.time_axis import TimeAxis, axis_for
from scenes.prefill_decode.weight_wall import PERIOD
from tourapp.authoring import Frame

FIRST_TURN = 0.6
"""Seconds into the beat "loop" at which the first wall sets out."""
STILL_TURNS = 0.42
"""Steps after which a still picture shows the wall."""
CLOCK_STARTS, CLOCK_SECONDS, CLOCK_RESTS = 1.1, 7.0, 2.2
"""Seconds into the beat "clock" at which time begins to pass, seconds it takes to cross the window, and rest."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """One moment. Shares are 0..1."""

    fold: float
    """0 while the machine fills the stage, 1 once it stands at the left."""
    turns: float
    """How many steps of decode have been made since the loop began."""
    axis: TimeAxis
    now: float
    """Seconds of the request that have passed on the time line."""


def tempo_of(f: Frame, facts: TwoPhases) -> Tempo:
    """The movement of a frame."""
    axis = axis_for(facts.times, TIME_LINE)
    return Tempo(f.cue("flip.folds"), _turns(f), axis, _now(f, axis.window))


def steps_of_loop(f: Frame) -> int:
    """Whole steps of decode that the beat "loop" has time for."""
    seconds = f.timeline.beats[f.timeline.index("loop")].seconds
    return max(1, int((seconds - FIRST_TURN) / PERIOD))


def _turns(f: Frame) -> float:
    if f.still:
        return STILL_TURNS
    begun = f.timeline.start(f.timeline.index("loop")) + FIRST_TURN
    return max(0.0, (f.clock - begun) / PERIOD)


def _now(f: Frame, window: float) -> float:
    if f.still:
        return window
    begun = f.timeline.start(f.timeline.index("clock")) + CLOCK_STARTS
    since = max(0.0, f.clock - begun) % (CLOCK_SECONDS + CLOCK_RESTS)
    return min(1.0, since / CLOCK_SECONDS) * window
