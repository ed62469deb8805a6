"""The roofline of the scenario's machine: decode, our own prompt, and the prompt's way up the slope as it grows."""

from __future__ import annotations

import numpy as np

from scenes.prefill_decode.facts import TwoPhases, token_count
from tourapp.authoring import Chart, Frame, Phrase, Picture, Quantity, Rect
from tourapp.authoring.sizes import LABEL, LINE, READOUT
from tourapp.figures.roofline import (
    OperatingPoint,
    PointLetters,
    Roof,
    axes_for,
    decode_point,
    draw_points,
    draw_roofline,
    draw_track,
    prefill_point,
    roof_of,
)

CHART = Rect(198, 172, 1206, 584)
INTENSITIES = (1.0, 1e5)
"""FLOP per byte at both ends of the chart."""


def draw_ridge(f: Frame, p: Picture, facts: TwoPhases) -> None:
    """The whole chart; nothing outside its beat."""
    shown = f.cue("ridge.appears") * (1.0 - f.cue("computer.ridge_goes"))
    if shown <= 0.01:
        return
    roof = roof_of(facts.costs, facts.machine)
    chart = draw_roofline(p, CHART, [roof], axes_for([roof], *INTENSITIES), alpha=shown)
    draw_track(p, chart, _track(f, facts), share=f.cue("ridge.climbs"), alpha=shown)
    lights = [shown * f.cue(cue) for cue in ("ridge.decode", "ridge.ours", "ridge.prefill")]
    draw_points(p, chart, _points(facts), alpha=lights, letters=PointLetters(LABEL, LABEL, f.text_gain))
    _label(p, chart, roof, facts, shown)


def _track(f: Frame, facts: TwoPhases) -> np.ndarray:
    """FLOP/B and FLOP/s [n, 2] of prompts that grow up to the scenario's."""
    track = f.world.prompt_track.prefill
    intensity = np.asarray(track.intensity.value)
    rates = np.asarray(track.flops.value) / np.asarray(track.seconds.value)
    return np.stack([intensity, rates], 1)[intensity <= float(facts.costs.prefill.intensity.value)]


def _points(facts: TwoPhases) -> list[OperatingPoint]:
    """Decode, prefill of our own prompt, prefill of the scenario's prompt."""
    costs, own, now = facts.costs, facts.own, facts.step.decode
    step = _limit(now.intensity, now.bound)
    ours = Phrase("memory-bound") if own.prefill.bound == "memory" else Phrase("compute-bound")
    whole = _for_prompt(facts.prompt, _limit(costs.prefill.intensity, costs.prefill.bound))
    return [
        decode_point(facts.step, _step_name(facts), note=step),
        prefill_point(own, Phrase("Our question"), "white", note=ours),
        prefill_point(costs, Phrase("The typical prompt"), note=whole),
    ]


def _step_name(facts: TwoPhases) -> Phrase:
    if facts.batch.value == 1:
        return Phrase("Decode, one token a step")
    return Phrase("Decode, {n} tokens a step", n=facts.batch)


def _limit(intensity: Quantity, bound: str) -> Phrase:
    """Operations per byte, and what they make it wait for ("memory" or "compute")."""
    if bound == "memory":
        return Phrase("{v}, memory-bound", v=intensity)
    return Phrase("{v}, compute-bound", v=intensity)


def _for_prompt(tokens: int, limit: Phrase) -> Phrase:
    """A limit, and the tokens of the prompt it is for."""
    return Phrase("{tokens}: {limit}", tokens=token_count(tokens), limit=limit)


def _label(p: Picture, chart: Chart, roof: Roof, facts: TwoPhases, shown: float) -> None:
    """What the machine is and how it multiplies, and what bounds its two sides."""
    x, y = CHART.x + 20, CHART.y + 40
    p.text((x, y), "{n}, math in {format}", n=roof.name, format=facts.format, size=LINE, weight=600, alpha=shown)
    p.text((x, y + 38), "a light is ideal, the ring below it achieved", size=LABEL, role="dim", alpha=shown)
    side, low = chart.point(roof.ridge, roof.peak)[0], CHART.bottom - 22
    p.text((side - 16, low), "memory-bound", size=READOUT, role="ink", weight=600, align="right", alpha=shown)
    p.text((side + 16, low), "compute-bound", size=READOUT, role="prefill", weight=600, alpha=shown)
