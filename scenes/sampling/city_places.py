"""Where each token's tower stands in the city of scores: streets in order of id, from the front one to the horizon.

Geometry only: no light and no words. The ground is the middle score, so half of the tokens have a tower.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Choices

CITY = Rect(64, 150, 1376, 604)
"""Where the city stands on the stage."""
CENTRE, FRONT_Y, HORIZON_Y = 752.0, 740.0, 320.0
DEPTH = 2.55
"""How much farther away the last street is than the first."""
TALLEST = 500.0
"""Stage units of the highest score on the front street."""
SOLID = 0.7
"""Share of a lot of the front street that its tower takes."""
NAMED = 4
"""So many of the highest scores are named."""
NUMBER_EDGE, RIGHT_EDGE = 480.0, 1350.0
"""Named towers stand between these, beside the large number."""
ROADS = 150
"""Street lengths that are tried lie so far around the usual one."""


@dataclass(frozen=True, slots=True, eq=False)
class CityPlan:
    """Lots a street, streets, and every lot's height 0..1 [streets, lots]: its score above the middle one as a share of
    the highest; 0 where there is no tower. `best`: token ids of the highest scores, highest first."""

    lots: int
    tall: np.ndarray
    best: np.ndarray

    @property
    def streets(self) -> int:
        """How many there are."""
        return len(self.tall)

    def near(self, street: np.ndarray) -> np.ndarray:
        """Size of things on a street, 1 in front."""
        return 1.0 / (1.0 + np.asarray(street) * (DEPTH / self.streets))

    def ground(self, street: np.ndarray) -> np.ndarray:
        """The stage's y of a street."""
        return np.asarray(HORIZON_Y + (FRONT_Y - HORIZON_Y) * self.near(street))

    def tops(self, tokens: np.ndarray) -> np.ndarray:
        """Stage points [n, 2] of the tops of these tokens' towers."""
        street, lot = np.divmod(np.asarray(tokens, int), self.lots)
        near = self.near(street)
        x = CENTRE + ((lot + 0.5) / self.lots - 0.5) * CITY.w * near
        return np.stack([x, self.ground(street) - TALLEST * near * self.tall[street, lot]], 1)

    def front(self) -> np.ndarray:
        """The towers of the front street [n, 4], from left to right."""
        wide, tall = CITY.w / self.lots, self.tall[0].astype(np.float64)
        lot = np.flatnonzero(tall)
        high = np.maximum(1.0, TALLEST * tall[lot])
        x = CITY.x + wide * (lot + (1.0 - SOLID) / 2)
        return np.stack([x, FRONT_Y - high, np.full(len(lot), SOLID * wide), high], 1)


@lru_cache(maxsize=4)
def city_plan(choices: Choices, step: int) -> CityPlan:
    """The city of one step's scores, with streets of such a length that the named towers stand apart."""
    ids, scores = choices.scores(step)
    middle, high = float(np.median(scores)), float(scores.max())
    best = ids[np.argsort(-scores, kind="stable")][: max(NAMED, 60)]
    lots = _street_length(choices.vocabulary, best[:NAMED])
    tall = np.zeros(-(-choices.vocabulary // lots) * lots, np.float32)
    tall[ids] = np.maximum(0.0, (scores - middle) / max(high - middle, 1e-6))
    tall.flags.writeable = False
    return CityPlan(lots, tall.reshape(-1, lots), best)


def _street_length(count: int, named: np.ndarray) -> int:
    """The length with which the towers of these ids stand farthest apart."""
    usual = 1.45 * count**0.5
    lengths = np.arange(max(1, int(usual) - ROADS), int(usual) + ROADS)
    street, lot = np.divmod(named[None, :], lengths[:, None])
    near = 1.0 / (1.0 + street * lengths[:, None] * (DEPTH / count))
    x = np.sort(CENTRE + ((lot + 0.5) / lengths[:, None] - 0.5) * CITY.w * near, 1)
    apart = np.diff(x, axis=1).min(1) if x.shape[1] > 1 else np.zeros(len(x))
    outside = np.maximum(0.0, NUMBER_EDGE - x[:, 0]) + np.maximum(0.0, x[:, -1] - RIGHT_EDGE)
    return int(lengths[int(np.argmax(np.minimum(apart, 210.0) - 2.0 * outside))])
