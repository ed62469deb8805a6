"""The same continuous batching written with SimPy, for `tourapp bench` to compare the fast path with. Not
used elsewhere.

Each request is a process that asks a resource of `slots` places, holds it for its duration and leaves.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tourapp.errors import MissingError
from tourapp.sim.fast_batching import in_arrival_order

Ints = NDArray[np.int64]


def continuous(arrival: Ints, duration: Ints, slots: int) -> Ints:
    """Admission step of each request (n, in the order given). MissingError when SimPy is not installed."""
    try:
        import simpy
    except ImportError:
        raise MissingError("simpy: not installed; install it with: pip install 'tourapp[bench]'") from None
    env = simpy.Environment()
    batch = simpy.Resource(env, capacity=slots)
    admits = np.zeros(len(arrival), np.int64)

    def request(number: int, steps: int) -> Generator[Any, Any, None]:
        with batch.request() as place:
            yield place
            admits[number] = env.now
            yield env.timeout(steps)

    def arrivals() -> Generator[Any, Any, None]:
        for number in in_arrival_order(arrival).tolist():
            wait = int(arrival[number]) - env.now
            if wait > 0:
                yield env.timeout(wait)
            env.process(request(number, int(duration[number])))

    env.process(arrivals())
    env.run()
    return admits
