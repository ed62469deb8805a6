"""How far the scene's own movement is at a moment: the fold of the machine, the rounds of the loop, the time line's
clock and the sweep that it repeats. Pure functions of the frame.
"""

from __future__ import annotations

from dataclasses import dataclass

from scenes.prefill_decode.facts import TwoPhases
from scenes.prefill_decode.loop import PERIOD
from scenes.prefill_decode.places import TIME_LINE
from scenes.prefill_decode.time_axis import TimeAxis, axis_for
from tourapp.authoring import Frame, ramp, smooth

FIRST_TURN = 0.9
"""Seconds into the beat "loop" at which the token sets out."""
STILL_TURNS = 0.30
"""Ways round at which a still picture shows the token."""
CLOCK_STARTS, CLOCK_SECONDS, CLOCK_RESTS = 1.1, 7.0, 2.2
"""Seconds into the beat "clock" at which time begins to pass, seconds it takes to cross the window, and rest."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """One moment. Shares are 0..1."""

    fold: float
    """0 while the machine fills the stage, 1 once it stands at the left."""
    turns: float
    """How many times the token has gone round since the loop began."""
    axis: TimeAxis
    now: float
    """Seconds of the request that have passed on the time line."""
    swept: float
    """Share of the panes that the wave has passed when the clock repeats its sweep; 1 at all other times."""
    sweeps_again: float
    """How much that repeated sweep is seen."""
    decoding: float
    """How much decode is on: always in the beat "loop", with the clock once the first token is there."""


def tempo_of(f: Frame, facts: TwoPhases) -> Tempo:
    """The movement of a frame."""
    axis, first = axis_for(facts.times, TIME_LINE), float(facts.times.first.value)
    now = _now(f, axis.window)
    swept, again, decoding = 1.0, 0.0, 1.0
    if f.reached("clock") and not f.still:
        share = min(1.0, now / first) if now > 0 else 1.0
        swept, again = float(smooth(share)), float(share < 1.0) * float(ramp(share, 0.0, 0.04))
        begins = ramp(now, first, first + 0.02 * axis.window)
        decoding = float(begins) if now > 0 else 1.0 - f.cue("clock.pauses")
    return Tempo(f.cue("flip.folds"), _turns(f), axis, now, swept, again, decoding)


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
