"""Network: the prompt leaves the keyboard as one light, crosses the globe in fibre, and the answer must come back.

Every time on the stage is computed from the great circle, the stretch of the path and the speed of light in glass.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.network.globe import GlobePath, frame_path, gap, label_spot
from scenes.network.globe_land import draw_globe, seen_places
from scenes.network.globe_light import (
    draw_arc,
    draw_beacon,
    draw_head,
    draw_lit_land,
    draw_place,
    draw_still_lines,
    draw_waves,
)
from scenes.network.globe_rings import draw_ring_times, draw_rings
from scenes.network.numbers import TripNumbers, trip_numbers
from scenes.network.prompt import SPOT, draw_typed, shown_prompt
from scenes.network.ruler import Ruler, draw_clock, draw_heads, draw_ruler
from tourapp.authoring import (
    Badge,
    Beat,
    Frame,
    Picture,
    Rail,
    Rect,
    Tag,
    pulse,
    ramp,
    scene,
    set_control,
    shared,
    show,
    smooth,
    text_width,
)

CONTROLS = [shared("from_city"), shared("to_region"), shared("stretch"), shared("connection")]
BEATS = [
    Beat(
        "typed",
        6.5,
        "You press Enter, and the question becomes one spark of light.",
        "{letters} characters leave {city} for a datacentre: {region}.",
    ),
    Beat(
        "race",
        6.0,
        "Light races to {region}: {fibre} of fibre, {glass} in glass.",
        "Light in glass makes {speed}. {course}",
    ),
    Beat(
        "clock",
        7.0,
        "The question is one crossing. Saying hello first {hellos}.",
        "Each crossing is {glass} in glass and {rest} for routers and the last mile. {rounds}",
    ),
    Beat(
        "arrive",
        6.0,
        "There, {total} after Enter. The answer must come back the same way.",
        "One more crossing: no first word before {first}, even if the model took no time at all.",
    ),
]
STEADY = 430.0  # on paths shorter than this the travelling words stand still
HELLO_LEVELS = (0.30, 0.46, 0.62, 0.80)
BADGE = Badge(
    "computed from specs",
    "lines between cities are schematic; real cable bends, peering and loss are left out",
    "coastlines, coordinates, distances, the speed of light in glass and the count of handshakes are real",
)


@dataclass(frozen=True, slots=True)
class Flight:
    """What the light does now: `seconds` after Enter, its share of the way, direction and height of its bow."""

    seconds: float
    share: float
    visited: float
    back: bool
    level: float
    leg: int
    alpha: float


def _path(f: Frame) -> GlobePath:
    trip = f.world.network
    return frame_path(trip.origin, trip.target)


def _flight(f: Frame) -> Flight:
    """The trip's own moment: one crossing in `race`, the whole trip from Enter in `clock`, arrived afterwards."""
    trip = f.world.network
    if f.beat_name == "typed":
        return Flight(0.0, 0.0, 0.0, False, 1.0, len(trip.legs) - 1, float(ramp(f.beat("typed"), 0.90, 0.96)))
    if f.beat_name == "race":
        seconds = trip.handshake_seconds + trip.one_way_seconds * float(smooth(ramp(f.beat("race"), 0.14, 0.78)))
    elif f.beat_name == "clock":
        seconds = trip.total_seconds * float(ramp(f.beat("clock"), 0.16, 0.86))
    else:
        seconds = trip.total_seconds
    moment = trip.at(seconds)
    ours = moment.leg == len(trip.legs) - 1
    visited = moment.position if f.beat_name == "race" else 1.0
    share = moment.position if trip.distance_km > 0.0 else moment.leg_fraction  # in one town: round the loop
    return Flight(
        seconds,
        share,
        visited,
        trip.legs[moment.leg].direction == "back",
        1.0 if ours else HELLO_LEVELS[moment.leg % 4],
        moment.leg,
        1.0,
    )


def _ruler(f: Frame) -> Ruler:
    """First our crossing alone, then the whole trip, then with the way back."""
    trip = f.world.network
    whole, after = f.move("clock", 0.02, 0.13), f.move("arrive", 0.30, 0.46)
    return Ruler(trip.handshake_seconds * (1 - whole), trip.total_seconds + trip.return_seconds * after)


def _enter(f: Frame) -> tuple[float, float]:
    return SPOT


def _leave(f: Frame) -> tuple[float, float]:
    return _path(f).end


@scene(
    id="network",
    title="A spark leaves the keyboard",
    about=("network",),
    portrait=("race", 0.75),
    beats=BEATS,
    controls=CONTROLS,
    badge=BADGE,
    meters="prefill",
    enter=_enter,
    leave=_leave,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """The globe, the light on it, the clock below."""
    trip, path = f.world.network, _path(f)
    numbers, flight = trip_numbers(trip), _flight(f)
    _words(p, f, numbers)
    awake = 0.62 + 0.38 * float(smooth(ramp(f.beat("typed"), 0.74, 0.95)))
    draw_globe(p, path, awake)
    started = f.move("race", 0.0, 0.10)
    reached = 0.0 if f.beat_name == "typed" else flight.visited * trip.propagation_seconds
    draw_rings(p, path, trip, reached, started)
    draw_still_lines(p, path, started * (1.0 - f.move("arrive", 0.05, 0.2)))
    _light(p, f, path, flight)
    names = _names(f, path)
    for (at_end, name, what), shown in zip(names, (float(ramp(f.beat("typed"), 0.86, 0.96)), started), strict=False):
        draw_place(p, path, at_end, name, what, shown)
    boxes = [label_spot(path, at_end).box(name, what, f.text_gain) for at_end, name, what in names]
    label = _label(p, f, path, flight, boxes)
    _places(p, f, path, started)
    draw_ring_times(p, path, trip, reached, started, boxes + label, f.text_gain)
    _clock(p, f, numbers, flight)
    draw_typed(p, f, f["prompt"], f.beat("typed") if f.beat_name == "typed" and not f.still else 1.0)
    _fly_in(p, f, path)
    _rail(p, f, numbers)


def _words(p: Picture, f: Frame, n: TripNumbers) -> None:
    trip = f.world.network
    cold = trip.connection == "cold"
    p.fill(
        letters=len(f["prompt"]),
        city=trip.origin.name,
        region=trip.target.name,
        fibre=n.fibre,
        one_way=n.one_way,
        speed=n.speed,
        course=_course(f, n),
        glass=n.glass,
        rest=n.rest,
        total=n.total,
        first=n.first_word,
        hellos="took four more" if cold else "is spared: this line is warm",
        rounds=f"Two round trips of handshakes come before the prompt may leave: {show(n.handshake)}."
        if cold
        else "The handshakes were paid earlier, by another request.",
    )


def _course(f: Frame, n: TripNumbers) -> str:
    """Why the fibre is as long as it is."""
    trip = f.world.network
    if trip.distance_km < 1.0:
        return "You and the datacentre are in one town: only routers and the last mile take time."
    return (
        f"Cables do not run straight: {trip.stretch:.2f} times the great circle of {show(n.distance)}. "
        f"Routers and the last mile add {show(n.rest)}."
    )


def _light(p: Picture, f: Frame, path: GlobePath, flight: Flight) -> None:
    trip = f.world.network
    typed, ours = f.beat_name == "typed", flight.leg == len(trip.legs) - 1
    resting = f.move("arrive", 0.02, 0.2)
    draw_lit_land(p, path, 0.0 if typed else flight.visited, flight.share, flight.alpha, 1.0 - resting)
    if f.beat_name == "clock":
        for k in range(min(flight.leg, len(trip.legs) - 1)):
            p.curves(path.arc(HELLO_LEVELS[k])[::4], "weights", alpha=0.5)
    if typed and flight.alpha >= 1.0:  # under the spark: the line is made before the race needs it
        draw_arc(p, path, 0.0, 0.005)
    if not typed:
        low, high = (flight.share, 1.0) if flight.back else (0.0, flight.share)
        gone = 0.85 * f.move("arrive", 0.3, 0.6)
        draw_arc(p, path, low, high, flight.level, (1.0 if ours else 0.6) - gone)
    if f.beat_name == "arrive":
        draw_beacon(p, path.end, f.move("arrive", 0.0, 0.14) * pulse(f.clock, 2.6, 0.8, 1.0))
    draw_head(
        p,
        path,
        flight.share,
        flight.back,
        flight.level,
        alpha=flight.alpha * pulse(f.clock, 2.6, 0.85, 1.0),
        size=104.0 if ours else 72.0,
        tail=1.0 - resting,
    )
    if f.beat_name == "arrive":
        draw_waves(p, path.end, f.beat("arrive") / 0.55)
        _way_back(p, f, path)


def _way_back(p: Picture, f: Frame, path: GlobePath) -> None:
    """Short gold streaks on the same bow, from the datacentre home: the answer's way, not yet the answer."""
    shown = f.move("arrive", 0.34, 0.62)
    if shown <= 0.0:
        return
    draw_arc(p, path, 1.0 - shown, 1.0, alpha=0.6, role="decode")
    count = max(5, min(22, int(path.chord / 38)))
    along = 1.0 - (np.arange(count) / count + f.clock * 0.05) % 1.0
    along = along[along >= 1.0 - shown]
    whole = path.arc()
    at, ahead = (
        np.stack(
            [np.interp(np.clip(u, 0, 1) * (len(whole) - 1), np.arange(len(whole)), whole[:, k]) for k in (0, 1)], -1
        )
        for u in (along, along - 0.01)
    )
    angle = np.degrees(np.arctan2((ahead - at)[:, 1], (ahead - at)[:, 0]))
    edge = np.clip(np.minimum(along, 1 - along) / 0.06, 0, 1)
    p.sprites(at, 34.0, "decode", alpha=edge, squash=0.45, angle=angle + 90.0)


def _names(f: Frame, path: GlobePath) -> list[tuple[bool, str, str]]:
    """The places on the stage as (at the end of the path, name, what it is)."""
    trip = f.world.network
    if path.chord < 1.0:
        return [(False, trip.origin.name, "you and the datacentre")]
    return [(False, trip.origin.name, "you"), (True, trip.target.name, "datacentre")]


def _label(p: Picture, f: Frame, path: GlobePath, flight: Flight, boxes: list[Rect]) -> list[Rect]:
    """What is in the fibre, in words above it; they fade before they touch a name. Returns their room."""
    trip = f.world.network
    if flight.alpha <= 0.0 or f.beat("arrive") > 0.3:
        return []
    ours = flight.leg == len(trip.legs) - 1
    words = (shown_prompt(f["prompt"], 30) or "an empty prompt") if ours else trip.legs[flight.leg].label
    x, y = path.at(flight.share, flight.level)
    half = min(190.0, text_width(words, 20, "mono" if ours else "text") * f.text_gain / 2)
    if abs(path.end[1] - path.start[1]) > 1.2 * abs(path.end[0] - path.start[0]):  # a steep path: beside it
        x, y = x + (half + 56.0) * (1.0 if label_spot(path, True).align == "right" else -1.0), y + 56.0
    elif path.chord < STEADY:  # a short path: the words stand still above it
        x, y = path.cx, path.top + 6.0
    x, y = min(max(x, 70 + half), 1434 - half), max(y - 50.0, 146.0)
    room = Rect(x - half, y - 17 * f.text_gain, 2 * half, 24 * f.text_gain)
    near = min(gap(room, each) for each in boxes)
    fade = flight.alpha * (1 - float(ramp(f.beat("arrive"), 0.12, 0.26))) * float(smooth(ramp(near, 2.0, 16.0)))
    p.text((x, y), words, size=20, weight=500, mono=ours, align="center", fit=2 * half + 2, backed=0.35, alpha=fade)
    return [room] if fade > 0.02 else []


def _places(p: Picture, f: Frame, path: GlobePath, shown: float) -> None:
    """Every known place in view answers the pointer: ask from a city, or be answered by a region."""
    if shown < 0.99:
        return
    places = seen_places(path)
    p.hot(
        [(each.x - 16, each.y - 16, 32, 32) for each in places],
        [Tag("place", each.id) for each in places],
        [set_control("to_region" if each.region else "from_city", each.id) for each in places],
    )
    for each in places:
        if f.hovered("place") == each.id:
            p.sprites([(each.x, each.y)], 44.0, "prefill")
            p.text(
                (each.x, each.y - 22),
                f"{each.name}: " + ("answer from here" if each.region else "ask from here"),
                size=16,
                weight=600,
                align="center",
                backed=0.8,
                spill=True,
            )


def _clock(p: Picture, f: Frame, n: TripNumbers, flight: Flight) -> None:
    trip = f.world.network
    shown = f.move("race", 0.0, 0.10)
    if shown <= 0.0:
        return
    crossing = f.beat_name == "race"
    seconds = flight.seconds - trip.handshake_seconds if crossing else flight.seconds
    moving = 0.64 * f.timeline.beats[1].seconds if crossing else 0.70 * f.timeline.beats[2].seconds
    slowed = moving / (trip.one_way_seconds if crossing else trip.total_seconds)
    words = "one crossing" if crossing else "since Enter"
    if f.beat_name != "arrive" and not f.still:
        words += f", slowed {slowed:,.0f} ×"
    draw_clock(p, f, seconds, trip.one_way_seconds if crossing else trip.total_seconds, words, shown)
    ruler = _ruler(f)
    moving_scale = 0.0 < f.move("clock", 0.02, 0.13) < 1.0 or 0.0 < f.move("arrive", 0.30, 0.46) < 1.0
    draw_ruler(p, ruler, trip, flight.seconds, shown, not moving_scale)
    draw_heads(
        p,
        f,
        ruler,
        trip,
        n,
        shown,
        shown * (f.move("clock", 0.10, 0.20) if trip.handshake_seconds else 1.0),
        f.move("arrive", 0.42, 0.56),
    )


def _fly_in(p: Picture, f: Frame, path: GlobePath) -> None:
    """The light drops from the line of words onto the city."""
    u = float(smooth(ramp(f.beat("typed"), 0.79, 0.92)))
    if f.still or f.beat_name != "typed" or not 0.0 < u < 1.0:
        return
    start, end = np.array(SPOT), np.array(path.start)
    bend = (start + end) / 2 + np.array([0.0, -120.0])
    t = np.linspace(0, 1, 60)[:, None]
    way = (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end
    p.trail(way, u, "prefill", length=0.5, size=34)
    spot = way[min(59, int(u * 59))]
    p.spark((float(spot[0]), float(spot[1])), size=100)


def _rail(p: Picture, f: Frame, n: TripNumbers) -> None:
    trip = f.world.network
    cold = trip.connection == "cold"
    rail = Rail(p, CONTROLS)
    rail.rule()
    rail.read("Great circle", n.distance)
    rail.read("Fibre path", n.fibre, "prefill")
    rail.read("One way", n.one_way)
    rail.read("Round trip", n.round_trip)
    rail.read("Cold, to arrival" if cold else "Warm, to arrival", n.total)
    rail.read("First word, at best", n.first_word, "decode")
    lines = [
        ("{d} × {k} ÷ {v}", "dim"),
        ("= {g} in glass", "prefill"),
        ("+ {r} rest = {o}", "dim"),
        ("× {c} crossings = {t}" if cold else "one crossing: the line is warm", "ink"),
    ]
    rail.why(
        "Why this number?",
        lines,
        n.total,
        d=n.distance,
        k=f"{trip.stretch:.2f}",
        v=n.speed,
        g=n.glass,
        r=n.rest,
        o=n.one_way,
        c=len(trip.legs),
        t=n.total,
    )
