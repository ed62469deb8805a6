"""What the scene takes and gives: the edge of the card of output, and the light of our batch."""

from __future__ import annotations

import numpy as np

from scenes.pricing.cards import EDGE, edge_of
from scenes.pricing.market import CURVE, axes_of, our_point
from scenes.pricing.prices import OUTPUT
from tourapp.authoring import Chart, Frame, Shapes


def output_arrives(_f: Frame) -> Shapes:
    """The edge of the card whose tokens are sold."""
    return Shapes(np.array([edge_of(OUTPUT)]), OUTPUT.role, EDGE / 2)


def our_batch_leaves(f: Frame) -> tuple[float, float]:
    """Where our batch stands on the curve of the market."""
    ratios = f.world.ratios
    return our_point(Chart((), CURVE, (), *axes_of(ratios)), f.inputs.batch, ratios)
