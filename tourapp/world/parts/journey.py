"""World part of the whole trip: the totals of this request, each with its derivation."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.quantity import Quantity, add_up, derive
from tourapp.world.part import PartView, part


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the whole trip of this request."""

    seconds: Quantity
    tokens: Quantity
    bytes_read: Quantity
    dollars: Quantity


@part("totals", reads=("batch",), needs=("cost", "recording", "network", "queue", "bill"))
def _totals(view: PartView) -> Totals:
    costs, recording = view.cost, view.recording
    answer = Quantity(len(recording.ids), "1", "answer tokens", "n")
    step = costs.decode.achieved_step_seconds
    trip = Quantity(
        2 * view.network.total_seconds - view.network.handshake_seconds, "s", "trip there and back", "t_trip"
    )
    wait = Quantity(view.queue.window.ours_wait_seconds, "s", "our wait in the simulated queue", "t_wait")
    batch = Quantity(view.batch, "1", "prompts in the pass", "B")
    prefill = derive(
        "our share of prefill, achieved",
        "t_prefill",
        "s",
        "t / B",
        costs.prefill.achieved_seconds.named("prefill", "t"),
        batch,
    )
    decode = derive("decode of our answer", "t_decode", "s", "n * t", answer, step.named("one step, achieved", "t"))
    read = derive(
        "our share of the bytes read",
        "Q",
        "B",
        "n * q",
        answer,
        costs.decode.bytes_per_token.named("bytes per token", "q"),
    )
    return Totals(
        add_up("from Enter to the last word", "T", "s", [trip, wait, prefill, decode]), answer, read, view.bill.one
    )
