"""Where the flight ends: the cards of all stops side by side, each a way back to its stop. Any number has room."""

from __future__ import annotations

import math
from functools import lru_cache

from scenes.finale.portrait_card import draw_upright
from tourapp.authoring import Frame, GotoStop, Phrase, Picture, Rect, StopView, Tag, cascade, mix, smooth
from tourapp.authoring.sizes import LABEL

ROOM = Rect(64, 126, 1792, 724)
GAP, NAMED, LEAST = 28.0, 78.0, 5
"""Between two cards; below each of those that are named; columns of a gallery that has room."""
SHAPE = 740 / 1424
NAMED_FROM = 300.0
"""Width of a card from which it is named."""
PERIOD = 0.9
"""Seconds for which each card is lit in turn, while the picture rests."""


@lru_cache(maxsize=16)
def gallery_places(count: int) -> tuple[Rect, ...]:
    """A place for each of so many cards, in the order of the tour, as large as fits."""
    columns = max(1, min(LEAST, count))
    wide, foot = _size(columns, count)
    while wide < _size(columns + 1, count)[0]:
        columns += 1
        wide, foot = _size(columns, count)
    rows = math.ceil(count / columns)
    pitch, step = ROOM.w / columns if count < LEAST else (ROOM.w - wide) / (columns - 1), wide * SHAPE + foot
    top = ROOM.y + max(0.0, (ROOM.h - rows * step) / 2)
    return tuple(
        Rect(
            round(ROOM.x + (k % columns) * pitch), round(top + (k // columns) * step), round(wide), round(wide * SHAPE)
        )
        for k in range(count)
    )


def _size(columns: int, count: int) -> tuple[float, float]:
    """Width of a card in so many columns, and the room below it."""
    rows = max(1, math.ceil(count / columns))
    across = (ROOM.w + GAP) / max(columns, LEAST) - GAP
    named = min(across, (ROOM.h / rows - NAMED) / SHAPE)
    if named >= NAMED_FROM:
        return named, NAMED
    foot = min(GAP, ROOM.h / rows * 0.1)
    return min((ROOM.w / columns) * 0.92, (ROOM.h / rows - foot) / SHAPE), foot


def draw_gallery(f: Frame, p: Picture, stops: tuple[StopView, ...], shown: float) -> None:
    """The cards as far as they have come, the first stop's first."""
    places = gallery_places(len(stops))
    coming = smooth(cascade(shown, len(stops), 0.9))
    lit = _lit(f, len(stops)) if shown >= 1 else -1
    for k, (stop, place) in enumerate(zip(stops, places, strict=True)):
        alpha = float(coming[k])
        if alpha < 0.01:
            continue
        draw_upright(p, stop, place, alpha)
        if f.hovered("card") == stop.key or lit == k:
            p.rects([place.inset(-5)], None, radius=8, stroke="white", stroke_width=3.0, stroke_alpha=0.95)
        if place.w >= NAMED_FROM:
            title = Phrase(stop.title)
            at = (place.x, place.bottom + mix(14, 4, alpha))
            p.text(at, "{n}  {name}", n=stop.number, name=title, size=LABEL, wrap=place.w, lines=2, alpha=alpha)
        p.hot([place], (Tag("card", stop.key),), (GotoStop(stop.key),))


def _lit(f: Frame, count: int) -> int:
    """Which card the light is at while the picture rests: from the last stop back to the first."""
    if f.still or not count:
        return -1
    return count - 1 - int(f.clock / PERIOD) % count
