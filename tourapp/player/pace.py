"""The ring in the foot: how much slower than reality the stage is; and the clock while a beat is played in real time.

A beat that takes less than a second in reality would only flicker: of it the start is shown, then the end.
"""

from __future__ import annotations

import math

import numpy as np

from tourapp.authoring import (
    DamagedFileError,
    Frame,
    Picture,
    PlayReal,
    Quantity,
    Scene,
    Tag,
    fill,
    format_quantity,
    show,
    sizes,
    text_width,
)
from tourapp.player.screen_world import PartNotReadyError

BLINK = 1.0
"""Seconds: a shorter reality is shown as two states."""
LEFT, BASE = 36.0, 1043.0
"""From the end of the beat marks to the ring, and the baseline of its words."""
RING = 13.0
NEARLY = 0.05
"""A stage this close to reality is as fast as it."""


def shown_time(scene: Scene, t: float, pace: float) -> float:
    """The scene's time that is drawn at its time t while it is played at a pace."""
    if pace == 1.0:
        return t
    place = scene.timeline.at(t)
    start, seconds = scene.timeline.start(place), scene.timeline.beats[place].seconds
    if seconds / pace >= BLINK:
        return t
    return start if scene.timeline.progress(place, t) < 0.99 else start + seconds - 1e-3


def draw_pace(p: Picture, scene: Scene, f: Frame, t: float, pace: float, *, x: float) -> None:
    """The ring beside the beat marks, from x on; none while its time is unknown, or where a table is damaged that only
    it needs. t: the scene's time that its clock tells."""
    try:
        real = scene.real_time(f)
    except (DamagedFileError, PartNotReadyError):
        return
    if real is None or float(real.value) <= 0.0:
        return
    seconds = float(real.to("s").value)
    timeline = scene.timeline
    place = timeline.at(t)
    centre = (x + LEFT + RING, 1036.0)
    words, share = _slowness(timeline.beats[place].seconds / seconds), 1.0
    if pace != 1.0:
        share = timeline.progress(place, t)
        words = fill("real time: {v}", {"v": show(Quantity(share * seconds, "s"))})
    turn = np.linspace(-math.pi / 2, -math.pi / 2 + 2 * math.pi, 49)
    ring = np.stack([centre[0] + RING * np.cos(turn), centre[1] + RING * np.sin(turn)], 1)
    p.curves(ring, "line", width=3.0)
    p.curves(ring[: max(2, round(48 * share) + 1)], "dim" if pace == 1.0 else "ink", width=3.0)
    at = (centre[0] + RING + 12.0, BASE)
    p.text(at, "{words}", words=words, size=sizes.TAG, role="dim" if pace == 1.0 else "ink")
    wide = text_width(words, sizes.TAG) * 1.25
    p.hot([(centre[0] - RING, 1016.0, 2 * RING + 16.0 + wide, 40.0)], (Tag("pace"),), (PlayReal(seconds),))


def _slowness(times: float) -> str:
    """In words, with two digits."""
    if abs(times - 1.0) <= NEARLY:
        return fill("as fast as real", {})
    if times > 1.0:
        return fill("{n} × slower than real", {"n": format_quantity(Quantity(times, "1"), digits=2)})
    return fill("{n} × faster than real", {"n": format_quantity(Quantity(1.0 / times, "1"), digits=2)})
