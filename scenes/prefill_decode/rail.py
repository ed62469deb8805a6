"""The readouts beside the two phases: ideal and achieved times of the scenario, or what this computer measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scenes.prefill_decode.facts import Facts
from tourapp.authoring import Control, Frame, GotoBeat, Picture, Quantity, Rail, Tag, show


def draw_rail(p: Picture, f: Frame, controls: Sequence[Control], facts: Facts) -> None:
    """Readouts below the controls."""
    rail = Rail(p, controls)
    rail.rule()
    if f.beat_name == "computer":
        _this_computer(rail, f.world.measured)
    else:
        _scenario(rail, f, facts)


def _scenario(rail: Rail, f: Frame, facts: Facts) -> None:
    costs, times = f.world.request_cost, f.world.request_times
    rail.columns("ideal", "achieved")
    rail.pair("First token", times.first, times.achieved_first, "prefill")
    rail.pair("Between", times.between, times.achieved_between, "decode")
    rail.pair("Answer", times.total, times.achieved_total)
    rail.rule()
    rail.read("Prefill intensity", costs.prefill.intensity, "prefill", step=30, size=18)
    rail.read("Decode intensity", costs.decode.intensity, "decode", step=30, size=18)
    rail.read("Ridge of the machine", costs.decode.ridge, "ink", step=30, size=18)
    if not bool(costs.capacity.fits):
        rail.note(
            "Does not fit: {held} of weights, {room} usable",
            role="waste",
            held=costs.capacity.weight_bytes,
            room=costs.capacity.usable_bytes,
        )
    elif f["cache"] == "cache":
        rail.note("In cache: measured on this computer, last step", role="prefill")
        rail.p.hot([(rail.x, rail.y - 24, rail.w, 24)], (Tag("cache beat"),), (GotoBeat(len(f.timeline.beats) - 1),))
    elif rail.left > 26:
        rail.note("On {machine}, this one conversation alone", machine=facts.machine_words)


def _row(rail: Rail, label: str, spread: Any, unit: str, role: str) -> None:
    name = f"{label}, median of {spread.count} rounds on this computer"
    low, high = (Quantity(float(v), unit, name) for v in (spread.low, spread.high))
    rail.read(label, Quantity(float(spread.median), unit, name), role, step=27, size=19)
    first, last = show(low), show(high)
    if first.split("\u2009")[1:] == last.split("\u2009")[1:]:
        first = first.split("\u2009")[0]
    rail.p.text(
        (rail.right, rail.y + 14),
        "{low} to {high}",
        low=first,
        high=last,
        size=14,
        role="dim",
        align="right",
        fit=rail.w,
    )
    rail.y += 22


def _this_computer(rail: Rail, measured: Any) -> None:
    if measured is None:
        rail.heading("This computer")
        for label in ("Prefill", "Decode", "Memory", "Arithmetic", "Ridge"):
            rail.read(label, "not measured", "dim", step=32, size=16)
        return
    rail.heading("This computer, measured", "median")
    _row(rail, "Prefill", measured.prefill, "token/s", "prefill")
    _row(rail, "Decode", measured.decode, "token/s", "decode")
    _row(rail, "Memory read", measured.read, "B/s", "weights")
    _row(rail, "Arithmetic", measured.gemm, "FLOP/s", "ink")
    ridge = Quantity(
        float(measured.ridge),
        "FLOP/B",
        "ridge of this computer",
        "I_ridge",
        "F / β",
        (
            Quantity(float(measured.gemm.median), "FLOP/s", "arithmetic, measured", "F"),
            Quantity(float(measured.read.median), "B/s", "memory read, measured", "β"),
        ),
    )
    rail.read("Ridge", ridge, step=26, size=19)
