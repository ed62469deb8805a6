"""`tourapp simulate loop`: token passes of one request, counted, not run."""

from __future__ import annotations

from tourapp.cli.result import Result
from tourapp.cli.simulate_options import Given
from tourapp.sim.loop import loop


def count_loop(given: Given) -> Result:
    """With a KV cache and without one, and how many times as many that is."""
    counts = loop(given["prompt"], given["answer"])
    cached, naive, ratio = (each.value for each in (counts.with_cache, counts.without, counts.saved))
    text = (
        f"token passes with a cache     {int(cached):12,}\n"
        f"token passes without a cache  {int(naive):12,}\n"
        f"without over with             {ratio:14.1f}"
    )
    return Result({"passes_with_cache": int(cached), "passes_without": int(naive), "ratio": float(ratio)}, text)
