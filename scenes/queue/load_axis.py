"""The frame of the load chart: the axis with our own load on it, quiet heights, and the wall at full capacity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.queue.stage import BASE, BEYOND, LEFT, PITCH, TOP, WALL, load_x
from tourapp.authoring import Picture, Quantity, Rect, text_width
from tourapp.authoring.sizes import LABEL, LINE, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LoadCurve

TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
HEIGHTS = (10, 20, 30)
"""Numbers in line that have a quiet line across."""
END = 1440.0
"""Beyond the wall all is hatched, up to here."""


def draw_axis(p: Picture, load: Quantity, curve: LoadCurve, alpha: float) -> None:
    """The axis of load, what the height of a column counts, and how high columns are."""
    if alpha <= 0.004:
        return
    p.lines([(64, BASE + 4, END, BASE + 4)], "dim", width=2, alpha=alpha)
    _heights(p, alpha)
    _ticks(p, load, alpha)
    p.text((64, BASE + 84), "how busy the replicas are", size=LABEL, alpha=alpha)
    method = "column: mean number in line, Erlang C" if curve.exact else "column: mean number in line, Allen-Cunneen"
    p.text((END, BASE + 84), method, size=LABEL, role="dim", align="right", alpha=alpha)


def draw_wall(p: Picture, alpha: float) -> None:
    """Full capacity: beyond it the line has no mean, it only grows."""
    if alpha > 0.004:
        p.bake(("queue-wall",), _wall, rect=Rect(WALL - 50, TOP - 8, END - WALL + 54, BASE - TOP + 16), alpha=alpha)
        p.text((WALL + 80, TOP + 24), "unstable", size=LINE, role="ink", weight=600, rotate=90, alpha=alpha)


def _ticks(p: Picture, load: Quantity, alpha: float) -> None:
    """Whole shares of capacity, where our own load leaves room, and our own load."""
    here = load_x(float(load.value))
    beyond = here == BEYOND
    room = text_width("100.0 %", LABEL, "mono") / 2 + 50
    for tick in TICKS:
        x, last = LEFT + (WALL - LEFT) * tick, beyond and tick == 1.0
        if abs(x - here) > room or last:
            align = "right" if last else "center"
            words, value = "{v:.0f}\u2009%", tick * 100
            p.text((x, BASE + 40), words, v=value, size=TAG, role="dim", mono=True, align=align, alpha=alpha)
    role, x = ("waste", here + 14) if beyond else ("ink", here)
    p.text((x, BASE + 42), "{v}", v=load, size=LABEL, weight=600, mono=True, align="center", alpha=alpha, role=role)


def _wall(q: Picture) -> None:
    """Hatched, with a red light before it."""
    q.rects([(WALL - 46, TOP - 4, 46, BASE - TOP + 8)], "waste", alpha=0.22, gradient="left", fade=0.0)
    q.hatch([(WALL, TOP - 4, END - WALL, BASE - TOP + 8)])
    q.lines([(WALL, TOP - 4, WALL, BASE + 4)], "waste", width=4)


def _heights(p: Picture, alpha: float) -> None:
    """Quiet lines that say how many sparks high they are."""
    levels = [BASE - PITCH * n for n in HEIGHTS]
    p.lines([(64, y, WALL, y) for y in levels], "line", alpha=0.6 * alpha)
    for n, y in zip(HEIGHTS, levels, strict=True):
        p.text((64, y - 8), "{n} in line", n=n, size=TAG, role="dim", alpha=alpha)
