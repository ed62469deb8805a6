"""The readouts beside the two phases: ideal and achieved times of the scenario, or what this computer measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scenes.prefill_decode.facts import TwoPhases
from tourapp.authoring import Control, Frame, GotoBeat, Phrase, Picture, Quantity, Rail, Rect, Tag, show
from tourapp.authoring.sizes import T14, T16, T18, T19

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ComputerNumbers, Measurement, Spread

STEP, PAIR_STEP, EMPTY_STEP, MEASURED_STEP, RIDGE_STEP = 30, 32, 32, 27, 26
"""Stage units from one row to the next: intensities, pairs, what is not measured, what is, and the ridge."""
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
    elif facts.measured is None or facts.computer is None:
        _not_measured(rail)
    else:
        _measured(p, rail, facts.measured, facts.computer)


def _scenario(rail: Rail, facts: TwoPhases) -> None:
    costs, times = facts.costs, facts.times
    rail.columns("ideal", "achieved")
    rail.pair("First token", times.first, times.achieved_first, "prefill")
    if facts.one_token:
        rail.read("Between tokens", Phrase("none: only one"), "dim", step=PAIR_STEP, size=T16)
    else:
        rail.pair("Between", times.between, times.achieved_between, "decode")
    rail.pair("Answer", times.total, times.achieved_total)
    rail.rule()
    rail.read("Prefill intensity", costs.prefill.intensity, "prefill", step=STEP, size=T18)
    rail.read("Decode intensity", facts.step.decode.intensity, "decode", step=STEP, size=T18)
    ridge = Phrase("Ridge in {format}", format=facts.format)
    rail.read(ridge, facts.shared.decode.ridge, "ink", step=STEP, size=T18)


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
        rail.note("In cache: measured on this computer, last step", role="prefill")
        if p.side is not None:
            p.side.hot([place], (Tag("cache beat"),), (GotoBeat(f.timeline.index("computer")),))
    elif rail.left > 26:
        words = "Typical request, {machine}, batch of {n}"
        if facts.batch.value == 1:
            words = "Typical request, {machine}, one conversation alone"
        rail.note(words, machine=facts.machine, n=facts.batch)


def _not_measured(rail: Rail) -> None:
    nothing = Phrase("not measured")
    rail.heading("This computer")
    rail.read("Prefill", nothing, "dim", step=EMPTY_STEP, size=T16)
    rail.read("Decode", nothing, "dim", step=EMPTY_STEP, size=T16)
    rail.read("Memory", nothing, "dim", step=EMPTY_STEP, size=T16)
    rail.read("Arithmetic", nothing, "dim", step=EMPTY_STEP, size=T16)
    rail.read("Ridge", nothing, "dim", step=EMPTY_STEP, size=T16)


def _measured(p: Picture, rail: Rail, measured: Measurement, numbers: ComputerNumbers) -> None:
    rail.heading("This computer, measured", "median")
    _read_spread(p, rail, "Prefill", (numbers.prefill, measured.prefill), role="prefill")
    _read_spread(p, rail, "Decode", (numbers.decode, measured.decode), role="decode")
    _read_spread(p, rail, "Memory read", (numbers.read, measured.read), role="weights")
    _read_spread(p, rail, "Arithmetic", (numbers.gemm, measured.gemm), role="ink")
    rail.read("Ridge", numbers.ridge, step=RIDGE_STEP, size=T19)


def _read_spread(p: Picture, rail: Rail, label: str, reading: tuple[Quantity, Spread], *, role: str) -> None:
    """A label and its median, and below it from where to where the readings go."""
    median, spread = reading
    rail.read(label, median, role, step=MEASURED_STEP, size=T19)
    low, high = (show(Quantity(float(value), median.unit)) for value in (spread.low, spread.high))
    if low.split(UNIT)[1:] == high.split(UNIT)[1:]:
        low = low.split(UNIT)[0]
    room = rail.box(SPREAD_HEIGHT)
    if p.side is not None:
        at = (room.right, room.bottom)
        p.side.text(at, "{low} to {high}", low=low, high=high, size=T14, role="dim", align="right", fit=room.w)
