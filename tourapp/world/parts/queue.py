"""World part of the waiting line: a simulated run of arrivals, replicas and service times."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.sim.queue import QueueRun, run_queue
from tourapp.world.declare import Block, following, number
from tourapp.world.part import PartView, part
from tourapp.world.service import USUAL, USUAL_REPLICAS, service_seconds, usual_arrivals


@dataclass(frozen=True)
class QueueInputs(Block):
    """How many come, how many serve, how long it takes, and how uneven both are. Until they are set, the service takes
    what the scenario's typical request takes, and arrivals keep four replicas busy 78 % of the time."""

    arrival_rate: float = following("Arrival rate", 0.01, 40, (usual_arrivals, USUAL), 0.01, unit="/s", log=True)
    replicas: int = number("Replicas", 1, 12, USUAL_REPLICAS)
    mean_service: float = following("Mean service", 0.05, 120, (service_seconds, USUAL), 0.05, unit="s", log=True)
    burstiness: float = number("Burstiness (CV)", 0, 3, 1, 0.1)
    queue_seed: int = number("Seed", 0, 99, 7)


@part("queue", reads=("arrival_rate", "replicas", "mean_service", "burstiness", "queue_seed"), needs=("our_times",))
def _queue(view: PartView) -> QueueRun:
    """The run, in which one request is ours: it keeps a replica as long as our question does."""
    return run_queue(
        view.arrival_rate,
        view.replicas,
        view.mean_service,
        view.burstiness,
        view.queue_seed,
        ours_service=float(view.our_times.achieved_total.value),
    )
