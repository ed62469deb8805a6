"""Values for the captions and notes of the scene, the words that follow from them, and what the badge says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.prefill_decode.facts import TwoPhases, token_count
from scenes.prefill_decode.pane import panes_for
from scenes.prefill_decode.recorded_run import RecordedRun
from scenes.prefill_decode.sail import sheet_of
from tourapp.authoring import Badge, Frame, Phrase, Picture, basis_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ComputerNumbers, Measurement

CLEARLY = 1.15
"""Decode must gain from the cache by this factor more than prefill before we say that it waits for memory."""


def fill_captions(p: Picture, facts: TwoPhases, run: RecordedRun | None) -> None:
    """Give every field of the captions its value."""
    costs, own, times = facts.costs, facts.own, facts.times
    before, now = costs.prefill, facts.step.decode
    here, proof = _this_computer(facts.measured, facts.computer, run)
    p.fill(
        tokens=token_count(facts.prompt),
        ours=Phrase("Our question is {n} {n|token|tokens} with its template.", n=facts.own_prompt),
        layers=costs.scenario.model_spec.layers,
        flops=before.flops,
        moved=before.bytes,
        intensity=before.intensity,
        compute=before.compute_busy,
        memory=before.memory_busy,
        first=times.first,
        slow_first=facts.slow_first,
        loop=_loop(facts),
        weights=facts.shared.decode.weight_bytes_per_step,
        each=_one_each(facts),
        step_intensity=now.intensity,
        work=_work(facts),
        rhythm=_rhythm(facts),
        answer=token_count(times.tokens),
        total=times.total,
        slow_total=facts.slow_total,
        basis=basis_words(facts.reached),
        verdict=_verdict(own.prefill.bound),
        batch=_batch(facts),
        own=token_count(facts.own_prompt),
        own_intensity=own.prefill.intensity,
        ridge=facts.shared.decode.ridge,
        format=facts.format,
        here=here,
        proof=proof,
    )


def _loop(facts: TwoPhases) -> Phrase:
    if facts.one_token:
        return Phrase("A longer answer goes on like this: all the weights for each token, again.")
    return Phrase("All the weights, for one token of the answer. Then all of them again.")


def _one_each(facts: TwoPhases) -> Phrase:
    """For how many tokens a step reads the weights."""
    if facts.batch.value == 1:
        return Phrase("one token, of one conversation alone")
    return Phrase("{n} tokens, one of each conversation", n=facts.batch)


def _work(facts: TwoPhases) -> Phrase:
    """How busy a step keeps the math: where it waits for memory, only so much."""
    step = facts.step.decode
    if step.bound == "memory":
        return Phrase("so the math is busy {share} of the time, ideal", share=step.compute_busy)
    return Phrase("enough to keep the math busy {share} of the time, ideal", share=step.compute_busy)


def _rhythm(facts: TwoPhases) -> Phrase:
    if facts.one_token:
        return Phrase("First a wait. An answer of one token has no rhythm after it.")
    return Phrase("First a wait, then a rhythm: time to first token, time between tokens.")


def _batch(facts: TwoPhases) -> Phrase:
    if facts.batch.value == 1:
        return Phrase("one conversation alone")
    return Phrase("a batch of {n}", n=facts.batch)


def _verdict(bound: str) -> Phrase:
    """What our own prompt waits for in prefill: "memory" or "compute"."""
    if bound == "memory":
        return Phrase("A prompt as short as ours waits for memory even in prefill.")
    return Phrase("On this machine our prompt is long enough to keep the math busy in prefill.")


def _this_computer(
    measured: Measurement | None, numbers: ComputerNumbers | None, run: RecordedRun | None
) -> tuple[Phrase, Phrase]:
    """Caption and note of the last beat, with or without a measurement."""
    if measured is None or numbers is None:
        return Phrase("A small computer decodes on a slope too. And this one?"), _invited(run)
    proof = Phrase(
        "The same arithmetic with weights that stay in the cache: decode {decode}, prefill {prefill}; "
        "medians of {n} rounds, taken in turns.",
        decode=numbers.decode_gain,
        prefill=numbers.prefill_gain,
        n=numbers.rounds,
    )
    apart = measured.decode_shared.low > measured.decode.high
    if apart and measured.decode_gain > CLEARLY * measured.prefill_gain:
        said = Phrase("Here too, decode waits for memory: with weights in the cache it speeds up, prefill hardly.")
    elif apart:
        said = Phrase("On this computer the cache speeds up both phases alike.")
    else:
        said = Phrase("The rounds overlap: this computer was busy, or its cache makes no difference. Measure again?")
    return said, proof


def _invited(run: RecordedRun | None) -> Phrase:
    """What was recorded, and what the button does."""
    if run is None:
        return Phrase("Press the button: only what is measured here is shown.")
    return Phrase(
        "Recorded: {weights} of weights for each token, {rate}. Press the button to measure this computer.",
        weights=run.weights,
        rate=run.rate,
    )


def badge_of(f: Frame) -> Badge:
    """What kind of picture this is: from specs, or measured here and now."""
    real = "times, bytes and FLOPs from the cost model; words of the answer to our question from the real small model"
    if f.beat_name == "launch":
        hidden = "the fixed time is an assumption; engines hide a part of it with CUDA graphs"
        return Badge("computed from specs", hidden, "each bar is one answer of the cost model; nothing was measured")
    if f.beat_name == "computer":
        if f.world.measured is not None:
            return Badge("live on this computer", "medians and spread of this sitting, remembered nowhere", real)
        limits = "the lower slope is at least as high; this computer is shown once it was measured"
        return Badge("computed from specs + recorded", limits, real)
    if f.beat_name == "ridge":
        left_out = Phrase("no network, no queue; the ideal has no traffic between GPUs; movement is slowed for the eye")
        return Badge("computed from specs", left_out, real)
    told = f.reached("flip")
    recorded = f.world.recording.badge == "recorded"
    words = "computed from specs + recorded" if recorded else "computed from specs + live on this computer"
    left_out = Phrase(
        "one pane is {each} {each|layer|layers}, one dot {dot} {dot|token|tokens}, one light one conversation; "
        "no network, no queue; the ideal has no traffic between GPUs; slowed down",
        each=panes_for(f.world.request_cost.scenario.model_spec.layers)[1],
        dot=sheet_of(f["prompt_tokens"]).each,
    )
    return Badge(words if told else "computed from specs", left_out, real)
