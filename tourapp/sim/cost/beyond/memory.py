"""Memory beside weights and cache, of one GPU: activations of the largest pass, scores of the vocabulary, graphs.

The reserve, what is left beyond the usable share, has to hold them. Activations: the residual vector and the widest
inner one of every token of a pass, divided among the GPUs. Graphs: as engines log them, 0.13 to 0.36 GiB.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp import specs
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED, SETTING
from tourapp.sim.cost.constants import ACTIVATION_BYTES
from tourapp.sim.cost.machine import machine
from tourapp.sim.cost.scenario import Scenario, figure
from tourapp.specs import ModelSpec

BUDGET = 8192
"""Tokens of the largest pass where nobody says otherwise: what engines take at once."""
GIB = 2**30


@dataclass(frozen=True, slots=True)
class MemoryBeside:
    """Bytes of one GPU. activations, scores, graphs and their sum; reserve: what the usable share leaves; logged: the
    least and the most that engines logged for activations."""

    activations: Quantity
    scores: Quantity
    graphs: Quantity
    total: Quantity
    reserve: Quantity
    logged: tuple[Quantity, Quantity]


def memory_beside(scenario: Scenario, tokens: int = BUDGET) -> MemoryBeside:
    """What one GPU keeps beside weights and cache, for passes of at most so many tokens."""
    model = scenario.model_spec
    taken = Quantity(tokens, "token", "tokens of the largest pass", "T_max", source=SETTING)
    hidden, gpus = figure(model, "hidden"), scenario.quantity("gpus")
    widest = _widest(model)
    inputs = (taken, hidden, widest, ACTIVATION_BYTES, gpus)
    active = derive("activations of the largest pass", "Z", "B", "T_max * (h + n_wide) * e_a / G", *inputs)
    four = Quantity(4, "B", "bytes of a score (32 bit)", "e_s", source=DEFINED)
    rows = (scenario.quantity("batch"), figure(model, "vocab"), four)
    scores = derive("scores of the vocabulary", "Z_v", "B", "B * V * e_s", *rows)
    graphs = _from_logs("graphs, as engines log them", "Z_g", 0.36)
    total = derive("memory beside weights and cache", "Z_all", "B", "Z + Z_v + Z_g", active, scores, graphs)
    box = machine(scenario)
    formula = "(1 - u) * M / G"
    reserve = derive("reserve of one GPU", "R", "B", formula, scenario.quantity("usable"), box.memory, gpus)
    ends = (
        _from_logs("activations, least logged", "Z_low", 0.23),
        _from_logs("activations, most logged", "Z_high", 2.38),
    )
    return MemoryBeside(active, scores, graphs, total, reserve, ends)


def _from_logs(words: str, symbol: str, gib: float) -> Quantity:
    return Quantity(gib * GIB, "B", words, symbol, source=specs.sources()["VLLM-LOGS"])


def _widest(model: ModelSpec) -> Quantity:
    """Numbers of the widest inner vector of a token: the two inner ones of an FFN, or queries, keys and values."""
    words = "numbers of a token's widest inner vector"
    heads = (figure(model, "heads"), figure(model, "kv_heads"), figure(model, "head_dim"))
    if model.moe is None:
        return derive(words, "n_wide", "1", "maximum(2 * f, (Hq + 2 * Hkv) * d)", figure(model, "ffn"), *heads)
    used = model.part("moe.active", "experts of a token", "k")
    narrow = model.part("moe.expert_ffn", "width of an expert", "f_e")
    return derive(words, "n_wide", "1", "maximum(2 * k * f_e, (Hq + 2 * Hkv) * d)", used, narrow, *heads)
