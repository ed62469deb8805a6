"""World part of the rotary turn: one real query and the key that it meets best, as pairs of numbers that turn with
their place; and what turning costs in the datacentre's model.

Angles and lengths are those before any turn, worked out of the recorded vectors by turning them back. Not here: where
the pairs are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import RUN
from tourapp.sim.cost import Costs
from tourapp.sim.cost.costs import decode_pass
from tourapp.sim.cost.uncounted import uncounted
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO


@dataclass(frozen=True, slots=True, eq=False)
class TurnedPair:
    """A query at place m and a key at place n (from 0), as d/2 pairs of numbers: angles in radians before the turn, and
    lengths; turns [d/2]: radians from one token to the next, the fastest first."""

    query_place: int
    key_place: int
    turns: np.ndarray
    query_angles: np.ndarray
    query_lengths: np.ndarray
    key_angles: np.ndarray
    key_lengths: np.ndarray
    score: Quantity

    @property
    def distance(self) -> int:
        """Tokens between the two."""
        return self.query_place - self.key_place

    def hands(self, shift: float) -> tuple[np.ndarray, np.ndarray]:
        """Angles of the query's and of the key's pairs, both moved on by `shift` tokens."""
        moved = self.query_place + shift, self.key_place + shift
        return self.query_angles + moved[0] * self.turns, self.key_angles + moved[1] * self.turns

    def score_after(self, shift: float) -> float:
        """q · k with both moved on: what the pairs give together."""
        one, two = self.hands(shift)
        return float((self.query_lengths * self.key_lengths * np.cos(one - two)).sum())


@dataclass(frozen=True, slots=True, eq=False)
class Turning:
    """pair: None where the recording does not say how its pairs turn. flops: FLOP of turning one token, no row counts
    it, None where the model turns nothing; share: of all arithmetic of a token. table: B of the learned places that
    such a model reads in a step, None for the others."""

    pair: TurnedPair | None
    flops: Quantity | None
    share: Quantity | None
    table: Quantity | None


@part("turning", reads=SCENARIO, needs=("cost", "one_head", "layer_numbers"))
def _turning(view: PartView) -> Turning:
    costs: Costs = view.cost
    batch = costs.scenario.quantity("batch")
    found = [each.flops for each in uncounted(costs.scenario, decode_pass(costs.scenario)) if each.op == "rope"]
    rows = [row.weight_bytes for row in costs.rows("decode") if row.op == "position_embedding"]
    flops = derive("arithmetic of turning one token", "C_r", "FLOP", "C / B", found[0], batch) if found else None
    share = None
    if flops is not None:
        whole = replace(costs.decode.flops_per_token, symbol="C_1")
        share = derive("turning over all arithmetic of a token", "n_r", "share", "C_r / C_1", flops, whole)
    return Turning(_pair(view), flops, share, rows[0] if rows else None)


def _pair(view: PartView) -> TurnedPair | None:
    """The head's query and the key it meets best, turned back to place 0."""
    head, numbers = view.one_head, view.layer_numbers
    if not numbers.here:
        return None
    turns = np.asarray(numbers.turns, np.float64)
    best = max(head.top, key=lambda item: float(item.score.value)) if head.top else None
    place = best.place if best is not None else head.asking
    raw = float(head.query @ head.keys[place])
    score = best.score if best is not None else Quantity(raw, "1", "score with itself", "s", "q · k", source=RUN)
    query_angles, query_lengths = _polar(head.query, turns, head.asking)
    key_angles, key_lengths = _polar(head.keys[place], turns, place)
    return TurnedPair(head.asking, place, turns, query_angles, query_lengths, key_angles, key_lengths, score)


def _polar(vector: np.ndarray, turns: np.ndarray, place: int) -> tuple[np.ndarray, np.ndarray]:
    """Angles before the turn, and lengths, of the pairs (j, j + d/2)."""
    half = len(turns)
    one, two = np.asarray(vector[:half], np.float64), np.asarray(vector[half:], np.float64)
    return np.arctan2(two, one) - place * turns, np.hypot(one, two)
