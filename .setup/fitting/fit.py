"""Constants that make the model's times agree with measured ones, and the same with runs left out.

Least squares of the logarithm, with a loss that grows like the error itself beyond a few per cent, then with one that
nearly stops there, so that odd runs pull less than others. First all constants on both times, then those that only the
time to first token knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import least_squares

from fitting.stack import KINDS, Array, Stack

Residuals = Callable[[dict[str, float], Array], Array]
Shape = str | Callable[[Array], Array]
Loss = tuple[Shape, float]
"""How much an error costs, and beyond which error it bends."""

BOUNDS: dict[str, tuple[float, float]] = {
    "η_w": (0.2, 0.95),
    "η_u": (0.05, 0.95),
    "ξ": (0.3, 1.0),
    "η_kv": (0.1, 0.95),
    "η_d": (0.1, 0.95),
    "η_p": (0.1, 0.95),
    "η_x": (0.03, 0.95),
    "τ_L": (0.0, 2e-4),
    "τ_E": (0.0, 2e-4),
    "τ_M": (0.0, 2e-3),
    "τ_D": (0.0, 2e-4),
    "τ_B": (0.0, 3e-4),
    "τ_1": (0.0, 0.2),
    "τ_N": (0.0, 3e-5),
    "ω": (0.0, 0.5),
}
"""What is possible: shares below the peak, times below what a trace of such an engine shows."""
START: dict[str, float] = {
    **{"η_w": 0.8, "η_u": 0.7, "ξ": 0.8, "η_kv": 0.7, "η_d": 0.5, "η_p": 0.7, "η_x": 0.4},
    **{"τ_L": 2.4e-5, "τ_E": 2.4e-5, "τ_M": 5e-4, "τ_D": 2.4e-5, "τ_B": 2e-5, "τ_1": 2e-2, "τ_N": 5e-6, "ω": 0.1},
}
"""What one would guess without any run, and where a fit stays if no row of it knows the term: a dozen kernels a layer,
2 us each from a recorded graph, another dozen in a layer with experts, 50 of 10 us each where the host starts those of
latent attention;
benchmarks of ten times as many requests as clients."""
FIRST = ("τ_1", "τ_N", "ω")
BEND, FIRST_BEND, FIRST_WEIGHT, PRIOR = 0.06, 0.1, 0.5, 1.0
"""Errors beyond 6 % pull no harder, those far beyond hardly at all; where only the time to first token is fitted, 10 %.
Beside the time per token it counts half; a constant a tenth away from its guess costs as much as a run a tenth away."""
FEW = 8
"""Up to so many clients the time to first token is prefill; beyond, it tells more of how a benchmark starts."""
LATER, LATER_WEIGHT = ("qwen3-32b", "qwen3-235b-a22b", "gpt-oss-120b", "minimax-m2.5", "kimi-k2"), 0.05
"""The time to first token of families added later counts a twentieth: their benchmarks start in other ways, and neither
dense models nor mixtures are to pay for the others. A choice, made on how all families fare."""
FOLDS = 5


@dataclass(frozen=True)
class Fitter:
    """The runs; every search starts at the same guess, so a run left out leaves no trace."""

    stack: Stack

    def fit(self, kept: Array) -> dict[str, float]:
        """Constants from some of the runs."""
        judged, few = kept & np.isfinite(self.stack.ttft), self.stack.labels("batch") <= FEW
        found = dict(START)
        for loss in ("soft_l1", "cauchy"):
            found = self._search(list(BOUNDS), found, self._both(kept, judged & few), (loss, BEND))
        loss = _weighted(self._weights(judged))
        guess = {**found, **{name: START[name] for name in FIRST}}
        return self._search(list(FIRST), guess, self._first(judged), (loss, FIRST_BEND))

    def _both(self, kept: Array, judged: Array) -> Residuals:
        """Errors of both times, and how far constants are from their guesses."""
        stack, weights = self.stack, FIRST_WEIGHT * np.sqrt(self._weights(judged))

        def residuals(constants: dict[str, float], x: Array) -> Array:
            between, first = stack.times(constants)
            early = np.log(between[kept] / stack.tpot[kept])
            late = np.log(first[judged] / stack.ttft[judged])
            return np.concatenate([early, weights * late, PRIOR * np.log(x + 1e-6)])

        return residuals

    def _weights(self, judged: Array) -> Array:
        """How much the times to first token of these runs count."""
        return np.where(np.isin(self.stack.labels("model")[judged], LATER), LATER_WEIGHT, 1.0)

    def _first(self, judged: Array) -> Residuals:
        """Errors of the time to first token."""
        return lambda constants, _: np.log(self.stack.times(constants)[1][judged] / self.stack.ttft[judged])

    def _search(self, names: list[str], base: dict[str, float], residuals: Residuals, loss: Loss) -> dict[str, float]:
        scale = np.array([START[name] for name in names])
        low, high = (np.array([BOUNDS[name][end] for name in names]) / scale for end in (0, 1))
        guess = np.clip([base[name] for name in names] / scale, low + 1e-6, high - 1e-6)
        done = least_squares(
            lambda x: residuals({**base, **dict(zip(names, x * scale))}, x),
            *(guess, "2-point", (low, high)),
            loss=loss[0],
            f_scale=loss[1],
            max_nfev=300,
        )
        return {**base, **dict(zip(names, (done.x * scale).tolist()))}

    def unseen(self, parts: Array) -> tuple[Array, Array]:
        """Both times of every run, from constants fitted without its part."""
        between, first = np.zeros(len(parts)), np.zeros(len(parts))
        for part in np.unique(parts):
            out = parts == part
            told = self.stack.times(self.fit(~out))
            between[out], first[out] = told[0][out], told[1][out]
        return between, first

    def redrawn(self, times: int, seed: int) -> Iterator[dict[str, float]]:
        """Constants from settings drawn again with replacement: how far they would have moved."""
        random, settings = np.random.default_rng(seed), self.stack.setting()
        names = np.unique(settings)
        for _ in range(times):
            drawn = random.choice(names, len(names))
            yield Fitter(_repeated(self.stack, settings, drawn)).fit_all()

    def fit_all(self) -> dict[str, float]:
        """Constants from every run."""
        return self.fit(np.ones(len(self.stack.runs), bool))


def _weighted(weights: Array) -> Shape:
    """The loss "cauchy" of residuals that do not all count the same."""
    return lambda z: weights * np.array([np.log1p(z), 1 / (1 + z), -1 / (1 + z) ** 2])


def _repeated(stack: Stack, settings: Array, drawn: Array) -> Stack:
    """The stack with each run as often as its setting was drawn."""
    from fitting.stack import Group

    counts = dict(zip(*np.unique(drawn, return_counts=True)))
    order = np.concatenate([[i] * counts.get(settings[i], 0) for i in range(len(settings))]).astype(int)
    places: dict[int, list[int]] = {}
    for new, old in enumerate(order):
        places.setdefault(int(old), []).append(new)

    def again(group: Group) -> Group:
        picks = [(k, new) for k, old in enumerate(group.runs) for new in places.get(int(old), ())]
        take = np.array([k for k, _ in picks], int)
        runs = np.array([new for _, new in picks], int)
        return Group(group.formula, runs, {name: value[take] for name, value in group.inputs.items()})

    groups = {name: [again(g) for g in getattr(stack, name)] for name in KINDS}
    return Stack(tuple(stack.runs[i] for i in order), stack.tpot[order], stack.ttft[order], **groups)
