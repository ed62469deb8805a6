"""The fourth beat: tiles drop onto the processors, wave by wave; the last wave may find too few of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.gemm_tiling.places import HEAD_BASE, LEFT, RIGHT, SEATS, STRIP, TIME
from scenes.paths.gemm_tiling.seating import Hall, halls_of, seat_boxes, strip_boxes
from tourapp.authoring import Frame, Picture, Rect, Tag, Why
from tourapp.authoring.sizes import FIGURE, LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TileWaves

LIGHTS = 34
"""That fall in a full wave."""
LAP = 2.2


def draw_halls(f: Frame, p: Picture) -> None:
    """Up to three waves beside one another."""
    waves = f.world.tile_waves
    p.text(
        (LEFT, HEAD_BASE),
        "{down} × {across} tiles of the result",
        size=LINE,
        weight=600,
        down=waves.down,
        across=waves.across,
    )
    dealt = waves.dealt
    if dealt is None:
        boxes = seat_boxes(Rect(LEFT, STRIP[0], RIGHT - LEFT, SEATS[0] + SEATS[1] - STRIP[0]), int(waves.tiles.value))
        p.rects(boxes, "prefill", radius=3, alpha=0.7)
        at = LEFT + (RIGHT - LEFT) * ((f.clock / 5.0) % 1.0)
        p.sprites([(at, STRIP[0] + 200)], 320.0, "prefill", alpha=0.5)
        return
    count = int(dealt.waves.value)
    halls = halls_of(count, int(dealt.last.value), int(dealt.seats.value))
    cues = [f.cue(name) for name in ("sms.one", "sms.two", "sms.last")][: len(halls)]
    for hall, come in zip(halls, cues, strict=True):
        _draw_hall(f, p, waves, hall, come)
    if count > len(halls):
        gap = halls[-1].x - 23.0
        p.text((gap, SEATS[0] + SEATS[1] / 2), "…", size=FIGURE, role="dim", align="center", weight=700)
    _draw_idle(p, waves, halls[-1], cues[-1])


def _draw_hall(f: Frame, p: Picture, waves: TileWaves, hall: Hall, come: float) -> None:
    """The wave's tiles above, light that falls, the processors it reaches, and the time it takes."""
    key = ("hall", hall, int(waves.down.value))
    if come >= 1.0:
        p.bake(key, lambda q: _draw_still(q, hall, int(waves.down.value), 1.0), rect=_area(hall), bloom=0.25)
    else:
        _draw_still(p, hall, int(waves.down.value), come)
    _draw_fall(f, p, hall, come)
    p.text(
        (hall.x + hall.w / 2, (STRIP[0] + STRIP[1] + SEATS[0]) / 2 + 10),
        "wave {n:d}",
        n=hall.wave,
        size=LINE,
        weight=600,
        align="center",
        alpha=max(come, 0.35),
        backed=0.5,
        part="waves",
    )


def _area(hall: Hall) -> Rect:
    return Rect(hall.x - 16, STRIP[0] - 8, hall.w + 32, TIME[0] + TIME[1] + 10 - STRIP[0])


def _draw_still(p: Picture, hall: Hall, down: int, come: float) -> None:
    """Everything of a wave that does not move; come: how far its tiles have come."""
    share = hall.pieces / hall.seats
    tiles = strip_boxes(hall.strip, hall.pieces, hall.seats, down)
    p.rects(tiles, "prefill", radius=1, alpha=0.9)
    strip, seats = hall.strip, seat_boxes(hall.box, hall.seats)
    edge = float((tiles[:, 0] + tiles[:, 2]).max())
    _draw_funnel(p, hall, edge, come)
    if edge < strip.right - 4:
        p.hatch([(edge + 4, strip.y, strip.right - edge - 4, strip.h)], "waste", radius=3, alpha=0.5 * come)
    p.rects(seats[: hall.pieces], "prefill", radius=4, alpha=0.12 + 0.83 * come, gradient="down", fade=0.55)
    if hall.pieces < hall.seats:
        p.hatch(seats[hall.pieces :], "waste", radius=4, alpha=0.15 + 0.7 * come)
    y, h = TIME
    p.rects([(hall.x, y, hall.w, h)], "raised", radius=6)
    p.rects([(hall.x, y, hall.w * share * come, h)], "prefill", radius=6)
    if share < 1.0:
        p.hatch([(hall.x + hall.w * share, y, hall.w * (1 - share) * come, h)], "waste", radius=4)


def _draw_funnel(p: Picture, hall: Hall, edge: float, come: float) -> None:
    """From the tiles down to the processors: curved at the right where tiles run out."""
    top, foot = STRIP[0] + STRIP[1], SEATS[0] - 6
    u = np.linspace(0.0, 1.0, 24)
    ease = u * u * (3 - 2 * u)
    right = np.stack([edge + (hall.x + hall.w - edge) * ease, top + (foot - top) * u], 1)
    outline = np.concatenate([[(hall.x, top)], right, [(hall.x, foot)]])
    p.polys(outline, "prefill", alpha=0.30 * come)


def _draw_fall(f: Frame, p: Picture, hall: Hall, come: float) -> None:
    """Lights on their way down, as many as the wave has tiles for."""
    many = max(2, round(LIGHTS * hall.pieces / hall.seats))
    at = np.arange(many)
    u = (f.clock / LAP + at * 0.618034) % 1.0
    share = hall.pieces / hall.seats
    x0 = hall.x + 8 + (hall.w * share - 16) * ((at * 0.754878) % 1.0)
    x1 = hall.x + 8 + (hall.w - 16) * ((at * 0.754878) % 1.0)
    top, foot = STRIP[0] + STRIP[1], SEATS[0] - 6
    x = x0 + (x1 - x0) * u * u * (3 - 2 * u)
    p.sprites(np.stack([x, top + (foot - top) * u], 1), 20.0, "ink", alpha=0.85 * come)
    y = TIME[0] + TIME[1] / 2
    p.sprites([(hall.x + hall.w * ((f.clock / LAP) % 1.0), y)], 44.0, "white", alpha=0.7 * come)


def _draw_idle(p: Picture, waves: TileWaves, hall: Hall, come: float) -> None:
    """How many have nothing to do, over those."""
    dealt = waves.dealt
    assert dealt is not None
    p.hot([hall.box], (Tag("hall", hall.wave),), (Why(),), (dealt.idle,))
    if hall.pieces >= hall.seats:
        return
    first = seat_boxes(hall.box, hall.seats)[hall.pieces]
    room = hall.box.bottom - float(first[1])
    size = FIGURE if room > 80 else LABEL
    y = min(float(first[1]) + room / 2 + size * 0.36, hall.box.bottom - 6)
    words = "{n} idle"
    at = (hall.x + hall.w / 2, y)
    p.text(at, words, n=dealt.idle, size=size, weight=700, role="waste", align="center", alpha=come, backed=0.8)
