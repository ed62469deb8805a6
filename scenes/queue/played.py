"""What a frame needs, worked out once: the run, its numbers, the line at this moment, and how far it has stood up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.queue.cards import card_boxes
from scenes.queue.line_state import LineState, line_state, longest_line
from scenes.queue.play_clock import CALL, END, GATHER, MEET, TAKEN, play_clock
from scenes.queue.stage import LineLayout, line_layout, slots
from tourapp.authoring import Frame, Rect, mix, ramp, smooth

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LoadCurve, QueueNumbers, QueueRun, QueueWindow, Stay


@dataclass(frozen=True, slots=True)
class PlayedRun:
    """The run at one moment. screen_seconds: of play; seconds: simulated, in the window; upright: 0 the line lies, 1 it
    stands in the chart; zoomed: how far all but the replicas has gone, 0..1, before that of ours opens; places: where
    each request of the window stands in line, or would (n x 2); boxes: the replicas' cards."""

    run: QueueRun
    numbers: QueueNumbers
    curve: LoadCurve
    ours: Stay
    others: tuple[Stay, ...]
    screen_seconds: float
    seconds: float
    line: LineState
    upright: float
    zoomed: float
    layout: LineLayout
    places: np.ndarray
    boxes: list[Rect]

    @property
    def window(self) -> QueueWindow:
        """The stretch of the run that is played."""
        return self.run.window

    @property
    def our_replica(self) -> int:
        """Which replica serves ours, from 0."""
        return int(self.window.replica[self.window.ours])

    @property
    def lies(self) -> float:
        """How much of what belongs to the lying line is shown, 0..1."""
        return 1.0 - float(smooth(ramp(self.upright, 0.0, 0.5)))

    @property
    def pitch(self) -> float:
        """Stage units between two sparks of the line now."""
        return float(mix(self.layout.lying, self.layout.standing, self.upright))

    @property
    def spark_size(self) -> float:
        """Diameter of a spark in line: smaller where they stand closely."""
        return float(np.clip(22 + 1.2 * self.pitch, 26, 110))


def played_run(f: Frame) -> PlayedRun:
    """The run at the moment of a frame."""
    run = f.world.queue
    window = run.window
    screen = _screen_seconds(f)
    upright = f.move("load", 0.04, 0.2) * (1.0 - f.cue("called.down"))
    line = line_state(window, screen)
    layout = line_layout(longest_line(window), longest_line(window, True), run.utilisation)
    lift = np.clip(upright * 1.5 - 0.5 * line.place / max(1, line.longest), 0.0, 1.0)  # the head of the line goes first
    return PlayedRun(
        run,
        f.world.queue_numbers,
        f.world.load_curve,
        f.world.account.stay,
        f.world.other_stays,
        screen,
        play_clock(window).seconds(screen),
        line,
        upright,
        f.cue("called.away"),
        layout,
        slots(line.place, smooth(lift), layout),
        card_boxes(run.replicas),
    )


def _screen_seconds(f: Frame) -> float:
    """Screen seconds of play at a frame; play stands still while the load curve is told."""
    called = f.beat("called")
    return (
        GATHER * f.beat("gather")
        + (MEET - GATHER) * float(ramp(f.beat("busy"), 0.0, 0.62))
        + (CALL - MEET) * float(ramp(called, 0.10, 0.22))
        + (TAKEN - CALL) * float(ramp(called, 0.22, 0.36))
        + (END - TAKEN) * float(ramp(called, 0.45, 0.94))
    )


def resting(f: Frame) -> float:
    """Seconds spent at rest at the end of a beat, for idle loops; none in reduced motion."""
    return 0.0 if f.still else f.idle
