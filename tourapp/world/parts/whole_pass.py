"""World part of the whole pass: both passes as the few stages that a drawing of them has room for, and where their
arithmetic, their traffic and the memory held lie.

A stage is one or more blocks of the pass (`operators`): gate, up and down of a mixture are each in several rows of the
ledger. Nothing is computed here that the cost model does not know; the stages sum to its totals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tourapp.quantity import Quantity, add_up, derive
from tourapp.quantity.origin import DEFINED, RUN
from tourapp.sim.cost.blocks import FEED_FORWARD, PassBlock, PassBlocks
from tourapp.sim.cost.costs import Costs
from tourapp.sim.cost.matrices import matrices_of
from tourapp.sim.cost.scenario import figure
from tourapp.sim.cost.weights import kept_size, weight_size
from tourapp.specs import parameter_parts
from tourapp.words import Phrase
from tourapp.world.part import PartView, part

ROWS = {
    "embedding": ("embedding", "position_embedding"),
    "norms": ("norms",),
    "qkv": ("qkv_projection",),
    "attention": ("attention",),
    "out": ("output_projection",),
    "router": ("router",),
    "gate": FEED_FORWARD,
    "up": FEED_FORWARD,
    "down": FEED_FORWARD,
    "head": ("lm_head",),
}
"""Stages in the order of the work, and the rows of the ledger that hold them."""
LOOK, FFN = ("qkv", "out"), ("gate", "up", "down")
WORDS = {
    "embedding": Phrase("embedding"),
    "norms": Phrase("norms"),
    "qkv": Phrase("Q, K and V"),
    "attention": Phrase("attention"),
    "out": Phrase("output projection"),
    "router": Phrase("router"),
    "gate": Phrase("gate"),
    "up": Phrase("up"),
    "down": Phrase("down"),
    "head": Phrase("LM head"),
}
_NOTHING = {
    "FLOP": Quantity(0, "FLOP", "no arithmetic", "C", source=DEFINED),
    "B": Quantity(0, "B", "no bytes", "W", source=DEFINED),
    "s": Quantity(0.0, "s", "no time", "t", source=DEFINED),
    "share": Quantity(0.0, "share", "no share of the pass", "n_t", source=DEFINED),
}


@dataclass(frozen=True, slots=True)
class PassStage:
    """One stage over all layers and the whole batch: flops in FLOP, bytes in B, seconds in s (ideal), share of the
    pass's time; bound: 'memory' or 'compute'. flops_share, bytes_share (weights and cache), held_share: of the pass's
    arithmetic, of its traffic, of the memory held with its reserve; held: bytes of weights in memory for it."""

    id: str
    words: Phrase
    flops: Quantity
    weight_bytes: Quantity
    kv_bytes: Quantity
    seconds: Quantity
    share: Quantity
    bound: str
    held: Quantity
    flops_share: Quantity
    bytes_share: Quantity
    held_share: Quantity

    def of_kind(self, kind: str) -> Quantity:
        """Its share of a kind: 'flops', 'bytes' or 'held'."""
        return {"flops": self.flops_share, "bytes": self.bytes_share, "held": self.held_share}[kind]


@dataclass(frozen=True, slots=True)
class PassStages:
    """The stages of one phase that this model has, in order, and the totals: flops in FLOP and bytes in B of the pass
    (weights and cache), per token of it, seconds in s; tokens in it. ffn, attention, rest: shares of a kind ('flops',
    'bytes', 'held'), which sum to 1: the three matrices, attention with its cache, and all else."""

    phase: str
    stages: tuple[PassStage, ...]
    flops: Quantity
    bytes: Quantity
    weight_bytes: Quantity
    flops_per_token: Quantity
    bytes_per_token: Quantity
    seconds: Quantity
    tokens: Quantity
    ffn: dict[str, Quantity]
    attention: dict[str, Quantity]
    rest: dict[str, Quantity]

    def stage(self, id: str) -> PassStage | None:
        """A stage by its id; None where this model has none."""
        return next((each for each in self.stages if each.id == id), None)


@dataclass(frozen=True, slots=True)
class WholePass:
    """Both phases; held: bytes of weights, cache and reserve together; cache_share, reserve_share: of these;
    layer_weights: bytes that a layer holds, the mean of all layers. layers, norm_calls: of the model; kappa: cache of a
    token."""

    prefill: PassStages
    decode: PassStages
    held: Quantity
    cache_share: Quantity
    reserve_share: Quantity
    layer_weights: Quantity
    layers: Quantity
    norm_calls: Quantity
    kappa: Quantity

    def of(self, phase: str) -> PassStages:
        """The stages of 'prefill' or 'decode'."""
        return self.decode if phase == "decode" else self.prefill

    def in_layer(self, total: Quantity) -> Quantity:
        """So much of a total as one layer has, the mean of all; what is nothing stays so."""
        return self._part_of(total, "{what}, in one layer", "L", "layer")

    def of_norm(self, total: Quantity) -> Quantity:
        """So much of the norms' total as one of them has."""
        return self._part_of(total, "{what}, of one norm", "n_calls", "norm")

    def norm_share(self, phase: str) -> Quantity:
        """Share of a pass that one norm of each layer takes, in all layers."""
        stage = self.of(phase).stage("norms")
        assert stage is not None
        told = (stage.share.named(stage.share.name, "n_t"), self.layers, self._calls)
        found = derive("share of the pass: one norm of each layer", "n_1", "share", "n_t * L / n_calls", *told)
        return found.christen(f"{stage.share.id}(norm=1)")

    def own_cache(self, rows: int) -> Quantity:
        """What a conversation of so many tokens takes in the cache, in B."""
        count = Quantity(rows, "token", "tokens of our conversation in the cache", "n_own", source=RUN)
        kappa = self.kappa.named(self.kappa.name, "κ")
        found = derive("cache of our conversation", "K_own", "B", "n_own * κ", count, kappa)
        return found.christen(f"whole_pass.own_cache(tokens={rows})")

    @property
    def _calls(self) -> Quantity:
        return self.norm_calls.named(self.norm_calls.name, "n_calls")

    def _part_of(self, total: Quantity, words: str, by: str, what: str) -> Quantity:
        if not float(total.value):
            return total
        name = Phrase(words, what=total.name)
        number = self.layers if by == "L" else self._calls
        found = derive(name, "x_1", total.unit, f"x / {by}", total.named(total.name, "x"), number)
        return found.christen(f"{total.id}({what}=1)") if total.id else found


@part("whole_pass", needs=("cost", "operators"))
def _whole_pass(view: PartView) -> WholePass:
    costs: Costs = view.cost
    blocks: dict[str, PassBlocks] = {phase: view.operators.blocks(phase) for phase in ("prefill", "decode")}
    calls: Quantity = view.operators.norms.calls
    room = costs.capacity
    reserve = room.reserve_bytes.named(room.reserve_bytes.name, "R")
    parts = [room.weight_bytes.named(room.weight_bytes.name, "W"), room.kv_bytes.named(room.kv_bytes.name, "K")]
    held = derive("memory held with the reserve", "M_all", "B", "W + K + R", *parts, reserve)
    cache = derive("share of the cache in the memory held", "n_K", "share", "K / M_all", parts[1], held)
    spare = derive("share of the reserve in the memory held", "n_R", "share", "R / M_all", reserve, held)
    weights = _held_weights(costs)
    both = {phase: _stages(costs, done, weights, (held, cache)) for phase, done in blocks.items()}
    layers = figure(costs.scenario.model_spec, "layers")
    numbers = (_layer(costs, weights), layers, calls, costs.kv_bytes_per_token)
    return WholePass(both["prefill"], both["decode"], held, cache, spare, *numbers)


def _layer(costs: Costs, weights: dict[str, Quantity]) -> Quantity:
    """What one layer holds, its norms aside."""
    parts = [weights[id] for id in (*LOOK, "router", *FFN) if weights[id].inputs]
    stack = add_up("weights of all layers", "W_stack", "B", parts)
    return derive(
        "weights of a layer", "W_layer", "B", "W_stack / L", stack, figure(costs.scenario.model_spec, "layers")
    )


def _held_weights(costs: Costs) -> dict[str, Quantity]:
    """Bytes of weights that lie in memory for each stage; tied embeddings lie with the embedding."""
    scenario, model = costs.scenario, costs.scenario.model_spec
    size, kept = weight_size(scenario), kept_size(scenario)
    found: dict[str, list[Quantity]] = {id: [] for id in ROWS}
    for each in parameter_parts(model):
        width = size if kept is None or each.op == "experts" else kept
        matrices = matrices_of(model, each.op)
        for id, count in _by_stage(each.op, each.params, matrices):
            if float(count.value):
                words = Phrase("weights held: {what}", what=WORDS[id])
                found[id].append(derive(words, "W_held", "B", f"P_part * {width.symbol}", _counted(count), width))
    return {id: _sum(Phrase("weights held: {what}", what=WORDS[id]), "W_held", "B", of) for id, of in found.items()}


def _counted(count: Quantity) -> Quantity:
    return count.named(count.name, "P_part")


def _by_stage(row: str, params: Quantity, matrices: Sequence[tuple[str, Quantity]]) -> list[tuple[str, Quantity]]:
    """The weights of a row by stage."""
    if row in FEED_FORWARD:
        return list(matrices)
    return [(next(id for id, rows in ROWS.items() if row in rows), params)]


def _stages(
    costs: Costs, done: PassBlocks, weights: dict[str, Quantity], memory: tuple[Quantity, Quantity]
) -> PassStages:
    step = costs.decode if done.phase == "decode" else costs.prefill
    of_pass = costs.decode.bytes_per_step if done.phase == "decode" else costs.prefill.bytes
    found = []
    for id, rows in ROWS.items():
        blocks = [each for each in done.of(*rows) if id not in FFN or each.op == id]
        if blocks:
            found.append(_stage(id, blocks, (done.flops, of_pass, memory[0]), weights[id]))
    groups: dict[str, dict[str, Quantity]] = {name: {} for name in ("ffn", "attention", "rest")}
    for kind in ("flops", "bytes", "held"):
        for name, quantity in _groups(kind, found, memory[1]).items():
            groups[name][kind] = quantity
    tokens = derive("tokens in the pass", "T", "token", "B", costs.scenario.quantity("batch"))
    if done.phase == "prefill":
        batch, prompt = costs.scenario.quantity("batch"), costs.scenario.quantity("prompt_tokens")
        tokens = derive("tokens in the pass", "T", "token", "B * N", batch, prompt)
    per_token = (step.flops_per_token, step.bytes_per_token)
    return PassStages(
        done.phase,
        tuple(found),
        done.flops,
        of_pass,
        done.weight_bytes,
        *per_token,
        done.seconds,
        tokens,
        groups["ffn"],
        groups["attention"],
        groups["rest"],
    )


def _stage(
    id: str, blocks: Sequence[PassBlock], totals: tuple[Quantity, Quantity, Quantity], held: Quantity
) -> PassStage:
    words = WORDS[id]
    flops = _sum(Phrase("arithmetic of {what}", what=words), "C_part", "FLOP", [each.flops for each in blocks])
    read = _sum(Phrase("weights read by {what}", what=words), "W_part", "B", [each.weight_bytes for each in blocks])
    cache = _sum(Phrase("cache moved by {what}", what=words), "K_part", "B", [each.kv_bytes for each in blocks])
    longest = max(blocks, key=lambda each: float(each.seconds.value))
    whole, moved, memory = totals
    both = [read.named(read.name, "W_part"), cache.named(cache.name, "K_part"), moved.named(moved.name, "Q")]
    part, all_of = flops.named(flops.name, "C_part"), whole.named(whole.name, "C")
    lies = (held.named(held.name, "W_held"), memory)
    return PassStage(
        id,
        words,
        flops,
        read,
        cache,
        _sum(Phrase("time of {what}", what=words), "t_part", "s", [each.seconds for each in blocks]),
        _sum(Phrase("share of the pass: {what}", what=words), "n_t", "share", [each.share for each in blocks]),
        longest.bound,
        held,
        derive(Phrase("share of the arithmetic: {what}", what=words), "n_C", "share", "C_part / C", part, all_of),
        derive(Phrase("share of the traffic: {what}", what=words), "n_Q", "share", "(W_part + K_part) / Q", *both),
        derive(Phrase("share of the memory held: {what}", what=words), "n_M", "share", "W_held / M_all", *lies),
    )


def _groups(kind: str, stages: Sequence[PassStage], cache: Quantity) -> dict[str, Quantity]:
    """Shares of the FFN's matrices, of attention with its cache, and of all else."""
    ffn = [each.of_kind(kind) for each in stages if each.id in FFN]
    looks = [each.of_kind(kind) for each in stages if each.id == "attention"]
    looks = [cache] if kind == "held" else looks
    first = _sum(Phrase("share of the FFN"), "n_ffn", "share", ffn).named("share of the FFN", "n_ffn")
    second = _sum(Phrase("share of attention and its cache"), "n_att", "share", looks)
    second = second.named("share of attention and its cache", "n_att")
    one = Quantity(1.0, "share", "all of it", "n_all", source=DEFINED)
    rest = derive("share of all else", "n_rest", "share", "n_all - n_ffn - n_att", one, first, second)
    return {"ffn": first, "attention": second, "rest": rest}


def _sum(words: Phrase, symbol: str, unit: str, parts: Sequence[Quantity]) -> Quantity:
    """Their sum; one alone is itself, and none is nothing."""
    some = [each for each in parts if each.inputs]
    if len(some) < 2:
        return some[0] if some else _NOTHING[unit]
    return add_up(words, symbol, unit, some)
