"""The flight through the hall as a function of time: where the eye is, how much is written, how long the hall is.

Not here: anything drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tourapp.authoring import Frame, mix, ramp, smooth
from tourapp.figures.hall import Camera

LENGTH = 0.3
"""Depth of a slot where single slots are looked at."""
START, BACK, AHEAD = -5.2, -19.0, 11.2
"""Where the eye first stands, where it comes from, and how far before the newest slot it flies; in slots."""
FRONT, END = 1.45, 10.0
"""Depths of first and last slot where the whole hall is seen."""
SLOW, PACE = 5, 0.66
"""The first answer tokens come one by one, each taking this many seconds."""


@dataclass(frozen=True, slots=True)
class State:
    """One moment: where we look from, how much is written, how long the hall is."""

    camera: Camera
    prompt: int
    answer: int
    spark: float
    written: float
    held: float
    whole: float
    """0 among single slots, 1 where the whole hall is seen."""


def written_tokens(f: Frame, n: int) -> float:
    """Answer tokens written so far: the first few one by one, the rest faster and faster, then to rest."""
    u = f.beat("decode")
    if u >= 0.999 or n == 0:
        return float(n) if u > 0 else 0.0
    seconds = u * f.timeline.beats[f.timeline.index("decode")].seconds
    slow = min(SLOW, n)
    first = 0.8
    if seconds < first + slow * PACE or n == slow:
        return float(np.clip((seconds - first) / PACE, 0, slow))
    left = f.timeline.beats[f.timeline.index("decode")].seconds - 1.0 - first - slow * PACE
    return slow + (n - slow) * float(smooth(ramp((seconds - first - slow * PACE) / left, 0, 1)))


def hall_length(tokens: float) -> float:
    """Depth of a slot where `tokens` of them reach from the front to the end."""
    return min(LENGTH, (END - FRONT) / max(tokens, 1.0))


def extent(f: Frame) -> float:
    """How many tokens the whole hall shows: the context, then each of the stops."""
    stops = [float(stop.tokens) for stop in f.world.kv_variants.stops[variant_of(f).id]]
    size = math.log(float(f.inputs.context))
    for stop, (start, end) in zip(stops, ((0.03, 0.14), (0.34, 0.45), (0.66, 0.77)), strict=True):
        size = mix(size, math.log(stop), f.move("scales", start, end))
    return math.exp(size)


def camera_at(f: Frame, prompt: int, answer: int) -> tuple[Camera, float]:
    """The eye, and how much of the whole hall is seen (0..1)."""
    total = prompt + answer
    at = mix(BACK, START, f.move("empty", 0.07, 0.56))
    at = mix(at, max(START, prompt - 13.0), f.move("prefill", 0.60, 0.84))
    at = mix(at, prompt - AHEAD + written_tokens(f, answer), f.move("decode", 0.0, 0.07))
    whole = f.move("grow", 0.06, 0.30) * (1 - f.move("heads", 0.02, 0.20))
    if whole <= 0.0:
        return Camera(at, LENGTH), 0.0
    end = hall_length(extent(f))
    length = math.exp(mix(math.log(LENGTH), math.log(end), whole))
    newest = mix(AHEAD * LENGTH, FRONT + total * end, whole)
    return Camera(total - newest / length, length), whole


def state_of(f: Frame) -> State:
    """Everything that moves, from time alone."""
    recording = f.world.recording
    prompt, answer = recording.prompt_count, len(recording.ids)
    camera, whole = camera_at(f, prompt, answer)
    if not f.still and f.beat_index < 3:
        before, _ = camera_at(replace(f, t=max(0.0, f.t - 1 / 60)), prompt, answer)
        camera = replace(camera, blur=min(4.0, 0.6 * abs(camera.at - before.at)))
    written = written_tokens(f, answer)
    step = int(written)
    spark = prompt + step + float(smooth(ramp(written - step, 0.74, 1.0))) + 0.5
    spark = mix(14.5, spark, f.move("prefill", 0.60, 0.84))
    total = prompt + answer
    held = math.exp(mix(math.log(total), math.log(max(extent(f), 1.0)), whole)) if whole > 0 else float(total)
    return State(camera, prompt, answer, spark, written, held, whole)


def variant_of(f: Frame) -> Any:
    """The chosen way to keep keys and values."""
    return f.world.kv_variants.pick(str(f["kv_heads"]))
