"""How fast the batching simulation is, and how it compares with the same policy in a general simulation library.

Only `tourapp bench` calls this; it is the one place of this room that looks at a clock.
"""

from __future__ import annotations

import time
from typing import Any

from tourapp.errors import MissingError
from tourapp.sim import fast_batching, simpy_peer

STEPS, SLOTS = 1_000_000, 32
PEER_SHARE = 10  # the library runs a tenth of it


def simulation_figures(steps: int = STEPS, slots: int = SLOTS) -> dict[str, Any]:
    """Seconds for `steps` decode steps of a batch of `slots`, and the library's time over ours on a tenth of it.

    `ratio` and `same_answer` are None where SimPy is not installed.
    """
    arrival, duration = fast_batching.bench_case(steps, slots)
    seconds = _time(lambda: fast_batching.continuous(arrival, duration, slots))[0]
    small = fast_batching.bench_case(max(1, steps // PEER_SHARE), slots)
    ours, (admits, _) = _time(lambda: fast_batching.continuous(*small, slots))
    ratio, same = None, None
    try:
        theirs, peer = _time(lambda: simpy_peer.continuous(*small, slots))
        ratio, same = round(theirs / ours, 1), bool((peer == admits).all())
    except MissingError:
        pass
    return {
        "decode_steps": steps,
        "slots": slots,
        "requests": len(arrival),
        "seconds": round(seconds, 4),
        "simpy_over_ours": ratio,
        "same_answer": same,
    }


def _time(work: Any) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = work()
    return time.perf_counter() - began, answer
