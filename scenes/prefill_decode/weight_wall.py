"""A step of decode as it is: all weights stream as one wall of light through the sparks of the step's tokens.

The wall is as long as the model, a pane for a few layers, and once it has gone by, one more token is there. The speed
is for the eye; true times stand on the time line (`time_line`).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from tourapp.authoring import STAGE, Picture, Rect, pulse, ramp, smooth

PERIOD = 2.4
"""Seconds of the stage for one step."""
SPARK = (980.0, 500.0)
"""Where our token waits for the weights."""
HEIGHT, SLANT = 376.0, np.array([104.0, -58.0])
"""A pane's height, and its width in depth."""
LENGTH = 1100.0
"""Length of the wall, stage units."""
ARRIVES, GONE = 0.22, 0.86
"""Shares of a step at which the first pane meets the spark, and at which the last one has passed it."""
SPARKS_AT_MOST = 64
GRAINS = 1400
SEEN = Rect(0.0, STAGE.y, STAGE.right, STAGE.h + 40)
ROOM = Rect(-LENGTH - 90, -250, LENGTH + 180, 500)
FACE_ROOM = Rect(-110, -280, 220, 560)


def face_x(step: float) -> float:
    """Stage x of the wall's first pane at a share 0..1 of the step: it moves evenly, for it is a stream."""
    return SPARK[0] + (step - ARRIVES) / (GONE - ARRIVES) * LENGTH


def tokens_written(turns: float) -> int:
    """Tokens of the answer that are there after so many steps; the first came from prefill."""
    whole = int(turns)
    return 1 + whole + (1 if turns - whole >= GONE else 0)


def _pane(x: float) -> np.ndarray:
    """Corners [4, 2] of a pane in the wall's own coordinates."""
    mid, half, up = np.array([x, 0.0]), SLANT / 2, np.array([0.0, HEIGHT / 2])
    return np.stack([mid - half + up, mid + half + up, mid + half - up, mid - half - up])


def draw_walls(p: Picture, panes: int, turns: float, light: float) -> None:
    """This step's wall and the next one, which gathers behind it; as bright as the memory is busy."""
    _draw_wall(p, panes, turns % 1.0, light)
    _draw_wall(p, panes, turns % 1.0 - 1.0, light)


def _draw_wall(p: Picture, panes: int, step: float, light: float) -> None:
    x = round(face_x(step))
    if light <= 0.01 or x < SEEN.x - 60 or x - LENGTH > SEEN.right + 60:
        return
    at = (x, round(SPARK[1]))
    p.bake(("weight wall", panes), _wall_of(panes), rect=ROOM, alpha=light, shift=at, bloom=0.35, reveal=SEEN)
    p.bake(("weight face",), _build_face, rect=FACE_ROOM, alpha=light, shift=at, bloom=0.8, additive=True, reveal=SEEN)


def _wall_of(panes: int) -> Callable[[Picture], None]:
    """The wall left of (0, 0): panes that grow fainter the later they come, and grains of weights on their flank."""
    xs = -np.linspace(0.0, LENGTH, panes)

    def build(q: Picture) -> None:
        body = np.concatenate([_pane(-LENGTH)[[0]], _pane(0.0)[:3], _pane(-LENGTH)[[2, 3]]])
        q.polys(body, "weights", alpha=0.16)
        for x in xs.tolist()[::-1]:
            near = 1.0 + x / (LENGTH * 1.25)
            q.polys(_pane(x), "weights", alpha=0.06 + 0.34 * near**2)
            q.curves(_pane(x)[[0, 3, 2]], "weights", alpha=0.35 + 0.5 * near, width=1.4)
        rng = np.random.default_rng(7)
        along, down = -LENGTH * rng.random(GRAINS) ** 1.5, (rng.random(GRAINS) - 0.5) * HEIGHT * 0.96
        y = down - SLANT[1] / 2
        long = 5.0 + 16.0 * rng.random(GRAINS)
        q.lines(np.stack([along - 52, y, along - 52 + long, y], 1), "white", alpha=0.2 + 0.6 * rng.random(GRAINS) ** 2)

    return build


def _build_face(q: Picture) -> None:
    """The first pane: a sheet of weights in full light."""
    body = _pane(0.0)
    q.polys(body, "weights", alpha=0.55)
    rng = np.random.default_rng(3)
    u, v = rng.random(700) - 0.5, rng.random(700) - 0.5
    at = np.stack([u * SLANT[0], u * SLANT[1] + v * HEIGHT], 1)
    q.sprites(at, 3.0, "white", kind="dot", alpha=0.2 + 0.6 * rng.random(700))
    q.curves(np.concatenate([body, body[:1]]), "white", alpha=0.95, width=2.0)


def spark_places(batch: int) -> np.ndarray:
    """Where the tokens of a step wait [n, 2], ours first: seats in a plane that is parallel to the panes."""
    count = max(1, min(batch, SPARKS_AT_MOST))
    rows = max(1, math.ceil(math.sqrt(count * 3.2)))
    columns = math.ceil(count / rows)
    seat = np.arange(count)
    u = (seat // rows - (columns - 1) / 2) / max(columns, 3)
    v = (seat % rows - (rows - 1) / 2) / max(rows, 4)
    at = np.array(SPARK) + np.stack([u * SLANT[0], u * SLANT[1] + v * HEIGHT * 0.86], 1)
    order = np.argsort(np.hypot(*(at - np.array(SPARK)).T), kind="stable")
    return at[order]


def draw_sparks(p: Picture, batch: int, step: float, clock: float, alpha: float) -> None:
    """The step's tokens, ours in a white ring: they wait, flare while the wall goes by, and are used up at its end."""
    at = spark_places(batch)
    inside = float(ramp(step, ARRIVES - 0.04, ARRIVES + 0.04) * (1 - ramp(step, GONE, GONE + 0.05)))
    size, small = 150.0 + 60.0 * inside, 74.0 if len(at) <= 16 else 34.0
    breath = pulse(clock, 2.6, 0.85, 1.0) * alpha
    p.sprites(at[1:], small, "decode", alpha=0.9 * breath)
    p.spark((float(at[0, 0]), float(at[0, 1])), "decode", size=size, alpha=breath)
    p.sprites(at[:1], size * 0.45, "white", kind="ring", alpha=0.9 * alpha, additive=False)


def draw_flight(p: Picture, goal: tuple[float, float], step: float, alpha: float) -> None:
    """The new token on its way from the spark to its place in the answer."""
    u = float(smooth(ramp(step, GONE - 0.10, GONE + 0.02)))
    if not 0.0 < u < 1.0 or alpha <= 0.01:
        return
    t = np.linspace(0, 1, 60)[:, None]
    bend = np.array([SPARK[0], goal[1]])
    path = (1 - t) ** 2 * np.array(SPARK) + 2 * t * (1 - t) * bend + t**2 * np.array(goal)
    p.trail(path, u, "decode", size=54.0, alpha=alpha)
