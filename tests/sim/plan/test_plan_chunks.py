"""Prompts in chunks inside a plan: one replica by hand, what chunks buy, and where they are refused."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tourapp.errors import UsageError
from tourapp.sim.cost.beyond import mixed_step
from tourapp.sim.plan import PlanSpec, WhatIf, solve
from tourapp.sim.plan.told import as_data

SPEC = PlanSpec(usable=0.9, counts=(2,), chunk=512, ttft=5.0, itl=0.1, what_if=WhatIf(0.5, 0.7))


@pytest.mark.parametrize("changed", [{}, {"itl": 0.06}, {"prompt": 300}, {"answer": 20}, {"rate": 30.0}])
def test_one_replica_by_hand(changed: dict[str, Any]) -> None:
    spec = replace(SPEC, **changed)
    plan = solve(spec)
    for row, told in zip(plan.order, as_data(plan)["answer"], strict=True):
        batch = told["batch"]
        mixed = mixed_step(plan.cells[row].scenario(spec, batch), 512).seconds.value
        chunks = math.ceil(spec.prompt / 512)
        assert told["itl_seconds"] == pytest.approx(mixed) and mixed <= spec.itl
        assert told["prefill_seconds"] == pytest.approx(chunks * mixed)
        plain = max(spec.answer / batch - chunks, 0) * told["step_seconds"]
        capacity = 1 / (chunks * mixed + plain)
        assert told["capacity_rps"] == pytest.approx(capacity) and batch <= max(spec.answer // chunks, 1)
        fewest = math.ceil(spec.rate / (0.7 * capacity))
        assert told["replicas"] == fewest or told["binding"] == "ttft"
        assert told["ttft_seconds"] == pytest.approx(told["wait_seconds"] + chunks * mixed + told["step_seconds"])


def test_chunks_bound_the_longest_gap_that_whole_prompts_make() -> None:
    """A whole prompt stops everybody for its prefill; a mixed step is far shorter than that."""
    whole, cut = (as_data(solve(replace(SPEC, chunk=chunk)))["answer"][0] for chunk in (None, 512))
    assert cut["itl_seconds"] < 0.5 * whole["prefill_seconds"]


def test_capacity_never_falls_with_the_batch() -> None:
    from tourapp.sim.plan.cells import cells_of
    from tourapp.sim.plan.lines import works_of
    from tourapp.sim.plan.run import Search, wants_of

    for model in ("llama-3-70b", "mixtral-8x7b", "deepseek-v3", "gemma-2-9b"):
        for chunk in (64, 512, 4096):
            spec = replace(SPEC, models=(model,), chunk=chunk, answer=2000, counts=(1, 2, 8))
            works = works_of(spec, cells_of(spec))
            run = Search(spec, works, wants_of(spec, works))
            top = int(max(2000 // run.chunks[0], 1))
            rates = [
                run.capacity(np.full(len(works.cells), float(b)), run.step(np.full(len(works.cells), float(b))))
                for b in range(1, min(top, 200) + 1)
            ]
            assert (np.diff(rates, axis=0) >= -1e-9 * np.array(rates)[:-1]).all(), (model, chunk)


def test_the_fitted_model_has_no_chunks_and_says_so() -> None:
    with pytest.raises(UsageError, match=r"^chunk: .*--mfu"):
        replace(SPEC, what_if=None)
    with pytest.raises(UsageError, match=r"^chunk: 0 is out of range"):
        replace(SPEC, chunk=0)
