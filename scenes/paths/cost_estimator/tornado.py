"""Which knob helps: one step down and one up of each setting, right of the line where the goal gets better."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from scenes.paths.cost_estimator.places import AXIS_X, KNOBS, SIDE_W
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why, cascade, pulse, show, text_width
from tourapp.authoring.sizes import LABEL, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import KnobRow, KnobTurn

FAR = 4.0
"""A multiple at the end of the axis; what is further stands there too."""
LEAST = 3.0
NAME_X, NOW_X = 64.0, 400.0
GOALS = {
    "speed": Phrase("one user's speed"),
    "first": Phrase("how soon the answer starts"),
    "dollar": Phrase("tokens for a dollar"),
    "users": Phrase("users that fit"),
}
STILL = 0.005


def x_of(size: float) -> float:
    """Where a multiple stands."""
    share = log2(min(max(size, 1.0 / FAR), FAR)) / log2(FAR)
    return AXIS_X + SIDE_W * share


def draw_tornado(f: Frame, p: Picture) -> None:
    """All knobs, the one that moves most on top."""
    knobs = f.world.knobs
    rows = KNOBS.rows(len(knobs.rows))
    came = cascade(f.cue("knobs.bars", eased=False), len(rows), 0.6)
    _draw_axis(p, GOALS[knobs.goal])
    best = knobs.best
    for knob, row, shown in zip(knobs.rows, rows, came, strict=True):
        mine = best is not None and knob.id == best.id
        if mine:
            breath = pulse(f.clock, 2.8, 0.55, 1.0)
            box = Rect(row.x - 12, row.y + 3, row.w + 12, row.h - 6)
            p.rects(
                [box], "raised", radius=10, alpha=0.7, stroke="white", stroke_width=3.0, stroke_alpha=breath * shown
            )
        weight = 600 if mine else 400
        p.text((NAME_X, row.cy + 8), knob.words, size=LABEL, weight=weight, part="knobs")
        p.text((NOW_X, row.cy + 8), knob.now, size=LABEL, role="dim", align="right", part="now")
        _draw_row(p, knob, row, float(shown))
    p.lines([(AXIS_X, KNOBS.y - 6, AXIS_X, KNOBS.bottom + 4)], "ink", width=2.5)


def _draw_axis(p: Picture, goal: Phrase) -> None:
    p.text((AXIS_X + 16, KNOBS.y - 22), Phrase("better: {goal} →", goal=goal), size=LABEL, weight=600, role="good")
    p.text((AXIS_X - 16, KNOBS.y - 22), "← worse", size=LABEL, weight=600, role="waste", align="right")
    ticks = [x_of(each) for each in (0.25, 0.5, 2.0, 4.0)]
    p.lines([(x, KNOBS.y, x, KNOBS.bottom) for x in ticks], "line", width=1.5, alpha=0.7)
    for each, x in zip((0.25, 0.5, 2.0, 4.0), ticks, strict=True):
        p.text((x, KNOBS.bottom + 22), "{n:g} ×", n=each, size=TAG, role="dim", align="center", part="ticks")


def _draw_row(p: Picture, knob: KnobRow, row: Rect, shown: float) -> None:
    if shown <= 0.004:
        return
    if knob.still:
        at = (AXIS_X + 16, row.cy + 8)
        p.text(at, "moves nothing here", size=TAG, role="dim", alpha=shown, part="still")
        return
    half = min(30.0, row.h / 2 - 4)
    turns = [turn for turn in knob.turns if abs(turn.size - 1.0) >= STILL]
    both = len(turns) == 2 and (turns[0].size > 1.0) == (turns[1].size > 1.0)
    for place, turn in enumerate(turns):
        top = row.cy - half / 2 if not both else row.cy - half + place * half
        _draw_turn(p, turn, top, half if not both else half - 3, shown)


def _draw_turn(p: Picture, turn: KnobTurn, top: float, high: float, shown: float) -> None:
    """A bar from the line to its multiple, and the value that the knob goes to."""
    end = AXIS_X + (x_of(turn.size) - AXIS_X) * shown
    right = turn.size > 1.0
    box = Rect(min(AXIS_X, end), top, max(LEAST, abs(end - AXIS_X)), high)
    if right and turn.fits:
        p.rects([box], "good", radius=4, alpha=0.85)
    else:
        p.hatch([box], alpha=0.95, radius=4)
    words = Phrase("at {to}: {r}", to=turn.to, r=turn.gain)
    if not turn.fits:
        words = Phrase("at {to}: no longer fits", to=turn.to)
    role = "ink" if right and turn.fits else "waste"
    x, align = (end + 12, "left") if right else (end - 12, "right")
    wide = text_width(show(words), LABEL)
    if right and x + wide > KNOBS.right:
        x, align = KNOBS.right, "right"
    y = top + high / 2 + 8
    p.text(
        (x, y), words, size=LABEL, role=role, align=align, alpha=shown, backed=0.7, part="better" if right else "worse"
    )
    p.hot([box], [Tag("turn", show(words))], [Why()], [turn.gain])
