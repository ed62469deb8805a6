"""The staircase: every conversation is one beam that ends at the length beyond which it no longer fits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.spine.s_users.facts import UsersFacts
from scenes.spine.s_users.places import CHART, LEFT
from tourapp.authoring import Axis, Frame, Phrase, Picture
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE, TAG

BEAMS = 60
"""Most beams that are drawn; where more conversations fit, each stands for several."""
SHORT, LONG = 1_000, 131_072
FAR, END = 660.0, 1046.0
"""From which end of the last beam on its words stand at the right edge, and where that is."""
TICKS = (1_000, 4_000, 16_000, 65_000)


@dataclass(frozen=True, slots=True, eq=False)
class Beams:
    """Ends [n] of the beams in tokens, and how many conversations one stands for."""

    ends: np.ndarray
    each: int


def beams_of(facts: UsersFacts) -> Beams:
    """The beams of a machine, the longest conversation first."""
    most = int(facts.asked.at(SHORT))
    each = max(1, -(-most // BEAMS))
    ends = facts.asked.ends(max(most, 1))[each - 1 :: each]
    return Beams(ends[ends > SHORT], each)


def axis_of() -> Axis:
    """Length of a conversation, logarithmic."""
    return Axis(SHORT, LONG, "", True)


def x_of(tokens: float | np.ndarray) -> np.ndarray:
    """Stage x of a length."""
    clipped = np.clip(tokens, SHORT, LONG)
    return CHART.x + CHART.w * np.asarray(axis_of().fraction(clipped))


def walk_x(f: Frame, facts: UsersFacts) -> tuple[float, float]:
    """Where the white line stands, in tokens and as stage x; it walks from the scenario's length to the long one."""
    here, long = float(facts.asked.here.context.value), float(facts.asked.long.context.value)
    share = f.cue("cliff.walk")
    tokens = float(np.exp(np.log(here) + (np.log(long) - np.log(here)) * share))
    return tokens, float(x_of(tokens))


def draw_staircase(f: Frame, p: Picture, facts: UsersFacts) -> None:
    """Beams, axis, and the line with the number that still fits there."""
    beams = beams_of(facts)
    here = float(x_of(float(facts.asked.here.context.value)))
    _, at = walk_x(f, facts)
    _draw_beams(p, beams, at, f.cue("cliff.told"), f.clock)
    _draw_axis(p)
    p.lines([(at, CHART.y - 20, at, CHART.bottom)], "white", width=2.5)
    p.spark((at, CHART.bottom), "ink", size=60.0)
    told = f.cue("cliff.told")
    x, y = at - 26.0, LEFT.y + 40.0
    p.text((x, y + 120), "{v}", v=facts.asked.long.users, size=FIGURE_HUGE, weight=700, align="right", alpha=told)
    p.text((x, y + 170), Phrase("fit at {s}", s=facts.asked.long.context), size=LINE, align="right", alpha=told)
    _draw_here(p, facts, beams, here)
    if told > 0.01 and len(beams.ends):
        _draw_longest(p, facts, float(x_of(beams.ends[0])), told)


def _draw_here(p: Picture, facts: UsersFacts, beams: Beams, here: float) -> None:
    """The scenario's own point on the stair."""
    if not facts.users:
        return
    words = Phrase("{n} at {s}", n=facts.asked.here.users, s=facts.asked.here.context)
    level = CHART.bottom - CHART.h / BEAMS * min(max(facts.users // beams.each, 1), BEAMS)
    p.sprites([(here, level)], 16.0, "white", kind="dot", additive=False)
    side, align = (18.0, "left") if here < CHART.x + 0.5 * CHART.w else (-18.0, "right")
    p.text((here + side, level - 12), words, size=LABEL, weight=600, align=align, backed=0.7)


def _draw_longest(p: Picture, facts: UsersFacts, end: float, told: float) -> None:
    """Where the last beam ends: the length that no conversation can have here."""
    longest = facts.asked.longest
    if longest is None or float(longest.value) >= LONG:
        return
    words, y = Phrase("none past {n}", n=longest), CHART.bottom - 12
    if end > FAR:
        p.text((END, y), words, size=LABEL, role="dim", align="right", alpha=told)
    else:
        p.text((max(end + 14.0, CHART.cx), y), words, size=LABEL, role="dim", alpha=told)


def _draw_beams(p: Picture, beams: Beams, at: float, told: float, clock: float) -> None:
    if not len(beams.ends):
        p.text((CHART.cx, CHART.cy), "not one conversation fits", size=LINE, role="waste", align="center")
        return
    step = CHART.h / BEAMS
    tops = CHART.bottom - step * np.arange(1, len(beams.ends) + 1)
    ends = x_of(beams.ends)
    inside = ends >= at - 0.5
    boxes = np.stack([np.full(len(ends), CHART.x), tops + 1.0, ends - CHART.x, np.full(len(ends), step - 2.0)], 1)
    breath = 0.85 + 0.1 * np.sin(clock * 1.6 + np.arange(len(ends)) * 0.4)
    p.rects(boxes[inside], "good", alpha=breath[inside])
    p.rects(boxes[~inside], "good", alpha=0.48)
    tips = np.stack([ends - 2.0, tops + step / 2], 1)
    p.sprites(tips, 26.0, "good", alpha=np.where(inside, 0.9, 0.45))
    edge = np.stack([ends - 4.0, tops + 1.0, np.full(len(ends), 4.0), np.full(len(ends), step - 2.0)], 1)
    p.rects(edge, "white", alpha=np.where(inside, 0.95, 0.5))


def _draw_axis(p: Picture) -> None:
    p.lines([(CHART.x, CHART.bottom, CHART.right, CHART.bottom)], "line", width=2.0)
    for tick in TICKS:
        at = (float(x_of(tick)), CHART.bottom + 32)
        p.text(at, "{n:,.0f}", n=tick, size=TAG, mono=True, role="dim", align="center", part="stairs axis")
    p.text((CHART.right, CHART.bottom + 66), "tokens of a conversation →", size=LABEL, role="dim", align="right")
