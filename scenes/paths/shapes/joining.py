"""The sixth beat: the heads' strips side by side again, one matrix over all of them, and the sum with the stream."""

from __future__ import annotations

import numpy as np

from scenes.paths.shapes.axes import draw_bracket, draw_legend, hot_tensor, name_line
from scenes.paths.shapes.facts import ShapeFacts
from scenes.paths.shapes.places import ADDED, JOINED, STRIPS
from scenes.paths.shapes.sheets import SheetLook, draw_sheet, thread_light
from tourapp.authoring import Frame, Picture, Rect, mix
from tourapp.authoring.sizes import FIGURE, LINE

MOST_STRIPS = 32
GAP = 16.0
MATRIX = Rect(1010.0, 440.0, 300.0, 300.0)


def draw_joining(f: Frame, p: Picture, facts: ShapeFacts) -> None:
    """Strips above, joined below, through the matrix to what is added."""
    come, out = f.cue("join.slide"), f.cue("join.out")
    tensors, count = facts.shown.tensors, min(facts.both.heads, MOST_STRIPS)
    high = max(22.0, STRIPS.h * facts.tall)
    joined = Rect(JOINED.x, JOINED.y, JOINED.w, max(22.0, JOINED.h * facts.tall))
    added = Rect(ADDED.x, ADDED.y, ADDED.w, joined.h)
    starts = Rect(STRIPS.x, STRIPS.y, STRIPS.w, high).columns(count, min(GAP, 500.0 / count))
    ends = joined.columns(count)
    run = facts.run
    parts = None if run is None else np.split(run.joined, facts.both.heads, 1)
    for head, (one, two) in enumerate(zip(starts, ends, strict=True)):
        look = SheetLook("value", facts.shown.count, run.token if run else None, facts.key_of("joined", head), 0.5)
        data = None if parts is None else parts[head]
        draw_sheet(p, one, data, look)
        rect = Rect(*(mix(a, b, come) for a, b in zip(one, two, strict=True)))
        draw_sheet(p, rect, data, SheetLook("value", facts.shown.count, look.token, look.name))
    name_line(p, (STRIPS.x, STRIPS.y - 18), tensors["heads"].words)
    draw_bracket(p, (STRIPS.x + 360, STRIPS.y - 16), tensors["heads"])
    draw_legend(p, (STRIPS.right - 350, STRIPS.y - 18), ("token", "channel", "head"))
    draw_bracket(p, (JOINED.x, JOINED.y - 18), tensors["join"], alpha=come)
    hot_tensor(p, Rect(STRIPS.x, STRIPS.y, STRIPS.w, high), tensors["heads"])
    hot_tensor(p, joined, tensors["join"])
    _draw_out(p, facts, joined, added, out)
    if come >= 1.0 and not f.still:
        row = (run.token if run else facts.shown.count // 2, facts.shown.count)
        thread_light(p, joined, row, f.clock)


def _draw_out(p: Picture, facts: ShapeFacts, joined: Rect, added: Rect, out: float) -> None:
    """The matrix at the right, and what comes back from it."""
    tensor = facts.shown.tensors["out"]
    p.rects([MATRIX], "weights", radius=6, alpha=0.16 + 0.3 * out, stroke="weights")
    p.text(Rect(MATRIX.x, MATRIX.y, MATRIX.w, 90), "out matrix", size=LINE, weight=600)
    share = facts.shown.share("out").share
    p.text(Rect(MATRIX.x, MATRIX.y + 90, MATRIX.w, 110), "{v}", v=share, size=FIGURE, weight=700, alpha=out)
    p.text(Rect(MATRIX.x, MATRIX.y + 190, MATRIX.w, 60), "of the FLOPs", size=LINE, role="dim", alpha=out)
    share_of = np.linspace(0.0, 1.0, 24)
    eased = share_of * share_of * (3 - 2 * share_of)
    for one, two, back in ((joined, MATRIX, False), (MATRIX, added, True)):
        x0, x1 = (one.right, two.x) if not back else (one.x, two.right)
        y0, y1 = (one.cy, two.y + 50) if not back else (one.bottom - 60, two.cy)
        points = np.stack([x0 + (x1 - x0) * share_of * out, y0 + (y1 - y0) * eased * out], 1)
        p.curves(points, "weights", width=6.0, alpha=0.7)
    draw_sheet(p, added, None, SheetLook("prefill", facts.shown.count, None, ("added",), out))
    draw_bracket(p, (added.x, added.y - 18), tensor, alpha=out)
    p.text((added.x + 330, added.y - 18), "added to the stream", size=LINE, role="prefill", weight=600, alpha=out)
    hot_tensor(p, added, tensor)
