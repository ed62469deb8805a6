"""World part of the waiting line: a simulated run of arrivals, replicas and service times."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.sim.queue import QueueRun, run_queue
from tourapp.world.declare import Block, number
from tourapp.world.part import PartView, part


@dataclass(frozen=True)
class QueueInputs(Block):
    """How many come, how many serve, how long it takes, and how uneven both are."""

    arrival_rate: float = number("Arrival rate", 0.1, 10, 2.6, 0.01, unit="/s")
    replicas: int = number("Replicas", 1, 12, 4, role="decode")
    mean_service: float = number("Mean service", 0.1, 5, 1.2, 0.05, unit="s", role="decode")
    burstiness: float = number("Burstiness (CV)", 0, 3, 1, 0.1, role="weights")
    queue_seed: int = number("Seed", 0, 99, 7, role="dim")


@part("queue", reads=("arrival_rate", "replicas", "mean_service", "burstiness", "queue_seed"))
def _queue(view: PartView) -> QueueRun:
    return run_queue(view.arrival_rate, view.replicas, view.mean_service, view.burstiness, view.queue_seed)
