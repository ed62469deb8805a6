"""How long in reality what a beat shows takes: prefill, so many decode steps, the time line, seconds of a machine."""

from __future__ import annotations

from collections.abc import Callable

from scenes.prefill_decode.places import TIME_LINE
from scenes.prefill_decode.recorded_run import recorded_run
from scenes.prefill_decode.tempo import steps_of_loop
from scenes.prefill_decode.time_axis import axis_for
from scenes.prefill_decode.two_rhythms import SLOWER
from tourapp.authoring import Frame, Quantity, derive


def prefill_takes(f: Frame) -> Quantity:
    """The pass of the typical prompt, achieved."""
    return f.world.request_times.achieved_first


def steps_take(f: Frame) -> Quantity | None:
    """The decode steps that the beat shows, achieved; None where the answer is one token, which has none."""
    times = f.world.request_times
    if times.tokens == 1:
        return None
    steps = Quantity(steps_of_loop(f), "1", "decode steps on the stage", "n")
    return derive("the decode steps on the stage, achieved", "T", "s", "n * TPOT", steps, times.achieved_between)


def line_takes(f: Frame) -> Quantity:
    """The whole time line."""
    return Quantity(axis_for(f.world.request_times, TIME_LINE).window, "s", "what the time line shows", "T")


def lanes_take(f: Frame) -> Quantity | None:
    """Seconds of decode that the lanes show: on this computer as they pass, of the recorded run slowed down."""
    beat = f.timeline.beats[f.timeline.index("computer")].seconds
    if f.world.measured is not None and f.world.computer_numbers is not None:
        return Quantity(beat, "s", "seconds of this computer on the stage", "T")
    if recorded_run(f.world) is None:
        return None
    return Quantity(beat / SLOWER, "s", "seconds of decode on the stage", "T")


REAL: dict[str, Callable[[Frame], Quantity | None]] = {
    "sweep": prefill_takes,
    "loop": steps_take,
    "clock": line_takes,
    "computer": lanes_take,
}
