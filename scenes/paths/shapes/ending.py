"""The eighth beat: only the last row meets the vocabulary."""

from __future__ import annotations

import numpy as np

from scenes.paths.shapes.axes import draw_bracket, draw_legend, hot_tensor, name_line
from scenes.paths.shapes.facts import ShapeFacts
from scenes.paths.shapes.places import LAST, LAST_ROW, SKYLINE
from scenes.paths.shapes.sheets import SheetLook, draw_sheet
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import FIGURE_LARGE, LINE

COLUMNS = 344
"""Bars of the skyline: each is the highest logit of its stretch of the vocabulary."""
SIDE_X = 860.0
LAP = 5.0


def draw_vocabulary(f: Frame, p: Picture, facts: ShapeFacts) -> None:
    """The rows dim but for the last, which widens to a logit for each token there is."""
    pick, widen, told = f.cue("out.pick"), f.cue("out.widen"), f.cue("out.told")
    tensors, count = facts.shown.tensors, facts.shown.count
    rows = Rect(LAST.x, LAST.y, LAST.w, max(24.0, LAST.h * facts.tall))
    draw_sheet(p, rows, None, SheetLook("prefill", count, None, ("last",), 1.0 - 0.55 * pick))
    each = max(6.0, rows.h / count)
    last = Rect(rows.x, rows.bottom - each, rows.w, each)
    p.rects([last], "white", alpha=pick)
    low = Rect(LAST_ROW.x, last.y + (LAST_ROW.y - last.y) * pick, LAST_ROW.w, LAST_ROW.h)
    p.rects([low], "weights", radius=3, alpha=pick, stroke="white", stroke_width=2.0)
    _draw_widening(p, low, widen)
    _draw_skyline(f, p, facts, widen)
    name_line(p, (LAST.x, LAST.y - 18), "after the last layer")
    draw_bracket(p, (LAST.x + 300, LAST.y - 16), tensors["down"])
    draw_bracket(p, (LAST_ROW.right + 24, LAST_ROW.y + 24), tensors["last"], alpha=pick)
    draw_bracket(p, (SKYLINE.x, SKYLINE.bottom + 44), tensors["logits"], alpha=told)
    draw_legend(p, (SKYLINE.right - 420, SKYLINE.bottom + 42), ("token", "channel", "vocabulary"))
    for id, rect in (("down", rows), ("last", low), ("logits", SKYLINE)):
        hot_tensor(p, rect, tensors[id])
    share = facts.shown.share("head").share
    p.text((SIDE_X, LAST.y + 90), "{v}", v=share, size=FIGURE_LARGE, weight=700, role="good", alpha=told)
    p.text((SIDE_X, LAST.y + 136), "of the FLOPs of the pass", size=LINE, role="dim", alpha=told)


def _draw_widening(p: Picture, low: Rect, widen: float) -> None:
    share = np.linspace(0.0, 1.0, 24) * widen
    eased = share * share * (3 - 2 * share)
    y = low.bottom + (SKYLINE.y + 60 - low.bottom) * share
    left = low.x + (SKYLINE.x - low.x) * eased
    right = low.right + (SKYLINE.right - low.right) * eased
    if widen > 0.01:
        p.polys(np.concatenate([np.stack([left, y], 1), np.stack([right, y], 1)[::-1]]), "weights", alpha=0.2)


def _draw_skyline(f: Frame, p: Picture, facts: ShapeFacts, widen: float) -> None:
    """A bar for each stretch of the vocabulary; flat where the logits are not known."""
    if widen <= 0.3:
        return
    shown = (widen - 0.3) / 0.7
    foot = SKYLINE.bottom
    p.lines([(SKYLINE.x, foot, SKYLINE.right, foot)], "good", width=5.0, alpha=shown)
    logits = None if facts.run is None else facts.run.logits
    if logits is None:
        p.rects([(SKYLINE.x, foot - 40 * shown, SKYLINE.w, 40 * shown)], "good", alpha=0.3)
        return
    tops = skyline(logits)
    high = SKYLINE.h * tops * shown
    x = SKYLINE.x + SKYLINE.w * np.arange(COLUMNS) / COLUMNS
    wide = SKYLINE.w / COLUMNS - 1.0
    p.rects(np.stack([x, foot - high, np.full(COLUMNS, wide), high], 1), "good", alpha=0.35 + 0.6 * tops)
    best = int(np.argmax(tops))
    if shown >= 1.0:
        glow = 0.6 if f.still else 0.45 + 0.25 * np.sin(f.clock * 2 * np.pi / LAP)
        p.sprites([(x[best] + wide / 2, foot - high[best])], 120.0, "good", alpha=glow, kind="soft")
        way = 0.0 if f.still else (f.clock / LAP) % 1.0
        at = min(int(way * COLUMNS), COLUMNS - 1)
        p.spark((x[at], foot - high[at]), "white", 44.0, 0.8)


def skyline(logits: np.ndarray) -> np.ndarray:
    """Heights 0..1 [COLUMNS]: the highest logit of each stretch, above the lowest of these."""
    tops = np.array([each.max() for each in np.array_split(logits, COLUMNS)])
    return np.asarray(0.04 + 0.96 * (tops - tops.min()) / max(float(np.ptp(tops)), 1e-9))
