"""Values for the captions and notes of the scene, the words that follow from them, and what the badge says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.prefill_decode.facts import TwoPhases, token_count
from scenes.prefill_decode.pane import panes_for
from scenes.prefill_decode.sail import sheet_of
from tourapp.authoring import Badge, Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Measurement

CLEARLY = 1.15
"""Decode must gain from the cache by this factor more than prefill before we say that it waits for memory."""


def fill_captions(p: Picture, facts: TwoPhases) -> None:
    """Give every field of the captions its value."""
    costs, own, times = facts.costs, facts.own, facts.times
    before, now = costs.prefill, costs.decode
    here, proof = _this_computer(facts.measured)
    p.fill(
        tokens=token_count(facts.prompt),
        ours=Phrase("Ours is {n} {n|token|tokens} with its template.", n=facts.own_prompt),
        layers=costs.scenario.model_spec.layers,
        flops=before.flops,
        moved=before.bytes,
        intensity=before.intensity,
        compute=before.compute_busy,
        memory=before.memory_busy,
        first=times.first,
        slow_first=times.achieved_first,
        weights=now.weight_bytes_per_step,
        step_intensity=now.intensity,
        step_compute=now.compute_busy,
        answer=token_count(times.tokens),
        total=times.total,
        slow_total=times.achieved_total,
        mfu=costs.scenario.quantity("mfu"),
        mbu=costs.scenario.quantity("mbu"),
        verdict=_verdict(own.prefill.bound),
        own=token_count(facts.own_prompt),
        own_intensity=own.prefill.intensity,
        ridge=now.ridge,
        here=here,
        proof=proof,
    )


def _verdict(bound: str) -> Phrase:
    """What our own prompt waits for in prefill: "memory" or "compute"."""
    if bound == "memory":
        return Phrase("A prompt as short as ours waits for memory even in prefill.")
    return Phrase("On this machine even our short prompt keeps the math busy.")


def _this_computer(measured: Measurement | None) -> tuple[Phrase, Phrase]:
    """Caption and note of the last beat, with or without a measurement."""
    if measured is None:
        return (
            Phrase("And this computer? Measure it, here and now."),
            Phrase(
                "Press the button: the real small model runs for some seconds, and only what was measured is shown."
            ),
        )
    proof = Phrase(
        "The same arithmetic with weights that stay in the cache: decode × {decode}, prefill × {prefill}; "
        "medians of {n} rounds, taken in turns.",
        decode=float(measured.decode_gain),
        prefill=float(measured.prefill_gain),
        n=measured.decode.count,
    )
    apart = measured.decode_shared.low > measured.decode.high
    if apart and measured.decode_gain > CLEARLY * measured.prefill_gain:
        said = Phrase("Here too, decode waits for memory: with weights in the cache it speeds up, prefill hardly.")
    elif apart:
        said = Phrase("On this computer the cache speeds up both phases alike.")
    else:
        said = Phrase("The rounds overlap: this computer was busy, or its cache makes no difference. Measure again?")
    return said, proof


def badge_of(f: Frame) -> Badge:
    """What kind of picture this is: from specs, or measured here and now."""
    real = "times, bytes and FLOPs from the cost model; words of the answer from the real small model"
    if f.beat_name == "computer":
        if f.world.measured is not None:
            return Badge("live on this computer", "medians and spread of this sitting, remembered nowhere", real)
        return Badge("computed from specs", "this computer's own figures are shown once they have been measured", real)
    if f.beat_name == "ridge":
        left_out = Phrase("no network, no queue, no traffic between GPUs; movement is slowed for the eye")
        return Badge("computed from specs", left_out, real)
    left_out = Phrase(
        "one pane is {each} {each|layer|layers}, one dot {dot} {dot|token|tokens}; "
        "no network, no queue, no traffic between GPUs; movement is slowed for the eye",
        each=panes_for(f.world.request_cost.scenario.model_spec.layers)[1],
        dot=sheet_of(f["prompt_tokens"]).each,
    )
    return Badge("computed from specs", left_out, real)
