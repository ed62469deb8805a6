"""Every kind of replica that holds, by its cost and the time between its tokens; those that no other beats at both are
joined by a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.spine.s_plan.facts import PlanFacts
from scenes.spine.s_plan.places import ASIDE
from tourapp.authoring import Axis, Frame, Phrase, Picture, Rect, Tag, Why, pulse
from tourapp.authoring.sizes import LABEL, LINE, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PlanCell

PLOT = Rect(ASIDE.x + 24.0, ASIDE.y + 96.0, ASIDE.w - 48.0, 336.0)
DOT, ROOM, FAR, HIGH = 26.0, 0.12, 300.0, 40.0
"""Size of a dot; share of the axis left free at its ends; how far apart two dots with words are."""
OUT_Y, STEP = 624.0, 106.0


def draw_trade(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """The chart, and below it what was pushed out."""
    shown = f.cue("answer.trade")
    p.rects([ASIDE], "raised", radius=10, alpha=0.4)
    if facts.board.holds:
        p.text((ASIDE.x + 24, ASIDE.y + 46), "cost against speed", size=LINE, weight=600, alpha=shown)
        _draw_chart(f, p, facts, shown)
        _draw_out(p, facts, shown, OUT_Y, 2)
        return
    p.text((ASIDE.x + 24, ASIDE.y + 46), "what would mend each", size=LINE, weight=600, alpha=shown)
    _draw_out(p, facts, shown, ASIDE.y + 108, 3)
    _draw_relax(p, facts, shown)


def axes_of(best: tuple[PlanCell, ...]) -> tuple[Axis, Axis]:
    """Cost, logarithmic, and seconds between tokens."""
    cost = [float(cell.month.value) for cell in best]
    gap = [float(cell.between.value) for cell in best]
    low, high = min(cost) / 1.25, max(cost) * 1.25
    room = ROOM * max(max(gap) - min(gap), 0.05 * max(*gap, 1e-6))
    return Axis(low, high, "", True), Axis(min(gap) - room, max(gap) + room)


def front(cost: np.ndarray, gap: np.ndarray) -> np.ndarray:
    """Places of those that no other beats at both, the cheapest first."""
    found, best = [], np.inf
    for place in np.lexsort((gap, cost)):
        if gap[place] < best - 1e-12:
            found.append(int(place))
            best = float(gap[place])
    return np.array(found, dtype=int)


def _draw_chart(f: Frame, p: Picture, facts: PlanFacts, shown: float) -> None:
    best = facts.board.best
    across, up = axes_of(best)
    cost, gap = (np.array([float(getattr(cell, name).value) for cell in best]) for name in ("month", "between"))
    x = PLOT.x + PLOT.w * np.asarray(across.fraction(cost))
    y = PLOT.bottom - PLOT.h * np.asarray(up.fraction(gap))
    p.lines([(PLOT.x, PLOT.bottom, PLOT.right, PLOT.bottom), (PLOT.x, PLOT.y, PLOT.x, PLOT.bottom)], "dim", width=2.0)
    p.text((PLOT.right, PLOT.bottom + 34), "USD a month →", size=LABEL, role="dim", align="right")
    p.text((PLOT.x, PLOT.y - 14), "↑ time between tokens", size=LABEL, role="dim")
    line = front(cost, gap)
    if len(line) > 1:
        p.curves(np.stack([x[line], y[line]], 1), "ink", width=2.0, alpha=0.7 * shown)
    at = np.stack([x, y], 1)
    p.sprites(at, DOT, "weights", kind="dot", additive=False, alpha=0.9 * shown)
    half = DOT / 2
    boxes = np.stack([x - half, y - half, np.full(len(x), DOT), np.full(len(x), DOT)], 1)
    p.hot(boxes, [Tag("stack", cell.id) for cell in best], [Why()] * len(best), [cell.between for cell in best])
    p.rects([(x[0] - 18, y[0] - 18, 36, 36)], None, radius=6, stroke="white", stroke_width=3.0, stroke_alpha=shown)
    p.sprites([(x[0], y[0])], 60.0 * pulse(f.clock, 2.4, 0.8, 1.0), "white", alpha=0.6 * shown, kind="soft")
    _draw_ends(p, (best, (x, y)), shown)


def _draw_ends(p: Picture, dots: tuple[tuple[PlanCell, ...], tuple[np.ndarray, np.ndarray]], shown: float) -> None:
    """The cheapest and the fastest told."""
    best, (x, y) = dots
    fast = min(range(len(best)), key=lambda place: float(best[place].between.value))
    for place, name in ((0, "the cheapest"), (fast, "the fastest")):
        near = abs(x[place] - x[0]) < FAR and abs(y[place] - y[0]) < HIGH
        if name == "the fastest" and near:
            continue
        left = x[place] < PLOT.cx
        at = (x[place] + (24 if left else -24), y[place] + 7)
        words = Phrase("{v}, {t}", v=best[place].month, t=best[place].between)
        p.text(at, words, size=TAG, weight=600, align="left" if left else "right", backed=0.85, alpha=shown, part=name)


def _draw_out(p: Picture, facts: PlanFacts, shown: float, y: float, most: int) -> None:
    """What was pushed out, why, and the smallest change that mends it."""
    board = facts.board
    missed = board.nearest if not board.holds else tuple(cell for cell in board.cells if not cell.holds)
    if not missed:
        p.text((ASIDE.x + 24, y + 40), "Everything that was searched holds.", size=LABEL, role="dim", alpha=shown)
    for place, cell in enumerate(missed[:most]):
        top = y + STEP * place
        words = Phrase("✗ {n} × {gpu}, {w}/{k} bit", n=cell.gpus, gpu=cell.gpu, w=cell.weight_bits, k=cell.kv_bits)
        p.text((ASIDE.x + 24, top + 30), words, size=LABEL, weight=600, role="waste", alpha=shown, part="pushed out")
        p.text((ASIDE.x + 24, top + 60), cell.reason, size=LABEL, role="dim", alpha=shown, part="pushed out")
        mend = cell.mend or Phrase("no single change mends it")
        p.text((ASIDE.x + 24, top + 90), mend, size=LABEL, alpha=shown, part="pushed out")


def _draw_relax(p: Picture, facts: PlanFacts, shown: float) -> None:
    """Which target alone would let something hold."""
    y = ASIDE.y + 108 + 3 * STEP + 60
    p.text((ASIDE.x + 24, y), "or loosen one target", size=LINE, weight=600, alpha=shown)
    if not facts.board.relax:
        p.text((ASIDE.x + 24, y + 44), "no target, loosened alone, is enough", size=LABEL, role="waste", alpha=shown)
    for place, words in enumerate(facts.board.relax):
        p.text((ASIDE.x + 24, y + 44 + 40 * place), words, size=LABEL, alpha=shown, part="relax")
