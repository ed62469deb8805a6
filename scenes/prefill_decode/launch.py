"""A fixed time before every pass: a sliver of a large model's step, most of a small one's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture, Rect, cascade
from tourapp.authoring.sizes import FIGURE, LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Launches, LaunchRow

BARS = Rect(64.0, 176.0, 1376.0, 650.0)
LOW = 76.0
"""Height of a bar."""
SWEEP = 4.0
"""Seconds in which a light runs once through every bar."""
MUCH = 0.1


def launch_words(told: Launches) -> tuple[Phrase, Phrase]:
    """Caption and second line."""
    steps = [row for row in told.rows if row.phase == "decode"]
    small, large = steps[0], steps[-1]
    if not float(told.fixed.value):
        return (
            Phrase("Without a fixed time, a step is what it reads and multiplies."),
            Phrase("Real engines pay for launching every pass; raise the slider."),
        )
    if float(small.share.value) < MUCH:
        said = Phrase("A fixed time before each pass hardly counts here.")
    else:
        said = Phrase("Launching a pass takes a fixed time: small models feel it most.")
    words = "{t} before each pass, an assumption: {a} of a step of {small}, {b} of one of {large}."
    note = Phrase(words, t=told.fixed, a=small.share, small=small.name, b=large.share, large=large.name)
    return said, note


def draw_launch(f: Frame, p: Picture) -> None:
    """A bar for each pass, as long as all its time: what it does, and the fixed part, hatched."""
    told = f.world.launches
    rows = BARS.rows(len(told.rows))
    came = cascade(f.cue("launch.bars", eased=False), len(rows), 0.5)
    for row, box, shown in zip(told.rows, rows, came, strict=True):
        _draw_row(f, p, row, (box, float(shown)))


def _draw_row(f: Frame, p: Picture, row: LaunchRow, state: tuple[Rect, float]) -> None:
    box, shown = state
    if shown <= 0.004:
        return
    name = (
        Phrase("{name}: a step", name=row.name) if row.phase == "decode" else Phrase("{name}: a prompt", name=row.name)
    )
    p.text((box.x, box.y + 34), name, size=LABEL, weight=600, alpha=shown)
    times = Phrase("{t} ideal, {w} with the fixed part", t=row.seconds, w=row.whole)
    p.text((box.right, box.y + 34), times, size=LABEL, role="dim", align="right", alpha=shown)
    bar = Rect(box.x, box.y + 54, box.w, LOW)
    share = float(row.share.value)
    cut = bar.w * share * shown
    if cut > 0.5:
        p.hatch([(bar.x, bar.y, cut, bar.h)], alpha=1.0, radius=5)
    p.rects([(bar.x + cut, bar.y, bar.w - cut, bar.h)], row.phase, radius=5, alpha=0.75)
    x = bar.x + bar.w * ((f.clock / SWEEP) % 1.0)
    p.lines([(x, bar.y - 6, x, bar.bottom + 6)], "white", width=4.0, alpha=0.9 * shown)
    p.sprites([(x, bar.cy)], 100, "white", alpha=0.4 * shown)
    right = share < 0.72
    at = (bar.x + cut + 18, bar.cy + 22) if right else (bar.x + cut - 18, bar.cy + 22)
    p.text(
        at, "{s}", s=row.share, size=FIGURE, weight=600, align="left" if right else "right", alpha=shown, backed=0.75
    )
