"""The light on its way over the globe, beat by beat: what it lights, its line, its head, and the way back.

Not here: how a line or a lit dot is painted (light_line, lit_land), and where the light is (flight).
"""

from __future__ import annotations

import numpy as np

from scenes.network.flight import HELLO_LEVELS, LightFlight, again, answer_share, resting, seconds_of
from scenes.network.globe import GlobePath, point_of
from scenes.network.light_line import Bow, draw_bow, draw_head
from scenes.network.lit_land import draw_lit_land, near_dots
from scenes.network.place_marks import draw_beacon, draw_waves
from scenes.network.prompt import typed_spot
from tourapp.authoring import Frame, Picture, pulse, ramp, smooth


def draw_light(p: Picture, f: Frame, path: GlobePath, flight: LightFlight) -> None:
    """Land, line and head of the light as they are now."""
    awake = 1.0 - f.move("arrive", 0.02, 0.2)
    draw_lit_land(p, path, near_dots(path, f.world.land), flight, pool=awake)
    _lines(p, f, path, flight)
    if f.beat_name == "arrive":
        draw_beacon(p, path.end, f.move("arrive", 0.0, 0.14) * pulse(f.clock, 2.6, 0.8, 1.0))
    draw_head(p, path, flight, alpha=flight.alpha * pulse(f.clock, 2.6, 0.85, 1.0), tail=awake)
    if f.beat_name == "arrive":
        draw_waves(p, path.end, f.beat("arrive") / 0.55)
        _way_back(p, f, path)
    _fly_again(p, f, path)


def _lines(p: Picture, f: Frame, path: GlobePath, flight: LightFlight) -> None:
    """The bows of the handshakes that are done, and the line behind the light."""
    if f.beat_name == "clock":
        for level in HELLO_LEVELS[: min(flight.leg, len(f.world.network.legs) - 1)]:
            p.curves(path.arc(level)[::4], "weights", width=2.0, alpha=0.75)
    if f.beat_name == "typed":
        if flight.alpha >= 1.0:  # under the spark: the line is made before the race needs it
            draw_bow(p, Bow(path), 0.0, 0.005)
        return
    low, high = (flight.share, 1.0) if flight.back else (0.0, flight.share)
    gone = 0.85 * f.move("arrive", 0.16, 0.3)
    draw_bow(p, Bow(path, flight.level), low, high, alpha=(1.0 if flight.ours else 0.6) - gone)


def _way_back(p: Picture, f: Frame, path: GlobePath) -> None:
    """One gold light on the same bow, from the datacentre home: the way that the answer has still to come."""
    share = answer_share(f)
    if share <= 0.0:
        return
    draw_bow(p, Bow(path, role="decode"), 1.0 - share, 1.0, alpha=1.0)
    home = path.arc()[::-1]
    if share >= 1.0 and resting(f) > 0.0:
        takes = seconds_of(f, "arrive.back")
        share = min(1.0, resting(f) % (takes + 0.9) / takes)
    p.trail(home, share, "decode", length=0.3, count=40, size=40, alpha=0.9)
    p.spark(point_of(home, share), "decode", size=112.0)


def _fly_again(p: Picture, f: Frame, path: GlobePath) -> None:
    """The small light of the idle loop."""
    flight = again(f)
    if flight is None:
        return
    whole = path.arc(flight.level)
    line, at = (whole[::-1], 1.0 - flight.share) if flight.back else (whole, flight.share)
    p.trail(line, at, "white", length=0.12, count=20, size=30, alpha=0.8 * flight.alpha)
    p.sprites([point_of(line, at)], 70.0, "prefill", alpha=flight.alpha)


def draw_fly_in(p: Picture, f: Frame, path: GlobePath) -> None:
    """The light drops from the line of words onto the city."""
    u = float(smooth(ramp(f.beat("typed"), 0.70, 0.80)))
    if f.still or f.beat_name != "typed" or not 0.0 < u < 1.0:
        return
    start, end = np.array(typed_spot(f, path)), np.array(path.start)
    bend = (start + end) / 2 + np.array([0.0, -90.0])
    t = np.linspace(0, 1, 60)[:, None]
    way = (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end
    p.trail(way, u, "prefill", length=0.5, size=34)
    spot = way[min(59, int(u * 59))]
    p.spark((float(spot[0]), float(spot[1])), size=100)
