"""Our own spark before a replica calls it: with a ring, a name and its place in line."""

from __future__ import annotations

import numpy as np

from scenes.queue.curve import curve_x
from scenes.queue.paths import OUR_FIBRE, fly_in
from scenes.queue.played import PlayedRun
from scenes.queue.stage import BASE, TOP
from tourapp.authoring import Frame, Phrase, Picture, Rect, pulse, ramp, smooth
from tourapp.authoring.sizes import LABEL, LINE

Point = tuple[float, float]
NEAR_EDGE = 260.0
"""Left of here the lying spark's words begin beside it instead of standing below its middle."""
FAR_LEFT = 330.0
"""A standing line left of here has our words at its right."""
ASIDE, ABOVE = 62.0, 84.0
"""How far beside and above the standing spark its words stand."""
HIGHEST_WORDS = TOP + 330.0
WORDS = Rect(0.0, -44.0, 200.0, 66.0)
"""The room of those words, seen from their corner."""


def draw_our_spark(f: Frame, p: Picture, played: PlayedRun) -> None:
    """The spark and its words, until it is called."""
    line, gone = played.line, 1.0 - played.zoomed
    if gone <= 0.004 or not (line.waiting[line.ours] or line.coming[line.ours]):
        return
    at = _our_place(played)
    glow = gone * pulse(f.clock, 2.4, 0.85, 1.0)
    p.spark(at, "prefill", size=max(116.0, 1.15 * played.spark_size), alpha=glow)
    p.sprites([at], 52, "ink", kind="ring", additive=False, alpha=0.95 * gone)
    named = gone * float(ramp(f.beat("gather"), 0.0, 0.1))
    if played.upright < 0.5:
        _lying_words(p, played, at, named)
    else:
        _standing_words(p, played, at, named)


def words_room(played: PlayedRun) -> Rect:
    """The room of our words beside the standing line, so that nothing else is written there."""
    y = BASE - played.layout.standing * (float(played.line.place[played.line.ours]) + 0.5)
    (x, top), side = _words_spot(played, y)
    return Rect(x - WORDS.w if side < 0 else x, top + WORDS.y, WORDS.w, WORDS.h)


def _our_place(played: PlayedRun) -> Point:
    """Where our spark is: in line, or on its way there."""
    line, k = played.line, played.line.ours
    end = played.places[k : k + 1]
    if line.waiting[k]:
        return float(end[0, 0]), float(end[0, 1])
    u = np.array([line.flying[k]])
    lying = fly_in(np.array([OUR_FIBRE]), smooth(u) * 0.35 + u * 0.65, end[:, 0])[0]
    at = lying * (1 - played.upright) + end[0] * played.upright
    return float(at[0]), float(at[1])


def _words_spot(played: PlayedRun, y: float) -> tuple[Point, int]:
    """Where our standing spark's words end (side -1) or begin (side 1): beside it, and clear of the curve."""
    column, top = played.layout.column, max(y - ABOVE, HIGHEST_WORDS)
    if column <= FAR_LEFT:
        return (column + ASIDE, top), 1
    clear = curve_x(played.curve, top + 20.0) - 34.0
    return (max(320.0, min(column - ASIDE, clear)), top), -1


def _place_in_line(played: PlayedRun) -> Phrase:
    moment = played.window.at(played.seconds)
    if moment.ours_place > 0:
        return Phrase("{place} of {n} in line", place=moment.ours_place, n=len(moment.waiting))
    return Phrase("on its way")


def _lying_words(p: Picture, played: PlayedRun, at: Point, alpha: float) -> None:
    """Name and place below the spark; they fade as the line stands up."""
    alpha *= 1.0 - min(1.0, played.upright * 4)
    x, y = at
    (x, y), align = ((x + 50, y + 62), "left") if x < NEAR_EDGE else ((x, y + 94), "center")
    p.text((x, y), "our spark", size=LINE, weight=600, align=align, alpha=alpha, backed=0.5)
    place = _place_in_line(played)
    p.text((x, y + 34), "{place}", place=place, size=LABEL, align=align, alpha=alpha, backed=0.5)


def _standing_words(p: Picture, played: PlayedRun, at: Point, alpha: float) -> None:
    """Name and place beside the spark, joined to it by a thin line."""
    up, (x, y) = played.upright, at
    alpha *= min(1.0, up * 4 - 3) if up < 1 else 1.0
    if alpha <= 0.004:
        return
    (tx, ty), side = _words_spot(played, y)
    align = "right" if side < 0 else "left"
    p.lines([(tx - side * 8, ty + 14, x - side * 24, y - 12 if ty < y else y + 12)], "ink", width=2, alpha=0.7 * alpha)
    p.text((tx, ty - 18), "our spark", size=LINE, weight=600, align=align, alpha=alpha, backed=0.7)
    place = _place_in_line(played)
    p.text((tx, ty + 14), "{place}", place=place, size=LABEL, align=align, alpha=alpha, backed=0.7)
