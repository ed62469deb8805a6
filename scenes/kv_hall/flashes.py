"""Light that passes over slots: all of the prompt's when prefill writes them, the newest one's, and the
reading of every older slot while a token is made. Not here: the steady light of a slot's norms (zones)."""

from __future__ import annotations

import math

import numpy as np

from scenes.kv_hall.camera import CEILING, CX, FLOOR, FOCAL, HALF, HORIZON, WINDOW
from scenes.kv_hall.flight import WRITTEN_AT, HallMoment
from tourapp.authoring import Frame, Picture

REST, RUN = 3.2, 1.3
"""Seconds between two readings once the answer is written, and how long one takes."""
READ = 0.42
"""The share of a token's time in which older slots are read."""
NEAR = 1.36
FAINT = 0.01
"""No light below this is drawn."""
FADES = 7.0
"""How fast the flash of prefill goes: to a third in a seventh of the beat."""


def draw_flashes(p: Picture, f: Frame, s: HallMoment) -> None:
    """All light that passes now."""
    if f.still or s.whole > 0.0:
        return
    with p.group(clip=WINDOW):
        if f.beat_name == "prefill" and f.beat("prefill") > WRITTEN_AT:
            over = f.timeline.cue("prefill.move_on")[1][0]
            _light(
                p, s, np.arange(s.prompt), np.full(s.prompt, _fading(f.beat("prefill") - WRITTEN_AT, over - WRITTEN_AT))
            )
        if f.beat_name == "decode":
            _light(p, s, *reading(f, s))
            age = s.written - int(s.written - 0.70) - 0.70
            if s.slow and s.written > 0.70:
                _light(p, s, np.array([s.prompt + int(s.written - 0.70)]), np.array([0.8 * math.exp(-age / 0.16)]))


def _fading(age: float, over: float) -> float:
    """The light 0..0.5 of the prompt's slots; it has gone when the eye moves on: so many large panes cost a frame a
    millisecond."""
    last = math.exp(-FADES * over)
    return max(0.0, 0.5 * (math.exp(-FADES * age) - last) / (1.0 - last))


def reading(f: Frame, s: HallMoment) -> tuple[np.ndarray, np.ndarray]:
    """The slots that are being read and their light: it runs from us to the newest slot before each token, or once in
    a while when the answer is written. Nothing while tokens come too fast to follow."""
    nothing = np.zeros(0), np.zeros(0)
    if (s.written < s.answer and not s.slow) or not s.total:
        return nothing
    run = (s.written - int(s.written)) / READ if s.written < s.answer else f.clock % REST / RUN
    newest = s.prompt + int(s.written)
    if run >= 1.0:
        return nothing
    near = max(0.0, s.camera.token(NEAR))
    at = near + (newest + 2.0 - near) * run
    tokens = np.arange(max(0, math.floor(at) - 3), min(newest, math.floor(at) + 4))
    return tokens, 0.42 * np.exp(-(((tokens + 0.5 - at) / 1.2) ** 2))


def _light(p: Picture, s: HallMoment, tokens: np.ndarray, light: np.ndarray) -> None:
    """Light on the slots of some tokens, on both walls."""
    keep = (s.camera.length * (tokens + 1 - s.camera.at) > NEAR) & (light > FAINT)
    tokens, light = tokens[keep], light[keep]
    if not len(tokens):
        return
    near = np.maximum(s.camera.length * (tokens + 0.05 - s.camera.at), NEAR)
    far = np.maximum(s.camera.length * (tokens + 0.95 - s.camera.at), NEAR + 1e-3)
    for side, role in ((-1.0, "key"), (1.0, "value")):
        corners = [(near, CEILING), (far, CEILING), (far, FLOOR), (near, FLOOR)]
        quads = np.stack(
            [np.stack([CX + FOCAL * side * HALF / d, HORIZON + FOCAL * y / d], 1) for d, y in corners], axis=1
        )
        p.polys(quads, role, alpha=light, additive=True)
