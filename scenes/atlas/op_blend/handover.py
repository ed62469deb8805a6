"""What the card takes and gives: the wall's rows come in, the blend goes on to the output matrix."""

from __future__ import annotations

from scenes.atlas.op_blend.facts import facts_of
from scenes.atlas.op_blend.scale import chart_of
from scenes.atlas.op_blend.what import WALL
from tourapp.authoring import Frame, Shapes
from tourapp.figures.head_wall import wall_rows


def rows_arrive(f: Frame) -> Shapes:
    """The rows of the wall."""
    return Shapes(wall_rows(WALL, f.world.one_head.count).copy(), "value", 2.0)


def point_leaves(f: Frame) -> tuple[float, float]:
    """The present batch on the line of the cache."""
    facts = facts_of(f)
    return chart_of(facts).point(float(f.inputs.batch), float(facts.intensity.value))
