"""The clock below the globe: a large number of milliseconds, and the ruler of the trip beside it."""

from __future__ import annotations

from scenes.network.flight import LightFlight, seconds_of
from scenes.network.ruler import HEIGHT, TOP, Ruler, draw_ruler
from scenes.network.ruler_heads import HeadsShown, draw_heads
from tourapp.authoring import Frame, Phrase, Picture, fill
from tourapp.authoring.sizes import T15, T26, T62

LEFT = 64.0
DIGITS = ("{v:,.0f}", "{v:.1f}")
"""Milliseconds with no and one decimal."""


def draw_clock(p: Picture, f: Frame, flight: LightFlight) -> None:
    """Number and ruler at the moment of the flight: our crossing alone, then the whole trip, then the way back."""
    trip, shown = f.world.network, f.cue("race.start")
    if shown <= 0.0:
        return
    _number(p, f, milliseconds(f, flight), shown)
    role = "ink" if _goes_back(f) else "dim"
    p.text((LEFT, TOP + HEIGHT + 24), "{counted}", size=T15, role=role, alpha=shown, fit=250, counted=_counted(f))
    whole, after = f.cue("clock.widen"), f.cue("arrive.widen")
    ruler = Ruler(trip.handshake_seconds * (1 - whole), trip.total_seconds + trip.return_seconds * after)
    resting = not (0.0 < whole < 1.0 or 0.0 < after < 1.0)
    draw_ruler(p, ruler, trip, flight.seconds, alpha=shown, resting=resting)
    split = f.move("clock", 0.10, 0.20) if trip.handshake_seconds else 1.0
    heads = HeadsShown(shown, shown * split, f.move("arrive", 0.42, 0.56))
    draw_heads(p, ruler, trip, f.world.trip_numbers, heads, gain=max(1.0, f.text_gain))


def milliseconds(f: Frame, flight: LightFlight) -> float:
    """What the clock says: our crossing alone, then, after it has gone back to Enter, the whole trip. It ends where the
    caption's number is, as that is printed."""
    trip, numbers = f.world.network, f.world.trip_numbers
    if f.beat_name == "race":
        return numbers.crossing_ms * (flight.seconds - trip.handshake_seconds) / trip.one_way_seconds
    if _goes_back(f):
        return numbers.crossing_ms * (1.0 - f.cue("clock.widen"))
    return numbers.total_ms * flight.seconds / trip.total_seconds


def _goes_back(f: Frame) -> bool:
    """Whether the clock is between our crossing and the start of the whole trip."""
    return f.beat_name == "clock" and f.cue("clock.trip", eased=False) <= 0


def _number(p: Picture, f: Frame, value: float, alpha: float) -> None:
    """The large number, with as many decimals as the trip's times have on this stage."""
    template = DIGITS[f.world.trip_numbers.decimals]
    p.text((LEFT, TOP + 29), template, size=T62, weight=600, mono=True, alpha=alpha, v=value)
    wide = len(fill(template, {"v": value})) * T62 * 0.6 * max(1.0, f.text_gain)
    p.text((LEFT + wide + 10, TOP + 29), "ms", size=T26, role="dim", mono=True, weight=500, alpha=alpha)


def _counted(f: Frame) -> Phrase:
    """What the number counts, and how much slower than real it runs."""
    trip, crossing = f.world.network, f.beat_name == "race"
    if f.beat_name == "arrive" or f.still:
        return Phrase("one crossing") if crossing else Phrase("since Enter")
    if _goes_back(f):
        return Phrase("back to Enter: what came before") if trip.handshake_seconds else Phrase("once more, from Enter")
    if crossing:
        slowed = seconds_of(f, "race.crossing") / trip.one_way_seconds
        return Phrase("one crossing, slowed {times:,.0f} ×", times=slowed)
    return Phrase("since Enter, slowed {times:,.0f} ×", times=seconds_of(f, "clock.trip") / trip.total_seconds)
