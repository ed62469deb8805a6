"""The sixth beat: dot products of long vectors spread by the root of their length; and what our heads would look like
without the division by it."""

from __future__ import annotations

import numpy as np

from scenes.paths.softmax.facts import numbers
from scenes.paths.softmax.places import BELLS, BITS_X
from tourapp.authoring import Frame, Phrase, Picture, Rect, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, TAG
from tourapp.figures.settled import draw_settled

BINS = 61
MOST = 32.0
"""The axis ends here, either way."""
TICKS = (-30, -20, -10, 0, 10, 20, 30)
LAMP_Y = (470.0, 700.0)


def draw_spread(f: Frame, p: Picture) -> None:
    """Two hills on one axis, and the two entropies as lamps."""
    told = numbers(f).products(int(f["product_length"]))
    grown, divided = f.cue("sqrt.grow"), f.cue("sqrt.divide")
    _draw_hill(f, p, BELLS[0], told.values, (1.0, grown))
    _draw_hill(f, p, BELLS[1], told.values, (1.0 / float(told.root.value), divided))
    p.text(
        (BELLS[0].x, BELLS[0].y - 20),
        Phrase("dot products of {n} random numbers", n=int(f["product_length"])),
        size=LABEL,
        weight=600,
    )
    words = Phrase("divided by {r}", r=told.root)
    p.text((BELLS[1].x, BELLS[1].y - 20), words, size=LABEL, weight=600, alpha=divided)
    for room, value, shown in ((BELLS[0], told.spread, grown), (BELLS[1], told.after, divided)):
        p.text((room.right, room.y + 50), "± {v}", v=value, size=FIGURE, weight=600, align="right", alpha=shown)
        p.text((room.right, room.y + 88), "spread", size=LABEL, role="dim", align="right", alpha=shown)
    _draw_bits(f, p)


def _draw_hill(f: Frame, p: Picture, room: Rect, values: np.ndarray, told: tuple[float, float]) -> None:
    factor, grown = told
    p.rects([room], "raised", radius=6, alpha=0.45)
    edges = np.linspace(-MOST, MOST, BINS + 1)
    counts = np.histogram(values * factor, edges)[0]
    tall = room.h * counts / max(int(counts.max()), 1) * grown
    wide = room.w / BINS
    x = room.x + wide * np.arange(BINS)
    boxes = np.stack([x + 1, room.bottom - tall, np.full(BINS, wide - 2), tall], 1)
    key = ("hill of products", len(values), f["product_length"], room.y)
    draw_settled(p, room, key, lambda still: still.rects(boxes, "ink", radius=2, alpha=0.85), rest=grown >= 1.0)
    p.lines([(room.x, room.bottom, room.right, room.bottom)], "dim", width=2.0)
    spread = float(values.std()) * factor * room.w / (2 * MOST)
    light = room.cx + spread * np.array([-1.0, 1.0]) * pulse(f.clock, 3.0, 0.0, 1.0)
    p.sprites(np.stack([light, np.full(2, room.bottom)], 1), 60.0, "white", alpha=0.9 * grown)
    for tick in TICKS:
        at = (room.cx + tick * room.w / (2 * MOST), room.bottom + 30)
        p.text(at, Phrase("{n}", n=tick), size=TAG, mono=True, role="dim", align="center", part=f"x{room.y:.0f}")


def _draw_bits(f: Frame, p: Picture) -> None:
    """As many lamps as tokens share the attention: two to the entropy."""
    told, shown = numbers(f), f.cue("sqrt.told")
    p.text((BITS_X, 220.0), "how many tokens share a look", size=LABEL, weight=600, alpha=shown)
    p.text((BITS_X, 256.0), "entropy, the mean of all our rows", size=LABEL, role="dim", alpha=shown)
    for y, divided, words in (
        (LAMP_Y[0], True, Phrase("divided, as it is")),
        (LAMP_Y[1], False, Phrase("without the division")),
    ):
        value = told.entropy(divided)
        sharing = 2.0 ** float(value.value)
        p.text((BITS_X, y - 130), words, size=LABEL, weight=600, alpha=shown)
        p.text((BITS_X, y - 68), "{v}", v=value, size=FIGURE, weight=600, alpha=shown)
        x = BITS_X + 26 + 56.0 * np.arange(7)
        lit = np.clip(sharing - np.arange(7), 0.0, 1.0) * pulse(f.clock, 2.6, 0.8, 1.0)
        at = np.stack([x, np.full(7, y - 24)], 1)
        p.sprites(at, 44.0, "dim", kind="ring", additive=False, alpha=0.6 * shown)
        p.sprites(at, 38.0, "decode", kind="dot", additive=False, alpha=lit * shown)
        p.sprites(at, 96.0, "decode", alpha=0.7 * lit * shown)
