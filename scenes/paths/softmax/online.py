"""The last beat: a row of scores is read once from left to right; the maximum so far and the sum so far are all that is
kept."""

from __future__ import annotations

import numpy as np

from scenes.paths.softmax.facts import name_of, numbers
from scenes.paths.softmax.places import ROW, SUM
from tourapp.authoring import Frame, Phrase, Picture, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, READOUT

PACE, HOLD = 0.9, 6.0
"""Seconds for a score, and of rest at the end."""
TOP = 1.08
WORDS_X = 1040.0


def at_score(f: Frame) -> float:
    """How many scores have been read: once through the beat, then again and again."""
    count = len(numbers(f).row.scores)
    way = f.cue("online.walk", eased=False)
    if way < 1.0 or f.still:
        return way * count
    index, (_, end) = f.timeline.cue("online.walk")
    since = f.clock - f.timeline.start(index) - end * f.timeline.beats[index].seconds
    lap = HOLD + PACE * count
    at = max(0.0, since) % lap
    return float(count) if at < HOLD else (at - HOLD) / PACE


def draw_online(f: Frame, p: Picture) -> None:
    """Columns, the reading light, the maximum, the sum."""
    row, steps = numbers(f).row, numbers(f).online(numbers(f).row)
    scores, read = np.array(row.scores), at_score(f)
    done = min(int(read), len(scores))
    pitch = ROW.w / len(scores)
    x = ROW.x + pitch * (np.arange(len(scores)) + 0.5)
    most = float(scores.max()) * TOP
    tall = ROW.h * np.maximum(scores, 0.0) / most
    boxes = np.stack([x - 0.34 * pitch, ROW.bottom - tall, np.full(len(x), 0.68 * pitch), np.maximum(tall, 4.0)], 1)
    p.rects(boxes[done:], "key", radius=6, alpha=0.3)
    p.rects(boxes[:done], "key", radius=6, alpha=0.9)
    for place in range(len(scores)):
        p.text((x[place], ROW.bottom + 34), name_of(row, place), size=LABEL, align="center", part="words")
        words = Phrase("{z:.1f}", z=scores[place])
        p.text((x[place], boxes[place, 1] - 12), words, size=LABEL, mono=True, align="center", part="scores")
    p.lines([(ROW.x, ROW.bottom, ROW.right, ROW.bottom)], "dim", width=2.0)
    if done:
        _draw_most(f, p, (steps[done - 1].most, most), float(x[done - 1]))
    here = ROW.x + pitch * min(read, float(len(scores)))
    p.lines([(here, ROW.y - 30, here, ROW.bottom + 44)], "white", width=4.0)
    p.sprites([(here, ROW.y - 30)], 70.0 * pulse(f.clock, 2.0, 0.8, 1.1), "white")
    _draw_sum(f, p, done)


def _draw_most(f: Frame, p: Picture, told: tuple[float, float], right: float) -> None:
    """The highest score so far, as a level over all that has been read."""
    now, most = told
    y = ROW.bottom - ROW.h * now / most
    p.lines([(ROW.x, y, right, y)], "ink", width=5.0)
    p.text((ROW.x, ROW.y - 46), Phrase("highest so far {z:.2f}", z=now), size=LINE, weight=600)


def _draw_sum(f: Frame, p: Picture, done: int) -> None:
    """The sum so far; a new maximum shrinks it."""
    row = numbers(f).row
    steps = numbers(f).online(row)
    whole = max(each.total for each in steps) * 1.05
    now = steps[done - 1] if done else None
    p.text((SUM.x, SUM.y - 24), "sum so far, of e to (score − highest)", size=LABEL, weight=600)
    p.rects([SUM], "raised", radius=10, stroke="line")
    if now is not None:
        p.rects([(SUM.x, SUM.y, SUM.w * now.total / whole, SUM.h)], "prefill", radius=10, alpha=0.9)
        p.text((SUM.x, SUM.bottom + 42), Phrase("{s:.3f}", s=now.total), size=READOUT, mono=True, weight=600)
    shown = f.cue("online.told")
    at = next(place for place, each in enumerate(steps) if each.rescale < 1.0) if _jumps(f) else 0
    p.text((WORDS_X, SUM.y + 8), "× {n:.2f}", n=steps[at].rescale, size=FIGURE, weight=600, alpha=shown)
    words = Phrase("when “{w}” was higher", w=row.texts[at].strip()) if _jumps(f) else Phrase("no score was higher")
    p.text((WORDS_X, SUM.y + 50), words, size=LABEL, role="dim", alpha=shown)


def _jumps(f: Frame) -> bool:
    return any(each.rescale < 1.0 for each in numbers(f).online(numbers(f).row))
