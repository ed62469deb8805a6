"""World part of one row of the cache: its factors level by level for every way to keep keys and values, and what one
conversation holds at every length.

The curve at the scenario's own context meets the variant's figure exactly; windows bend it. Not here: what the variants
are (`kv_variants`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tourapp.quantity import Quantity
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost import Costs
from tourapp.sim.cost.cache import cache
from tourapp.words import Phrase
from tourapp.world.part import PartView, part

if TYPE_CHECKING:
    from tourapp.world.parts.kv_variants import KvVariants, Variant

SHORTEST, LONGEST = 128, 1_048_576
POINTS = 96
"""Lengths on a curve, evenly on a log axis."""
PAIR = Quantity(2, "1", "a key and a value", "n_kv", source=DEFINED)


@dataclass(frozen=True, slots=True)
class RowLevel:
    """One level of a row: how many, of what. kind: 'pair', 'layers', 'heads', 'numbers' or 'bytes'."""

    kind: str
    count: Quantity
    words: Phrase


@dataclass(frozen=True, slots=True, eq=False)
class KeptRow:
    """levels: by variant id, from the whole row down to one number; their counts multiply to the bytes of a token.
    lengths [POINTS] in tokens; held: by variant id, bytes [POINTS] of one conversation; window: tokens that a window
    keeps in some layers, or None; sharing: query heads that share a pair (None with a latent)."""

    levels: dict[str, tuple[RowLevel, ...]]
    lengths: np.ndarray
    held: dict[str, np.ndarray]
    window: Quantity | None
    sharing: Quantity | None


@part("kept_row", needs=("cost", "kv_variants"))
def _kept_row(view: PartView) -> KeptRow:
    costs: Costs = view.cost
    variants: KvVariants = view.kv_variants
    model = costs.scenario.model_spec
    lengths = np.geomspace(SHORTEST, LONGEST, POINTS).round()
    keys = cache(replace(costs.scenario, context=lengths)).keys
    size = float(variants.element.value)
    held = {item.id: np.asarray(keys.value) * float(item.elements.value) * size for item in variants.variants}
    window = None if model.window is None else model.part("window.size", "sliding window", "w", "token")
    sharing = None
    if model.mla is None:
        shared = model.heads // model.kv_heads
        sharing = Quantity(shared, "1", "query heads that share a pair", "n_g", source=model.source("kv_heads"))
    levels = {item.id: _levels(item, variants.element) for item in variants.variants}
    return KeptRow(levels, lengths, held, window, sharing)


def _levels(item: Variant, size: Quantity) -> tuple[RowLevel, ...]:
    """The factors of a variant's bytes of a token, read off its own formula."""
    layers = next(each for each in _every(item.per_token) if each.symbol == "L")
    last = RowLevel("bytes", size, Phrase("a number"))
    found = {each.symbol: each for each in item.elements.inputs}
    first = RowLevel("layers", layers, Phrase("layers"))
    if "r_kv" in found:
        return first, RowLevel("numbers", item.elements, Phrase("numbers")), last
    if "d_n" in found:
        wide = Quantity(
            sum(int(found[name].value) for name in ("d_n", "d_r", "d_v")),
            "1",
            Phrase("numbers of a head, key and value"),
            "d_kv",
            "d_n + d_r + d_v",
            tuple(found[name] for name in ("d_n", "d_r", "d_v")),
        )
        return (
            first,
            RowLevel("heads", found["Hq"], Phrase("heads")),
            RowLevel("numbers", wide, Phrase("numbers")),
            last,
        )
    pair = RowLevel("pair", PAIR, Phrase("K and V"))
    heads = RowLevel("heads", found["Hkv"], Phrase("KV heads"))
    return pair, first, heads, RowLevel("numbers", found["d"], Phrase("numbers")), last


def _every(number: Quantity) -> list[Quantity]:
    return [number, *(each for inner in number.inputs for each in _every(inner))]


def multiplied(levels: tuple[RowLevel, ...]) -> float:
    """Bytes that the levels multiply to."""
    return math.prod(float(level.count.value) for level in levels)
