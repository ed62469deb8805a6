"""The flight through the hall as a function of time: where the eye is, how much is written, how long the hall is.

Not here: anything drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from scenes.kv_hall.camera import Camera
from tourapp.authoring import Frame, mix, ramp, smooth

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ContextStop, KvVariants, Recording, Variant

LENGTH = 0.3
"""Depth of a slot where single slots are looked at."""
START, BACK, AHEAD = -5.2, -19.0, 11.2
"""Where the eye first stands, where it comes from, and how far before the newest slot it flies; in slots."""
SLOW, PACE, FIRST = 3, 1.3, 0.5
"""The first answer tokens come one by one, each taking this many seconds, after a moment for the words."""
WRITTEN_AT = 0.25
"""The share of its beat at which prefill has written its slots."""


@dataclass(frozen=True, slots=True)
class HallMoment:
    """One moment: where we look from, how much is written, how long the hall is.

    recording, variants, variant: what the world knows. stop: the length at which the hall is told of. prompt, answer:
    their slots; the answer's last token is never fed to the model and has none. spark: the token it hangs at.
    prefilled, written: slots of prompt and answer written so far. extent: tokens of a hall in the memory.
    weights, usable: bytes of the weights and of the memory. whole: 0 inside the hall, 1 where the memory is seen.
    share: the part of the walls' height our slots take.
    """

    recording: Recording
    variants: KvVariants
    variant: Variant
    stop: ContextStop
    camera: Camera
    prompt: int
    answer: int
    spark: float
    prefilled: int
    written: float
    extent: float
    weights: float
    usable: float
    whole: float
    share: float

    @property
    def slow(self) -> bool:
        """Whether tokens come one by one, so that each can be followed."""
        return self.written < min(SLOW, self.answer)

    @property
    def total(self) -> int:
        """Slots of prompt and answer."""
        return self.prompt + self.answer

    @property
    def stops(self) -> tuple[ContextStop, ...]:
        """The lengths at which the hall of this variant is looked at."""
        return self.variants.stops[self.variant.id]


def written_tokens(f: Frame, n: int) -> float:
    """Of `n` slots of the answer those written so far: the first few one by one, the rest faster and faster."""
    u = f.beat("decode")
    if u >= 0.999 or n == 0:
        return float(n) if u > 0 else 0.0
    whole = f.timeline.beats[f.timeline.index("decode")].seconds
    seconds = u * whole
    slow = min(SLOW, n)
    if seconds < FIRST + slow * PACE or n == slow:
        return float(np.clip((seconds - FIRST) / PACE, 0, slow))
    left = whole - 1.0 - FIRST - slow * PACE
    return slow + (n - slow) * float(smooth(ramp((seconds - FIRST - slow * PACE) / left, 0, 1)))


def extent(f: Frame, stops: Sequence[ContextStop]) -> float:
    """How many tokens the whole hall shows: the context, then each of the stops."""
    size = math.log(float(f.inputs.context))
    for stop, cue in zip(stops, ("scales.first", "scales.second", "scales.third"), strict=True):
        size = mix(size, math.log(stop.tokens), f.cue(cue))
    return math.exp(size)


def stop_on_stage(f: Frame, variant: Variant, stops: Sequence[ContextStop], size: float, whole: float) -> ContextStop:
    """The length that stage and rail tell of: the context, or the one of `stops` nearest to `size` from the beat
    `scales` on, while the whole hall is seen."""
    if f.move("scales", 0.0, 0.03) <= 0 or whole < 0.5:
        return variant.here
    return min(stops, key=lambda item: abs(math.log(item.tokens / size)))


def eye(f: Frame, prompt: int, answer: int) -> float:
    """The token we stand at among single slots."""
    at = mix(BACK, START, f.move("empty", 0.07, 0.56))
    at = mix(at, max(START, prompt - 14.6), f.cue("prefill.move_on"))
    return float(mix(at, prompt - AHEAD + _step(written_tokens(f, answer)), f.move("decode", 0.0, 0.07)))


def camera_of(f: Frame, prompt: int, answer: int) -> Camera:
    """The eye among the slots, smeared as fast as it flies."""
    at = eye(f, prompt, answer)
    before = at if f.still or f.past("decode") else eye(replace(f, t=max(0.0, f.t - 1 / 60)), prompt, answer)
    return Camera(at, LENGTH, min(4.0, 0.6 * abs(at - before)))


def hall_moment(f: Frame) -> HallMoment:
    """Everything that moves, from time alone."""
    recording, variants = f.world.recording, f.world.kv_variants
    variant = variants.pick(str(f["kv_heads"]))
    prompt = recording.prompt_count
    answer = max(0, recording.slots - prompt)
    whole = f.move("grow", 0.03, 0.15) * (1 - f.cue("heads.back"))
    capacity = f.world.cost.capacity
    stops = variants.stops[variant.id]
    size = extent(f, stops)
    written = written_tokens(f, answer)
    return HallMoment(
        recording,
        variants,
        variant,
        stop_on_stage(f, variant, stops, size, whole),
        camera_of(f, prompt, answer),
        prompt,
        answer,
        spark=mix(14.5, prompt + _step(written) + 0.5, f.cue("prefill.move_on")),
        prefilled=prompt if f.beat("prefill") > WRITTEN_AT else 0,
        written=written,
        extent=size,
        weights=float(capacity.weight_bytes.value),
        usable=float(capacity.usable_bytes.value),
        whole=whole,
        share=mix(1.0, variant.share, f.cue("heads.share")),
    )


def _step(written: float) -> float:
    """How many slots spark and eye have moved on: they wait while a token is written, then step to the next."""
    step = int(written)
    return step + float(smooth(ramp(written - step, 0.74, 1.0)))
