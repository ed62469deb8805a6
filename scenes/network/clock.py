"""The clock below the globe: a large number of milliseconds, and the ruler of the trip beside it."""

from __future__ import annotations

from scenes.network.flight import LightFlight, again, answer_share
from scenes.network.ruler import HEIGHT, TOP, Ruler, draw_answer_fill, draw_ruler
from scenes.network.ruler_heads import HeadsShown, draw_heads
from tourapp.authoring import Frame, Phrase, Picture, fill, ramp, smooth
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, READOUT

LEFT, BASELINE = 64.0, 800.0
DIGITS = ("{v:,.0f}", "{v:.1f}")
"""Milliseconds with no and one decimal."""


def draw_clock(p: Picture, f: Frame, flight: LightFlight) -> None:
    """Number and ruler at the moment of the flight: our crossing alone, then the whole trip, then the way back. The
    clock stands at nothing from Enter on."""
    trip, started = f.world.network, f.cue("race.start")
    pressed = float(smooth(ramp(f.beat("typed"), 0.60, 0.68)))
    if pressed <= 0.0:
        return
    _number(p, f, milliseconds(f, flight), pressed)
    p.text((LEFT, BASELINE + 38), "{counted}", size=LABEL, alpha=pressed, counted=_counted(f))
    ruler = ruler_at(f)
    resting = not any(0.0 < f.cue(cue) < 1.0 for cue in ("clock.widen", "arrive.widen"))
    if f.beat_name == "arrive":
        draw_answer_fill(p, ruler, trip, answer_share(f))
    now = flight.seconds if f.beat_name != "typed" else trip.handshake_seconds
    draw_ruler(p, ruler, trip, now, alpha=pressed, resting=resting)
    split = f.move("clock", 0.10, 0.20) if trip.handshake_seconds else 1.0
    heads = HeadsShown(started, started * split, f.move("arrive", 0.18, 0.28))
    draw_heads(p, ruler, trip, f.world.trip_numbers, heads, gain=max(1.0, f.text_gain))
    small = again(f)
    if small is not None:
        p.sprites([(ruler.x(small.seconds), TOP + HEIGHT / 2)], 56, "white", alpha=small.alpha)


def ruler_at(f: Frame) -> Ruler:
    """The ruler: our crossing, then the whole trip, then the way back too."""
    trip, whole, after = f.world.network, f.cue("clock.widen"), f.cue("arrive.widen")
    return Ruler(trip.handshake_seconds * (1 - whole), trip.total_seconds + trip.return_seconds * after)


def milliseconds(f: Frame, flight: LightFlight) -> float:
    """What the clock says: our crossing alone, then, after it has gone back to Enter, the whole trip, and the answer's
    crossing. It ends where the caption's numbers are, as those are printed."""
    trip, numbers = f.world.network, f.world.trip_numbers
    if f.beat_name == "typed":
        return 0.0
    if f.beat_name == "race":
        return numbers.crossing_ms * (flight.seconds - trip.handshake_seconds) / trip.one_way_seconds
    if _goes_back(f):
        return numbers.crossing_ms * (1.0 - f.cue("clock.widen"))
    return numbers.total_ms * flight.seconds / trip.total_seconds + numbers.crossing_ms * answer_share(f)


def _goes_back(f: Frame) -> bool:
    """Whether the clock is between our crossing and the start of the whole trip."""
    return f.beat_name == "clock" and f.cue("clock.trip", eased=False) <= 0


def _number(p: Picture, f: Frame, value: float, alpha: float) -> None:
    """The large number, with as many decimals as the trip's times have on this stage."""
    template = DIGITS[f.world.trip_numbers.decimals]
    p.text((LEFT, BASELINE), template, size=FIGURE_LARGE, weight=600, mono=True, alpha=alpha, v=value)
    wide = len(fill(template, {"v": value})) * FIGURE_LARGE * 0.6
    p.text((LEFT + wide + 12, BASELINE), "ms", size=READOUT, role="dim", mono=True, weight=600, alpha=alpha)


def _counted(f: Frame) -> Phrase:
    """What the number counts. How much slower than real it runs is told at the foot."""
    if f.beat_name == "arrive" and answer_share(f) >= 1.0:
        return Phrase("first word, at best")
    if f.beat_name == "race":
        return Phrase("one crossing")
    if _goes_back(f) and not f.still:
        return Phrase("back to Enter") if f.world.network.handshake_seconds else Phrase("once more, from Enter")
    return Phrase("since Enter")
