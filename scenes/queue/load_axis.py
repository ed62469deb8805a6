"""The frame of the load chart: the axis with our own load on it, quiet heights, and the wall at full capacity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.queue.stage import BASE, BEYOND, LEFT, PITCH, TOP, WALL, load_x
from tourapp.authoring import Picture, Quantity, Rect, text_width
from tourapp.authoring.sizes import T16, T17, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LoadCurve

TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
HEIGHTS = (10, 20)
"""Numbers in line that have a quiet line across."""


def draw_axis(p: Picture, load: Quantity, curve: LoadCurve, alpha: float) -> None:
    """The axis of load, what the height of a column counts, and how high columns are."""
    if alpha <= 0.004:
        return
    p.lines([(64, BASE + 4, WALL, BASE + 4)], "line", width=1.4, alpha=alpha)
    _heights(p, alpha)
    _ticks(p, load, alpha)
    p.text((LEFT - 20, BASE + 80), "how busy the replicas are", size=T17, role="dim", alpha=alpha)
    method = (
        "column: mean number in line, Erlang C"
        if curve.exact
        else "column: mean number in line, Allen-Cunneen approximation"
    )
    p.text((WALL + 20, BASE + 80), method, size=T17, role="dim", align="right", alpha=alpha)


def draw_wall(p: Picture, alpha: float) -> None:
    """Full capacity: nothing stands beyond it."""
    if alpha > 0.004:
        p.bake(("queue-wall",), _wall, rect=Rect(WALL - 50, TOP - 8, 70, BASE - TOP + 16), alpha=alpha)
        p.text((WALL + 22, TOP + 4), "unstable", size=T17, role="waste", weight=500, rotate=90, alpha=alpha)


def _ticks(p: Picture, load: Quantity, alpha: float) -> None:
    """Whole shares of capacity, where our own load leaves room, and our own load."""
    here = load_x(float(load.value))
    beyond = here == BEYOND
    room = text_width("100.0 %", TAG, "mono") / 2 + 44
    for tick in TICKS:
        x, last = LEFT + (WALL - LEFT) * tick, beyond and tick == 1.0
        if abs(x - here) > room or last:
            align = "right" if last else "center"
            p.text(
                (x, BASE + 46),
                "{v:.0f}\u2009%",
                v=tick * 100,
                size=T17,
                role="dim",
                mono=True,
                align=align,
                alpha=alpha,
            )
    role = "waste" if beyond else "ink"
    p.text((here, BASE + 47), "{v}", v=load, size=TAG, weight=600, mono=True, align="center", alpha=alpha, role=role)


def _wall(q: Picture) -> None:
    """Hatched, with a red light before it."""
    q.rects([(WALL - 46, TOP - 4, 46, BASE - TOP + 8)], "waste", alpha=0.20, gradient="left", fade=0.0)
    q.hatch([(WALL, TOP - 4, 12, BASE - TOP + 8)])
    q.lines([(WALL, TOP - 4, WALL, BASE + 4)], "waste", width=2)


def _heights(p: Picture, alpha: float) -> None:
    """Two quiet lines that say how many sparks high they are."""
    levels = [BASE - PITCH * n for n in HEIGHTS]
    p.lines([(LEFT + 70, y, WALL, y) for y in levels], "line", alpha=0.55 * alpha)
    for n, y in zip(HEIGHTS, levels, strict=True):
        p.text((LEFT - 20, y + 6), "{n} in line", n=n, size=T16, role="dim", alpha=alpha)
