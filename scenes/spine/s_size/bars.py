"""Bars of both models on one scale, and what stands around them: names, figures, the light that reads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.spine.s_size.facts import sides
from scenes.spine.s_size.places import BESIDE, FIGURE_BASE, FIGURE_X, NAME, ROWS, UNDER
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, show, text_width
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE, READOUT

LEAST = 4.0
"""Width of a bar that would be a hair."""
BRICK = 30.0
LAP = 6.0
"""Seconds that the larger model's step takes on the stage."""
MOST_TOKENS = 24
LEAST_TIMES = 1.5
"""From so many times on the tokens of the faster one are worth counting."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of one model: its box, its weights' part of it in stage units, and its cache's."""

    box: Rect
    weights: float
    cache: float = 0.0


def scaled(values: tuple[float, float], most: float | None = None) -> tuple[float, float]:
    """Widths of two amounts on one scale; most: the amount that is as long as a row."""
    full = most or max(values)
    return tuple(max(LEAST, row.w * value / full) for row, value in zip(ROWS, values, strict=True))  # type: ignore[return-value]


def draw_names(f: Frame, p: Picture, told: tuple[Phrase, Phrase] | None = None) -> None:
    """Each model's name over its bar, with a few words of its own."""
    for place, (row, side) in enumerate(zip(ROWS, sides(f), strict=True)):
        words = Phrase("{name} on {n} × {gpu}", name=side.name, n=side.gpus, gpu=f.world.chip.name)
        p.text((row.x, row.y + NAME), words, size=LABEL, weight=600)
        if told is not None:
            at = (row.right, row.y + NAME)
            p.text(at, told[place], size=LABEL, align="right")


def draw_bar(p: Picture, bar: Bar, alpha: float = 1.0) -> None:
    """The weights as bricks, then keys over values."""
    box = bar.box
    wide = max(LEAST, bar.weights)
    p.rects([(box.x, box.y, wide, box.h)], "weights", radius=4, alpha=0.75 * alpha)
    n = int(wide // BRICK)
    if n > 1:
        x = box.x + BRICK * np.arange(1, n + 1)
        p.lines(np.stack([x, np.full(n, box.y + 2), x, np.full(n, box.bottom - 2)], 1), "ground", width=2.0, alpha=0.6)
    if bar.cache >= 1.0:
        half = box.h / 2
        p.rects([(box.x + wide, box.y, bar.cache, half)], "key", alpha=0.85 * alpha)
        p.rects([(box.x + wide, box.y + half, bar.cache, half)], "value", alpha=0.85 * alpha)


def draw_reading(p: Picture, boxes: tuple[Rect, Rect], clock: float, shown: float) -> None:
    """The same light reads both, at one speed: the shorter bar has been read many times while the longer one is read
    once, and a token has come of it every time."""
    if shown <= 0.004:
        return
    lap, longest = (clock / LAP) % 1.0, max(box.w for box in boxes)
    laps = tuple((lap * longest / box.w) % 1.0 for box in boxes)
    for box, head in zip(boxes, laps, strict=True):
        x = box.x + box.w * head
        read = (box.x, box.y, box.w * head, box.h)
        p.rects([read], "white", radius=4, alpha=0.16 * shown, gradient="right", fade=0.0)
        p.lines([(x, box.y - 6, x, box.bottom + 6)], "white", width=4.0, alpha=shown)
        p.sprites([(x, box.cy)], 110, "white", alpha=0.55 * shown)
    short = min(boxes, key=lambda box: box.w)
    times = longest / short.w
    if times >= LEAST_TIMES:
        _draw_made(p, short, int(times), int(lap * times), shown)


def _draw_made(p: Picture, box: Rect, most: int, made: int, shown: float) -> None:
    """Right of the shorter bar a place for every token that comes of it while the longer one is read once."""
    n = min(most, MOST_TOKENS)
    left = box.right + 40
    if n < 1 or ROWS[1].right - left < 40.0 * n:
        return
    pitch = min(128.0, (ROWS[1].right - left) / n)
    x = left + pitch * np.arange(n)
    places = np.stack([x, np.full(n, box.y), np.full(n, pitch - 12), np.full(n, box.h)], 1)
    p.rects(places, "raised", radius=10, alpha=0.9 * shown, stroke="line")
    if made:
        p.rects(places[:made], "decode", radius=10, alpha=0.85 * shown)
    at = (ROWS[1].right, box.bottom + UNDER)
    p.text(at, "tokens in the time of one of the other", size=LABEL, role="dim", align="right", alpha=shown)


def draw_under(p: Picture, row: Rect, words: Phrase, alpha: float, role: str = "ink") -> None:
    """A line of arithmetic below a bar."""
    p.text((row.x, row.bottom + UNDER), words, size=READOUT, role=role, alpha=alpha)


def draw_figure(p: Picture, value: Quantity, words: tuple[Phrase, Phrase], alpha: float) -> None:
    """The beat's number, large, and beside it what it is, in two lines."""
    if alpha <= 0.004:
        return
    p.text((FIGURE_X, FIGURE_BASE), "{v}", v=value, size=FIGURE_HUGE, weight=600, alpha=alpha)
    x = FIGURE_X + text_width(show(value), FIGURE_HUGE, weight=600) + BESIDE
    for place, line in enumerate(words):
        p.text((x, FIGURE_BASE - 50 + 42.0 * place), line, size=LINE, alpha=alpha, role="ink" if not place else "dim")
