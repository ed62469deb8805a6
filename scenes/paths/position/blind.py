"""The first beat: words change places, each with its own share of what the last one sees; the sum does not move."""

from __future__ import annotations

import numpy as np

from scenes.paths.position.facts import rotations, shown
from scenes.paths.position.places import CHIP_H, CHIP_W, CHIP_XS, CHIP_Y, STRIP
from tourapp.authoring import Frame, Phrase, Picture, Rect, smooth
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, READOUT
from tourapp.figures.settled import draw_settled

CYCLE, SWAP = 11.0, 1.1
"""Seconds from one exchange back to the next, and of one exchange."""
LIFT = 78.0
"""How far a word rises on its way; the other one sinks."""
FAN = 32
MOST = 34.0
"""Width of the thickest thread in stage units, for all of the attention."""
RUN = 4.5


def swapped(f: Frame) -> float:
    """How far the words have changed places, 0..1: the first order to the second."""
    order = f["word_order"]
    if order != "both":
        return 0.0 if order == "one" else 1.0
    first = f.cue("blind.swap")
    if first < 1.0 or f.still:
        return first
    index, (_, end) = f.timeline.cue("blind.swap")
    since = f.clock - f.timeline.start(index) - end * f.timeline.beats[index].seconds
    at = (max(0.0, since) + CYCLE / 2 - SWAP) % CYCLE
    back = float(smooth((at - CYCLE / 2 + SWAP) / SWAP)) if at < CYCLE / 2 else 1.0
    return back if since > CYCLE / 2 and at < CYCLE / 2 else 1.0 - float(smooth((at - CYCLE + SWAP) / SWAP))


def middles_of(way: float) -> np.ndarray:
    """Middles [4, 2] of the words; those that change places pass each other."""
    places = np.array([(x, CHIP_Y + CHIP_H / 2) for x in CHIP_XS])
    one, two, lift = places[0].copy(), places[2].copy(), LIFT * float(np.sin(np.pi * way))
    places[0] = one + (two - one) * way + (0.0, lift)
    places[2] = two + (one - two) * way - (0.0, lift)
    return places


def draw_blind(f: Frame, p: Picture) -> None:
    """Words, threads, and the two outlines."""
    told, way, rise = rotations(f), swapped(f), f.cue("blind.rise")
    middles = middles_of(way)
    goal = np.array([STRIP.cx, STRIP.y - 36.0])
    _draw_threads(f, p, middles, goal, told.record.odds * rise)
    for token, ((x, y), word) in enumerate(zip(middles, told.record.order_texts[0], strict=True)):
        box = (x - CHIP_W / 2, y - CHIP_H / 2, CHIP_W, CHIP_H)
        p.rects([box], "ground", radius=12, alpha=0.96, stroke="prefill", stroke_width=3.0)
        part = f"w{token}"
        p.text((x - 94, y + 11), Phrase("{w}", w=shown(word)), size=READOUT, weight=600, part=part)
        p.text(
            (x + 96, y + 10), "{v}", v=told.share(token), size=LABEL, mono=True, role="dim", align="right", part=part
        )
    words = Phrase("what the last token gets from all four")
    p.text((STRIP.x, STRIP.y - 20), words, size=LABEL, role="dim", alpha=rise)
    _draw_outlines(f, p, rise)
    _draw_figure(f, p)


def _draw_threads(f: Frame, p: Picture, middles: np.ndarray, goal: np.ndarray, odds: np.ndarray) -> None:
    """From each word down to the sum, as thick as its share."""
    along = np.linspace(0.0, 1.0, FAN)[None, :, None]
    start = (middles + np.array([0.0, CHIP_H / 2]))[:, None]
    bend = along * along * (3 - 2 * along)
    lean = np.concatenate([bend, along], 2)
    paths = start + (goal[None, None] - start) * lean

    def build(still: Picture) -> None:
        for path, share in zip(paths, odds, strict=True):
            still.curves(path, "prefill", width=max(1.0, MOST * float(share)), alpha=0.5)

    rest = swapped(f) in (0.0, 1.0) and f.cue("blind.rise") >= 1.0
    draw_settled(p, Rect(100.0, 226.0, 1300.0, 240.0), ("shares of four words", swapped(f)), build, rest=rest)
    light = (f.clock / 2.2) % 1.0
    at = paths[:, int(light * (FAN - 1))]
    p.sprites(at, 54.0, "prefill", alpha=0.8 * float(odds.sum()))
    p.spark((float(goal[0]), float(goal[1])), "ink", size=70.0, alpha=float(odds.sum()))


def _draw_outlines(f: Frame, p: Picture, rise: float) -> None:
    """The sum of the first order upwards, of the second downwards: 576 numbers each."""
    rows = rotations(f).record.last_rows
    tall = 0.5 * STRIP.h * np.cbrt(np.abs(rows) / float(np.abs(rows).max()))
    wide = STRIP.w / rows.shape[1]
    x = STRIP.x + wide * np.arange(rows.shape[1])
    full = np.full_like(x, wide * 0.8)
    up = np.stack([x, STRIP.cy - 2 - tall[0], full, tall[0]], 1)
    down = np.stack([x, STRIP.cy + 2 + 0 * x, full, tall[1]], 1)

    def build(still: Picture) -> None:
        still.rects(up, "weights")
        still.rects(down, "ink", alpha=0.75)

    p.bake(("position outlines", rotations(f).record.model), build, rect=STRIP.inset(-20.0), alpha=rise, bloom=0.3)
    p.lines([(STRIP.x, STRIP.cy, STRIP.right, STRIP.cy)], "ink", width=1.5, alpha=0.6 * rise)
    at = STRIP.x + STRIP.w * ((f.clock / RUN) % 1.0)
    column = min(int((at - STRIP.x) / wide), len(x) - 1)
    ends = [(at, STRIP.cy - 2 - float(tall[0, column])), (at, STRIP.cy + 2 + float(tall[1, column]))]
    p.lines([(*ends[0], *ends[1])], "white", width=3.0, alpha=rise)
    p.sprites(ends, 60.0, "white", alpha=rise)


def _draw_figure(f: Frame, p: Picture) -> None:
    """The largest difference between the two outlines."""
    told, shown_ = rotations(f), f.cue("blind.told")
    one, two = ("".join(each).strip() for each in told.record.order_texts)
    y = STRIP.bottom + 40
    p.text((STRIP.x, y), Phrase("above: {w}", w=one), size=LINE, weight=600, role="weights", alpha=shown_)
    p.text((STRIP.x, y + 42), Phrase("below: {w}", w=two), size=LINE, weight=600, alpha=shown_)
    p.text((STRIP.right, y + 52), "{v}", v=told.short_gap(), size=FIGURE_LARGE, weight=600, align="right", alpha=shown_)
    words = Phrase("largest difference of {n} numbers", n=told.record.last_rows.shape[1])
    p.text((STRIP.right - 90, y + 40), words, size=LINE, role="dim", align="right", alpha=shown_)
