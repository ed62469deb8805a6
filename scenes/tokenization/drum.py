"""The list of all tokens as a steel drum: real lines round the one in the window, and a ruler of the whole list."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from scenes.tokenization.moment import TreeMoment
from scenes.tokenization.spin import DrumSpin
from tourapp.authoring import Frame, Picture, Rect, ops, text_width
from tourapp.authoring.sizes import CAPTION, FIGURE, LABEL, TAG, TITLE
from tourapp.figures.token_strip import token_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Tokenizer

DRUM = Rect(82, 316, 1140, 438)
CHEEK = 18.0
RADIUS, STEP, VISIBLE = 232.0, math.radians(20.0), 3.2
"""Of the drum, the angle from line to line, and how many lines are seen on each side."""
WINDOW = 84.0
NUMBER_X, WORD_X, GAP = 430.0, 494.8, "   "
RULER_X, RULER = 1304.0, (330.0, 740.0)
TICK = 16.0
DRIFT = 8.0
"""How far the light on the steel wanders while nothing moves."""


def draw_drum(f: Frame, p: Picture, s: TreeMoment, spin: DrumSpin, alpha: float) -> None:
    """Drum, window and ruler."""
    tokenizer = f.world.tokenizer
    p.bake(("token drum",), _still_drum, rect=DRUM.inset(-CHEEK - 8), alpha=alpha)
    y = DRUM.y + 92.0 + DRIFT * math.sin(2 * math.pi * f.clock / 6.0)
    p.rects([(DRUM.x, y, DRUM.w, 26.0)], "white", alpha=0.07 * alpha, gradient="down", fade=0.0)
    box = Rect(DRUM.x - 6, DRUM.cy - WINDOW / 2, DRUM.w + 12, WINDOW)
    flare = math.sin(math.pi * min(1.0, 2.0 * spin.rise))
    p.rects([box], "prefill", radius=12, alpha=(0.34 + 0.3 * flare) * alpha, stroke="prefill", stroke_width=3)
    for side in (1, -1):
        x = DRUM.cx - side * (DRUM.w / 2 + 6)
        ends = [(x, DRUM.cy - 18), (x, DRUM.cy + 18), (x + side * 24, DRUM.cy)]
        p.polys(ends, "white", alpha=alpha)
    if spin.fast > 0.0:
        _draw_blur(p, spin.fast * alpha)
    if spin.fast < 1.0:
        _draw_lines(p, tokenizer, spin, alpha * (1.0 - spin.fast))
    _draw_ruler(p, s, spin, tokenizer.size, alpha)


def _still_drum(q: Picture) -> None:
    """Steel under a lamp, darker to its upper and lower edge, and the cheeks."""
    th = np.arcsin(np.clip((np.arange(int(DRUM.h)) + 0.5 - DRUM.h / 2) / RADIUS, -0.999, 0.999))
    lam = np.cos(th)
    level = 0.05 + 0.20 * lam**1.5 + 0.14 * np.exp(-(((th + 0.62) / 0.14) ** 2))
    q.image(np.repeat(level[:, None], 4, 1), DRUM, "weights", smooth=True)
    cheeks = np.repeat((0.15 + 0.75 * lam**3)[:, None], 4, 1)
    for x in (DRUM.x - CHEEK, DRUM.right):
        q.image(cheeks, Rect(x, DRUM.y - 6, CHEEK, DRUM.h + 12), "weights", smooth=True)


def _draw_blur(p: Picture, alpha: float) -> None:
    """Lines too fast to be read: one smear of numbers, one of words."""
    columns = [(NUMBER_X - 170, DRUM.y + 20, 170, DRUM.h - 40), (WORD_X, DRUM.y + 20, 300, DRUM.h - 40)]
    p.rects(columns, "ink", radius=18, alpha=0.16 * alpha)


def _draw_lines(p: Picture, tokenizer: Tokenizer, spin: DrumSpin, alpha: float) -> None:
    """The lines round the window, squeezed towards the drum's edges; the one it stands at is large."""
    here = round(spin.line)
    rests = spin.rise > 0.0
    for number in range(max(0, here - 4), min(tokenizer.size, here + 5)):
        away = number - spin.line
        if abs(away) > VISIBLE:
            continue
        words = token_words(tokenizer.token_bytes(number))
        if rests and number == here:
            _draw_found(p, number, words, alpha)
            continue
        turn = away * STEP
        y, flat = DRUM.cy + RADIUS * math.sin(turn), math.cos(turn)
        with p.group(transform=(1.0, 0.0, 0.0, flat, 0.0, y)):
            _draw_line(p, number, words, alpha * (0.25 + 0.75 * flat**1.5))


def _draw_line(p: Picture, number: int, words: str, alpha: float) -> None:
    """Number and words as one line, the number ending where all of them end."""
    said, base = str(number), 0.36 * TITLE
    runs = [(said, "prefill")]
    if text_width(words, TITLE, "mono") < DRUM.right - WORD_X - 20:
        runs.append((GAP + words, "ink"))
    line = "".join(run for run, _ in runs)
    place = (NUMBER_X - text_width(said, TITLE, "mono"), base, TITLE, "ink", "left", 400, "mono", alpha)
    width = text_width(line, TITLE, "mono")
    p.ops.append(ops.Line(line, *place, spill=True, runs=tuple(runs), width=width))


def _draw_found(p: Picture, number: int, words: str, alpha: float) -> None:
    """The line in the window."""
    large = text_width(words, FIGURE, "mono") < DRUM.right - WORD_X - 30
    size = FIGURE if large else CAPTION
    y = DRUM.cy + 0.36 * size
    p.text((NUMBER_X, y), "{v:d}", v=number, size=size, mono=True, weight=600, align="right", alpha=alpha)
    if large or text_width(words, size, "mono") < DRUM.right - WORD_X - 30:
        p.text((WORD_X, y), "{w}", w=words, size=size, mono=True, weight=600, alpha=alpha)


def _draw_ruler(p: Picture, s: TreeMoment, spin: DrumSpin, size: int, alpha: float) -> None:
    """The whole list to scale, with the stops so far and where the drum stands."""
    top, foot = RULER
    last = max(size - 1, 1)
    p.rects([(RULER_X - 4, top, 8, foot - top)], "line", radius=4, alpha=alpha)
    for value, y in ((0, top), (last, foot)):
        p.text((RULER_X + 24, y + 7), "{n}", n=value, size=TAG, mono=True, role="dim", alpha=alpha)
    had = [s.ids[place] for place in spin.turns if spin.has_id(place) >= 1.0]
    done = [top + (foot - top) * number / last for number in had]
    if done:
        p.lines([(RULER_X - TICK, y, RULER_X + TICK, y) for y in done], "prefill", width=3, alpha=alpha)
    y = top + (foot - top) * min(max(spin.line, 0.0), last) / last
    p.lines([(RULER_X - TICK - 6, y, RULER_X + TICK + 6, y)], "white", width=4, alpha=alpha)
    if spin.rise > 0.0 and top + 34 < y < foot - 34:
        p.text((RULER_X + 32, y + 9), "{v:d}", v=round(spin.line), size=LABEL, mono=True, weight=600, alpha=alpha)
