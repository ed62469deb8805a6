"""World part of the matrix of scores in prefill: what it would weigh if it were written down, what it moves then, and
what the tile loop moves in its place; and what the softmax over it computes.

One layer and one prompt of the chosen model, all its heads, every pair of tokens (what a mask hides is not skipped by
either way). The tiles' traffic is that of a chip whose caches catch nothing. Not here: the loop itself, on real
numbers (`flash_head`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.engine.flash import BYTES, block_size, flash_bytes
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost import Costs
from tourapp.sim.cost.cache import cache
from tourapp.sim.cost.costs import decode_pass, prefill_pass
from tourapp.sim.cost.machine import machine
from tourapp.sim.cost.scenario import figure
from tourapp.sim.cost.uncounted import uncounted
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO

SHORTEST, LONGEST, POINTS = 128, 32_768, 33
KIB = 1024


@dataclass(frozen=True, slots=True, eq=False)
class ScoreMatrix:
    """matrix: B of one layer's scores, written once; naive, tiled: B that attention of a layer moves when scores and
    shares are written and read, and in tiles; gain: naive over tiled. tile: B of the scores of one tile, which stay
    inside the chip. extra_seconds: what the matrix' four trips would take in the whole prefill, all layers and
    prompts. tokens [n]; matrix_by, tile_by [n]: B of matrix and tile at other prompts.

    scores: of one decode step; softmax_flops, prefill_flops: FLOP of the softmax in a step and in prefill;
    attention_flops: of attention in a step; part: softmax over attention. trips: B of the matrix' four trips in the
    whole prefill; kept: B of K and V that it writes.
    """

    matrix: Quantity
    naive: Quantity
    tiled: Quantity
    gain: Quantity
    tile: Quantity
    extra_seconds: Quantity
    tokens: np.ndarray
    matrix_by: np.ndarray
    tile_by: np.ndarray
    scores: Quantity
    softmax_flops: Quantity
    prefill_flops: Quantity
    attention_flops: Quantity
    part: Quantity
    trips: Quantity
    kept: Quantity


@part("score_matrix", reads=(*SCENARIO, "sram_kb"), needs=("cost",))
def _score_matrix(view: PartView) -> ScoreMatrix:
    costs: Costs = view.cost
    model = costs.scenario.model_spec
    heads, dim = figure(model, "heads"), figure(model, "head_dim")
    tokens = np.unique(np.round(np.geomspace(SHORTEST, LONGEST, POINTS))).astype(int)
    count, wide = int(heads.value), int(dim.value)
    return ScoreMatrix(
        **_moves(view, costs, heads, dim),
        **_works(costs, heads),
        tokens=tokens.astype(np.float64),
        matrix_by=tokens.astype(np.float64) ** 2 * count * BYTES,
        tile_by=np.array([float(_side(view, wide, int(n))) ** 2 * BYTES for n in tokens]),
    )


def _moves(view: PartView, costs: Costs, heads: Quantity, dim: Quantity) -> dict[str, Quantity]:
    """Bytes of the matrix, and of attention both ways."""
    scenario = costs.scenario
    prompt = scenario.quantity("prompt_tokens")
    size = Quantity(BYTES, "B", "bytes of a number in slow memory", "e", source=DEFINED)
    most = _side(view, int(dim.value), int(prompt.value))
    side = Quantity(most, "1", "side of a tile, tokens", "b", "largest side that fits", (dim,))
    matrix = derive("scores of a layer, written once", "S", "B", "Hq * N * N * e", heads, prompt, size)
    formula = "Hq * (4 * N * d + 4 * N * N) * e"
    naive = derive("attention of a layer, scores written and read", "naive", "B", formula, heads, prompt, dim, size)
    tiled = _tiled(view, heads, dim, prompt)
    layers, batch = figure(scenario.model_spec, "layers"), scenario.quantity("batch")
    four = derive("the matrix' four trips, all layers and prompts", "S_4", "B", "4 * S * L * B", matrix, layers, batch)
    speed = machine(scenario).bandwidth
    return {
        "matrix": matrix,
        "naive": naive,
        "tiled": tiled,
        "gain": derive("less traffic", "gain", "times", "naive / tiled", naive, tiled),
        "tile": derive("scores of one tile, inside the chip", "S_B", "B", "b * b * e", side, size),
        "trips": four,
        "extra_seconds": derive("time that the matrix' trips would take", "t", "s", "S_4 / β", four, speed),
        "kept": next(row for row in costs.rows("prefill") if row.op == "attention").kv_bytes,
    }


def _works(costs: Costs, heads: Quantity) -> dict[str, Quantity]:
    """Arithmetic of the softmax beside attention's."""
    batch, small = costs.scenario.quantity("batch"), _softmax(costs, "decode")
    told = next(row for row in costs.rows("decode") if row.op == "attention").flops
    share = small.named(small.name, "C_s")
    return {
        "scores": derive("scores of a decode step", "n_s", "1", "B * Hq * A", batch, heads, cache(costs.scenario).keys),
        "softmax_flops": small,
        "prefill_flops": _softmax(costs, "prefill"),
        "attention_flops": told,
        "part": derive("softmax over attention's arithmetic", "n", "share", "C_s / C", share, told),
    }


def _softmax(costs: Costs, phase: str) -> Quantity:
    """Arithmetic of the softmax in one phase, which no row counts."""
    done = decode_pass(costs.scenario) if phase == "decode" else prefill_pass(costs.scenario)
    found = next(each for each in uncounted(costs.scenario, done) if each.op == "softmax")
    return found.flops.christen(f"uncounted.{phase}.softmax.flops")


def _moved(view: PartView, dim: int, count: int) -> int:
    """B that the tile loop of one head moves."""
    return flash_bytes(count, dim, _side(view, dim, count), causal=False)


def _side(view: PartView, dim: int, count: int) -> int:
    """Tokens along the side of the largest tiles that fit into the SRAM."""
    return block_size(view.sram_kb * KIB, dim, count)


def _tiled(view: PartView, heads: Quantity, dim: Quantity, prompt: Quantity) -> Quantity:
    value = int(heads.value) * _moved(view, int(dim.value), int(prompt.value))
    formula = "Hq × (2 N d e + 2 d e × keys seen by all rows of tiles)"
    return Quantity(value, "B", "attention of a layer, tile by tile", "tiled", formula, (heads, prompt, dim))
