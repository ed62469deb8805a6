"""What the line costs, in words: the mean wait at a few loads on the curve, and large at the column that is lit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scenes.queue.curve import curve_x
from scenes.queue.played import PlayedRun
from scenes.queue.stage import BASE, PITCH, load_x
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import FIGURE_HUGE, FIGURE_LARGE, LABEL, LINE, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LoadCurve

MARKED = (3.0, 9.0, 18.0)
"""Lines (requests) at which the curve says what they cost."""
EARLY, APART = 0.5, 0.22
"""A load far from full that is told too, where the others are so far away from it."""
MARK = Rect(-260.0, -80.0, 260.0, 84.0)
"""The room of a mark's words, seen from its point on the curve."""
FIGURE_BASE, FIGURE_FOOT = 262.0, 330.0
"""The baseline of the large wait; the curve passes to the right of its words down to here."""
LEAST_RIGHT, FURTHEST_RIGHT = 760.0, 1244.0
"""The large wait ends between these."""


def marked_loads(curve: LoadCurve) -> list[float]:
    """The whole per cents of load at which the mean line reaches MARKED requests."""
    fine = curve.fine_in_line
    found = [round(curve.load_of(n), 2) for n in MARKED if fine[0] < n < fine[-1]]
    return [EARLY, *found] if not found or found[0] - EARLY > APART else found


def draw_marks(p: Picture, curve: LoadCurve, alpha: float, keep_out: Rect) -> None:
    """The mean wait at a few loads. Marks that would touch `keep_out` are left out."""
    if alpha <= 0.004:
        return
    for load in marked_loads(curve):
        x, y = load_x(load), BASE - PITCH * curve.line_at(load) - 4.0
        if _touch(MARK.move(x, y), keep_out):
            continue
        p.sprites([(x, y)], 16, "ink", kind="dot", additive=False, alpha=alpha)
        p.text(
            (x - 24, y - 46),
            "{w}",
            w=curve.wait_at(load),
            size=READOUT,
            weight=600,
            mono=True,
            align="right",
            alpha=alpha,
            backed=0.5,
        )
        words = "mean wait at {v:.0f}\u2009%"
        p.text((x - 24, y - 16), words, v=load * 100, size=LABEL, role="dim", align="right", alpha=alpha, backed=0.5)


def _touch(a: Rect, b: Rect) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


@dataclass(frozen=True, slots=True)
class LitColumn:
    """The column that is lit now: its load, how strongly, whether the sweep over all loads has ended, and whether the
    load is a passing one, on the way of that sweep."""

    load: float
    alpha: float
    swept: bool
    passing: bool = False


def draw_mean_wait(p: Picture, played: PlayedRun, lit: LitColumn) -> None:
    """The wait at the lit column, large; above capacity there is no mean to print."""
    curve = played.curve
    right = min(FURTHEST_RIGHT, max(LEAST_RIGHT, curve_x(curve, FIGURE_FOOT) - 46.0))
    if not played.run.stable and lit.load >= curve.highest and lit.swept:
        small, value = "no mean: the line grows by {v}", played.numbers.growth
        p.text(
            (right, FIGURE_BASE),
            "unstable",
            size=FIGURE_LARGE,
            weight=600,
            alpha=lit.alpha,
            role="waste",
            align="right",
        )
    else:
        wait, load = curve.wait_at(lit.load), curve.share(lit.load)
        if lit.passing:
            wait, load = replace(wait, id=""), replace(load, id="")
        p.text(
            (right, FIGURE_BASE),
            "{v}",
            v=wait,
            size=FIGURE_HUGE,
            mono=True,
            weight=600,
            alpha=lit.alpha,
            role="waste",
            align="right",
        )
        small, value = "mean wait at {v} busy", load
    p.text((right, FIGURE_BASE + 50), small, v=value, size=LINE, align="right", alpha=lit.alpha)
