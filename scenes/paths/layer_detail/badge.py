"""What the stage says of its own figures."""

from __future__ import annotations

from tourapp.authoring import Badge, Frame, Phrase


def layer_badge(f: Frame) -> Badge:
    """Computed for one model on one machine, all its layers together."""
    scenario = f.world.cost.scenario
    told = {"model": scenario.model_spec.name, "gpu": scenario.gpu_spec.name}
    leaves = Phrase("{model}, {gpu}; ideal; dashed: alone, in no total", **told)
    return Badge("computed from specs", leaves, "every row goes through the same cost model; nothing was measured")
