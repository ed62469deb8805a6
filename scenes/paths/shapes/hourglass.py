"""The seventh beat: the FFN as an hourglass, each tensor as wide as its channels are many."""

from __future__ import annotations

import numpy as np

from scenes.paths.shapes.axes import bracket_width, draw_bracket, draw_legend, hot_tensor
from scenes.paths.shapes.facts import ShapeFacts
from scenes.paths.shapes.places import HOURGLASS
from scenes.paths.shapes.sheets import SheetLook, draw_sheet
from tourapp.authoring import Frame, Picture, Rect, cascade
from tourapp.authoring.sizes import FIGURE_LARGE, LINE

STAGES = ("rows", "wide", "act", "down")
LOOKS = {"rows": "prefill", "wide": "weights", "act": "weights", "down": "prefill"}
SHEET_H = 84.0
LAP = 3.6


def draw_hourglass(f: Frame, p: Picture, facts: ShapeFacts) -> None:
    """In, widened, what is left of it, narrowed; the arithmetic stands at the arrows."""
    ids = tuple(id for id in STAGES if id != "act" or facts.both.gated)
    comes = cascade(f.cue("ffn.flow", eased=False), len(ids)).tolist()
    rects = glass_rects(facts, ids)
    for at, id in enumerate(ids):
        if at:
            _draw_funnel(p, rects[ids[at - 1]], rects[id], comes[at])
    for id, come in zip(ids, comes, strict=True):
        if come > 0.004:
            draw_sheet(p, rects[id], None, SheetLook(LOOKS[id], facts.shown.count, None, (id,), come))
    if comes[-1] >= 1.0 and not f.still:
        _draw_walk(f, p, [rects[id] for id in ids])
    for id in ids:
        _draw_words(p, facts, id, rects[id])
    told = f.cue("ffn.told")
    share = facts.shown.share("ffn").share
    p.text((HOURGLASS.x, HOURGLASS.y + 62), "{v}", v=share, size=FIGURE_LARGE, weight=700, alpha=told)
    p.text((HOURGLASS.x, HOURGLASS.y + 104), "of the FLOPs", size=LINE, role="dim", alpha=told)
    draw_legend(p, (HOURGLASS.right - 230, HOURGLASS.y), ("token", "channel"))


def glass_rects(facts: ShapeFacts, ids: tuple[str, ...]) -> dict[str, Rect]:
    """Sheets below one another, middle on middle, to one scale of channels."""
    tensors = facts.shown.tensors
    most = max(tensors[id].size("channel") for id in ids)
    gap = (HOURGLASS.h - SHEET_H * len(ids)) / (len(ids) - 1)
    high = max(14.0, SHEET_H * facts.tall)
    found = {}
    for at, id in enumerate(ids):
        wide = max(6.0, HOURGLASS.w * tensors[id].size("channel") / most)
        y = HOURGLASS.y + at * (SHEET_H + gap) + (SHEET_H - high) / 2
        found[id] = Rect(HOURGLASS.cx - wide / 2, y, wide, high)
    return found


def _draw_funnel(p: Picture, one: Rect, two: Rect, come: float) -> None:
    share = np.linspace(0.0, 1.0, 20) * come
    eased = share * share * (3 - 2 * share)
    y = one.bottom + (two.y - one.bottom) * share
    left, right = one.x + (two.x - one.x) * eased, one.right + (two.right - one.right) * eased
    if come > 0.01:
        p.polys(np.concatenate([np.stack([left, y], 1), np.stack([right, y], 1)[::-1]]), "weights", alpha=0.2)


def _draw_words(p: Picture, facts: ShapeFacts, id: str, rect: Rect) -> None:
    """The bracket on the funnel below a sheet, and the arithmetic on the one above it."""
    tensor = facts.shown.tensors[id]
    hot_tensor(p, rect, tensor)
    wide = bracket_width(tensor)
    x, y = HOURGLASS.cx - wide / 2, rect.cy + 11
    if rect.h < 40 and wide + rect.right > HOURGLASS.right:
        y = rect.bottom + 36
    elif rect.h < 40 or wide + 24 > rect.w:
        x = rect.right + 24
    draw_bracket(p, (x, y), tensor)
    if float(tensor.flops.value) > 0 and id != "rows":
        at = (HOURGLASS.cx, rect.y - 28)
        p.text(at, "{v}", v=tensor.flops, size=LINE, weight=600, role="prefill", align="center", backed=0.6)


def _draw_walk(f: Frame, p: Picture, rects: list[Rect]) -> None:
    """A light that goes down the middle, and spreads where the sheets are wide."""
    way = (f.clock / LAP) % 1.0 * (len(rects) - 1)
    at, part = int(way), way % 1.0
    one, two = rects[at], rects[at + 1]
    half = (one.w + (two.w - one.w) * part) / 2
    y = one.cy + (two.cy - one.cy) * part
    x = HOURGLASS.cx + half * np.linspace(-0.96, 0.96, 24)
    p.sprites(np.stack([x, np.full(24, y)], 1), 44.0, "white", alpha=0.7)
