"""World parts of one product done three ways, timed in turns. Recorded figures stand until somebody asks for a race on
this computer."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import numpy as np

from tourapp.engine.product_race import ProductRace, race_products, shipped_product_race
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED, MEASURED, RECORDED
from tourapp.words import Phrase
from tourapp.world.declare import Block, presses
from tourapp.world.part import PartView, part
from tourapp.world.rounds import in_rounds, is_busy

WAYS = ("loop", "rows", "whole")
"""From the slowest to the quickest."""


@dataclass(frozen=True)
class ProductRaceInputs(Block):
    """One product three ways, on this computer."""

    product_run: int = presses("Multiply here")


def _at_hand(view: PartView) -> ProductRace | None:
    return shipped_product_race() if view.product_run <= 0 else None


@part("product_race", reads=("product_run",), slow=True, stand_in=shipped_product_race, at_hand=_at_hand)
def _product_race(view: PartView) -> ProductRace:
    """Five rounds of all three ways; the recorded ones before the first press and when stopped."""
    if view.product_run <= 0:
        return shipped_product_race()
    view.progress(0.0, "multiplying three ways: warming up")
    return in_rounds(view, "multiplying three ways", race_products(cancel=view.cancelled), shipped_product_race())


@dataclass(frozen=True, slots=True, eq=False)
class ProductWay:
    """One way: median seconds, every round's [rounds], and how many times as fast as the loop."""

    seconds: Quantity
    rounds: np.ndarray
    faster: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class ProductTimes:
    """The ways from the slowest to the quickest; side: of the square matrices; flops: of the product, by every way;
    low, high: of the rounds' ratios of the slowest way over the quickest; seen: whether it was run on this computer;
    busy: whether rounds of a way lie so far apart that something else was going on."""

    side: Quantity
    flops: Quantity
    ways: tuple[ProductWay, ProductWay, ProductWay]
    low: Quantity
    high: Quantity
    rounds: Quantity
    error: Quantity
    seen: bool
    busy: bool


@part("product_times", needs=("product_race",))
def _product_times(view: PartView) -> ProductTimes:
    run: ProductRace = view.product_race
    seen = run is not shipped_product_race()
    source = MEASURED if seen else RECORDED
    names = (Phrase("a plain loop"), Phrase("a dot product for each output"), Phrase("one call"))
    taken = [np.array(getattr(run, way)) for way in WAYS]
    middles = [
        Quantity(
            float(median(rounds)), "s", Phrase("{way}, median of {n} rounds", way=name, n=len(rounds)), f"t_{at}",
            source=source,
        ).christen(f"product_times.{way}")
        for at, (way, name, rounds) in enumerate(zip(WAYS, names, taken, strict=True))
    ]  # fmt: skip
    ways = tuple(
        ProductWay(
            middle,
            rounds,
            derive("times as fast as the loop", "g", "times", f"t_0 / t_{at}", middles[0], middle).christen(
                f"product_times.{way}.faster"
            )
            if at
            else Quantity(1.0, "times", "times as fast as the loop", "g", source=DEFINED),
        )
        for at, (way, rounds, middle) in enumerate(zip(WAYS, taken, middles, strict=True))
    )
    ratios = taken[0] / taken[2]
    side = Quantity(run.side, "1", "side of both matrices", "n", source=DEFINED)
    two = Quantity(2, "FLOP", "a multiplication and an addition", "n_2", source=DEFINED)
    return ProductTimes(
        side=side,
        flops=derive("arithmetic of the product", "C", "FLOP", "n_2 * n * n * n", two, side),
        ways=(ways[0], ways[1], ways[2]),
        low=Quantity(float(ratios.min()), "times", "lowest of the rounds", "r_1", source=source),
        high=Quantity(float(ratios.max()), "times", "highest of the rounds", "r_2", source=source),
        rounds=Quantity(len(taken[0]), "1", "rounds, all ways in turns", "k", source=source),
        error=Quantity(run.error, "1", "largest difference between two results", "e", source=source),
        seen=seen,
        busy=is_busy(run.loop, run.rows, run.whole),
    )
