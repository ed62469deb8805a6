"""The strips of true scale below the four answers: memory, the prompt's pass, lanes of one second, two prices."""

from __future__ import annotations

import math

import numpy as np

from scenes.paths.cost_estimator.places import strip
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL, TAG

SEEN = 60
"""So many conversations can be told apart in the strip."""
SWEEP = 4.0
"""Seconds from one replay of the prompt's pass to the next."""
LANES, CLOSE = 24, 7.0
"""Lanes that are drawn at most, and how near two tokens in one may stand."""
LEAST = 4.0
BANDS = 8


def draw_memory(f: Frame, p: Picture, card: Rect) -> None:
    """Weights, a slot for each conversation, free room, and the reserve."""
    room, box = f.world.cost.capacity, strip(card)
    whole = max(float(room.memory_bytes.value), float(room.held_bytes.value))
    scale = box.w / whole
    wide = float(room.weight_bytes.value) * scale
    p.rects([box], "raised", radius=6, stroke="line")
    p.rects([(box.x, box.y, max(LEAST, wide), box.h)], "weights", radius=6, gradient="down", fade=0.7)
    _draw_slots(f, p, Rect(box.x + wide, box.y, float(room.kv_bytes.value) * scale, box.h))
    if room.fits:
        reserve = float(room.reserve_bytes.value) * scale
        p.hatch([(box.right - reserve, box.y, reserve, box.h)], alpha=0.9, radius=4)
    else:
        over = (whole - float(room.usable_bytes.value)) * scale
        p.hatch([(box.right - over, box.y, over, box.h)], alpha=1.0, radius=4)
        x = box.right - over
        p.lines([(x, box.y - 10, x, box.bottom + 10)], "waste", width=4.0)
    words = Phrase("of {m}, usable {u}", m=room.memory_bytes, u=room.usable_bytes)
    p.text((box.right, box.bottom + 28), words, size=TAG, role="dim", align="right")


def _draw_slots(f: Frame, p: Picture, box: Rect) -> None:
    count = int(f.world.cost.scenario.batch)
    if box.w < 1.0:
        return
    n = count if count <= SEEN and box.w / count >= 4.0 else 1
    w = box.w / n
    lit = 0.7 + 0.3 * np.sin(2 * np.pi * (f.clock / 3.0 - np.arange(n) / max(n, 2))) ** 2
    x = box.x + w * np.arange(n)
    gap = 2.0 if n > 1 else 0.0
    boxes = np.stack([x, np.full(n, box.y + 3), np.full(n, max(1.0, w - gap)), np.full(n, box.h - 6)], 1)
    p.rects(boxes, "key", alpha=lit, radius=2)


def nice(value: float) -> float:
    """The next of 1, 2 and 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(power * step for step in (1.0, 2.0, 5.0, 10.0) if power * step >= value * (1 - 1e-9))


def draw_sweep(f: Frame, p: Picture, card: Rect) -> None:
    """One prompt's pass on a ruler of time, played again and again."""
    box, seconds = strip(card), float(f.world.estimate.first.value)
    end = nice(seconds)
    whole = box.w * seconds / end
    played = 1.0 if f.still else min(1.0, (f.clock % SWEEP) / 1.6)
    y = box.y + box.h * 0.42
    for wide, alpha in ((whole, 0.25), (whole * played, 0.9)):
        shape = [(box.x, y - 3), (box.x + wide, y - 28 * wide / whole), (box.x + wide, y + 28 * wide / whole)]
        p.polys([[*shape, (box.x, y + 3)]], "prefill", alpha=alpha)
    p.spark((box.x + whole * played, y), "prefill", 70.0, 0.8)
    base = box.bottom + 4
    ticks = [(box.x + box.w * k / 2, base - 8, box.x + box.w * k / 2, base + 8) for k in range(3)]
    p.lines([(box.x, base, box.right, base), *ticks], "dim", width=2.0)
    words = Phrase("{n:g} ms", n=end * 1e3) if end < 1.0 else Phrase("{n:g} s", n=end)
    p.text((box.right, base + 28), words, size=TAG, role="dim", align="right")


def draw_lanes(f: Frame, p: Picture, card: Rect) -> None:
    """A lane for each conversation, one second wide; each dot a token, at its true distance."""
    box, step = strip(card), float(f.world.estimate.step.value)
    lanes = min(LANES, int(f.world.cost.scenario.batch))
    apart = max(CLOSE, box.w * step)
    count = max(1, int(box.w / apart))
    drift = (f.clock * 0.25 % 1.0) * apart
    x = (np.arange(count)[None, :] * apart + drift + (np.arange(lanes)[:, None] * 0.37 % 1.0) * apart) % box.w
    y = np.broadcast_to(box.y + (np.arange(lanes)[:, None] + 0.5) * box.h / lanes, x.shape)
    size = max(3.0, min(9.0, box.h / lanes * 0.7))
    boxes = np.stack([box.x + x - size / 2, y - size / 2, np.full_like(x, size), np.full_like(x, size)], 2)
    band = np.minimum((BANDS * x / box.w).astype(int), BANDS - 1)
    for place in range(BANDS):  # one brightness for each band of the lane: far cheaper than one for each dot
        p.rects(boxes[band == place], "decode", alpha=0.25 + 0.75 * (place + 0.5) / BANDS)
    words = Phrase("a lane is one second; {n} of {all} lanes", n=lanes, all=int(f.world.cost.scenario.batch))
    p.text((box.right, box.bottom + 28), words, size=TAG, role="dim", align="right")


def draw_prices(f: Frame, p: Picture, card: Rect) -> None:
    """What is written and what is read, for the same number of tokens."""
    price, box = f.world.cost.price, strip(card)
    pair = (("decode", price.output), ("prefill", price.input))
    most = max(float(each.value) for _, each in pair) or 1.0
    names = (Phrase("written"), Phrase("read: {p}", p=price.input))
    for place, ((role, each), words) in enumerate(zip(pair, names, strict=True)):
        row = Rect(box.x, box.y + place * 46.0, max(LEAST, box.w * float(each.value) / most), 38.0)
        shine = 0.85 + 0.15 * math.sin(2 * math.pi * (f.clock / 3.0 - place / 2))
        p.rects([row], role, radius=6, alpha=shine, gradient="left", fade=0.75)
        inside = row.w > 0.6 * box.w
        at = (row.x + 16, row.cy + 9) if inside else (row.right + 14, row.cy + 9)
        p.text(at, words, size=LABEL, weight=600, role="ink" if inside else role, backed=0.75 if inside else 0.0)
