"""The fifth beat: the mean score of a head by distance, as a line with its peak; above, the sentence, where the same
distance is walked from its last token back."""

from __future__ import annotations

import numpy as np

from scenes.paths.position.facts import base_of, curve_of, indifferent, shown, words_of
from scenes.paths.position.places import CURVE, LEFT, RIGHT, ROW_Y
from tourapp.authoring import Axis, Frame, Phrase, Picture, mix
from tourapp.authoring.sizes import FIGURE_HUGE, FIGURE_LARGE, LABEL, LINE
from tourapp.figures.law_chart import LawChart, LawLine, draw_law_axes, draw_law_lines, draw_law_point
from tourapp.figures.settled import draw_settled

STEP = 1.1
"""Seconds at one distance."""
SEEN = 9
"""Tokens of the sentence that are shown, its last ones."""
TICKS = (0, 1, 2, 4, 8, 16, 24)
CARD_X = 1130.0


def draw_curve(f: Frame, p: Picture) -> None:
    """Sentence, line and dot at one distance."""
    curve, grown = curve_of(f), f.cue("curve.grow")
    last = len(curve.distances) - 1
    words = words_of(f)[-SEEN:]
    steps = min(last, len(words) - 1)
    walked = (f.clock / STEP) % (steps + 2)
    at = min(walked, float(steps)) if f.cue("curve.told") > 0.0 and not f.still else float(curve.peak.value)
    at = min(at, float(last))
    low, high = float(curve.scores.min()), float(curve.scores.max())
    room = max(high - low, 1.0)
    ticks = tuple((float(n), Phrase("{n}", n=n)) for n in TICKS)
    chart = LawChart(CURVE, Axis(0.0, float(last)), Axis(low - 0.12 * room, high + 0.22 * room), ticks)
    draw_law_axes(p, chart, Phrase("places back →"), Phrase("↑ mean score"))
    line = LawLine(curve.distances, curve.scores, "ink", 5.0)

    def hills(still: Picture) -> None:
        _draw_ground(still, chart, curve.scores, grown)
        draw_law_lines(still, chart, (line,), grown)

    key = ("scores by distance", f["place_text"], f["place_head"], base_of(f))
    draw_settled(p, CURVE.inset(-12.0), key, hills, rest=grown >= 1.0)
    score = float(np.interp(at, curve.distances, curve.scores))
    here = chart.point(at, score)
    if grown >= 1.0:
        p.lines([(here[0], here[1], here[0], CURVE.bottom)], "decode", width=3.0, alpha=0.8)
        draw_law_point(f, p, here, "decode")
    _draw_sentence(p, tuple(shown(each) for each in words), at, grown)
    _draw_peak(f, p, chart)


def _draw_ground(p: Picture, chart: LawChart, scores: np.ndarray, grown: float) -> None:
    """The mountain below the line."""
    path = chart.path(LawLine(np.arange(len(scores)), scores, "ink"))
    foot = [(CURVE.right, CURVE.bottom), (CURVE.x, CURVE.bottom)]
    with p.group(clip=CURVE._replace(w=CURVE.w * max(grown, 1e-3))):
        p.polys([np.concatenate([path, foot])], "ink", alpha=0.2)


def _draw_sentence(p: Picture, words: tuple[str, ...], at: float, alpha: float) -> None:
    """The last tokens of the text; an arc from the last one back by the distance."""
    n = len(words)
    pitch = (RIGHT - LEFT) / n
    x = LEFT + pitch * (np.arange(n) + 0.5)
    boxes = np.stack([x - pitch / 2 + 5, np.full(n, ROW_Y - 38), np.full(n, pitch - 10), np.full(n, 54.0)], 1)
    p.rects(boxes, "raised", radius=10, alpha=alpha, stroke="line")
    p.rects(boxes[-1:], None, radius=10, stroke="decode", stroke_width=3.0)
    for place, word in enumerate(words):
        p.text((x[place], ROW_Y), Phrase("{w}", w=word), size=LABEL, align="center", alpha=alpha, part="sentence")
    back = mix(x[-1 - int(at)], x[max(-n, -2 - int(at))], at - int(at)) if at < n - 1 else x[0]
    lift = np.linspace(0.0, np.pi, 40)
    arc = np.stack([np.linspace(x[-1], back, 40), ROW_Y + 20 + 44 * np.sin(lift)], 1)
    p.curves(arc, "decode", width=4.0, alpha=alpha)
    p.spark((float(back), ROW_Y + 20), "key", size=60.0, alpha=alpha)


def _draw_peak(f: Frame, p: Picture, chart: LawChart) -> None:
    """Where the mountain is highest, and the distance as a figure; or, where all is flat, how flat."""
    curve, told = curve_of(f), f.cue("curve.told")
    peak = chart.point(float(curve.peak.value), float(curve.best.value))
    right = peak[0] > CURVE.cx
    p.sprites([peak], 34.0, "ink", kind="ring", additive=False, alpha=told)
    at, side = (peak[0] + (-26 if right else 26), peak[1] - 14), "right" if right else "left"
    p.text(at, "{v}", v=curve.best, size=LINE, weight=600, align=side, alpha=told, backed=0.6)
    if indifferent(f):
        p.text((CARD_X, 530.0), "{v}", v=curve.spread, size=FIGURE_LARGE, weight=600, alpha=told)
        p.text((CARD_X, 580.0), "from worst to best", size=LINE, alpha=told)
    else:
        p.text((CARD_X, 530.0), "{v}", v=curve.peak, size=FIGURE_HUGE, weight=600, alpha=told)
        words = Phrase("{n|place back scores|places back score} best", n=int(curve.peak.value))
        p.text((CARD_X, 580.0), words, size=LINE, alpha=told)
    p.text((CARD_X, 632.0), "{v} for the token itself", v=curve.own, size=LABEL, role="dim", alpha=told)
    words = Phrase("{v} at {n} places", v=curve.far, n=int(curve.distances[-1]))
    p.text((CARD_X, 668.0), words, size=LABEL, role="dim", alpha=told)
