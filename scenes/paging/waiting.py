"""The requests that wait for memory, by their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.paging.facts import letter
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import LINE, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PoolMoment

TILE, APART = 58.0, 12.0
SEEN = 7
LABEL_GAP = 18.0


def draw_waiting(p: Picture, moment: PoolMoment, right: float, y: float, *, shown: float = 1.0) -> None:
    """A tile for each, the last one ending at `right`, standing on the height `y`; or that nobody waits."""
    waiting = moment.waiting[:SEEN]
    if not waiting:
        p.text((right, y), "nobody waits ✓", size=LINE, weight=600, role="good", align="right", alpha=shown)
        return
    x = right - len(waiting) * (TILE + APART) + APART
    more = len(moment.waiting) - len(waiting)
    words = "waiting, {n} more" if more else "waiting"
    p.text((x - LABEL_GAP, y), words, n=more, size=LINE, role="ink", align="right", alpha=shown)
    tiles = [Rect(x + i * (TILE + APART), y - TILE + 18, TILE, TILE) for i in range(len(waiting))]
    p.hatch(tiles, alpha=0.35 * shown, ground=0.1, radius=10)
    p.rects(tiles, None, radius=10, stroke="waste", stroke_width=2.0, stroke_alpha=shown)
    for tile, number in zip(tiles, waiting, strict=True):
        at = (tile.cx, tile.cy + 11)
        p.text(at, "{who}", who=letter(number), size=READOUT, weight=600, align="center", alpha=shown)
