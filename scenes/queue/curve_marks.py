"""What the line costs, in words: the mean wait at a few loads on the curve, and large at the column that is lit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scenes.queue.curve import top_x
from scenes.queue.played import PlayedRun
from scenes.queue.stage import BASE, PITCH, load_x
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import T15, T19, T21, T60

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LoadCurve

MARKED = (3.0, 9.0, 18.0)
"""Lines (requests) at which the curve says what they cost."""
MARK = Rect(-156.0, -48.0, 156.0, 50.0)
"""The room of a mark's words, seen from its point on the curve."""
LARGE_LEFT, LARGE_RIGHT = 640.0, 830.0
"""The large wait never begins left of the first, and never ends left of the second."""


def marked_loads(curve: LoadCurve) -> list[float]:
    """The whole per cents of load at which the mean line reaches MARKED requests."""
    fine = curve.fine_in_line
    return [round(curve.load_of(n), 2) for n in MARKED if fine[0] < n < fine[-1]]


def draw_marks(p: Picture, curve: LoadCurve, alpha: float, keep_out: Rect) -> None:
    """The mean wait at a few loads. Marks that would touch `keep_out` are left out."""
    if alpha <= 0.004:
        return
    for load in marked_loads(curve):
        x, y = load_x(load), BASE - PITCH * curve.line_at(load) - 4.0
        if _touch(MARK.move(x, y), keep_out):
            continue
        p.sprites([(x, y)], 11, "ink", kind="dot", additive=False, alpha=alpha)
        p.text(
            (x - 18, y - 24),
            "{w}",
            w=curve.wait_at(load),
            size=T21,
            weight=500,
            mono=True,
            align="right",
            alpha=alpha,
            backed=0.5,
        )
        words = "mean wait at {v:.0f}\u2009%"
        p.text((x - 18, y - 4), words, v=load * 100, size=T15, role="dim", align="right", alpha=alpha, backed=0.4)


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
    right = max(LARGE_RIGHT, top_x(curve) - 34.0)
    room = right - LARGE_LEFT
    if not played.run.stable and lit.load >= curve.highest and lit.swept:
        large, small = "unstable", "no mean: the line grows by {v}"
        p.text((right, 186), large, size=T60, weight=600, role="waste", align="right", alpha=lit.alpha, fit=room)
        value = played.numbers.growth
    else:
        wait, load = curve.wait_at(lit.load), curve.share(lit.load)
        if lit.passing:
            wait, load = replace(wait, id=""), replace(load, id="")
        p.text(
            (right, 186),
            "{v}",
            v=wait,
            size=T60,
            mono=True,
            weight=600,
            role="waste",
            align="right",
            alpha=lit.alpha,
            fit=room,
        )
        small, value = "mean wait at {v} busy", load
    p.text((right, 222), small, v=value, size=T19, role="dim", align="right", alpha=lit.alpha, fit=room)
