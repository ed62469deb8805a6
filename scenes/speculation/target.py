"""The target as plates of glass, one per layer, and the light of a pass that goes down through its columns."""

from __future__ import annotations

import numpy as np

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.places import BOTTOM, ROW, TOP, column_xs
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import LABEL

BACK = 300.0
"""Far edge of the uppermost plate."""
LEFT, RIGHT, NARROWER = 150.0, 1440.0, 20.0
"""Edges of the target at its top, and how much further in they are at its foot."""
NAME_X, NAME_STEP = 170.0, 36.0
ROOM = Rect(140, 290, 1306, 206)
BEAM_TOP = 24.0
"""Stage units above the target at which particles of a beam appear."""
DRIFTERS = 16
"""Particles per beam."""


def draw_target(p: Picture, s: SpeculationFacts, *, named: bool) -> None:
    """One plate per layer, seen from above, as a still layer; `named`: with the names of the models whose words and
    whose times are shown."""
    layers = s.run.layers
    p.bake(("speculation target", layers), lambda q: _draw_plates(q, layers), rect=ROOM)
    if named:
        name_models(p, s, NAME_X, TOP + 44)


def name_models(p: Picture, s: SpeculationFacts, x: float, y: float) -> None:
    """Whose words and whose times are shown, one below the other."""
    small = s.run.model.replace("-Instruct", "")
    p.text((x, y), "words: {model}", model=small, size=LABEL)
    p.text((x, y + NAME_STEP), "times: {model}", model=s.costs.target_name, size=LABEL)
    if s.run.draft != "ngram":
        p.text((x, y + 2 * NAME_STEP), "its draft: {model}", model=s.costs.draft_name, size=LABEL, role="dim")


def _draw_plates(q: Picture, layers: int) -> None:
    far = [(LEFT + 56, BACK), (RIGHT - 56, BACK), (RIGHT, TOP), (LEFT, TOP)]
    q.polys(far, "prefill", alpha=0.16, stroke="prefill", stroke_alpha=0.5)
    front = [(LEFT, TOP), (RIGHT, TOP), (RIGHT - NARROWER, BOTTOM), (LEFT + NARROWER, BOTTOM)]
    q.polys(front, "prefill", alpha=0.16, gradient="up", fade=0.35)
    y = np.linspace(TOP, BOTTOM, layers + 1)
    inset = NARROWER * (y - TOP) / (BOTTOM - TOP)
    lit = 0.16 + 0.6 * np.exp(-(BOTTOM - y) / 26.0)
    q.lines(np.stack([LEFT + inset, y, RIGHT - inset, y], 1), "prefill", alpha=lit)


def draw_light(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """One thin column in the first beat; one sheet through all columns in the third; a rest of it in the fourth."""
    xs = column_xs(s.turn)
    if f.beat_name == "idle":
        p.spark((xs[0], ROW.bottom), "decode", size=60)
        _draw_beams(f, p, xs[:1], f.move("idle", 0.1, 0.4), 0.9)
    elif f.beat_name == "check":
        down = f.move("check", 0.1, 0.45)
        _draw_beams(f, p, xs, down, 1.0)
        if down > 0:
            draw_sheet(p, xs, down, 1.0)
    elif f.beat_name == "verdict":
        _draw_beams(f, p, xs, 1.0, 0.45)
        draw_sheet(p, xs, 1.0, 0.45)


def _draw_beams(f: Frame, p: Picture, xs: np.ndarray, down: float, strength: float) -> None:
    """Light through columns, all at the same depth at once; `down` 0..1 is how deep."""
    if down <= 0:
        return
    start = TOP - BEAM_TOP
    depth = start + (BOTTOM - start) * down
    ends = np.array([(x, ROW.bottom + 4, x, depth) for x in xs])
    for width, alpha in ((34, 0.08), (15, 0.18), (5, 0.85)):
        p.lines(ends, "prefill", width=width, alpha=alpha * strength, additive=True)
    seed = np.arange(DRIFTERS * len(xs))
    fall = (seed * 0.6180339 + f.clock * 0.35) % 1.0
    at = np.stack([np.repeat(xs, DRIFTERS) + 9 * np.sin(seed * 2.4), start + (depth - start) * fall], 1)
    p.sprites(at, 5 + 9 * ((seed * 0.37) % 1.0), "prefill", alpha=0.75 * strength)
    p.sprites(np.stack([xs, np.full(len(xs), depth)], 1), 84, "prefill", alpha=0.9 * strength)


def draw_sheet(p: Picture, xs: np.ndarray, down: float, strength: float) -> None:
    """One sheet of light across all columns, at depth `down`."""
    y = TOP + (BOTTOM - TOP) * down
    left, right = LEFT + NARROWER * down, RIGHT - NARROWER * down
    if len(xs) == 1:
        left, right = xs[0] - 60, xs[0] + 60
    middle = [(left, y, right, y)]
    for width, alpha in ((44, 0.07), (20, 0.16), (8, 0.4)):
        p.lines(middle, "prefill", width=width, alpha=alpha * strength, additive=True)
    p.lines(middle, "white", width=4, alpha=0.95 * strength)
