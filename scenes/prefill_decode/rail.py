"""The readouts beside the two phases: ideal and achieved times of the scenario, or what this computer measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scenes.prefill_decode.facts import TwoPhases
from scenes.prefill_decode.own_machine import computer_ridge
from tourapp.authoring import Control, Frame, GotoBeat, Phrase, Picture, Quantity, Rail, Rect, Tag, show
from tourapp.authoring.sizes import T14, T16, T18, T19

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Measurement, Spread

STEP, EMPTY_STEP, MEASURED_STEP, RIDGE_STEP = 30, 32, 27, 26
"""Stage units from one row to the next: intensities, what is not measured, what is, and the ridge."""
SPREAD_HEIGHT = 14.0
NOTE_HEIGHT = 24.0
UNIT = "\u2009"
"""The thin space between a value and its unit."""


def draw_readouts(f: Frame, p: Picture, controls: Sequence[Control], facts: TwoPhases) -> None:
    """Everything below the controls."""
    rail = Rail(p, controls)
    rail.rule()
    if f.beat_name != "computer":
        _scenario(rail, facts)
        _remark(f, p, rail, facts)
    elif facts.measured is None:
        _not_measured(rail)
    else:
        _measured(p, rail, facts.measured)


def _scenario(rail: Rail, facts: TwoPhases) -> None:
    costs, times = facts.costs, facts.times
    rail.columns("ideal", "achieved")
    rail.pair("First token", times.first, times.achieved_first, "prefill")
    rail.pair("Between", times.between, times.achieved_between, "decode")
    rail.pair("Answer", times.total, times.achieved_total)
    rail.rule()
    rail.read("Prefill intensity", costs.prefill.intensity, "prefill", step=STEP, size=T18)
    rail.read("Decode intensity", costs.decode.intensity, "decode", step=STEP, size=T18)
    rail.read("Ridge of the machine", costs.decode.ridge, "ink", step=STEP, size=T18)


def _remark(f: Frame, p: Picture, rail: Rail, facts: TwoPhases) -> None:
    """One line more: that the model does not fit, that the cache is the last beat's matter, or what the machine is."""
    capacity, place = facts.costs.capacity, Rect(rail.x, rail.y, rail.w, NOTE_HEIGHT)
    if not bool(capacity.fits):
        held, room = capacity.weight_bytes, capacity.usable_bytes
        rail.note("Does not fit: {held} of weights, {room} usable", role="waste", held=held, room=room)
    elif f["cache"] == "cache":
        rail.note("In cache: measured on this computer, last step", role="prefill")
        if p.side is not None:
            p.side.hot([place], (Tag("cache beat"),), (GotoBeat(f.timeline.index("computer")),))
    elif rail.left > 26:
        rail.note("On {machine}, this one conversation alone", machine=facts.machine)


def _not_measured(rail: Rail) -> None:
    nothing = Phrase("not measured")
    rail.heading("This computer")
    rail.read("Prefill", nothing, "dim", step=EMPTY_STEP, size=T16)
    rail.read("Decode", nothing, "dim", step=EMPTY_STEP, size=T16)
    rail.read("Memory", nothing, "dim", step=EMPTY_STEP, size=T16)
    rail.read("Arithmetic", nothing, "dim", step=EMPTY_STEP, size=T16)
    rail.read("Ridge", nothing, "dim", step=EMPTY_STEP, size=T16)


def _measured(p: Picture, rail: Rail, measured: Measurement) -> None:
    rail.heading("This computer, measured", "median")
    _read_spread(p, rail, "Prefill", measured.prefill, unit="token/s", role="prefill")
    _read_spread(p, rail, "Decode", measured.decode, unit="token/s", role="decode")
    _read_spread(p, rail, "Memory read", measured.read, unit="B/s", role="weights")
    _read_spread(p, rail, "Arithmetic", measured.gemm, unit="FLOP/s", role="ink")
    rail.read("Ridge", computer_ridge(measured), step=RIDGE_STEP, size=T19)


def _read_spread(p: Picture, rail: Rail, label: str, spread: Spread, *, unit: str, role: str) -> None:
    """A label and its median, and below it from where to where the readings go."""
    name = Phrase("{what}, median of {n} rounds on this computer", what=Phrase(label), n=spread.count)
    rail.read(label, Quantity(float(spread.median), unit, show(name)), role, step=MEASURED_STEP, size=T19)
    low, high = (show(Quantity(float(value), unit)) for value in (spread.low, spread.high))
    if low.split(UNIT)[1:] == high.split(UNIT)[1:]:
        low = low.split(UNIT)[0]
    room = rail.box(SPREAD_HEIGHT)
    if p.side is not None:
        at = (room.right, room.bottom)
        p.side.text(at, "{low} to {high}", low=low, high=high, size=T14, role="dim", align="right", fit=room.w)
