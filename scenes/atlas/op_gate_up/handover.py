"""What the scene takes and gives: the bar of weights, and the mark of what a token takes."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_gate_up.batch_law import here_on
from scenes.atlas.op_gate_up.facts import gate_facts
from scenes.atlas.op_gate_up.places import LARGE
from tourapp.authoring import Frame, Shapes


def bar_arrives(_f: Frame) -> Shapes:
    """The bar of weights, before it is lit."""
    return Shapes(np.array([LARGE.weights]), "weights", 4.0)


def token_leaves(f: Frame) -> tuple[float, float]:
    """Where the scenario stands on its line."""
    return here_on(gate_facts(f))
