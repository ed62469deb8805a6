"""The large dial: the score of a query and a key, zero on top, rising to the right."""

from __future__ import annotations

import numpy as np

from scenes.paths.position.facts import MovedPair
from scenes.paths.position.places import DIAL_ROOM, GAUGE, GAUGE_R
from tourapp.authoring import Frame, Phrase, Picture, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, LINE
from tourapp.figures.settled import draw_settled

SWEEP = np.radians(135.0)
"""From zero to the most that the dial tells, either way."""
FINE = 48


def gauge_angle(share: float) -> float:
    """Where a share -1..1 of the most stands."""
    return float(np.pi / 2 - SWEEP * min(max(share, -1.0), 1.0))


def most_of(now: MovedPair, turns: np.ndarray) -> float:
    """The largest score of this query and key at any distance the controls can set."""
    found = [abs(float(now.pair.parts(turns, apart).sum())) for apart in range(65)]
    return 1.12 * max(found)


def draw_gauge(f: Frame, p: Picture, now: MovedPair, most: float, words: Phrase) -> None:
    """Face, arc from zero to the score, needle, number."""
    (x, y), r = GAUGE, GAUGE_R
    value = float(now.score.value)
    share = round(value / most, 6)

    def build(still: Picture) -> None:
        _draw_face(still)
        arc = _arc(0.0, share, r)
        still.curves(arc, "ink", width=26.0, alpha=0.16)
        still.curves(arc, "ink", width=12.0)

    draw_settled(p, DIAL_ROOM, ("score dial", share), build, rest=now.apart == round(now.apart))
    (a, b), (c, d) = _at(share, r - 6), _at(share, r - 82)
    p.lines([(c, d, a, b)], "white", width=8.0)
    p.spark((a, b), "ink", size=70.0 * pulse(f.clock, 2.6, 0.8, 1.1))
    p.text((x, y + 24), "{v}", v=now.score, size=FIGURE, weight=600, align="center")
    p.text((x, y + 72), "score", size=LINE, weight=600, align="center", part="gauge")
    p.text((x, y + 108), words, size=LABEL, role="dim", align="center", part="gauge")


def _draw_face(p: Picture) -> None:
    """Disc, groove and ticks."""
    p.sprites([GAUGE], 2.08 * GAUGE_R, "raised", kind="dot", additive=False, alpha=0.9)
    p.curves(_arc(-1.0, 1.0, GAUGE_R), "line", width=10.0)
    for share in np.linspace(-1.0, 1.0, 9):
        (a, b), (c, d) = (_at(share, each) for each in (GAUGE_R - 16, GAUGE_R - 34))
        p.lines([(a, b, c, d)], "dim", width=2.0)


def _arc(start: float, end: float, radius: float) -> np.ndarray:
    angles = np.array([gauge_angle(each) for each in np.linspace(start, end, FINE)])
    return np.array(GAUGE) + radius * np.stack([np.cos(angles), -np.sin(angles)], 1)


def _at(share: float, radius: float) -> tuple[float, float]:
    angle = gauge_angle(share)
    return GAUGE[0] + radius * float(np.cos(angle)), GAUGE[1] - radius * float(np.sin(angle))
