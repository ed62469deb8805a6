"""The readouts beside the two phases: ideal and achieved times of the scenario, or what this computer measured."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenes.prefill_decode.facts import TwoPhases
from tourapp.authoring import Frame, GotoBeat, Phrase, Picture, Quantity, Rail, Rect, Tag, show, without_number
from tourapp.authoring.sizes import TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ComputerNumbers, Measurement, Spread

SPREAD_HEIGHT = 22.0
NOTE_HEIGHT = 30.0
UNIT = "\u2009"
"""The thin space between a value and its unit."""


def draw_readouts(f: Frame, p: Picture, facts: TwoPhases) -> None:
    """Everything below the controls."""
    rail = Rail(p, f.rail)
    if f.beat_name == "computer":
        if facts.measured is None or facts.computer is None:
            _not_measured(rail)
        else:
            _measured(p, rail, facts.measured, facts.computer)
        return
    if f.beat_name == "ridge":
        _intensities(rail, facts)
    else:
        _times(rail, facts)
    _remark(f, p, rail, facts)


def _times(rail: Rail, facts: TwoPhases) -> None:
    times = facts.times
    rail.columns("ideal", "achieved")
    rail.pair(
        "First token (TTFT)",
        times.first,
        times.achieved_first,
        roles=("prefill", "prefill"),
        below=without_number(facts.slow_first),
    )
    if facts.one_token:
        rail.read("Time per token", Phrase("none"), "dim")
    else:
        rail.pair(
            "Time per token",
            times.between,
            times.achieved_between,
            roles=("decode", "decode"),
            below=without_number(facts.slow_between),
        )
    rail.pair("Answer", times.total, times.achieved_total, below=without_number(facts.slow_total))


def _intensities(rail: Rail, facts: TwoPhases) -> None:
    """FLOP per byte: of both phases, and from where on the GPU is bound by arithmetic."""
    rail.heading("FLOP per byte")
    rail.read("prefill", _bare(facts.costs.prefill.intensity), "prefill")
    rail.read("decode", _bare(facts.step.decode.intensity), "decode")
    rail.read(Phrase("ridge, {format}", format=facts.format), _bare(facts.shared.decode.ridge))


def _bare(value: Quantity) -> Quantity:
    """FLOP per byte without its unit, which the heading names."""
    return replace(value, printed=show(replace(value, unit="1")))


def _remark(f: Frame, p: Picture, rail: Rail, facts: TwoPhases) -> None:
    """One line more: that the model does not fit, that the cache is the last beat's matter, or what the machine is."""
    capacity, place = facts.shared.capacity, Rect(rail.x, rail.y, rail.w, NOTE_HEIGHT)
    held, room = capacity.weight_bytes, capacity.usable_bytes
    if held > room:
        rail.note("Does not fit: {held} of weights, {room} usable", role="waste", held=held, room=room)
    elif not bool(capacity.fits):
        held = capacity.held_bytes
        rail.note("Does not fit: {held} with its caches, {room} usable", role="waste", held=held, room=room)
    elif f["cache"] == "cache":
        rail.note("In cache: see the last beat", role="prefill")
        if p.side is not None:
            p.side.hot([place], (Tag("cache beat"),), (GotoBeat(f.timeline.index("computer")),))
    elif rail.left < NOTE_HEIGHT:
        return
    elif facts.batch.value == 1:
        rail.note("{machine}, one alone", machine=facts.machine)
    else:
        rail.note("{machine}, batch of {n}", machine=facts.machine, n=facts.batch)


def _not_measured(rail: Rail) -> None:
    rail.heading("This computer")
    rail.note("not measured yet")


def _measured(p: Picture, rail: Rail, measured: Measurement, numbers: ComputerNumbers) -> None:
    """Medians, and below each from where to where its readings go."""
    _read_spread(p, rail, "Prefill", (numbers.prefill, measured.prefill), role="prefill")
    _read_spread(p, rail, "Decode", (numbers.decode, measured.decode), role="decode")
    _read_spread(p, rail, "Memory", (numbers.read, measured.read), role="weights")
    _read_spread(p, rail, "Arithmetic", (numbers.gemm, measured.gemm), role="ink")
    rail.read("Ridge", numbers.ridge)


def _read_spread(p: Picture, rail: Rail, label: str, reading: tuple[Quantity, Spread], *, role: str) -> None:
    """A label and its median, and below it from where to where the readings go."""
    median, spread = reading
    rail.read(label, median, role)
    low, high = (show(Quantity(float(value), median.unit)) for value in (spread.low, spread.high))
    if low.split(UNIT)[1:] == high.split(UNIT)[1:]:
        low = low.split(UNIT)[0]
    room = rail.box(SPREAD_HEIGHT)
    if p.side is not None:
        at = (room.right, room.y + 18)
        p.side.text(at, "{low} to {high}", low=low, high=high, size=TAG, role="dim", align="right", fit=room.w)


def draw_launch_rail(f: Frame, p: Picture) -> None:
    """What is assumed, and the smallest and the largest share."""
    rail, told = Rail(p, f.rail), f.world.launches
    rail.read("Assumed", told.fixed)
    for row in told.rows:
        if row.phase == "decode":
            rail.read(Phrase("{name}", name=row.name), row.whole, "decode")
