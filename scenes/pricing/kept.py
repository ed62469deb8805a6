"""How much cheaper cached input is: as computed, as dated price lists say, and what the computed figure leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.pricing.prices import in_dollars
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import LABEL, READOUT, T16, T17, T18

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill, Listed

PAPER = Rect(1090, 190, 350, 430)
INSET = 24.0


def draw_kept(f: Frame, p: Picture, bill: Bill, listed: Listed) -> None:
    """Two ratios one below the other, then the price of keeping the cache."""
    shown, x, room = f.move("cached", 0.3, 0.6), PAPER.x + INSET, PAPER.w - 2 * INSET
    p.rects([PAPER], "raised", radius=14, alpha=0.9 * shown, stroke="line", stroke_alpha=shown)
    y = PAPER.y + 42
    p.text((x, y), "Cheaper than input", size=T18, weight=600, alpha=shown, fit=room)
    p.text((x, y + 46), "computed here, achieved", size=T17, role="dim", alpha=shown, fit=room)
    p.text((x, y + 86), "{r}", r=bill.cached_ratio, size=READOUT, mono=True, weight=600, role="key", alpha=shown)
    p.text((x, y + 138), "listed, read on {date}", date=listed.date, size=T17, role="dim", alpha=shown, fit=room)
    words = "{a} to {b}"
    p.text((x, y + 178), words, a=listed.least, b=listed.most, size=READOUT, mono=True, weight=600, alpha=shown)
    words = "{n} of {all} cards name one"
    p.text((x, y + 206), words, n=listed.cards, all=listed.all, size=T16, role="dim", alpha=shown, fit=room)
    p.lines([(x, y + 232, PAPER.right - INSET, y + 232)], "line", alpha=shown)
    p.text((x, y + 266), "left out here: keeping a million", size=T17, role="dim", alpha=shown, fit=room)
    p.text((x, y + 292), "tokens in the GPUs' memory costs", size=T17, role="dim", alpha=shown, fit=room)
    hold = in_dollars(bill.hold)
    p.text((x, y + 334), "{v} a minute", v=hold, size=LABEL, mono=True, weight=600, role="waste", alpha=shown, fit=room)
