"""How often a byte is used: the reuse of a weight against what the machine could do, and ridge points over
generations."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tourapp.authoring import Axis, Picture, Rect, Series

LINE = ("v100-sxm", "a100-80gb-sxm", "h100-sxm", "h200-sxm", "b200-sxm")
"""One line of datacentre parts, in the order of their announcement."""


def draw_reuse(p: Picture, costs: Any, shown: float) -> None:
    """A ruler of FLOP per byte, logarithmic: where decode, prefill and the ridge of this machine stand."""
    if shown < 0.02:
        return
    box = Rect(252, 566, 1000, 216)
    p.rects([box], "ground", radius=14, alpha=0.97 * shown, stroke="line", stroke_alpha=shown)
    p.text((box.x + 28, box.y + 36), "How many operations each byte is used for", size=18, role="dim", alpha=shown)
    ruler = Rect(box.x + 60, box.y + 120, box.w - 120, 10)
    low, high = 1.0, 10.0 ** math.ceil(math.log10(max(1000.0, float(costs.prefill.weight_intensity.value) * 1.2)))
    axis = Axis(low, high, "", True)
    ridge = ruler.x + ruler.w * float(axis.fraction(float(costs.decode.ridge.value)))
    p.rects([(ruler.x, ruler.y, ridge - ruler.x, ruler.h)], "weights", radius=4, alpha=0.55 * shown)
    p.rects([(ridge, ruler.y, ruler.right - ridge, ruler.h)], "prefill", radius=4, alpha=0.5 * shown)
    for words, value, role, up in (
        ("decode", costs.decode.weight_intensity, "decode", True),
        ("prefill", costs.prefill.weight_intensity, "prefill", True),
        ("ridge of this machine", costs.decode.ridge, "ink", False),
    ):
        x = ruler.x + ruler.w * float(np.clip(axis.fraction(max(1.0, float(value.value))), 0, 1))
        p.lines(
            [(x, ruler.y - 22 if up else ruler.y - 4, x, ruler.bottom + (4 if up else 22))], role, width=2, alpha=shown
        )
        p.text(
            (x, ruler.y - 32 if up else ruler.bottom + 46),
            words + "  {v}",
            v=value,
            size=20,
            weight=600,
            role=role,
            align="center" if ruler.x + 130 < x < ruler.right - 130 else ("left" if x < ruler.cx else "right"),
            alpha=shown,
        )
        if up:
            p.sprites([(x, ruler.cy)], 70, role, alpha=shown)


def draw_generations(p: Picture, chips: Any, chosen: str, grow: float) -> None:
    """Left: peak against bandwidth of every GPU, with lines of equal ridge. Right: the ridge of one line of parts."""
    plane = Rect(150, 200, 690, 520)
    x, y = (
        Axis(0.25, 10, "memory bandwidth", True, ((0.3, "0.3"), (1, "1"), (3, "3"), (10, "10 TB/s"))),
        Axis(50, 4000, "dense BF16 TFLOP/s", True, ((100, "100"), (300, "300"), (1000, "1,000"), (3000, "3,000"))),
    )
    at = np.array([0.25, 10.0])
    series = [Series(at, at * ridge, "line", 1.5, dash=True) for ridge in (100, 300)]
    chart = p.chart(("generations",), plane, series, x, y)
    p.text((plane.x, plane.y - 44), "Peak math against bandwidth", size=20, weight=600)
    for ridge in (100, 300):
        right = min(10.0, 4000.0 / ridge)
        px, py = chart.point(right, right * ridge)
        p.text(
            (px - 10, py + (46 if ridge == 100 else -10)),
            "{n} FLOP/B",
            n=ridge,
            size=16,
            role="dim",
            align="right",
            backed=0.5,
            spill=True,
        )
    seen = [item for item in chips if item.id in (*LINE, chosen, "rtx-4090", "mi300x", "l4", "tpu-v5e", "l40s")]
    spots = np.array([chart.point(float(item.bandwidth.value) / 1e12, float(item.peak.value) / 1e12) for item in seen])
    own = np.array([item.id == chosen for item in seen])
    p.sprites(spots, 40, "weights", alpha=grow)
    p.sprites(spots, 11, "ink", kind="dot", additive=False, alpha=grow)
    if own.any():
        p.sprites(spots[own], 80, "decode", alpha=grow)
    for item, (px, py) in zip(seen, spots, strict=True):
        left = px > plane.right - 120 or item.id == "h100-sxm"
        words = item.name.replace("GeForce ", "").replace("Instinct ", "")
        p.text(
            (px - 14 if left else px + 14, py + 6),
            words,
            size=17,
            role="decode" if item.id == chosen else "ink",
            weight=600 if item.id == chosen else 400,
            align="right" if left else "left",
            alpha=grow,
            spill=True,
        )
    _bars(p, chips, chosen, grow)


def _bars(p: Picture, chips: Any, chosen: str, grow: float) -> None:
    area = Rect(960, 240, 480, 480)
    p.text((area.x, 156), "Ridge point, FLOP per byte", size=20, weight=600)
    p.text((area.x, 184), "how often a byte must be used before math is the limit", size=15, role="dim", fit=480)
    parts = [next(item for item in chips if item.id == name) for name in LINE]
    most = max(float(item.ridge.value) for item in parts)
    for item, cell in zip(parts, area.columns(len(parts), 22), strict=True):
        h = (cell.h - 60) * float(item.ridge.value) / most * grow
        role = "decode" if item.id == chosen else "weights"
        p.rects([(cell.x, cell.bottom - h, cell.w, h)], role, radius=6, alpha=0.85, gradient="down", fade=0.35)
        p.text(
            (cell.cx, cell.bottom - h - 14),
            "{v:.0f}",
            v=item.ridge,
            size=24,
            mono=True,
            weight=600,
            align="center",
            role="ink",
            alpha=grow,
        )
        p.text((cell.cx, cell.bottom + 28), item.name.split()[0], size=17, weight=600, align="center")
        if item.announced:
            p.text((cell.cx, cell.bottom + 54), str(item.announced), size=15, role="dim", align="center")
