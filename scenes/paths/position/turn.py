"""The third beat: a token walks along the line, and each of its pairs of numbers turns at its own speed."""

from __future__ import annotations

import numpy as np

from scenes.paths.position.dials import LONG, draw_faces, draw_hands, draw_pins, draw_trails, tips
from scenes.paths.position.facts import base_of, pair_of, rotations, shown
from scenes.paths.position.places import DIAL_R, GAUGE, GAUGE_R, LEFT, dial_middles
from scenes.paths.position.ruler import PlaceRuler, label_below
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import FIGURE, LABEL
from tourapp.figures.settled import draw_settled

STAGE_ROOM = Rect(62.0, 310.0, 1378.0, 488.0)
WALKED = 8.0
"""Places that the token walks before it rests."""
PACE = 1.6
"""Places a second at rest: it never stands still."""
MARKS = 12


def draw_turn(f: Frame, p: Picture) -> None:
    """Line, clocks, and the chosen one large."""
    told, pair = rotations(f), pair_of(f)
    turns, chosen = told.turns(base_of(f)), int(f["turn_pair"]) - 1
    place = WALKED * f.cue("turn.walk", eased=False) + PACE * f.clock
    ruler = PlaceRuler(place)
    ruler.draw(p)
    ruler.chip(p, place, shown(pair.texts[0]), "decode")
    middles = dial_middles(len(turns))
    angles = pair.angles[0] + place * turns
    lit = np.where(np.arange(len(turns)) == chosen, 1.0, 0.32)

    def faces(still: Picture) -> None:
        draw_faces(still, len(turns), lit)
        _draw_large_face(still, float(turns[chosen]))

    draw_settled(p, STAGE_ROOM, ("turning faces", chosen, base_of(f)), faces, alpha=f.cue("turn.faces"))
    draw_trails(p, middles, (angles, 1.6 * turns), 0.9)
    draw_hands(p, middles, angles, ("decode", LONG * DIAL_R, 5.0))
    draw_pins(p, middles)
    _draw_large(f, p, float(angles[chosen]), float(turns[chosen]))
    label_below(p, (LEFT, 838.0), Phrase("one hand for each pair of numbers, the fastest first"))


def _draw_large_face(p: Picture, turn: float) -> None:
    """The large face, with a tick for every place of a full turn, as far as there is room."""
    middle, r = np.array([GAUGE]), GAUGE_R
    p.sprites(middle, 2.08 * r, "raised", kind="dot", additive=False, alpha=0.9)
    around = np.linspace(0.0, 2 * np.pi, 97)
    p.curves(np.array(GAUGE) + r * np.stack([np.cos(around), np.sin(around)], 1), "ink", width=4.0, alpha=0.8)
    places = np.arange(0.0, 2 * np.pi, max(turn, 2 * np.pi / 60))
    outer, inner = (tips(np.repeat(middle, len(places), 0), places, each) for each in (0.97 * r, 0.9 * r))
    p.lines(np.concatenate([outer, inner], 1), "dim", width=3.0)


def _draw_large(f: Frame, p: Picture, angle: float, turn: float) -> None:
    """The chosen clock's hand and its sweep, and the places of a full turn."""
    told = rotations(f)
    middle, r = np.array([GAUGE]), GAUGE_R
    swept = min(2.4 * turn, 2 * np.pi)
    fan = angle - swept * np.linspace(0.0, 1.0, 24)
    arc = np.array(GAUGE) + 0.86 * r * np.stack([np.cos(fan), -np.sin(fan)], 1)
    p.polys(np.concatenate([middle, arc])[None], "decode", alpha=0.25)
    draw_hands(p, middle, np.array([angle]), ("decode", 0.86 * r, 10.0))
    draw_pins(p, middle)
    shown_ = f.cue("turn.told")
    x, y = GAUGE
    wave = told.wavelength(int(f["turn_pair"]) - 1, base_of(f))
    p.text((x, y - r - 34), Phrase("pair {n}", n=int(f["turn_pair"])), size=LABEL, weight=600, align="center")
    p.text((x, y + r + 72), "{v}", v=wave, size=FIGURE, weight=600, align="center", alpha=shown_)
    p.text((x, y + r + 106), "places for one full turn", size=LABEL, role="dim", align="center", alpha=shown_)
