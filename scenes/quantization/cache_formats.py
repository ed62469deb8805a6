"""The KV cache in four formats: how tall keys and values stand, bits of a number, and how often the first choice
stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.quantization.verdict import role_of
from tourapp.authoring import Frame, Phrase, Picture, Rect, ramp
from tourapp.authoring.sizes import LABEL, T16, T18, T19, T26

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CacheFormat, Quant

ROW, GAP = Rect(64, 180, 1376, 560), 40.0
NAMES = {"fp16": Phrase("16 bit"), "fp8": Phrase("FP8"), "int8": Phrase("INT8"), "int4": Phrase("INT4")}
OF_BITS = {16: "fp16", 8: "fp8", 4: "int4"}
"""The format that the control's cache bits choose."""
TALLEST, FLOOR, LINES = 260.0, 350.0, 12
"""Height of the walls in sixteen bits; their foot, from the card's top; tokens that the lines tell apart."""
INSET = 26.0


def draw_cache_formats(f: Frame, p: Picture, quant: Quant) -> None:
    """A card per format, one after the other; the chosen one is outlined."""
    formats = quant.formats
    for k, (item, card) in enumerate(zip(formats, ROW.columns(len(formats), GAP), strict=True)):
        shown = float(ramp(f.beat("cache"), 0.05 + 0.12 * k, 0.2 + 0.12 * k))
        if shown < 0.02:
            continue
        chosen = OF_BITS.get(int(f["kv_bits"])) == item.name
        p.rects(
            [card],
            "raised",
            radius=16,
            alpha=0.85 * shown,
            stroke="key" if chosen else "line",
            stroke_width=2 if chosen else 1,
            stroke_alpha=shown,
        )
        x = card.x + INSET
        p.text((x, card.y + 48), "{name}", name=NAMES[item.name], size=T26, weight=600, alpha=shown)
        _draw_walls(p, card, TALLEST * item.bits / formats[0].bits, shown)
        at, room = (x, card.y + 430), card.w - 50
        p.text(at, "{v} bits a number", v=float(item.bits), size=T19, mono=True, alpha=shown, fit=room)
        _draw_change(p, card, item, quant, shown)


def _draw_walls(p: Picture, card: Rect, tall: float, shown: float) -> None:
    """Keys and values of a few tokens, as tall as the format stores them."""
    w, top = (card.w - 64) / 2, card.y + FLOOR - tall
    for wall, (role, word) in enumerate((("key", "K"), ("value", "V"))):
        x = card.x + INSET + wall * (card.w - 52) / 2
        p.rects([(x, top, w, tall)], role, radius=4, alpha=0.8 * shown)
        ys = top + np.arange(1, LINES) * tall / LINES
        ends = np.stack([np.full(LINES - 1, x), ys, np.full(LINES - 1, x + w), ys], 1)
        p.lines(ends, "ground", alpha=0.6 * shown)
        p.text((x + w / 2, card.y + 378), word, size=T18, weight=600, role=role, align="center", alpha=shown)


def _draw_change(p: Picture, card: Rect, item: CacheFormat, quant: Quant, shown: float) -> None:
    """How often the likeliest token is still that of the first format, which all are compared with."""
    x, quality, full = card.x + INSET, item.quality, quant.full.quality
    known = quality is not None and full is not None and item is not quant.formats[0]
    p.text((x, card.y + 480), "same first choice" if known else "this is", size=T16, role="dim", alpha=shown)
    p.text(
        (x, card.y + 516),
        "{v}" if known else "the reference",
        v=quality.same if quality else 0.0,
        size=LABEL,
        mono=True,
        weight=600,
        role=role_of(quality, full) if quality and full else "dim",
        alpha=shown,
        fit=card.w - 50,
    )
