"""The wait for a replica: the closed form beside the simulation, and by hand."""

import numpy as np
import pytest

from tourapp.sim.plan.waits import PromptLine, simulated


@pytest.mark.parametrize(
    ("rate", "replicas", "service"), [(2.0, 1, 0.16), (5.0, 1, 0.18), (10.0, 3, 0.2), (1.5, 4, 0.9)]
)
@pytest.mark.parametrize("share", [0.9, 0.95, 0.99])
def test_the_bound_holds_what_is_simulated(rate: float, replicas: int, service: float, share: float) -> None:
    line = PromptLine(np.array([rate]), np.array([service]), 0.0)
    bound = line.percentile(np.array([float(replicas)]), share)[0]
    run = simulated(rate, replicas, service, 0.0, share=share, seed=7)
    assert run.settled and run.seconds <= bound * 1.03 + 1e-9
    assert bound <= run.seconds + 1.5 * service


@pytest.mark.parametrize(("cv", "slack"), [(0.5, 1.0), (1.0, 1.1), (2.0, 1.5)])
@pytest.mark.parametrize(("rate", "replicas", "service"), [(2.0, 1, 0.16), (10.0, 4, 0.3), (3.0, 8, 0.5)])
def test_waits_of_prompts_that_differ(rate: float, replicas: int, service: float, cv: float, slack: float) -> None:
    line = PromptLine(np.array([rate]), np.array([service]), cv)
    bound = line.percentile(np.array([float(replicas)]), 0.95)[0]
    run = simulated(rate, replicas, service, cv, share=0.95, seed=7)
    assert run.seconds <= slack * bound + 1e-9 and bound <= 3 * run.seconds + service


def test_the_wait_of_one_line_by_hand() -> None:
    """M/D/1 at half load: E[wait] = s / 2 x load / (1 - load); the share that waits at all is the load."""
    run = simulated(0.5, 1, 1.0, 0.0, share=0.5, seed=3)
    assert run.seconds == pytest.approx(0.0, abs=1e-3)
    theta = PromptLine(np.array([0.5]), np.array([1.0]), 0.0).decay(np.array([1.0]))[0]
    assert np.exp(theta) == pytest.approx(1 + theta / 0.5)
    assert PromptLine(np.array([2.0]), np.array([1.0]), 0.0).percentile(np.array([1.0]), 0.9)[0] == np.inf
