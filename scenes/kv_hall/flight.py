"""The flight through the hall as a function of time: where the eye is, how much is written, how long the hall is.

Not here: anything drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scenes.kv_hall.walls import Camera
from tourapp.authoring import Frame, mix, ramp, smooth

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
    """One moment: where we look from, how much is written, how long the hall is.

    recording, variants, variant: what the world knows. spark: the token it hangs at. written: answer tokens so far.
    extent: tokens of the whole hall. held: slots in use. full: tokens at which memory is full, or infinity. whole: 0
    among single slots, 1 where the whole hall is seen. share: the part of the walls' height our slots take.
    """

    recording: Any
    variants: Any
    variant: Any
    camera: Camera
    prompt: int
    answer: int
    spark: float
    written: float
    extent: float
    held: float
    full: float
    whole: float
    share: float

    @property
    def total(self) -> int:
        """Tokens of prompt and answer."""
        return self.prompt + self.answer


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


def extent(f: Frame, stops: Sequence[Any]) -> float:
    """How many tokens the whole hall shows: the context, then each of the stops."""
    size = math.log(float(f.inputs.context))
    for stop, (start, end) in zip(stops, ((0.03, 0.14), (0.34, 0.45), (0.66, 0.77)), strict=True):
        size = mix(size, math.log(stop.tokens), f.move("scales", start, end))
    return math.exp(size)


def eye(f: Frame, prompt: int, answer: int) -> float:
    """The token we stand at among single slots."""
    at = mix(BACK, START, f.move("empty", 0.07, 0.56))
    at = mix(at, max(START, prompt - 14.6), f.move("prefill", 0.60, 0.84))
    return float(mix(at, prompt - AHEAD + written_tokens(f, answer), f.move("decode", 0.0, 0.07)))


def camera_of(f: Frame, prompt: int, answer: int, whole: float, size: float) -> Camera:
    """The eye among single slots (smeared as fast as it flies), or drawn back until the whole hall is seen."""
    at = eye(f, prompt, answer)
    if whole <= 0.0:
        before = at if f.still or f.beat_index > 2 else eye(replace(f, t=max(0.0, f.t - 1 / 60)), prompt, answer)
        return Camera(at, LENGTH, min(4.0, 0.6 * abs(at - before)))
    end = hall_length(size)
    length = math.exp(mix(math.log(LENGTH), math.log(end), whole))
    newest = mix(AHEAD * LENGTH, FRONT + (prompt + answer) * end, whole)
    return Camera(prompt + answer - newest / length, length)


def state_of(f: Frame) -> State:
    """Everything that moves, from time alone."""
    recording, variants = f.world.recording, f.world.kv_variants
    variant = variants.pick(str(f["kv_heads"]))
    prompt, answer = recording.prompt_count, len(recording.ids)
    whole = f.move("grow", 0.06, 0.30) * (1 - f.move("heads", 0.02, 0.20))
    size = extent(f, variants.stops[variant.id])
    written = written_tokens(f, answer)
    step = int(written)
    spark = prompt + step + float(smooth(ramp(written - step, 0.74, 1.0))) + 0.5
    spark = mix(14.5, spark, f.move("prefill", 0.60, 0.84))
    total = max(1, prompt + answer)
    held = math.exp(mix(math.log(total), math.log(max(size, 1.0)), whole)) if whole > 0 else float(total)
    full = variants.full[variant.id]
    return State(
        recording,
        variants,
        variant,
        camera_of(f, prompt, answer, whole, size),
        prompt,
        answer,
        spark,
        written,
        size,
        held,
        math.inf if full is None else float(full.value),
        whole,
        mix(1.0, variant.share, f.move("heads", 0.34, 0.52)),
    )
