"""The KV cache in four formats: how tall keys and values stand, how many conversations fit, and how often the first
choice stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.quantization.verdict import role_of
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, ramp
from tourapp.authoring.sizes import CAPTION, FIGURE, LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CacheFormat, Quant

ROW, GAP = Rect(64, 132, 1376, 706), 24.0
NAMES = {"fp16": Phrase("16 bit"), "fp8": Phrase("FP8"), "int8": Phrase("INT8"), "int4": Phrase("INT4")}
OF_BITS = {16: "fp16", 8: "fp8", 4: "int4"}
"""The format that the control's cache bits choose."""
TALLEST, FLOOR, LINES = 290.0, 372.0, 16
"""Height of the walls in sixteen bits; their foot, from the card's top; tokens that the lines tell apart."""
INSET, WALL_GAP = 28.0, 16.0
TICK = np.array([(0.0, 0.0), (9.0, 10.0), (26.0, -14.0)])
A_TOKEN = 0.35
"""Seconds for which the light of a read stays on one token."""


def draw_cache_formats(f: Frame, p: Picture, quant: Quant) -> None:
    """A card per format, one after the other; the chosen one is framed."""
    formats, room = quant.formats, f.world.cache_room
    for k, (item, card) in enumerate(zip(formats, ROW.columns(len(formats), GAP), strict=True)):
        shown = float(ramp(f.beat("cache"), 0.03 + 0.1 * k, 0.13 + 0.1 * k))
        if shown < 0.02:
            continue
        chosen = OF_BITS.get(int(f["kv_bits"])) == item.name
        look = ("white", 3) if chosen else ("line", 1.5)
        p.rects([card], "raised", radius=16, alpha=0.85 * shown, stroke=look[0], stroke_width=look[1])
        x = card.x + INSET
        p.text((x, card.y + 54), "{name}", name=NAMES[item.name], size=CAPTION, weight=600, alpha=shown)
        _draw_walls(f, p, card, TALLEST * item.bits / formats[0].bits, shown)
        _draw_room(p, card, room[item.name], shown)
        _draw_change(p, card, item, quant, shown)


def _draw_walls(f: Frame, p: Picture, card: Rect, tall: float, shown: float) -> None:
    """Keys and values of a few tokens, as tall as the format stores them; a light reads them token by token."""
    inner = card.w - 2 * INSET
    w, top, each = (inner - WALL_GAP) / 2, card.y + FLOOR - tall, tall / LINES
    read = top + each * (LINES - 1 - int(f.clock / A_TOKEN) % LINES)
    for wall, (role, word) in enumerate((("key", "K"), ("value", "V"))):
        x = card.x + INSET + wall * (w + WALL_GAP)
        p.rects([(x, top, w, tall)], role, radius=4, alpha=0.8 * shown)
        ys = top + np.arange(1, LINES) * each
        ends = np.stack([np.full(LINES - 1, x), ys, np.full(LINES - 1, x + w), ys], 1)
        p.lines(ends, "ground", width=1.5, alpha=0.7 * shown)
        p.rects([(x, read, w, each)], "white", alpha=0.85 * shown)
        at = (x + w / 2, card.y + FLOOR + 32)
        p.text(at, word, size=LABEL, weight=600, role=role, align="center", alpha=shown)


def _draw_room(p: Picture, card: Rect, users: Quantity, shown: float) -> None:
    """How many conversations fit beside the weights with this cache."""
    x = card.x + INSET
    p.text((x, card.y + 492), "{n}", n=users, size=FIGURE, weight=600, alpha=shown)
    p.text((x, card.y + 528), "conversations fit", size=LABEL, role="dim", alpha=shown)


def _draw_change(p: Picture, card: Rect, item: CacheFormat, quant: Quant, shown: float) -> None:
    """How often the likeliest token is still that of the first format, which all are compared with."""
    x, quality, full = card.x + INSET, item.quality, quant.full.quality
    if quality is None or full is None:
        return
    role = role_of(quality, full)
    y = card.y + 624
    p.text((x, y), "{v:.0%}", v=quality.same, size=FIGURE, weight=600, role=role, alpha=shown)
    if item is quant.formats[0]:  # what the figures of this row are
        p.text((x, y + 38), "first choice stays", size=LABEL, role="dim", alpha=shown)
    if role == "good":
        corner = np.array((card.right - INSET - 40, y - 22))
        p.curves(TICK + corner, "good", width=5, alpha=shown)
