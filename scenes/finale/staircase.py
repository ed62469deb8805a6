"""Work done again: every step of our answer as a column of the tokens that go through the model. Without kept keys and
values it is a column of all tokens so far; with them only the newest, at its top."""

from __future__ import annotations

import numpy as np

from scenes.finale.facts import Gain, recomputation_gains
from tourapp.authoring import Frame, GotoStop, Picture, Rect, Tag, text_width
from tourapp.authoring.sizes import FIGURE, FIGURE_HUGE, FIGURE_LARGE, LABEL, LINE, TITLE

AREA, LEGEND_Y = Rect(64, 238, 1150, 532), 160.0
SIDE = Rect(1276, 0, 580, 0)
RUN, REST = 3.0, 0.8
"""Seconds in which the light goes up the stairs, and after which it begins anew."""
ROWS_FROM, ROW = 506.0, 118.0


def draw_staircase_beat(f: Frame, p: Picture) -> None:
    """The steps one after the other, then how many times as much that was."""
    numbers = f.world.loop
    prompt, answer = int(numbers.prompt.value), int(numbers.answer.value)
    _draw_columns(f, p, prompt, answer)
    shown = f.cue("again.figure", eased=False)
    if shown > 0.01:
        _draw_figure(f, p, shown)
    for k, gain in enumerate(gain for gain in recomputation_gains(f) if gain.fact != "loop"):
        _draw_gain(f, p, gain, Rect(SIDE.x, ROWS_FROM + ROW * k, SIDE.w, ROW - 14), shown)


def _draw_columns(f: Frame, p: Picture, prompt: int, answer: int) -> None:
    """Blue the prompt, read once; gold the newest token of each further step; hatched all that was computed before."""
    step, high = AREA.w / answer, AREA.h / (prompt + answer - 1)
    wide = step * 0.86 if step > 3 else step
    count = 1 + int(f.cue("again.steps") * (answer - 1) + 1e-6)
    p.bake(
        ("finale stairs", prompt, answer),
        lambda q: _draw_stairs(q, (prompt, answer), (step, high, wide)),
        rect=AREA.inset(-4),
        reveal=Rect(AREA.x - 4, AREA.y - 4, count * step + 4, AREA.h + 8),
    )
    p.lines([(AREA.x, AREA.bottom + 2, AREA.right, AREA.bottom + 2)], "line", width=2)
    p.text((AREA.x, LEGEND_Y), "computed again, if nothing were kept", size=LINE, role="waste", weight=600)
    p.text((AREA.x, LEGEND_Y + 40), "the newest token alone, as keys and values are kept", size=LINE, role="decode")
    p.text((AREA.x, AREA.bottom + 40), "the prompt, read once", size=LABEL, role="prefill")
    p.text((AREA.right, AREA.bottom + 40), "{n} steps of our answer", n=answer, size=LABEL, role="dim", align="right")
    if not f.still and count == answer > 1:
        k = int(min(1.0, (f.clock % (RUN + REST)) / RUN) * (answer - 1))
        p.spark((AREA.x + k * step + wide / 2, AREA.bottom - (prompt + k) * high), "decode", size=60)


def _draw_stairs(p: Picture, lengths: tuple[int, int], sizes: tuple[float, float, float]) -> None:
    """All columns. `sizes`: from one to the next, height of a token, width."""
    (prompt, answer), (step, high, wide) = lengths, sizes
    number = np.arange(1, answer)
    x, tall, size = AREA.x + number * step, (prompt + number) * high, max(high, 3.0)
    p.rects([Rect(AREA.x, AREA.bottom - prompt * high, wide, prompt * high)], "prefill")
    if answer > 1:
        broad = np.full(answer - 1, wide)
        p.hatch(np.stack([x, AREA.bottom - tall + high, broad, tall - high], 1), "waste", ground=0.22, alpha=0.9)
        p.rects(np.stack([x, AREA.bottom - tall, broad, np.full(answer - 1, size)], 1), "decode")


def _draw_figure(f: Frame, p: Picture, shown: float) -> None:
    """How many times as many tokens would go through the model."""
    numbers = f.world.loop
    types = (FIGURE_HUGE, FIGURE_LARGE, FIGURE)
    printed = f"{float(numbers.saved.value):,.1f} ×"
    size = next((each for each in types if text_width(printed, each, weight=600) < SIDE.w), FIGURE)
    p.text((SIDE.x, 270), "{v}", v=numbers.saved, size=size, weight=600, role="good", alpha=shown)
    p.text((SIDE.x, 326), "less work, as nothing is read again", size=TITLE, weight=600, alpha=shown)
    told = "{a} computed without a cache"
    p.text((SIDE.x, 376), told, a=numbers.without, size=LINE, role="waste", alpha=shown)
    p.text((SIDE.x, 414), "{b} computed with a KV cache ✓", b=numbers.with_cache, size=LINE, role="good", alpha=shown)
    p.lines([(SIDE.x, 452, SIDE.right, 452)], "line", alpha=shown, width=2)


def _draw_gain(f: Frame, p: Picture, gain: Gain, row: Rect, shown: float) -> None:
    """A further technique: its name, and its number within its words."""
    if f.hovered("gain") == gain.name:
        p.rects([row.inset(-8)], None, radius=10, stroke="white", stroke_width=3.0)
    p.text((row.x, row.y + 30), gain.name, size=LINE, weight=600, alpha=shown)
    told = "{v:,.0f} {words}" if gain.value.unit in ("token", "1") else "{v} {words}"
    p.text((row.x, row.y + 70), told, v=gain.value, words=gain.words, size=LINE, role="dim", alpha=shown)
    p.hot([row], (Tag("gain", gain.name),), (GotoStop(gain.stop) if gain.stop else None,))
