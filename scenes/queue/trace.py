"""The number in line over simulated time, up to now, and below it the stay of our request: waiting, then served."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.queue.play_clock import play_clock
from scenes.queue.played import PlayedRun
from scenes.queue.typical import WORDS_X
from tourapp.authoring import Frame, Phrase, Picture, Rect, show, text_width
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import QueueWindow

ROOM = Rect(616.0, 158.0, 464.0, 130.0)
BAR_TOP, BAR = 10.0, 22.0
"""Our stay is a bar this far below the trace, and this thick."""


@dataclass(frozen=True, slots=True)
class TraceTime:
    """The stretch of simulated time on the trace's axis, and now (seconds)."""

    begins: float
    ends: float
    now: float

    def x(self, seconds: float | np.ndarray) -> float | np.ndarray:
        """Stage x of an instant."""
        return ROOM.x + (seconds - self.begins) / max(self.ends - self.begins, 1e-9) * ROOM.w


@lru_cache(maxsize=8)
def line_counts(window: QueueWindow) -> tuple[np.ndarray, np.ndarray]:
    """Instants at which the number in line changes (the first is the opening) and the number from each on."""
    waited = window.start > window.arrival
    arrival, start = window.arrival[waited], window.start[waited]
    moments = np.unique(np.concatenate([[0.0], arrival, start]))
    moments = moments[(moments >= 0) & (moments <= window.duration)]
    counts = np.searchsorted(arrival, moments, "right") - np.searchsorted(np.sort(start), moments, "right")
    return moments, counts


def draw_trace(f: Frame, p: Picture, played: PlayedRun) -> None:
    """The trace so far, while the line lies before the gate."""
    alpha = f.move("busy", 0.05, 0.12) * played.lies * (1.0 - played.zoomed)
    if alpha <= 0.004:
        return
    clock = play_clock(played.window)
    time = TraceTime(max(0.0, clock.begins), clock.ends, max(0.0, played.seconds))
    with p.group(opacity=alpha):
        p.lines([(ROOM.x, ROOM.bottom, ROOM.right, ROOM.bottom)], "dim", width=2)
        count, height = _steps(p, played.window, time)
        x_now = time.x(time.now)
        p.lines([(x_now, ROOM.y - 4, x_now, ROOM.bottom + 6)], "prefill", width=2, alpha=0.5)
        p.sprites([(x_now, ROOM.bottom - height)], 60, "prefill")
        _words(p, count, time)
        _our_stay(p, played, time, max(1.0, f.text_gain))


def _words(p: Picture, count: int, time: TraceTime) -> None:
    p.text((WORDS_X, 252), "{n}", n=count, size=FIGURE_HUGE, mono=True, weight=600, role="prefill")
    p.text((WORDS_X + 4, 300), "in line", size=LINE, weight=600)
    words = "number in line, over {v:.1f} s of the run"
    p.text((ROOM.x, ROOM.y - 12), words, v=time.now - time.begins, size=TAG, role="dim")


def _steps(p: Picture, window: QueueWindow, time: TraceTime) -> tuple[int, float]:
    """The stepped area; the number in line now and its height come back."""
    moments, counts = line_counts(window)
    shown = (moments >= time.begins) & (moments <= time.ends)
    first = np.searchsorted(moments, time.begins, "right") - 1
    top = max(4, int(counts[shown].max(initial=0)), int(counts[first]))
    at = np.searchsorted(moments, time.now, "right") - 1
    edges = np.concatenate([np.clip(moments[first : at + 1], time.begins, time.now), [time.now]])
    level = counts[first : at + 1]
    x = np.asarray(time.x(np.repeat(edges, 2)[1:-1]))
    y = ROOM.bottom - np.repeat(level, 2) / top * ROOM.h
    area = np.concatenate([np.stack([x, y], 1), [[x[-1], ROOM.bottom], [x[0], ROOM.bottom]]])
    p.polys(area, "prefill", alpha=0.5, gradient="down", fade=0.3)
    line = np.stack([x[:-1], y[:-1], x[1:], y[1:]], 1)
    p.lines(line, "prefill", width=3, alpha=0.95)
    return int(level[-1]), int(level[-1]) / top * ROOM.h


def _our_stay(p: Picture, played: PlayedRun, time: TraceTime, gain: float) -> None:
    """A hatched bar as long as ours has waited so far, and the wait in words."""
    window = played.window
    now, arrived, called = time.now, float(window.arrival[window.ours]), float(window.start[window.ours])
    if now <= arrived or called <= arrived:
        return
    left, right = (float(time.x(min(t, now))) for t in (arrived, called))
    y = ROOM.bottom + BAR_TOP
    p.hatch([(left, y, max(2.0, right - left), BAR)], radius=4)
    told = Phrase("ours has waited {v:.2f} s", v=min(now, called) - arrived)
    fits = left - 14 - gain * text_width(show(told), LABEL, weight=600) > ROOM.x - 30
    x, align = (left - 14, "right") if fits else (right + 14, "left")
    p.text((x, y + BAR - 2), told, size=LABEL, weight=600, role="waste", align=align)
