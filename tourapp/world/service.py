"""What the queue's sliders stand at until somebody drags them: the service time of the scenario's typical request, and
arrivals that load the usual number of replicas to the usual share.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tourapp.world.scenario import SCENARIO, ScenarioInputs, scenario

USUAL_REPLICAS = 4
USUAL_LOAD = 0.78
USUAL = ScenarioInputs()
"""The scenario before anybody changes it."""


def service_seconds(settings: Any) -> float:
    """Achieved seconds of the typical request: the scenario's prompt and answer, in its batch.

    Example: Llama-3-70B in 8 bits on 2 x H100 SXM, batch 8, 2,000 + 200 tokens: 4.8 s.
    """
    return _seconds(tuple(getattr(settings, name) for name in SCENARIO), settings.output_tokens)


def usual_arrivals(settings: Any) -> float:
    """Requests a second that keep 4 replicas busy 78 % of the time."""
    return USUAL_LOAD * USUAL_REPLICAS / service_seconds(settings)


@lru_cache(maxsize=256)
def _seconds(values: tuple[Any, ...], answer: int) -> float:
    from types import SimpleNamespace

    from tourapp.sim.answer_times import answer_times

    which = scenario(SimpleNamespace(**dict(zip(SCENARIO, values, strict=True))))
    return float(answer_times(which, answer).achieved_total.value)
