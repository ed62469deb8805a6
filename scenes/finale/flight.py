"""The flight home: low along a road, past the cards of all stops that came before, the last one first. Where it ends
all cards stand side by side."""

from __future__ import annotations

import numpy as np

from scenes.finale.gallery import draw_gallery
from scenes.finale.glimpses import glimpse
from scenes.finale.portrait_card import draw_turned
from scenes.finale.way_home import HORIZON, WIDE, FlightCamera, box_of, camera, left, looked_at
from tourapp.authoring import Frame, GotoStop, Phrase, Picture, Rect, StopView, Tag, clamp, fill, ramp, show, text_width
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LINE, TITLE

AHEAD = 5
"""Cards further on that are to be seen."""
SMALLEST = 0.18
"""Cards smaller than this share of the near one cannot be clicked."""
DEPTHS = np.geomspace(1.15, 16.0, 40), np.geomspace(0.915, 1.15, 8)
"""Depths of the road that is seen: all of it, and the part that fades before the caption."""
OFF_STAGE = Rect(3000.0, 0.0, 640.0, 330.0)


def draw_flight(f: Frame, p: Picture) -> None:
    """Past the cards, then all of them."""
    stops = f.journey.before
    flown, over = f.cue("flight.fly", eased=False), f.cue("flight.land", eased=False)
    if not stops:
        return
    if over < 0.4:
        order = [stops[k] for k in looked_at(len(stops))]
        with p.group(opacity=1.0 - float(ramp(over, 0.0, 0.4))):
            _draw_road(f, p, camera(flown, len(order)), order)
    if flown <= 0.0:
        _prepare(p, stops)
    if over > 0.0:
        draw_gallery(f, p, stops, float(ramp(over, 0.35, 1.0)))


def _prepare(p: Picture, stops: tuple[StopView, ...]) -> None:
    """Every card beyond the stage's edge, where nothing is painted: what comes into sight soon can be made before."""
    for place, which in enumerate(looked_at(len(stops))):
        draw_turned(p, stops[which], OFF_STAGE, left(place), 1.0)


def _draw_road(f: Frame, p: Picture, view: FlightCamera, order: list[StopView]) -> None:
    """The horizon, the road, the cards from far to near, and the light."""
    p.sprites([view.meet], 640, "prefill", kind="soft", alpha=0.4)
    _floor(p, view)
    for depths, gradient in zip(DEPTHS, ("", "down"), strict=True):
        road = view.road(depths)
        for width, alpha in ((64.0, 0.10), (26.0, 0.22), (7.0, 0.9)):
            edge = np.stack([width / depths, np.zeros(len(depths))], 1)
            p.polys(np.concatenate([road - edge, (road + edge)[::-1]]), "decode", alpha=alpha, gradient=gradient)
    here = int(view.at)
    for place in range(min(len(order) - 1, here + AHEAD), here - 1, -1):
        _draw_card(f, p, view, (place, order[place]))
    at = view.road(np.array([1.6 + 0.05 * float(np.sin(f.clock * 2.0))]))[0]
    p.spark((float(at[0]), float(at[1])), "decode", size=110)
    _tell(p, view, order)


def _floor(p: Picture, view: FlightCamera) -> None:
    """Rows of dots on the floor, which come towards us."""
    rows = np.arange(14) - (view.at * 3.0) % 1.0
    depths = 0.9 * 1.22 ** rows[rows > -0.9]
    columns = np.array([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]) * 190.0
    x = view.meet[0] + columns[None, :] / depths[:, None]
    y = np.broadcast_to(view.meet[1] + 470.0 / depths[:, None], x.shape)
    size = np.broadcast_to(9.0 / depths[:, None] + 1.5, x.shape)
    faint = np.broadcast_to(np.clip(1.15 - depths / 9.0, 0.1, 1.0)[:, None] * 0.55, x.shape)
    seen = (x > 20) & (x < 1900) & (y < 868) & (y > HORIZON)
    at = np.stack([x[seen], y[seen]], 1)
    p.sprites(at, size[seen], "weights", alpha=faint[seen], kind="dot", additive=False)


def _draw_card(f: Frame, p: Picture, view: FlightCamera, which: tuple[int, StopView]) -> None:
    """One card: it comes out of the distance, and fades once it is passed."""
    place, stop = which
    depth = view.depth(place)
    alpha = float(ramp(depth, 0.7, 0.95)) * float(clamp(1.35 - depth / 8.5))
    if alpha < 0.02:
        return
    spot = view.spot(place)
    box = box_of(spot)
    draw_turned(p, stop, box, left(place), alpha)
    if f.hovered("card") == stop.key:
        p.rects([box], None, radius=8, stroke="white", stroke_width=3.0)
    if spot.size > SMALLEST:
        p.hot([box], (Tag("card", stop.key),), (GotoStop(stop.key),))


def _tell(p: Picture, view: FlightCamera, order: list[StopView]) -> None:
    """Name and number of the card that is near, on its lower part."""
    place = round(view.at)
    near = float(clamp(1.0 - abs(view.at - place) * 5.0))
    if near < 0.05:
        return
    stop, box = order[place], box_of(view.spot(place))
    told = glimpse(stop)
    x = box.x + 24
    plate = Rect(box.x + 2, box.bottom + 6, box.w - 4, 128.0)
    p.rects([plate], "ground", radius=10, alpha=0.88 * near)
    p.text((x, plate.y + 46), "{n}  {name}", n=stop.number, name=Phrase(stop.title), size=TITLE, weight=600, alpha=near)
    if told is not None:
        p.text((x, plate.y + 96), told.words, size=LINE, role="dim", alpha=near)
        named = text_width(show(Phrase(stop.title)), TITLE, weight=600) + FIGURE_LARGE
        long = named + text_width(fill(told.form, {"v": told.value}), FIGURE_LARGE, weight=600) > WIDE - 48
        size, at = FIGURE if long else FIGURE_LARGE, (box.right - 24, plate.y + 90)
        p.text(at, told.form, v=told.value, size=size, weight=600, align="right", alpha=near)
