"""The last beat of tokenization: the whole picture of id, fan and rows."""

from __future__ import annotations

import numpy as np

from scenes.tokenization.fan import draw_bars, draw_ends, draw_fan, draw_sparks
from scenes.tokenization.moment import MIDDLE, SHORT, TreeMoment
from scenes.tokenization.rows import RowLookup
from tourapp.authoring import Frame, Picture, Rect, mix
from tourapp.authoring.sizes import LABEL, LINE, TAG

STACK = Rect(160, 694, 1280, 146)


def draw_vectors(f: Frame, p: Picture, s: TreeMoment, found: RowLookup | None, alpha: float) -> None:
    """The fan from an id to its row, and all rows so far."""
    if found is None:
        at = (MIDDLE, 680)
        p.text(at, "No tokens, no rows: type a prompt.", size=LINE, role="dim", align="center", alpha=alpha, fit=1200)
        return
    gain = f.text_gain
    y = SHORT[1] + 43 + s.id_size(gain) * gain + (26 * gain if f["under"] == "both" else 0) + 8
    if found.borrowed:
        y = _borrowed(p, found, y, alpha)
    _fan(f, p, found, y, alpha)
    _stack(p, found, f.cue("vectors.stack"), alpha, gain)


def _borrowed(p: Picture, found: RowLookup, y: float, alpha: float) -> float:
    """Says that the rows are those of the recorded question; returns where the fan starts below."""
    p.text(
        (MIDDLE, y + 20),
        "rows of this prompt are not at hand; from the recording: {w} {v:d}",
        size=LABEL,
        role="dim",
        align="center",
        alpha=alpha,
        fit=1200,
        backed=0.8,
        w=found.rows.words[found.turn.now],
        v=found.rows.ids[found.turn.now],
    )
    return y + 34


def _fan(f: Frame, p: Picture, found: RowLookup, y: float, alpha: float) -> None:
    """Rays and bars of the row whose turn it is; they change over from the one before."""
    rows, turn, grow = found.rows, found.turn, f.cue("vectors.grow")
    shown = alpha * grow * turn.change
    p.sprites([(rows.x[turn.now], y - 20)], 170, "prefill", kind="soft", alpha=0.28 * shown)
    if turn.change < 1:
        draw_fan(p, rows, turn.before, y, alpha * (1 - turn.change))
    draw_fan(p, rows, turn.now, y, shown)
    row = shown_row(found)
    bars = f.cue("vectors.bars", eased=False)
    tips = draw_bars(p, row, rows.top, bars, alpha)
    if bars >= 1 and turn.change >= 1:
        draw_ends(p, row, tips, alpha)
    if not f.still:
        draw_sparks(p, rows, turn.now, y=y, clock=f.clock, alpha=shown)


def shown_row(found: RowLookup) -> np.ndarray:
    """The numbers of the row whose turn it is, on their way from the one before."""
    rows, turn = found.rows, found.turn
    return np.asarray(mix(rows.table[turn.before], rows.table[turn.now], turn.change))


def _stack(p: Picture, found: RowLookup, appear: float, alpha: float, gain: float) -> None:
    """All rows as thin strips of brightness, one per token, each from its own turn on; the present one framed."""
    rows, turn, shown = found.rows, found.turn, alpha * appear
    n = len(rows.ids)
    gap = 4.0 if n <= 8 else 1.0
    high = min(38.0, (STACK.h - gap * (n - 1)) / n)
    size = np.clip(np.abs(rows.table) / rows.top, 0, 1) ** 0.7
    boxes = [Rect(STACK.x, STACK.y + i * (high + gap), STACK.w, high) for i in range(n)]
    order = rows.order
    p.rects(boxes, "line", alpha=0.28 * shown)
    for i, box in enumerate(boxes):
        turn_of = order.index(i)
        fresh = turn.change if turn_of == turn.seen - 1 else 1.0
        if turn_of < turn.seen and appear > 0:
            key = ("embedding strip", rows.ids[i], rows.top)
            p.image(size[i][None], box, "prefill", alpha=shown * fresh, key=key)
        if high >= 20 * gain:
            _row_id(p, box, rows.ids[i], i == turn.now, shown)
    frame = boxes[turn.now].inset(-2)
    p.rects([frame], None, stroke="prefill", stroke_width=2, stroke_alpha=0.95 * shown, radius=3)


def _row_id(p: Picture, box: Rect, number: int, here: bool, alpha: float) -> None:
    """An id left of its row."""
    role, weight = ("prefill", 600) if here else ("dim", 400)
    at = (STACK.x - 14, box.cy + 8)
    p.text(at, "{v:d}", v=number, size=TAG, mono=True, align="right", role=role, weight=weight, alpha=alpha, fit=92)
