"""World part of batching: every policy on the same requests, this one among them."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.sim.batching import BatchingRun, run_batching
from tourapp.sim.workload import Demand
from tourapp.world.declare import Block, choice, number
from tourapp.world.part import PartView, part

POLICIES = (("static", "Static"), ("continuous", "Continuous"), ("chunked", "Chunked prefill"))


@dataclass(frozen=True)
class BatchingInputs(Block):
    """The requests, the slots they run in, and the two policies that are compared."""

    variance: float = number("Length variance", 0, 1.5, 0.75, 0.05, unit="σ", role="decode")
    mean_output: int = number("Mean length", 4, 120, 28, unit="tokens", role="decode")
    slots: int = number("Slots", 2, 16, 8)
    requests: int = number("Requests", 8, 96, 64)
    load: float = number("Arrivals", 0, 2, 0, 0.05, unit="/step", off_text="closed")
    policy_a: str = choice("Policy A", POLICIES, "static")
    policy_b: str = choice("Policy B", POLICIES, "continuous")
    batch_seed: int = number("Seed", 0, 99, 7, role="dim")


@part("batching", reads=("variance", "mean_output", "slots", "requests", "load", "batch_seed"), needs=("recording",))
def _batching(view: PartView) -> BatchingRun:
    """Every policy on the same requests; ours has the prompt and answer lengths of the recording."""
    ours = (view.recording.prompt_count, max(1, len(view.recording.ids)))
    workload = Demand(
        view.requests, view.mean_output, view.variance, view.load, view.slots, view.batch_seed, ours=ours
    ).workload()
    return run_batching(workload)
