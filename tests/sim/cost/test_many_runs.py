"""Many runs at once are the runs one by one."""

from __future__ import annotations

import pytest

from tourapp import specs
from tourapp.sim.cost.achieved import TERMS
from tourapp.sim.cost.achieved.many import many_runs
from tourapp.sim.cost.achieved.run import foretold


def test_a_sweep_says_of_each_run_what_is_said_of_it_alone() -> None:
    runs = specs.measured_runs().runs
    many = many_runs(runs)
    told = {run.run: foretold(run) for run in runs}
    assert many.queued == sum(each.queues or each.tpot is None for each in told.values())
    between, first = many.between(TERMS), many.first_said
    for place, run in enumerate(many.runs):
        alone = told[run.run]
        assert between[place] == pytest.approx(alone.tpot) and many.ideal[place] == pytest.approx(alone.ideal_tpot)
        assert first[place] == pytest.approx(alone.ttft) and many.first_ideal[place] == pytest.approx(alone.ideal_ttft)
