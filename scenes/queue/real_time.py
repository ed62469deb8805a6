"""How long in reality what a beat shows takes: so many seconds of the run, and our whole stay."""

from __future__ import annotations

from collections.abc import Callable

from scenes.queue.play_clock import END, GATHER, MEET, play_clock
from tourapp.authoring import Frame, Quantity


def line_grows(f: Frame) -> Quantity:
    """Up to where the line begins to grow."""
    return _played(f, 0.0, GATHER)


def ours_comes(f: Frame) -> Quantity:
    """From there until ours is in line and the moment is held."""
    return _played(f, GATHER, MEET)


def ours_is_served(f: Frame) -> Quantity:
    """The rest of our wait, and our service as far as it is played."""
    return _played(f, MEET, END)


def whole_stay(f: Frame) -> Quantity:
    """From Enter to the end of our answer."""
    return f.world.account.stay.total


def _played(f: Frame, begins: float, ends: float) -> Quantity:
    """Seconds of the run between two screen times of play."""
    clock = play_clock(f.world.queue.window)
    return Quantity(clock.seconds(ends) - clock.seconds(begins), "s", "seconds of the run on the stage", "T")


REAL: dict[str, Callable[[Frame], Quantity | None]] = {
    "gather": line_grows,
    "busy": ours_comes,
    "called": ours_is_served,
    "stack": whole_stay,
}
