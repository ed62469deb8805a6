"""The flight home: a road through all scenes, each shown by its own picture of this very world, as tilted cards.

The pictures are the scenes' own drawings with the present inputs, drawn small once and kept; nothing here is a stock
image.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tourapp.authoring import Frame, GotoStop, Picture, Rect, StopView, Tag, sizes

VIEW = Rect(40, 110, 1424, 740)
"""The part of a scene's stage that its card shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the road: how many cards it takes before the cards get smaller, middle y, card width, left inset, and
    how far apart the first and one beyond the last card stand."""

    cards: int
    y: float
    width: float
    inset: float
    spread: float


NEAR_TO_FAR = (Row(3, 640.0, 250.0, 0.0, 792.0), Row(5, 402.0, 202.0, 12.0, 1072.0), Row(6, 206.0, 166.0, 30.0, 1062.0))
USUAL = sum(row.cards for row in NEAR_TO_FAR)
LABELLED = 90.0
"""Cards narrower than this carry no words."""


@lru_cache(maxsize=8)
def card_places(count: int) -> tuple[tuple[float, float, float], ...]:
    """Middle and width of every stop's card, in the order of the tour. The road runs back and forth, near to far; more
    stops than usual get smaller cards, so that any number fits."""
    smaller = max(1, -(-count // USUAL))
    places: list[tuple[float, float, float]] = []
    for place, row in enumerate(NEAR_TO_FAR):
        room = row.cards * smaller
        here = min(room, count - len(places))
        width = row.width / smaller
        step = row.spread / max(1, here)
        xs = [64.0 + row.inset + width / 2 + k * step for k in range(here)]
        places += [(x, row.y, width) for x in (xs if place == 1 else xs[::-1])]
    return tuple(places)


def road(count: int) -> np.ndarray:
    """The way of the light from the last chapter to the first and on to the screen, evenly spaced (m x 2)."""
    places = card_places(count)
    points = [(x, y + w * 0.36) for x, y, w in reversed(places)]
    points.append((962.0, 700.0))
    rough = np.array(points)
    steps = np.r_[0, np.cumsum(np.hypot(*np.diff(rough, axis=0).T))]
    even = np.linspace(0, steps[-1], 500)
    smooth = np.stack([np.interp(even, steps, rough[:, 0]), np.interp(even, steps, rough[:, 1])], 1)
    kernel = np.hanning(41)
    kernel /= kernel.sum()
    padded = np.pad(smooth, ((20, 20), (0, 0)), mode="edge")
    return np.stack([np.convolve(padded[:, k], kernel, "valid") for k in (0, 1)], 1)


def draw_card(
    p: Picture, stop: StopView, place: tuple[float, float, float], *, lit: float = 0.0, alpha: float = 1.0
) -> None:
    """One stop's picture on a leaning card; lit while the light passes it. A dim card without a picture while its world
    is still to be computed."""
    x, y, width = place
    w = width * (1 + 0.16 * lit)
    h = w * VIEW.h / VIEW.w
    lean = 0.06 * h
    quad = (
        (x - w / 2, y - h / 2 + lean),
        (x + w / 2, y - h / 2),
        (x + w / 2, y + h / 2 - lean * 0.4),
        (x - w / 2, y + h / 2 + lean),
    )
    scene, frame = stop.scene, stop.frame()
    if lit > 0.05:
        p.sprites([(x, y)], w * 1.5, scene.light, kind="soft", alpha=0.55 * lit * alpha)
    key = (stop.key, None) if frame is None else _looks(stop, frame)

    def leaning(q: Picture) -> None:
        if frame is None:
            q.polys(np.array(quad), "raised", alpha=0.6)
        else:
            q.bake(
                ("card", *key),
                lambda r: _portrait(r, frame, stop),
                rect=VIEW,
                quad=quad,
                alpha=0.92 + 0.08 * lit,
                detail=0.32,
            )
        q.polys(np.array(quad), None, stroke=scene.light, stroke_width=1.0 + 1.5 * lit, stroke_alpha=0.45 + 0.55 * lit)

    if lit > 0.05:
        with p.group(opacity=alpha):
            leaning(p)
    else:  # at rest the leaning card itself is kept: one plain blit
        room = Rect(x - w / 2 - 4, y - h / 2 - 4, w + 8, h + 10 + lean)
        p.bake(("leaning", *key, place), leaning, rect=room, alpha=alpha)
    if w >= LABELLED:
        p.text(
            (x - w / 2 + 2, y - h / 2 - 8),
            "{n}  {name}",
            n=stop.number,
            name=scene.id.replace("_", " "),
            size=sizes.T15,
            role="ink" if lit > 0.3 else "dim",
            alpha=alpha,
            fit=w - 4,
            spill=True,
        )
    p.hot([(x - w / 2, y - h / 2, w, h)], (Tag("card", stop.key),), (GotoStop(stop.key),))


def _portrait(p: Picture, frame: Frame, stop: StopView) -> None:
    p.rects([VIEW], "ground")
    inner = Picture()
    stop.scene.draw(frame, inner)
    p.ops.extend(inner.ops)


def _looks(stop: StopView, frame: Frame) -> tuple[Hashable, ...]:
    """Names everything the picture on a card depends on."""
    recording = frame.world.recording
    shown = (recording.badge, recording.prompt, len(recording.ids))
    return (stop.key, frame.inputs, tuple(sorted(frame.controls.items())), shown, frame.text_gain, frame.still)


def draw_road(p: Picture, path: np.ndarray, head: float, clock: float) -> None:
    """The road as far as the light has come, with the light's wake."""
    p.curves(path, "line", alpha=0.9)
    upto = max(2, int(head * (len(path) - 1)))
    p.curves(path[:upto], "decode", width=2.0, alpha=0.75)
    if head < 1:
        p.trail(path, head, "decode", length=0.12, count=40, size=40)
        at = path[min(upto, len(path) - 1)]
        p.spark((float(at[0]), float(at[1])), "decode", size=90)
    else:
        for k in range(4):
            p.trail(path, (clock * 0.12 + k * 0.25) % 1.0, "decode", length=0.05, count=14, size=22, alpha=0.8)


__all__ = ["card_places", "draw_card", "draw_road", "road"]
