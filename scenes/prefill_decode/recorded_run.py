"""A run of the small model that comes with the app: what it tells of the computer it was recorded on. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp.authoring import Quantity, World, origin

SMALL_MODEL = "smollm2-135m"
"""The row of the small model in the table of models."""


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """Tokens a second of its decode, bytes of weights that each of them streams, and what follows: FLOP per byte and
    bytes per second."""

    model: str
    rate: Quantity
    weights: Quantity
    intensity: float
    streamed: float


def recorded_run(world: World) -> RecordedRun | None:
    """The shipped run; None where its answer is a single token, which has no rhythm."""
    run = world.default_recording
    if run.decode_tokens_per_second <= 0.0:
        return None
    rate = Quantity(
        run.decode_tokens_per_second, "token/s", "decode of the recorded run", "d_r", source=origin.RECORDED
    )
    params = world.with_inputs(model=SMALL_MODEL).cost.params
    each = world.measuring.weight_bytes
    weights = Quantity(
        float(params.value) * each,
        "B",
        "weights of the small model, streamed for each token",
        "W_s",
        "P × bytes of a weight",
        (params,),
    )
    return RecordedRun(
        run.model,
        replace(rate, id="default_recording.decode_tokens_per_second"),
        replace(weights, id="default_recording.weight_bytes"),
        2.0 / each,
        float(weights.value) * run.decode_tokens_per_second,
    )
