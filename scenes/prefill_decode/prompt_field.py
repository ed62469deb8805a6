"""The prompt as a field of equal squares: all of it at once, our own question a small corner of it. It gathers to the
sheet that sweeps through the layers."""

from __future__ import annotations

import numpy as np

from scenes.prefill_decode.facts import TwoPhases
from scenes.prefill_decode.places import SLAB
from scenes.prefill_decode.sail import COLUMNS, ROWS, Sheet, sheet_of, sheet_points
from tourapp.authoring import Frame, Picture, Rect, mix, pulse, ramp, smooth

FIELD = Rect(64, 138, 580, 676)
"""Where the field of a full sheet stands."""
PITCH = 26.0
SQUARE, DOT = 19.0, 5.0
"""A square of the field, and of the slab."""
DOT_RADIUS = 1.0
AROUND = 7.0
"""Of the white frame around our own question."""


def field_points(sheet: Sheet) -> np.ndarray:
    """The middle of each square [n, 2], in the order of the sheet."""
    return np.stack([FIELD.cx + sheet.u * COLUMNS * PITCH, FIELD.cy + sheet.v * ROWS * PITCH], 1)


def own_frame(sheet: Sheet) -> Rect:
    """Around the squares of our own question."""
    at = field_points(sheet)[sheet.own]
    low, high = at.min(0) - SQUARE / 2 - AROUND, at.max(0) + SQUARE / 2 + AROUND
    return Rect(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))


def draw_field(f: Frame, p: Picture, facts: TwoPhases, light: float) -> None:
    """The slab as it came opens to squares that stand; all of them breathe as one, for all come at once."""
    sheet = sheet_of(facts.prompt, facts.own_prompt)
    formed = f.cue("slab.forms")
    if formed < 1.0:
        at, u = _flight(sheet, f.beat("slab"))
        size = mix(DOT, SQUARE, u)[:, None]
        p.rects(np.concatenate([at - size / 2, size, size], 1), "prefill", radius=DOT_RADIUS, alpha=1 - formed)
        p.sprites(at, 30.0, "prefill", alpha=np.clip(u * 3, 0, 1) * (1 - u) * (1 - formed))
    key = ("field", len(sheet.u), int(sheet.own.sum()))
    alpha = formed * light * pulse(f.clock, 3.2, 0.82, 1.0)
    p.bake(key, lambda q: _draw_squares(q, sheet), rect=FIELD, bloom=0.3, alpha=alpha)
    ours = f.cue("slab.ours")
    if ours > 0.01 and sheet.own.any():
        p.rects([own_frame(sheet)], None, radius=6, stroke="white", stroke_width=4.0, stroke_alpha=ours)


def _draw_squares(p: Picture, sheet: Sheet) -> None:
    boxes = np.concatenate([field_points(sheet) - SQUARE / 2, np.full((len(sheet.u), 2), SQUARE)], 1)
    p.rects(boxes[~sheet.own], "prefill", radius=4, alpha=0.85)
    if sheet.own.any():
        p.rects(boxes[sheet.own], "ink", radius=4)


def slab_dots(sheet: Sheet) -> np.ndarray:
    """The squares close together, as the slab comes [n, 4]."""
    return np.concatenate([sheet_points(sheet, *SLAB) - DOT / 2, np.full((len(sheet.u), 2), DOT)], 1)


def _flight(sheet: Sheet, share: float) -> tuple[np.ndarray, np.ndarray]:
    """Squares on their way from the slab to their places, those at the top last: where they are [n, 2], and how far
    each has come [n]. `share`: how much of the beat has played."""
    start, goal = sheet_points(sheet, *SLAB), field_points(sheet)
    order = np.arange(len(goal)) / max(len(goal) - 1, 1)
    u = np.asarray(smooth(ramp(share, 0.02, 0.26) * 1.8 - order * 0.8))
    bend = start + (goal - start) * [1.3, 0.4] + [30.0, -60.0]
    at = (1 - u[:, None]) ** 2 * start + 2 * (u * (1 - u))[:, None] * bend + (u**2)[:, None] * goal
    return at, u


def draw_gathering(p: Picture, facts: TwoPhases, gathered: float) -> None:
    """The field on its way to the sheet that waits before the first layer; `gathered` 0..1."""
    sheet = sheet_of(facts.prompt, facts.own_prompt)
    at = mix(field_points(sheet), sheet_points(sheet, *SLAB), gathered)
    size = mix(SQUARE, DOT, gathered)
    p.rects(np.concatenate([at - size / 2, np.full((len(at), 2), size)], 1), "prefill", alpha=0.85)
