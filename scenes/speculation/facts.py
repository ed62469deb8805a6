"""Numbers of the speculation scene: the turn shown, and every readout as a quantity that can say why.

Not here: the run itself (world part `speculation`) and any drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from tourapp.authoring import Frame, Quantity
from tourapp.quantity import derive

if TYPE_CHECKING:
    from tourapp.engine.speculation_run import Rules, SpeculationRun, Turn

FIRST, LAST, WIDEST = 420.0, 1352.0, 233.0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the scene shows of a run. `acceptance` is None where nothing was checked."""

    run: SpeculationRun
    at: int
    costs: Any
    acceptance: Quantity | None
    expected: Quantity
    measured: Quantity
    cost: Quantity
    speedup: Quantity
    rules: Rules | None
    by_batch: np.ndarray
    """Speed-up at each of `costs.batches`, at the scenario's context."""
    short: np.ndarray
    """The same for short chats."""

    @property
    def turn(self) -> Turn:
        """The pass on stage."""
        return self.run.turns[self.at]

    @property
    def alpha(self) -> float:
        """The acceptance as a number; 0 where nothing was checked."""
        return float(self.acceptance.value) if self.acceptance is not None else 0.0

    @property
    def free(self) -> bool:
        """Whether the draft costs nothing: it only looks back in the text."""
        return self.run.draft == "ngram"

    def columns(self) -> np.ndarray:
        """x of each column: the last token, then each guess."""
        n = len(self.turn.guesses)
        return FIRST + np.arange(n + 1) * min(WIDEST, (LAST - FIRST) / max(1, n))


def facts(f: Frame) -> Facts:
    """The facts of a frame's world."""
    return _facts(f.world.speculation, f.world.speculation_cost, f.world.speculation_short)


def show_turn(run: SpeculationRun) -> int:
    """The turn that tells most: one that ends in a miss, with as many guesses kept before it as there are."""

    def rank(index: int) -> tuple[bool, int, int, float]:
        turn = run.turns[index]
        off = turn.rules.off_wrong if turn.rules is not None else 0.0
        return turn.last == "residual" and turn.accepted > 0, turn.accepted, len(turn.guesses), off

    return max(range(len(run.turns)), key=rank)


@lru_cache(maxsize=16)
def _numbers(a: float | None, tokens: int, passes: int, gamma: int) -> tuple[Any, Any, Any]:
    alpha = a or 0.0
    share = None if a is None else Quantity(alpha, "1", "acceptance, accepted over checked guesses, measured", "a")
    g = Quantity(gamma, "1", "guesses per cycle", "g")
    one = share or Quantity(0.0, "1", "acceptance, nothing was checked", "a")
    expected = (
        derive("tokens per pass, expected", "E", "1", "(1 - a ** (g + 1)) / (1 - a)", one, g)
        if alpha < 1
        else Quantity(gamma + 1.0, "1", "tokens per pass when every guess holds", "E", "g + 1", (g,))
    )
    measured = derive(
        "tokens per pass, measured",
        "M",
        "1",
        "n / k",
        Quantity(tokens, "1", "tokens made", "n"),
        Quantity(passes, "1", "passes of the target", "k"),
    )
    return share, expected, measured


_KEPT: dict[int, tuple[Any, Any, Facts]] = {}


def _facts(run: SpeculationRun, costs: Any, short: Any) -> Facts:
    """Facts of a run and costs, kept while both are the very same objects."""
    kept = _KEPT.get(id(run))
    if kept is not None and kept[0] is run and kept[1] is costs:
        return kept[2]
    share, expected, measured = _numbers(run.acceptance, run.tokens, len(run.turns), run.gamma)
    free = run.draft == "ngram"
    c = Quantity(float(costs.cost(free)[costs.at]), "1", "draft step over target pass, from spec sheets", "c")
    v = Quantity(float(costs.verify(run.gamma)[costs.at]), "1", "checking pass over plain pass, from spec sheets", "v")
    g = Quantity(run.gamma, "1", "guesses per cycle", "g")
    speed = derive("speed-up, ideal", "S", "times", "E / (g * c + v)", expected, g, c, v)
    at = show_turn(run)
    made = Facts(
        run,
        at,
        costs,
        share,
        expected,
        measured,
        c,
        speed,
        _rules(run),
        costs.speedup(run.acceptance or 0.0, run.gamma, free),
        short.speedup(run.acceptance or 0.0, run.gamma, free),
    )
    if len(_KEPT) > 8:
        _KEPT.clear()
    _KEPT[id(run)] = (run, costs, made)
    return made


def _rules(run: SpeculationRun) -> Rules | None:
    """The position at which the wrong rule is furthest off, of those where the guess was refused if there is one."""
    some = [turn.rules for turn in run.turns if turn.rules is not None]
    return max(some, key=lambda rules: rules.off_wrong) if some else None


def busy(f: Frame) -> Quantity:
    """Share of a decode step in which the math units work, from the scenario."""
    value: Quantity = f.world.cost.decode.compute_busy
    return value
