"""Network: the prompt leaves the keyboard as one light, crosses the globe in fibre, and the answer must come back.

Every time on the stage is computed from the great circle, the stretch of the path and the speed of light in glass.
"""

from __future__ import annotations

from scenes.network.acts import ACTS
from scenes.network.asks import ASKS
from scenes.network.clock import draw_clock
from scenes.network.flight import light_flight
from scenes.network.framing import frame_path
from scenes.network.handover import crossing_leaves, key_arrives
from scenes.network.known_places import draw_choices
from scenes.network.light_line import draw_still_lines
from scenes.network.names import draw_cargo, draw_names, end_names
from scenes.network.opening import draw_opening
from scenes.network.prompt import draw_typed
from scenes.network.rail import draw_rail
from scenes.network.real_time import REAL
from scenes.network.still_globe import draw_globe
from scenes.network.time_rings import RingScale, draw_ring_times, draw_rings, time_rings
from scenes.network.travelling_light import draw_fly_in, draw_light
from scenes.network.words import fill_words
from tourapp.authoring import Badge, Beat, Frame, Picture, ramp, scene, shared, smooth

CONTROLS = [shared("from_city"), shared("to_region"), shared("stretch"), shared("connection")]
BEATS = [
    Beat("typed", 6.5, "You press Enter, and the question becomes one spark of light.", "{leaves}"),
    Beat("race", 6.0, "{race}", "{course}", cues={"start": (0.0, 0.10), "crossing": (0.14, 0.78)}),
    Beat(
        "clock",
        7.0,
        "The question is one crossing. Saying hello first {hellos}.",
        "Each crossing is {glass} in glass and {rest} for the rest. {rounds}",
        cues={"widen": (0.02, 0.13), "trip": (0.16, 0.86)},
    ),
    Beat(
        "arrive",
        7.0,
        "It arrives {total} after Enter. The answer must come back the same way.",
        "One more crossing: no first word before {first}, even if the model took no time at all.",
        cues={"widen": (0.12, 0.22), "back": (0.26, 0.52)},
    ),
]
BADGE = Badge(
    "computed from specs",
    "lines between cities are schematic; real cable bends, peering and loss are left out",
    "coastlines, coordinates, distances, the speed of light in glass and the count of handshakes are real",
)


@scene(
    id="network",
    title="A spark leaves the keyboard",
    about=("network", "trip_numbers"),
    portrait=("race", 0.75),
    beats=BEATS,
    controls=CONTROLS,
    presets={
        "Near": {"to_region": "northern-virginia"},
        "Default": {"to_region": None},
        "Far": {"to_region": "sydney"},
    },
    acts=ACTS,
    asks=ASKS,
    reached={"typed": "typed", "arrive": "sent"},
    badge=BADGE,
    meters="prefill",
    enter=key_arrives,
    leave=crossing_leaves,
    real=REAL,
    opening=draw_opening,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """The globe, the light on it, the clock below."""
    trip, path, flight = f.world.network, frame_path(f.world.route), light_flight(f)
    fill_words(p, f)
    awake = 0.62 + 0.38 * float(smooth(ramp(f.beat("typed"), 0.60, 0.80)))
    draw_globe(p, path, f.world.land, f.world.places, alpha=awake)
    started = f.cue("race.start")
    reached = 0.0 if f.beat_name == "typed" else flight.visited * trip.propagation_seconds
    rings = RingScale(path, time_rings(path, trip, f.world.route), trip.propagation_seconds, reached)
    draw_rings(p, rings, started)
    draw_still_lines(p, path, started * (1.0 - f.move("arrive", 0.05, 0.2)))
    draw_light(p, f, path, flight)
    names = draw_names(p, f, path, end_names(f, path), started)
    cargo = draw_cargo(p, f, path, flight, names)
    if started >= 0.99:
        draw_choices(p, f, path)
    draw_ring_times(p, rings, names + cargo, alpha=started, gain=f.text_gain)
    draw_clock(p, f, flight)
    draw_typed(p, f, path)
    draw_fly_in(p, f, path)
    draw_rail(p, f)
