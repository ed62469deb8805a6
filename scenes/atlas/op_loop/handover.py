"""What the scene takes and gives: the cache's light on the belt, and the marked step of the chart."""

from __future__ import annotations

from scenes.atlas.op_loop.facts import loop_facts
from scenes.atlas.op_loop.growth_stage import here_on
from scenes.atlas.op_loop.places import LOOP
from tourapp.authoring import Frame


def cache_arrives(_f: Frame) -> tuple[float, float]:
    """At the gate, before which the cache is the last plate."""
    return LOOP.cx, LOOP.bottom


def step_leaves(f: Frame) -> tuple[float, float]:
    """Where the scenario's step stands on its line."""
    return here_on(loop_facts(f))
