"""What the light does at a moment of the scene: one crossing in `race`, the whole trip from Enter in `clock`, arrived
afterwards. Nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Frame, ramp

PAUSE = 0.8
"""Seconds between two flights of the idle loop."""
HELLO_LEVELS = (0.30, 0.46, 0.62, 0.80)
"""Heights of the bows on which the handshakes travel; the prompt's own is the full bow, 1."""


@dataclass(frozen=True, slots=True)
class LightFlight:
    """Where the light is: `seconds` after Enter, its `share` of the way (0 at the city, 1 at the region), how much of
    the way it has `visited`, whether it goes `back`, the height of its bow, which leg of the trip this is and whether
    it is `ours` (the prompt's own, not a handshake's), and how much of it is shown."""

    seconds: float
    share: float
    visited: float
    back: bool
    level: float
    leg: int
    ours: bool
    alpha: float


def light_flight(f: Frame) -> LightFlight:
    """The trip's own moment."""
    trip = f.world.network
    last = len(trip.legs) - 1
    if f.beat_name == "typed":
        return LightFlight(0.0, 0.0, 0.0, False, 1.0, last, True, float(ramp(f.beat("typed"), 0.79, 0.83)))
    if f.beat_name == "race":
        seconds = trip.handshake_seconds + trip.one_way_seconds * f.cue("race.crossing")
    elif f.beat_name == "clock":
        seconds = trip.total_seconds * f.cue("clock.trip", eased=False)
    else:
        seconds = trip.total_seconds
    moment = trip.at(seconds)
    ours = moment.leg == last
    return LightFlight(
        seconds,
        share=moment.position if trip.distance_km > 0.0 else moment.leg_fraction,  # in one town: round the loop
        visited=moment.position if f.beat_name == "race" else 1.0,
        back=trip.legs[moment.leg].direction == "back",
        level=1.0 if ours else HELLO_LEVELS[moment.leg % len(HELLO_LEVELS)],
        leg=moment.leg,
        ours=ours,
        alpha=1.0,
    )


def seconds_of(f: Frame, cue: str) -> float:
    """How long a cue takes on the stage."""
    index, (start, end) = f.timeline.cue(cue)
    return (end - start) * f.timeline.beats[index].seconds


def resting(f: Frame) -> float:
    """Seconds spent at rest at the end of a beat, for idle loops; none in reduced motion."""
    return 0.0 if f.still else f.idle


def answer_share(f: Frame) -> float:
    """How much of its way home the answer's first light has gone, 0..1."""
    return f.cue("arrive.back") if f.beat_name == "arrive" else 0.0


def again(f: Frame) -> LightFlight | None:
    """At rest the trip is flown once more by a small light, as fast as in the beat. In `race` our crossing, in `clock`
    every crossing, none elsewhere."""
    trip, rest = f.world.network, resting(f)
    if f.beat_name not in ("race", "clock") or rest <= 0.0:
        return None
    race = f.beat_name == "race"
    takes = seconds_of(f, "race.crossing" if race else "clock.trip")
    since = rest % (takes + PAUSE)
    if since > takes:
        return None
    begins = trip.handshake_seconds if race else 0.0
    seconds = begins + (trip.total_seconds - begins) * since / takes
    moment = trip.at(seconds)
    ours = moment.leg == len(trip.legs) - 1
    level = 1.0 if ours else HELLO_LEVELS[moment.leg % len(HELLO_LEVELS)]
    share = moment.position if trip.distance_km > 0.0 else moment.leg_fraction
    back = trip.legs[moment.leg].direction == "back"
    shown = float(ramp(min(since, takes - since), 0.0, 0.25))
    return LightFlight(seconds, share, 1.0, back, level, moment.leg, ours, shown)
