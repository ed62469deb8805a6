"""From the cost model to lines: what a row of a pass is per token and per pass, read off its own formula.

Two values of each side of the formula, at one and at two tokens, give its line exactly. Cells that differ in machine
and bits of the cache alone share one formula, with their machines at its roots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tourapp import specs
from tourapp.quantity import Quantity
from tourapp.sim.cost.cache import cache
from tourapp.sim.cost.costs import LedgerPass, decode_pass, prefill_pass
from tourapp.sim.cost.joined import fixed, unrounded
from tourapp.sim.cost.scenario import Scenario
from tourapp.sim.cost.terms.fitted import fitted_pass
from tourapp.sim.cost.terms.reach import link_of
from tourapp.sim.cost.terms.rows import all_reduce, cache_copies
from tourapp.sim.cost.weights import all_weights
from tourapp.sim.plan.ask import PlanSpec
from tourapp.sim.plan.cells import Cell
from tourapp.sim.plan.revalue import Swept, arms
from tourapp.sim.plan.works import ARRAYS, PhaseLines, Works

_PROMPT = "scenario.prompt_tokens"


def works_of(spec: PlanSpec, cells: Sequence[Cell]) -> Works:
    """What the cells of a question do. Cells alike but for machine and bits of the cache are worked out together."""
    count = len(cells)
    arrays = {name: np.zeros(count) for name in ARRAYS}
    found = Works(cells=list(cells), **arrays, step=PhaseLines(count), prompt=PhaseLines(count))
    groups: dict[tuple[Any, ...], list[int]] = {}
    for place, cell in enumerate(cells):
        peak = specs.gpu(cell.gpu).peak_field(cell.weight_bits)
        several = cell.gpus > 1 and cell.joined
        groups.setdefault((cell.model, cell.weight_bits, cell.math, peak, several), []).append(place)
    for places in groups.values():
        _fill(found, spec, np.array(places))
    return found


def _fill(found: Works, spec: PlanSpec, places: NDArray[np.int64]) -> None:
    """One group of cells: the first one's formulas, with the machines of all at their roots."""
    cells = [found.cells[place] for place in places]
    first = replace(cells[0].scenario(spec), context=1, prompt_tokens=1)
    roots, kept, model = _roots(spec, cells), cache(first), first.model_spec
    at_one = Swept(roots)
    found.copies[places] = at_one(cache_copies(first))
    found.token[places] = at_one(kept.per_token) / model.layers
    found.capped[places], found.window[places] = model.window_layers, model.window.size if model.window else np.inf
    found.full[places] = model.layers - model.window_layers
    found.weights[places] = all_weights(first).value
    found.routed[places] = 1.0 if model.moe is None else model.moe.active / model.moe.experts
    found.gpus[places] = roots["scenario.gpus"]
    found.memory[places] = [specs.gpu(cell.gpu).memory_gb * 1e9 * cell.gpus for cell in cells]
    if spec.what_if is None:
        constants = specs.achieved_constants()
        found.host[places], found.host_token[places] = (constants[id].value for id in ("request-host", "token-host"))
    phases = ((found.step, decode_pass(first), "scenario.batch"), (found.prompt, prefill_pass(first), _PROMPT))
    for lines, done, tokens in phases:
        at_two = Swept({**roots, tokens: 2.0})
        for place, (op, number) in enumerate(pass_rows(spec, first, done)):
            _line(found, lines, (places, place), (op, number), (at_one, at_two))


def _roots(spec: PlanSpec, cells: Sequence[Cell]) -> dict[str, Any]:
    """Values of the leaves: the machine of each cell, and one token in the pass."""
    rows = [specs.gpu(cell.gpu) for cell in cells]
    values: dict[str, Any] = {
        "scenario.gpus": np.array([float(cell.gpus) for cell in cells]),
        "b_kv": np.array([float(cell.kv_bits) for cell in cells]),
        "scenario.batch": 1.0,
        _PROMPT: 1.0,
        "scenario.context": 1.0,
    }
    for field in ("bf16_tflops", "fp8_tflops", "int8_tops", "fp4_tflops", "bandwidth_tb_s"):
        numbers = [row.number(field) for row in rows]
        if all(number is not None for number in numbers):
            values[f"gpu.{field}"] = np.array([float(number.value) for number in numbers if number is not None])
    links = [link_of(Scenario(gpu=cell.gpu, gpus=cell.gpus)) for cell in cells]
    if all(link is not None for link in links):
        told = (lambda link: link) if spec.what_if is None else unrounded
        pairs = [(told(link), cell.gpus) for link, cell in zip(links, cells, strict=True) if link is not None]
        values["link.gb_s_one_way"] = np.array([link.gb_s_one_way * 1e9 for link, _ in pairs])
        values["link.share"] = np.array([link.share for link, _ in pairs])
        values["α"] = np.array([start.value for link, count in pairs if (start := link.start(count)) is not None])
    return values


def pass_rows(spec: PlanSpec, first: Scenario, done: LedgerPass) -> list[tuple[str, Quantity]]:
    """Operator ("" for what comes on top) and time of every row of a pass."""
    if spec.what_if is None:
        return [(row.op, row.seconds) for row in fitted_pass(first, done.which, done.rows).rows]
    rows = [(row.op, row.achieved_seconds) for row in done.rows if row.flops.inputs]
    link = link_of(first)
    if spec.what_if.comm and link is not None:
        rows.append(("", all_reduce(first, done.which, unrounded(link))))
    if spec.what_if.fixed:
        rows.append(("", fixed(spec.what_if.fixed)))
    return rows


def _line(
    found: Works,
    lines: PhaseLines,
    place: tuple[NDArray[np.int64], int],
    row: tuple[str, Quantity],
    swept: tuple[Swept, Swept],
) -> None:
    """One row of a group of cells put into its phase. place: the cells, and the row's place among the pass's."""
    (cells, number), (op, seconds), (at_one, at_two) = place, row, swept
    sides = arms(seconds.formula)
    if op == "":
        first, second = at_one(seconds), at_two(seconds)
        lines.over[0, cells] += 2 * first - second
        lines.over[1, cells] += second - first
        return
    texts = sides or (seconds.formula, None)
    ones = [0.0 if text is None else at_one.formula(text, seconds) for text in texts]
    if op == "attention":
        layers = found.full[cells] + found.capped[cells]
        lines.attention[0, cells] = ones[0] / layers
        lines.attention[1, cells] = ones[1] / (layers * found.token[cells]) * _copies(found, cells, seconds)
        return
    if op == "experts":
        lines.experts[0, cells], lines.experts[1, cells] = ones[0], ones[1] / found.routed[cells]
        return
    twos = [0.0 if text is None else at_two.formula(text, seconds) for text in texts]
    for side in (0, 1):
        once, each = 2 * ones[side] - twos[side], twos[side] - ones[side]
        if op == "lm_head":
            lines.head[2 * side, cells], lines.head[2 * side + 1, cells] = once, each
        else:
            lines.dense[2 * side, cells, number], lines.dense[2 * side + 1, cells, number] = once, each


def _copies(found: Works, cells: NDArray[np.int64], seconds: Quantity) -> Any:
    """How often the cache is moved where the row's own formula does not say it: the ideal ledger has it once."""
    return 1.0 if any(part.symbol == "n_copy" for part in seconds.inputs) else found.copies[cells]
