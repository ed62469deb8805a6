"""Marks of the two places: rings and a name, the shaft of light over a datacentre that is reached, its waves."""

from __future__ import annotations

import numpy as np

from scenes.network.globe import GlobePath
from scenes.network.name_spots import EndName, label_spot
from tourapp.authoring import Picture
from tourapp.authoring.sizes import LABEL, LINE


def draw_place(p: Picture, path: GlobePath, name: EndName, alpha: float = 1.0) -> None:
    """A place's rings and its two words: a small ring where a person sits, three for a datacentre."""
    if alpha <= 0.01:
        return
    at = path.end if name.at_end else path.start
    sizes = np.array([30.0, 52.0, 78.0]) if name.at_end else np.array([30.0])
    faint = np.array([0.95, 0.5, 0.22]) if name.at_end else np.array([0.85])
    p.sprites(np.repeat([at], len(sizes), 0), sizes, "ink", alpha=faint * alpha, kind="ring", additive=False)
    spot = label_spot(path, name.at_end)
    p.text((spot.x, spot.y), "{place}", size=LINE, weight=600, align=spot.align, alpha=alpha, place=name.name)
    p.text((spot.x, spot.y + 32), "{what}", size=LABEL, align=spot.align, alpha=alpha, what=name.what)


def draw_beacon(p: Picture, at: tuple[float, float], strength: float) -> None:
    """A thin shaft of light over a datacentre that has been reached."""
    if strength <= 0.01:
        return
    x, y = at
    for half, tall, alpha in ((9.0, 120.0, 0.10), (3.0, 150.0, 0.22), (1.0, 170.0, 0.8)):
        h = tall * strength
        p.rects([(x - half, y - h, 2 * half, h)], "prefill", alpha=alpha * strength, gradient="up")


def draw_waves(p: Picture, at: tuple[float, float], since: float) -> None:
    """Rings that spread once from a place where light has arrived; `since` 0..1."""
    if not 0.0 < since < 1.0:
        return
    ages = np.clip((since - np.array([0.0, 0.14, 0.28])) / 0.72, 0, 1)
    shown = (ages > 0) & (ages < 1)
    p.sprites(
        np.repeat([at], int(shown.sum()), 0),
        30 + 210 * (1 - (1 - ages[shown]) ** 2),
        "prefill",
        alpha=0.7 * (1 - ages[shown]) ** 1.5,
        kind="ring",
    )
