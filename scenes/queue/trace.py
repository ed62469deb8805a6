"""The number in line over simulated time, up to now, and below it the stay of our request: waiting, then served."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.queue.play_clock import play_clock
from scenes.queue.played import PlayedRun
from scenes.queue.stage import LEFT
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, show, text_width
from tourapp.authoring.sizes import T15, T16, T17, T60

if TYPE_CHECKING:
    from tourapp.authoring.kinds import QueueWindow

ROOM = Rect(226.0, 138.0, 470.0, 116.0)
WORDS_WIDTH = 130
BAR_TOP, BAR = 40.0, 14.0
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
    """The trace so far; it steps back while the load curve is told."""
    shown = f.move("busy", 0.07, 0.16) * (1.0 - f.move("stack", 0.0, 0.08))
    quiet = f.move("load", 0.0, 0.12) * (1.0 - f.cue("called.resume"))
    alpha = shown * (1.0 - 0.55 * quiet)
    if alpha <= 0.004:
        return
    clock = play_clock(played.window)
    time = TraceTime(max(0.0, clock.begins), clock.ends, max(0.0, played.seconds))
    with p.group(opacity=alpha):
        p.lines([(ROOM.x, ROOM.bottom, ROOM.right, ROOM.bottom)], "line")
        count, height = _steps(p, played.window, time)
        x_now = time.x(time.now)
        p.lines([(x_now, ROOM.y - 4, x_now, ROOM.bottom + 6)], "prefill", alpha=0.4)
        p.sprites([(x_now, ROOM.bottom - height)], 46, "prefill")
        _words(p, count, time)
        _our_stay(f, p, played, time)


def _words(p: Picture, count: int, time: TraceTime) -> None:
    p.text((LEFT, 160), "in line now", size=T17, role="dim", fit=WORDS_WIDTH)
    p.text((LEFT, 222), "{n}", n=count, size=T60, mono=True, weight=600, role="prefill", fit=WORDS_WIDTH)
    passed = time.now - time.begins
    at = (ROOM.right, ROOM.bottom + 26)
    p.text(at, "{v:.2f} s of simulated time", v=passed, size=T15, role="dim", align="right", fit=250)


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
    p.polys(area, "prefill", alpha=0.34, gradient="down", fade=0.25)
    line = np.stack([x[:-1], y[:-1], x[1:], y[1:]], 1)
    p.lines(line, "prefill", width=2, alpha=0.95)
    return int(level[-1]), int(level[-1]) / top * ROOM.h


def _our_stay(f: Frame, p: Picture, played: PlayedRun, time: TraceTime) -> None:
    """A bar as long as ours has waited, then as it has been served, the wait in words, and which request ours is."""
    window, account = played.window, f.world.account
    now, arrived, called = time.now, float(window.arrival[window.ours]), float(window.start[window.ours])
    if now <= arrived:
        return
    left, right = (float(time.x(min(t, now))) for t in (arrived, called))
    y = ROOM.bottom + BAR_TOP
    if right > left + 0.5:
        p.hatch([(left, y, right - left, BAR)], radius=3)
    if now > called:
        p.rects([(right, y, max(2.0, float(time.x(now)) - right), BAR)], "decode", radius=3, alpha=0.9)
    waits = Phrase("ours waits, {v:.2f} s so far", v=now - arrived)
    words = waits if now < called else waited(played.numbers.our_wait)
    if text_width(show(words), T16 * f.text_gain, weight=600) < left - 12 - LEFT:
        p.text((left - 12, y + 13), words, size=T16, weight=600, align="right")
    else:
        p.text((max(right, float(time.x(now))) + 12, y + 13), words, size=T16, weight=600)
    which, at = "our question: {prompt} in, {answer} out", (LEFT, y + 42)
    p.text(at, which, prompt=account.prompt, answer=account.answer, size=T16, role="dim", fit=ROOM.w)


def waited(seconds: Quantity) -> Phrase:
    """How long ours waited, once it was called."""
    if float(seconds.value) <= 0:
        return Phrase("ours did not have to wait")
    return Phrase("ours waited {v:.2f} s", v=seconds)
