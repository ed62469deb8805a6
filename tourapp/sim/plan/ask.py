"""The question of a plan: load, lengths, targets, what may be used, and by which model of time.

Not here: ids of models and GPUs, which `cells` looks up, and what a person typed, which the command line checks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from tourapp.errors import UsageError

GPU_COUNTS, WEIGHT_BITS, KV_BITS = (1, 2, 4, 8), (16, 8, 4), (16, 8)
PERCENTILES = (50, 90, 95, 99)
HOURS, MOST_REPLICAS = 730, 10_000
"""Hours of a month, and the replicas beyond which a plan says no."""

RANGES: dict[str, tuple[float, float]] = {
    "rate": (0.01, 1000),
    "users": (1, 1_000_000),
    "think": (0, 86_400),
    "prompt": (1, 131_072),
    "answer": (1, 16_384),
    "cv": (0, 2),
    "ttft": (0.05, 60),
    "itl": (2, 500),
    "budget": (0, 1e12),
    "usable": (0.01, 1),
    "headroom": (0, 0.6),
    "spares": (0, 2),
    "activations": (0, 1000),
    "cached": (0, 0.95),
    "chunk": (1, 1_000_000),
    "mfu": (0.001, 1),
    "mbu": (0.001, 1),
    "fixed": (0, 1000),
}
"""What each option may be, in the unit in which it is asked for (ITL and fixed time in ms)."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The specification's model in place of the fitted one: shares of the peaks, communication, fixed seconds."""

    mfu: float = 1.0
    mbu: float = 1.0
    comm: bool = False
    fixed: float = 0.0


@dataclass(frozen=True, slots=True)
class PlanSpec:
    """One question. rate: requests a second; or users, each of whom thinks `think` seconds between two requests.
    prompt, answer: tokens; cv: spread of their lengths. ttft, itl: targets in s at percentile `pct`. budget: USD a
    month or None. models, gpus: ids, the chosen first; counts: GPUs of a replica. prices: USD of a GPU-hour by GPU.
    usable: share of memory; activations: GB of each GPU kept free beside the reserve; cached: share of every prompt
    that is a prefix kept. chunk: tokens of a prompt read beside each decode step, None for whole prompts in between.
    what_if: None for the fitted model.
    """

    rate: float | None = 2.0
    users: int | None = None
    think: float = 10.0
    prompt: int = 2000
    answer: int = 300
    cv: float = 0.0
    ttft: float = 1.0
    itl: float = 0.05
    pct: int = 95
    budget: float | None = None
    models: tuple[str, ...] = ("llama-3-70b",)
    gpus: tuple[str, ...] = ("h100-sxm",)
    counts: tuple[int, ...] = GPU_COUNTS
    prices: dict[str, float] = field(default_factory=lambda: {"h100-sxm": 3.0})
    usable: float = 0.95
    headroom: float = 0.3
    spares: int = 0
    activations: float = 0.0
    cached: float = 0.0
    chunk: int | None = None
    top: int = 8
    seed: int = 7
    what_if: WhatIf | None = None

    def __post_init__(self) -> None:
        if (self.rate is None) == (self.users is None):
            raise UsageError("rate: give either a rate or a number of users")
        for name in ("rate", "users", "think", "prompt", "answer", "cv", "ttft", "budget"):
            _within(name, getattr(self, name))
        for name in ("usable", "headroom", "spares", "activations", "cached", "chunk"):
            _within(name, getattr(self, name))
        _within("itl", 1e3 * self.itl)
        if self.pct not in PERCENTILES:
            raise UsageError(f"pct: {self.pct} is not one of {', '.join(map(str, PERCENTILES))}")
        if self.chunk is not None and self.what_if is None:
            raise UsageError(
                "chunk: the fitted model has no such pass; give --mfu, --mbu, --comm or --fixed-ms with it"
            )
        if self.what_if is not None:
            _within("mfu", self.what_if.mfu)
            _within("mbu", self.what_if.mbu)
            _within("fixed", 1e3 * self.what_if.fixed)


def _within(name: str, value: float | None) -> None:
    low, high = RANGES[name]
    if value is not None and not (math.isfinite(value) and low * (1 - 1e-12) <= value <= high * (1 + 1e-12)):
        raise UsageError(f"{name}: {value:g} is out of range; use {low:,.10g} to {high:,.10g}")
