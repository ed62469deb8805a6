"""World parts of the serving simulations: batching and paging, with this request among the others."""

from __future__ import annotations

from tourapp.sim.batching import BatchingRun, run_batching
from tourapp.sim.paging import PagingRun, run_paging
from tourapp.sim.workload import make_paging_workload, make_workload
from tourapp.world.parts import View, part

PAGED_ANSWER = 18
"""Tokens of our answer that live in the small pool, so that every block can be seen."""
PAGED_MAX = 64


@part("batching", reads=("variance", "mean_output", "slots", "requests", "load", "batch_seed"), needs=("recording",))
def _batching(view: View) -> BatchingRun:
    """Every policy on the same requests; ours has the prompt and answer lengths of the recording."""
    ours = (view.recording.prompt_count, max(1, len(view.recording.ids)))
    workload = make_workload(view.requests, view.mean_output, view.variance, view.load, view.slots, view.batch_seed,
                             ours=ours)
    return run_batching(workload)


@part("paging", reads=("block_size", "pool_blocks", "share_prompt", "fork", "paging_arrival", "batch_seed"),
      needs=("plain_tokens", "recording"))
def _paging(view: View) -> PagingRun:
    """Every reservation policy on the same requests; ours is the prompt without its template and the first words of
    the answer."""
    ours = (max(1, len(view.plain_tokens)), max(1, min(PAGED_ANSWER, len(view.recording.ids))))
    workload = make_paging_workload(view.block_size, view.pool_blocks, PAGED_MAX, view.paging_arrival, seed=view.batch_seed,
                                    ours=ours, fork=view.fork)
    return run_paging(workload, share=view.share_prompt, shuffle=view.batch_seed)
