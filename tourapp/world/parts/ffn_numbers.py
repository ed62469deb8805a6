"""World part of the feed-forward block: what gate and up take of a token over the batch, and down at other bits of a
weight and on other numbers of GPUs.

Times of matrices are ideal; the meeting of the GPUs after down is the achieved model's all-reduce, of which a layer has
two, and stands beside them, never in a sum with them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost import Costs, Scenario
from tourapp.sim.cost.blocks import FEED_FORWARD, PassBlock
from tourapp.sim.cost.costs import decode_pass
from tourapp.sim.cost.parts import parts_of
from tourapp.sim.cost.scenario import figure
from tourapp.sim.cost.terms.reach import settled
from tourapp.words import Phrase
from tourapp.world.part import PartView, part

WIDTHS = (16, 8, 4)
SHARED = (1, 2, 4, 8)
BATCHES = np.unique(np.geomspace(1, 512, 60).round())
HALF = Quantity(2, "1", "all-reduces of a layer", "n_ar", source=DEFINED)


@dataclass(frozen=True, slots=True, eq=False)
class DownAt:
    """Down at one setting: bytes of its weights and its time in a step (B, s; ideal); meeting: the all-reduce after it
    over all layers (s, achieved), None with one GPU or where nobody has told of the link."""

    setting: Quantity
    weight_bytes: Quantity
    seconds: Quantity
    meeting: Quantity | None


@dataclass(frozen=True, slots=True, eq=False)
class FfnNumbers:
    """gated: whether the FFN has a gate; experts: whether it is one of many; lanes: its width; layers: of the model;
    each: seconds of gate and up for one user's token at BATCHES [n], by bits of a weight; token: the same here; thirds:
    bytes that a step reads of each kind of matrix, 'gate', 'up', 'down'; bits, gpus: down at other settings, the
    own one among them."""

    gated: bool
    experts: bool
    lanes: Quantity
    layers: Quantity
    batches: np.ndarray
    each: dict[int, np.ndarray]
    token: Quantity
    thirds: dict[str, Quantity]
    bits: tuple[DownAt, ...]
    gpus: tuple[DownAt, ...]


@part("ffn_numbers", needs=("cost", "operators"))
def _ffn_numbers(view: PartView) -> FfnNumbers:
    costs: Costs = view.cost
    usual = replace(costs.scenario, fitted=False, mfu=1.0, mbu=1.0)
    model = usual.model_spec
    wide = figure(model, "ffn") if model.moe is None else model.part("moe.expert_ffn", "width of an expert", "f_e")
    whole: Quantity = view.operators.card("op_gate_up", "decode").seconds
    token = derive(
        "gate and up for one user's token",
        "t_B",
        "s",
        "t_gu / B",
        whole.named("time of gate and up", "t_gu"),
        usual.quantity("batch"),
    )
    return FfnNumbers(
        gated=model.gated,
        experts=model.moe is not None,
        lanes=wide,
        layers=figure(model, "layers"),
        batches=BATCHES,
        each={bits: _each(_with_bits(usual, bits)) for bits in WIDTHS},
        token=token,
        thirds=_thirds(view),
        bits=tuple(_at_bits(view, usual, bits) for bits in sorted({*WIDTHS, usual.weight_bits}, reverse=True)),
        gpus=tuple(_on_gpus(view, usual, count) for count in sorted({*SHARED, usual.gpus})),
    )


def _with_bits(scenario: Scenario, bits: int) -> Scenario:
    """Other bits of a weight, multiplied as the GPU does it then."""
    if bits == scenario.weight_bits:
        return scenario
    return replace(scenario, weight_bits=bits, math=scenario.gpu_spec.math_bits(bits))


def _each(scenario: Scenario) -> np.ndarray:
    """Seconds [n] of gate and up for one user's token at every batch."""
    done = decode_pass(replace(scenario, batch=BATCHES))
    total = np.zeros(len(BATCHES))
    for row in done.rows:
        if row.op not in FEED_FORWARD:
            continue
        ours = [each for each in parts_of(scenario.model_spec, done, row) if each.op in ("gate", "up")]
        by_bytes = sum(np.asarray(each.weight_bytes.value) for each in ours) / np.asarray(row.weight_bytes.value)
        by_math = sum(np.asarray(each.flops.value) for each in ours) / np.asarray(row.flops.value)
        share = np.where(np.asarray(row.bound) == "compute", by_math, by_bytes)
        total = total + np.asarray(row.seconds.value) * share
    return np.asarray(total / BATCHES)


def _thirds(view: PartView) -> dict[str, Quantity]:
    """Bytes of each kind of matrix, of whatever rows; a kind that the model has not is left out."""
    found = dict[str, Quantity]()
    for op in ("gate", "up", "down"):
        blocks: tuple[PassBlock, ...] = view.operators.decode.parts(op)
        weights = [each.weight_bytes for each in blocks]
        if weights:
            found[op] = weights[0] if len(weights) == 1 else _summed("weights of these matrices", "W", "B", weights)
    return found


def _own(view: PartView) -> tuple[Quantity, Quantity]:
    """Bytes and time of down in the scenario: those of its blocks."""
    blocks: tuple[PassBlock, ...] = view.operators.decode.parts("down")
    return _together([each.weight_bytes for each in blocks], [each.seconds for each in blocks])


def _there(scenario: Scenario, differs: str) -> tuple[Quantity, Quantity]:
    """The same in another scenario; differs: what its ids say of it."""
    done = decode_pass(scenario)
    weights, seconds = list[Quantity](), list[Quantity]()
    for row in done.rows:
        for each in parts_of(scenario.model_spec, done, row):
            if row.op in FEED_FORWARD and each.op == "down":
                mine, all_of = (
                    (each.flops, row.flops) if row.bound == "compute" else (each.weight_bytes, row.weight_bytes)
                )
                pair = (mine.named(mine.name, "x_down"), all_of.named(all_of.name, "x_row"))
                share = derive("share of its row", "n", "share", "x_down / x_row", *pair)
                weights.append(each.weight_bytes)
                seconds.append(
                    derive("time of down", "t", "s", "t_row * n", row.seconds.named(row.seconds.name, "t_row"), share)
                )
    both = _together(weights, seconds)
    return replace(both[0], id=f"down.weight_bytes({differs})"), replace(both[1], id=f"down.seconds({differs})")


def _together(weights: list[Quantity], seconds: list[Quantity]) -> tuple[Quantity, Quantity]:
    """Down of all rows that have it: of experts, and of the layers without."""
    if len(weights) == 1:
        return weights[0], seconds[0]
    return _summed("weights of down", "W", "B", weights), _summed("time of down", "t", "s", seconds)


def _summed(name: str, symbol: str, unit: str, parts: list[Quantity]) -> Quantity:
    inputs = [each.named(each.name, f"{symbol}_{place}") for place, each in enumerate(parts, 1)]
    return derive(Phrase(name), symbol, unit, " + ".join(each.symbol for each in inputs), *inputs)


def _at_bits(view: PartView, usual: Scenario, bits: int) -> DownAt:
    own = bits == usual.weight_bits
    found = _own(view) if own else _there(_with_bits(usual, bits), f"weight_bits={bits}")
    return DownAt(Quantity(bits, "bit", "bits of a weight", "b_w", source=DEFINED), *found, None)


def _on_gpus(view: PartView, usual: Scenario, count: int) -> DownAt:
    own = count == usual.gpus
    scenario = usual if own else replace(usual, gpus=count)
    differs = "" if own else f"gpus={count}"
    found = _own(view) if own else _there(scenario, differs)
    return DownAt(replace(scenario.quantity("gpus"), id=""), *found, _meeting(scenario, differs))


def _meeting(scenario: Scenario, differs: str) -> Quantity | None:
    """The all-reduces after down: of the two that a layer has, one."""
    joined = settled(replace(scenario, fitted=True, mfu=1.0, mbu=1.0))
    if scenario.gpus == 1 or not joined.fitted:
        return None
    fitted = decode_pass(joined).fitted
    both = [row.seconds for row in fitted.rows if row.term == "all_reduce"] if fitted is not None else []
    if not both:
        return None
    name = Phrase("all-reduces after down, all layers, achieved")
    found = derive(name, "t_ar", "s", "t_both / n_ar", both[0].named(both[0].name, "t_both"), HALF)
    return found.christen(f"down.all_reduce{f'({differs})' if differs else ''}")
