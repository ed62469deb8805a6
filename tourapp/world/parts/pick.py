"""World part of the pick: how open the frozen choice is at every temperature, before any cut.

Not here: the choice under the settings of the controls (`frozen_step`), and what a pick costs (`operators`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.engine.sampler import softmax
from tourapp.world.part import PartView, part

TEMPERATURES = np.round(np.linspace(0.0, 2.0, 21), 2)


@dataclass(frozen=True, slots=True, eq=False)
class PickHeat:
    """Temperatures [n], and how many tokens with equal chances would be as open a choice [n]; 1 at temperature 0."""

    temperatures: np.ndarray
    shared: np.ndarray

    def at(self, temperature: float) -> float:
        """Between two of them on a straight line of its logarithm."""
        return float(np.exp(np.interp(temperature, self.temperatures, np.log(self.shared))))


@part("pick_heat", needs=("frozen_step",))
def _pick_heat(view: PartView) -> PickHeat:
    frozen = view.frozen_step
    if frozen.step < 0:
        return PickHeat(TEMPERATURES, np.ones(len(TEMPERATURES)))
    scores = frozen.choices.scores(frozen.step)[1]
    shared = [1.0 if heat == 0 else _open(softmax(scores, float(heat))) for heat in TEMPERATURES]
    return PickHeat(TEMPERATURES, np.array(shared))


def _open(odds: np.ndarray) -> float:
    """e to the entropy of some probabilities [n]."""
    return float(np.exp(-(odds * np.log(np.maximum(odds, 1e-300))).sum()))
