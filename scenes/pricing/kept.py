"""How much cheaper cached input is: as computed, as dated price lists say, and what the computed figure leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.pricing.prices import in_dollars
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import CAPTION, FIGURE_LARGE, LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill, Listed

PAPER = Rect(560, 400, 880, 330)
LEFT, RIGHT = PAPER.x + 36, PAPER.x + 450


def draw_kept(f: Frame, p: Picture, bill: Bill, listed: Listed) -> None:
    """Two ratios side by side, then the price of keeping the cache."""
    shown, y = f.move("cached", 0.3, 0.5), PAPER.y
    p.rects([PAPER], "raised", radius=14, alpha=0.95 * shown, stroke="line", stroke_alpha=shown)
    p.text((LEFT, y + 48), "computed here, achieved", size=LABEL, role="dim", alpha=shown)
    p.text((LEFT, y + 146), "{r}", r=bill.cached_ratio, size=FIGURE_LARGE, weight=700, role="key", alpha=shown)
    p.text((LEFT, y + 190), "cheaper than input", size=LABEL, alpha=shown)
    p.text((RIGHT, y + 48), "listed, read on {date}", date=listed.date, size=LABEL, role="dim", alpha=shown)
    p.text((RIGHT, y + 138), "{a} to {b}", a=listed.least, b=listed.most, size=CAPTION, weight=600, alpha=shown)
    words = "{n} of {all} cards name one"
    p.text((RIGHT, y + 190), words, n=listed.cards, all=listed.all, size=LABEL, role="dim", alpha=shown)
    p.lines([(LEFT, y + 220, PAPER.right - 36, y + 220)], "line", alpha=shown)
    words = "left out here: keeping a million tokens in memory costs"
    p.text((LEFT, y + 262), words, size=LABEL, role="dim", alpha=shown)
    p.text((LEFT, y + 304), "{v} a minute", v=in_dollars(bill.hold), size=LINE, weight=600, alpha=shown)
