"""World part of the operator table: every step of a layer in the order of the work, with what it costs over all layers.

Rows of the ledger are taken apart into their matrices, and the element-wise steps stand between them, fused (they then
cost nothing but their weights) and alone. The rows with the LM head sum to the pass in arithmetic, bytes and time.
Nothing is computed here that the cost model does not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.quantity import Quantity, add_up, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost.blocks import PassBlocks
from tourapp.sim.cost.constants import NO_KV
from tourapp.sim.cost.costs import Costs, decode_pass, prefill_pass
from tourapp.sim.cost.steps import ElementStep, element_steps
from tourapp.words import Phrase
from tourapp.world.layer_shapes import Widths, layer_widths
from tourapp.world.part import PartView, part

if TYPE_CHECKING:
    from tourapp.world.parts.whole_pass import PassStages

NAMES = {
    "norm_attention": Phrase("norm"),
    "q": Phrase("q"),
    "k": Phrase("k"),
    "v": Phrase("v"),
    "q_down": Phrase("q down"),
    "q_up": Phrase("q up"),
    "kv_down": Phrase("kv down"),
    "kv_up": Phrase("kv up"),
    "attention": Phrase("attention"),
    "out": Phrase("out"),
    "add_attention": Phrase("add"),
    "norm_ffn": Phrase("norm"),
    "router": Phrase("router"),
    "gate": Phrase("gate"),
    "up": Phrase("up"),
    "activation": Phrase("activation"),
    "down": Phrase("down"),
    "add_ffn": Phrase("add"),
    "norm_last": Phrase("last norm"),
    "head": Phrase("LM head"),
}
"""Every step that some model has, in the order of the work, and how it is called in a row."""
LOOKS = ("norm_attention", "q", "k", "v", "q_down", "q_up", "kv_down", "kv_up", "attention", "out", "add_attention")
OUTSIDE = ("norm_last", "head")
FFN = ("gate", "up", "down")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One step over all layers and the whole batch: flops in FLOP, bytes of weights, of cache, of both, and of
    activations moved alone (None for a matrix), in B; seconds in s (ideal, fused), alone_seconds (None for a matrix);
    intensity in FLOP/B and rate in FLOP/s: of its own bytes and time, alone where it is element-wise. block_share,
    model_share: of the time of all layers, and of the pass; flops_share: of the pass's arithmetic. bound: 'memory' or
    'compute'; half: 'attention', 'ffn', or '' outside the layers; wide: numbers of a token that go in, and come out."""

    op: str
    words: Phrase
    half: str
    flops: Quantity
    weight_bytes: Quantity
    kv_bytes: Quantity
    bytes: Quantity
    activation_bytes: Quantity | None
    seconds: Quantity
    alone_seconds: Quantity | None
    intensity: Quantity
    rate: Quantity
    block_share: Quantity
    model_share: Quantity
    flops_share: Quantity
    bound: str
    wide: tuple[int, int]

    @property
    def element_wise(self) -> bool:
        """Whether it touches every number once, so that it can be fused into its neighbours."""
        return self.alone_seconds is not None

    def share(self, of: str) -> Quantity:
        """Its share of the 'block', of the 'model' or of the 'flops'."""
        return {"block": self.block_share, "model": self.model_share, "flops": self.flops_share}[of]


@dataclass(frozen=True, slots=True)
class LayerTable:
    """The steps of one phase: rows of a layer, and those outside it; block_seconds: all layers together; seconds,
    flops, bytes: of the pass, as `explain` has them. ffn_seconds, ffn_share: gate, up and down together, and their
    share of the layers' time. alone_seconds: what the element-wise steps of the layers add where none is fused;
    unfused: the layers' time then; alone_bytes: what they move. tokens: in the pass."""

    phase: str
    rows: tuple[TableRow, ...]
    outside: tuple[TableRow, ...]
    block_seconds: Quantity
    seconds: Quantity
    flops: Quantity
    bytes: Quantity
    ffn_seconds: Quantity
    ffn_share: Quantity
    alone_seconds: Quantity
    alone_bytes: Quantity
    unfused: Quantity
    tokens: Quantity

    @property
    def all_rows(self) -> tuple[TableRow, ...]:
        """Those of a layer, then those outside."""
        return (*self.rows, *self.outside)

    def row(self, op: str) -> TableRow | None:
        """A step by its id; None where this model has none."""
        return next((each for each in self.all_rows if each.op == op), None)


@dataclass(frozen=True, slots=True)
class OperatorTable:
    """Both phases; peak in FLOP/s and bandwidth in B/s of the machine; layers: of the model."""

    prefill: LayerTable
    decode: LayerTable
    peak: Quantity
    bandwidth: Quantity
    ridge: Quantity
    layers: Quantity

    def of(self, phase: str) -> LayerTable:
        """The table of 'prefill' or 'decode'."""
        return self.decode if phase == "decode" else self.prefill


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of a step before its shares are."""

    op: str
    flops: Quantity
    weights: Quantity
    kv: Quantity
    seconds: Quantity
    bound: str
    activations: Quantity | None = None
    alone: Quantity | None = None
    share: Quantity | None = None


@part("operator_table", needs=("cost", "operators", "whole_pass"))
def _operator_table(view: PartView) -> OperatorTable:
    costs: Costs = view.cost
    scenario = costs.scenario
    widths = layer_widths(scenario.model_spec)
    tables: dict[str, LayerTable] = {}
    for done in (prefill_pass(scenario), decode_pass(scenario)):
        stages: PassStages = view.whole_pass.of(done.which.phase)
        blocks: PassBlocks = view.operators.blocks(done.which.phase)
        found = {each.op: each for each in _matrices(blocks, stages)}
        found |= {op: _element(step) for op, step in element_steps(scenario, done).items()}
        tables[stages.phase] = _table(stages, found, widths)
    peak, bandwidth = costs.decode.ridge.inputs
    both = (tables["prefill"], tables["decode"])
    return OperatorTable(*both, peak, bandwidth, costs.decode.ridge, view.whole_pass.layers)


def _matrices(blocks: PassBlocks, stages: PassStages) -> list[_Found]:
    """The steps that are matrices or products of the cache, and the embedding, which is of the pass too."""
    found = [
        _Found(each.op, each.flops, each.weight_bytes, each.kv_bytes, each.seconds, each.bound, share=each.share)
        for each in blocks.of("qkv_projection")
    ]
    for each in stages.stages:
        if each.id not in ("norms", "qkv"):
            sizes = (each.flops, each.weight_bytes, each.kv_bytes, each.seconds)
            found.append(_Found(each.id, *sizes, each.bound, share=each.share))
    return found


def _element(step: ElementStep) -> _Found:
    """An element-wise step: memory binds it, fused or alone."""
    sizes = (step.flops, step.weight_bytes, NO_KV, step.seconds)
    return _Found(step.op, *sizes, "memory", step.activation_bytes, step.alone_seconds)


def _table(stages: PassStages, found: dict[str, _Found], widths: Widths) -> LayerTable:
    inside = [found[op] for op in NAMES if op in found and op not in OUTSIDE]
    block = add_up("time of all layers", "t_L", "s", [each.seconds for each in inside])
    whole = (stages.seconds, stages.flops, block)
    rows = tuple(_row(each, whole, widths) for each in inside)
    outside = tuple(_row(found[op], whole, widths) for op in OUTSIDE)
    ffn = add_up("time of gate, up and down", "t_ffn", "s", [found[op].seconds for op in FFN if op in found])
    alone = [each.alone for each in inside if each.alone is not None]
    moved = [each.activations for each in inside if each.activations is not None]
    extra = add_up("time of the element-wise steps, each alone", "t_1", "s", alone)
    fused = [each.seconds for each in inside if each.alone is not None]
    kept = add_up("time of the element-wise steps, fused", "t_0", "s", fused)
    return LayerTable(
        stages.phase,
        rows,
        (_row(found["embedding"], whole, widths), *outside),
        block_seconds=block,
        seconds=stages.seconds,
        flops=stages.flops,
        bytes=stages.bytes,
        ffn_seconds=ffn,
        ffn_share=derive("share of gate, up and down in the layers' time", "n", "share", "t_ffn / t_L", ffn, block),
        alone_seconds=extra,
        alone_bytes=add_up("activations of the element-wise steps", "Z", "B", moved),
        unfused=derive("time of all layers, nothing fused", "t_2", "s", "t_L - t_0 + t_1", block, kept, extra),
        tokens=stages.tokens,
    )


def _row(each: _Found, whole: tuple[Quantity, Quantity, Quantity], widths: Widths) -> TableRow:
    words = NAMES.get(each.op, Phrase("embedding"))
    seconds, flops, weights, kv = (_as(q, s) for q, s in zip(_sizes(each), ("t", "C", "W", "K"), strict=True))
    passed, arithmetic, block = whole
    both = derive(_of("bytes of {what}", words), "Q", "B", "W + K", weights, kv)
    own, time = both, seconds
    if each.activations is not None and each.alone is not None:
        moved = _as(each.activations, "Z")
        own, time = derive(_of("bytes moved by {what} alone", words), "Q", "B", "W + Z", weights, moved), each.alone
    share = each.share
    if share is None:
        told = _of("share of the pass: {what}", words)
        share = derive(told, "n_t", "share", "t / t_all", seconds, _as(passed, "t_all"))
    return TableRow(
        op=each.op,
        words=words,
        half="attention" if each.op in LOOKS else "" if each.op in (*OUTSIDE, "embedding") else "ffn",
        flops=each.flops,
        weight_bytes=each.weights,
        kv_bytes=each.kv,
        bytes=both,
        activation_bytes=each.activations,
        seconds=each.seconds,
        alone_seconds=each.alone,
        intensity=_ratio(_of("arithmetic per byte of {what}", words), "FLOP/B", flops, own),
        rate=_ratio(_of("arithmetic a second of {what}", words), "FLOP/s", flops, time),
        block_share=derive(_of("share of the layers' time: {what}", words), "n", "share", "t / t_L", seconds, block),
        model_share=share,
        flops_share=_ratio(_of("share of the arithmetic: {what}", words), "share", flops, _as(arithmetic, "C_all")),
        bound=each.bound,
        wide=widths.get(each.op, (0, 0)),
    )


def _sizes(each: _Found) -> tuple[Quantity, Quantity, Quantity, Quantity]:
    return each.seconds, each.flops, each.weights, each.kv


def _as(value: Quantity, symbol: str) -> Quantity:
    return value.named(value.name, symbol)


def _of(template: str, what: Phrase) -> Phrase:
    return Phrase(template, what=what)


def _ratio(name: Phrase, unit: str, part: Quantity, whole: Quantity) -> Quantity:
    """Part over whole; nothing where there is no whole."""
    if not float(whole.value):
        return Quantity(0.0, unit, name, "x", source=DEFINED)
    return derive(name, "x", unit, "C / y", part, _as(whole, "y"))
