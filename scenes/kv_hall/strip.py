"""The strip of light at the walls' foot: a blue brick for each slot that prefill wrote, a gold one for decode's.

It tells the phase, so that keys can stay teal and values violet. Not here: the slots' own light (zones).
"""

from __future__ import annotations

import math

import numpy as np

from scenes.kv_hall.camera import CX, FLOOR, FOCAL, HALF, HORIZON, WINDOW
from scenes.kv_hall.flight import HallMoment
from tourapp.authoring import Frame, Picture, ramp
from tourapp.authoring.sizes import LABEL, LINE, TAG

TOP, LOW = FLOOR + 0.012, FLOOR + 0.078
NEAR, FAR = 1.36, 16.0
EVERY = 8
"""Every how many slots a number lies on the floor."""


def draw_strip(p: Picture, f: Frame, s: HallMoment, alpha: float) -> None:
    """The bricks of all slots written so far, left and right, and the numbers between them."""
    if alpha <= 0.01:
        return
    written = s.prompt + max(0, math.ceil(s.written - 0.72)) if s.answer else s.prompt
    with p.group(clip=WINDOW):
        _bricks(p, s, (0, s.prompt), "prefill", alpha * float(ramp(f.beat("prefill"), 0.235, 0.27)))
        _bricks(p, s, (s.prompt, min(written, s.total)), "decode", alpha)
    _numbers(p, s, alpha)


def _bricks(p: Picture, s: HallMoment, span: tuple[int, int], role: str, alpha: float) -> None:
    """One brick per slot of a stretch, as far as they can be told apart."""
    first = max(span[0], math.floor(s.camera.token(NEAR)))
    tokens = np.arange(first, min(span[1], math.ceil(s.camera.token(FAR))))
    if alpha <= 0.01 or not len(tokens):
        return
    near = np.maximum(s.camera.length * (tokens + 0.06 - s.camera.at), NEAR)
    far = np.maximum(s.camera.length * (tokens + 0.94 - s.camera.at), NEAR + 1e-3)
    light = 0.92 * alpha * np.exp(-np.maximum(near - 4.0, 0.0) / 6.0)
    for side in (-1.0, 1.0):
        corners = [(near, TOP), (far, TOP), (far, LOW), (near, LOW)]
        quads = np.stack(
            [np.stack([CX + FOCAL * side * HALF / d, HORIZON + FOCAL * y / d], 1) for d, y in corners], axis=1
        )
        p.polys(quads, role, alpha=light)


def _numbers(p: Picture, s: HallMoment, alpha: float) -> None:
    """Numbers of slots on the floor, as large as they are near."""
    first = math.ceil(max(s.camera.token(1.9), 1.0) / EVERY) * EVERY
    written = s.prefilled + s.written
    for number in range(first, first + 3 * EVERY, EVERY):
        depth = s.camera.depth(number - 0.5)
        if depth > 7.0:
            return
        size = LINE if depth < 3.2 else LABEL if depth < 4.8 else TAG
        role = "dim" if number > written else "prefill" if number <= s.prompt else "decode"
        at = (CX + FOCAL * 0.30 * HALF / depth, HORIZON + FOCAL * FLOOR / depth + 0.3 * size)
        p.text(at, "{n:d}", size=size, role=role, mono=True, weight=600, align="center", alpha=alpha, n=number)
