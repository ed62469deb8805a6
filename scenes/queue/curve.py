"""Line and curve as one drawing: a column of sparks for each load, as long as the mean line at that load.

Column heights are the closed form's. They are never squeezed: one spark is one request, and what is too long leaves
through the top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.queue.stage import BASE, LEFT, PITCH, TOP, load_x, load_xs
from tourapp.authoring import Picture, Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LoadCurve

AREA = Rect(40.0, 112.0, 1300.0, 660.0)
LONGEST_COLUMN = 60.0
"""No column needs more sparks: above, they are outside the picture."""
STEEP = 3.2
"""Requests in line from which on the curve has the colour of waste."""


def curve_x(curve: LoadCurve, y: float) -> float:
    """Stage x at which the curve passes the height y."""
    return load_x(min(curve.load_of((BASE - y) / PITCH), 0.999))


def draw_curve(p: Picture, curve: LoadCurve, alpha: float, reach: float) -> None:
    """Columns and curve from the left up to x = `reach`."""
    if alpha > 0.004 and reach > LEFT:
        _layer(p, curve, alpha, Rect(AREA.x, AREA.y, reach - AREA.x, AREA.h))


def prepare_curve(p: Picture, curve: LoadCurve) -> None:
    """Have the layer made before it is shown, so that no frame of the sweep waits for it. Draws nothing."""
    _layer(p, curve, 0.0, Rect(AREA.x, AREA.y, 1.0, 1.0))


def draw_climber(p: Picture, curve: LoadCurve, share: float, alpha: float) -> None:
    """A light on the curve: it takes as long for each stretch as the stretch is long."""
    x, y = load_xs(curve.fine_loads), BASE - PITCH * curve.fine_in_line - 4.0
    path = np.stack([x, y], 1)[y > TOP + 60]
    if len(path) < 3 or alpha <= 0.004:
        return
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    u = np.linspace(max(0.0, share - 0.07), share, 24) * lengths[-1]
    at = np.stack([np.interp(u, lengths, path[:, k]) for k in (0, 1)], -1)
    strength = np.linspace(0, 1, 24) ** 2
    p.sprites(at, 20 + 50 * strength, "white", alpha=alpha * strength)


def _layer(p: Picture, curve: LoadCurve, alpha: float, reveal: Rect) -> None:
    key = ("queue-curve", curve.replicas, curve.burstiness)
    p.bake(key, lambda q: _columns_and_curve(q, curve), rect=AREA, alpha=alpha, reveal=reveal)


def _columns_and_curve(q: Picture, curve: LoadCurve) -> None:
    at, strength = column_sparks(curve.in_line, load_xs(curve.loads))
    q.sprites(at, 40, "prefill", kind="soft", alpha=0.34 * strength)
    q.sprites(at, 11.0, "prefill", kind="dot", additive=False, alpha=0.80 * strength)
    x, y = load_xs(curve.fine_loads), BASE - PITCH * curve.fine_in_line - 4.0
    path = np.stack([x, y], 1)[y > TOP - 40]
    fade = np.clip((path[:, 1] - TOP) / 50.0, 0.0, 1.0)
    low = path[:, 1] > BASE - STEEP * PITCH
    for part, role in ((low, "ink"), (~low, "waste")):
        rows = np.flatnonzero(part)
        if rows.size:
            rows = np.arange(max(0, rows[0] - 1), rows[-1] + 1)
            _stroke(q, path[rows], fade[rows], role)


def _stroke(q: Picture, path: np.ndarray, fade: np.ndarray, role: str) -> None:
    """A line of light that fades out towards the top."""
    for width, alpha in ((11.0, 0.12), (4.5, 0.97)):
        solid = np.flatnonzero(fade > 0.99)
        if solid.size > 2:
            q.curves(path[solid], role, width=width, alpha=alpha)
        for i in range(len(path) - 1):
            if 0.02 < min(fade[i], fade[i + 1]) <= 0.99 and width < 5:
                q.lines([(*path[i], *path[i + 1])], role, width=width, alpha=float(fade[i]) * alpha)


def column_sparks(lines: np.ndarray, xs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Stage positions (n x 2) and strengths of columns of `lines` sparks at `xs`; the last spark counts its
    fraction."""
    at, strength = [], []
    for x, n in zip(xs, lines, strict=True):
        j = np.arange(int(np.ceil(min(float(n), LONGEST_COLUMN))))
        y = BASE - PITCH * (j + 0.5)
        part = np.clip(n - j, 0.0, 1.0) * np.clip((y - TOP) / 60.0, 0.0, 1.0)
        at.append(np.stack([np.full(len(j), x), y], 1))
        strength.append(part)
    return np.concatenate(at), np.concatenate(strength)


def draw_lit_column(p: Picture, curve: LoadCurve, load: float, alpha: float) -> None:
    """The column of one load, lit."""
    if alpha <= 0.004 or load >= 1.0:
        return
    n, x = curve.line_at(load), load_x(load)
    at, strength = column_sparks(np.array([n]), np.array([x]))
    if not len(at):
        return
    height = min(n * PITCH, BASE - TOP)
    size = max(170.0, height * 1.25)
    squash = min(1.0, 150.0 / size)
    p.sprites([(x, BASE - height / 2)], size, "waste", kind="soft", squash=squash, alpha=0.42 * alpha)
    p.sprites(at, 54, "prefill", alpha=alpha * strength)
