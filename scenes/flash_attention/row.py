"""The online softmax of one row: its real scores tile by tile, the running maximum that jumps, and the sum it
corrects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.flash_attention.tile import TILE
from tourapp.authoring import Picture, Quantity, Rect, text_width

if TYPE_CHECKING:
    from tourapp.world.parts.flash import FlashHead

CHART = Rect(850, 528, 590, 212)
BASELINE = 806.0


def numbers(head: FlashHead, causal: bool, step: int) -> dict[str, Quantity]:
    """What happens to the row followed at its tile number `step`: maximum and sum before and after, and the correction.

    rescale = exp(before - after); sum = old * rescale + added. At the first tile nothing came before: 0 and 0.
    """
    tile = head.runs[causal].tiles[head.row_tiles(causal)[step]]
    at = head.row - tile.rows.start
    started = bool(np.isfinite(tile.maximum_before[at]))
    before = Quantity(float(tile.maximum_before[at]) if started else 0.0, "1", "running maximum before", "m_old")
    after = Quantity(
        float(tile.maximum[at]), "1", "running maximum", "m", "maximum(m_old, scores of the tile)", (before,)
    )
    rescale = Quantity(float(tile.rescale[at]), "1", "correction", "r", "exp(m_old - m)", (before, after))
    old = Quantity(float(tile.sum_before[at]), "1", "running sum before", "l_old")
    added = Quantity(
        float(np.exp(tile.scores[at].astype(np.float64) - tile.maximum[at]).sum()),
        "1",
        "added by this tile",
        "a",
        "sum of exp(score - m)",
        (after,),
    )
    total = Quantity(float(tile.sum[at]), "1", "running sum", "l", "l_old * r + a", (old, rescale, added))
    return {"before": before, "after": after, "rescale": rescale, "old": old, "added": added, "sum": total}


def draw_row(p: Picture, head: FlashHead, causal: bool, step: int, moved: float, clock: float, alpha: float) -> None:
    """Tiles of the row up to `step` with their scores as dots; the running maximum in gold, on its way by `moved`."""
    run = head.runs[causal]
    indices = head.row_tiles(causal)
    width = CHART.w / len(indices)
    row = head.scores[head.row, : run.tiles[indices[-1]].columns.stop]
    seen = row[: head.row + 1] if causal else row
    low, high = float(seen.min()), float(seen.max())
    unit = (CHART.h - 26) / max(high - low, 1e-6)
    boxes = np.array([(CHART.x + i * width + 1.5, CHART.y, width - 3, CHART.h) for i in range(len(indices))])
    p.rects(boxes[step + 1 :], None, radius=5, stroke="dim", stroke_alpha=0.35 * alpha, dash=True)
    p.rects(boxes[:step], "prefill", radius=5, alpha=0.10 * alpha)
    p.rects(boxes[step : step + 1], "prefill", radius=5, alpha=0.32 * alpha)
    tops: list[float] = []
    for i, index in enumerate(indices[: step + 1]):
        tile = run.tiles[index]
        at = head.row - tile.rows.start
        scores = tile.scores[at][np.isfinite(tile.scores[at])]
        x = CHART.x + (i + (np.arange(len(scores)) + 0.7) / (len(scores) + 0.4)) * width
        y = CHART.bottom - 10 - (scores - low) * unit
        p.sprites(np.stack([x, y], 1), 30 if i == step else 20, "prefill", alpha=(1.0 if i == step else 0.75) * alpha)
        tops.append(CHART.bottom - 10 - (float(tile.maximum[at]) - low) * unit)
    _maximum(p, tops, width, moved, clock, alpha)


def _maximum(p: Picture, tops: list[float], width: float, moved: float, clock: float, alpha: float) -> None:
    """The running maximum as a staircase, with a light at its end."""
    last = len(tops) - 1
    levels = [*tops[:-1], tops[-1] if last == 0 else tops[-2] + (tops[-1] - tops[-2]) * moved]
    points = [(CHART.x, levels[0])]
    for i, y in enumerate(levels):
        rise = CHART.x + i * width
        points += [(rise + 4 if i else rise, y), (rise + width, y)]
    p.curves(np.array(points), "decode", width=2.5, alpha=alpha)
    p.spark(points[-1], "decode", size=64 + 5 * float(np.sin(clock * 2.2)), alpha=alpha)
    p.text(
        (CHART.x - 16, CHART.y + 40),
        "running max",
        size=19,
        weight=600,
        role="decode",
        align="right",
        alpha=alpha,
        fit=136,
    )


def draw_labels(p: Picture, head: FlashHead, causal: bool, step: int, alpha: float) -> None:
    """Which row and tile, at the left of the chart."""
    p.text(
        (CHART.x - 16, CHART.y + 82),
        "row {n}",
        n=head.row + 1,
        size=22,
        weight=600,
        align="right",
        alpha=alpha,
        fit=136,
    )
    p.text(
        (CHART.x - 16, CHART.y + 112),
        "tile {a} of {b}",
        a=step + 1,
        b=len(head.row_tiles(causal)),
        size=17,
        role="dim",
        align="right",
        alpha=alpha,
        fit=136,
    )


def draw_equation(p: Picture, head: FlashHead, causal: bool, step: int, gain: float, alpha: float) -> None:
    """The arithmetic of this step with its real numbers. `gain` is the theme's text gain."""
    q = numbers(head, causal, step)
    pieces: list[tuple[str, str, Quantity | None]] = [("max ", "dim", None)]
    if step:
        pieces += [("{v:.4g}", "ink", q["before"]), (" → ", "dim", None)]
    pieces += [("{v:.4g}", "decode", q["after"]), ("   sum ", "dim", None)]
    if step:
        pieces += [
            ("{v:.4g}", "ink", q["old"]),
            (" × ", "dim", None),
            ("{v:.3f}", "decode", q["rescale"]),
            (" + ", "dim", None),
            ("{v:.4g}", "ink", q["added"]),
            (" → ", "dim", None),
        ]
    pieces.append(("{v:.4g}", "ink", q["sum"]))
    size = 34.0
    words = [
        template.replace("{v:.4g}", f"{value.value:.4g}").replace("{v:.3f}", f"{value.value:.3f}")
        if value is not None
        else template
        for template, _, value in pieces
    ]
    widths = [text_width(word, size, "mono") * gain for word in words]
    x = CHART.right - sum(widths)
    for (template, role, value), width in zip(pieces, widths, strict=True):
        if value is None:
            p.text((x, BASELINE), template, size=size, role=role, mono=True, weight=600, alpha=alpha)
        else:
            p.text((x, BASELINE), template, v=value, size=size, role=role, mono=True, weight=600, alpha=alpha)
        x += width


def draw_ring(p: Picture, head: FlashHead, causal: bool, index: int, alpha: float) -> None:
    """The row followed, ringed in the tile."""
    tile = head.runs[causal].tiles[index]
    if head.row in tile.rows:
        height = TILE.h / len(tile.rows)
        y = TILE.y + (head.row - tile.rows.start) * height
        tall = max(height, 7.0)
        p.rects(
            [(TILE.x - 4, y + height / 2 - tall / 2, TILE.w + 8, tall)],
            None,
            radius=4,
            stroke="decode",
            stroke_width=2.5,
            stroke_alpha=alpha,
        )
