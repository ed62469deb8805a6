"""World part of shapes: every tensor of a pass with the meaning of its axes, its bytes, and the arithmetic into it.

The arithmetic is that of the ledger's rows, over all layers; together with the norms it is the pass. Prefill reads the
prompt; decode is the next step, with one token of each conversation at a length of one more. Not here: what is in the
tensors (`shape_run`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tourapp.quantity import Quantity, add_up, derive
from tourapp.quantity.origin import DEFINED, SETTING
from tourapp.sim.cost import cost
from tourapp.sim.cost.blocks import PassBlock, PassBlocks, pass_blocks
from tourapp.sim.cost.costs import Costs
from tourapp.specs import ModelSpec
from tourapp.words import Phrase
from tourapp.world.layer_shapes import inner_width, layer_widths
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

AxisKind = Literal["batch", "token", "channel", "head", "vocabulary", "layer"]
Sizes = tuple[tuple[AxisKind, int], ...]
HALF = 2
"""Bytes of an activation in 16 bits; an id takes four."""
ID_BYTES = 4
GROUPS: dict[str, tuple[str, ...]] = {
    "ffn": ("router", "gate", "up", "down"),
    "qkv": ("q", "k", "v", "q_down", "q_up", "kv_down", "kv_up"),
    "out": ("output_projection",),
    "head": ("lm_head",),
    "attention": ("scores", "blend"),
}
"""Blocks of a pass by the part of a layer they belong to."""
GROUP_WORDS = {
    "ffn": Phrase("FFN"),
    "qkv": Phrase("q, k and v"),
    "out": Phrase("out"),
    "head": Phrase("LM head"),
    "attention": Phrase("attention"),
}
INTO: dict[str, tuple[str, ...]] = {
    "rows": ("position_embedding",),
    "qkv": GROUPS["qkv"],
    "scores": ("scores",),
    "heads": ("blend",),
    "out": ("output_projection",),
    "wide": ("router", "gate", "up"),
    "down": ("down",),
    "logits": ("lm_head",),
}
"""Blocks whose arithmetic leads into a tensor; into the others nothing is multiplied."""
NAMES = {
    "ids": Phrase("token ids"),
    "rows": Phrase("rows of the table"),
    "qkv": Phrase("queries, keys, values"),
    "q": Phrase("queries"),
    "k": Phrase("keys"),
    "v": Phrase("values"),
    "scores": Phrase("scores"),
    "heads": Phrase("blended values"),
    "join": Phrase("heads joined"),
    "out": Phrase("attention’s addition"),
    "wide": Phrase("gate and up"),
    "act": Phrase("products of gate and up"),
    "down": Phrase("FFN’s addition"),
    "last": Phrase("last row"),
    "logits": Phrase("logits"),
    "cache": Phrase("KV cache"),
}
NOTHING = Quantity(0, "FLOP", "no arithmetic", "C", source=DEFINED)


@dataclass(frozen=True, slots=True)
class ShapeTensor:
    """One tensor. sizes: kind and length of each axis, outermost first; bytes in B, of one layer's tensor (of all of
    them for the cache); flops: FLOP of the arrow into it, over all layers; pair: whether there are two of it."""

    id: str
    words: Phrase
    sizes: Sizes
    bytes: Quantity
    flops: Quantity
    pair: bool = False

    def size(self, kind: AxisKind) -> int:
        """Length of an axis; 1 where it has none."""
        return next((size for each, size in self.sizes if each == kind), 1)


@dataclass(frozen=True, slots=True)
class ShapeShare:
    """A part of a layer: its FLOP over all layers, and its share of the pass."""

    id: str
    words: Phrase
    flops: Quantity
    share: Quantity


@dataclass(frozen=True, slots=True)
class PhaseShapes:
    """One pass: `count` tokens go in for each conversation, `reach` are looked at. norms: FLOP that no arrow has."""

    phase: str
    count: int
    reach: int
    tensors: dict[str, ShapeTensor]
    shares: tuple[ShapeShare, ...]
    flops: Quantity
    norms: Quantity

    def share(self, id: str) -> ShapeShare:
        """A part of a layer by its id."""
        return next(each for each in self.shares if each.id == id)


@dataclass(frozen=True, slots=True)
class PassShapes:
    """Both phases of a model: heads, key-value heads and numbers of a head; wide: numbers a token is widened to (gate
    and up), inner: what is left of them."""

    model: str
    prefill: PhaseShapes
    decode: PhaseShapes
    layers: int
    heads: int
    kv_heads: int
    width: int
    hidden: int
    wide: int
    inner: int
    vocab: int
    latent: bool
    gated: bool

    def of(self, phase: str) -> PhaseShapes:
        """The pass of 'prefill' or 'decode'."""
        return self.decode if phase == "decode" else self.prefill


@part("pass_shapes", reads=SCENARIO)
def _pass_shapes(view: PartView) -> PassShapes:
    prompt = int(view.prompt_tokens)
    costs = cost(scenario(view, context=max(prompt + 1, 2)))
    spec = costs.scenario.model_spec
    inner = inner_width(spec)
    return PassShapes(
        spec.name,
        _phase(costs, "prefill", prompt, prompt),
        _phase(costs, "decode", 1, prompt + 1),
        int(spec.layers),
        int(spec.heads),
        int(spec.heads) if spec.mla else int(spec.kv_heads),
        int(spec.head_dim) if spec.mla is None else spec.mla.nope_dim + spec.mla.rope_dim,
        int(spec.hidden),
        inner * (2 if spec.gated else 1),
        inner,
        int(spec.vocab),
        spec.mla is not None,
        bool(spec.gated),
    )


def _phase(costs: Costs, phase: Literal["decode", "prefill"], count: int, reach: int) -> PhaseShapes:
    blocks = pass_blocks(costs, phase)
    name = f"shapes.{phase}(tokens={reach})"
    tensors = {
        id: ShapeTensor(
            id,
            _words(id, costs.scenario.model_spec),
            sizes,
            _bytes(id, sizes, costs, name),
            _flops(blocks, INTO.get(id, ()), f"{name}.{id}.flops"),
            id == "cache" and costs.scenario.model_spec.mla is None,
        )
        for id, sizes in _sizes(costs.scenario.model_spec, int(costs.scenario.batch), count, reach).items()
    }
    total = replace(blocks.flops, symbol="C", id=f"{name}.flops")
    shares = tuple(_share(blocks, group, total, name) for group in GROUPS)
    return PhaseShapes(phase, count, reach, tensors, shares, total, _flops(blocks, ("norms",), f"{name}.norms"))


def _words(id: str, spec: ModelSpec) -> Phrase:
    if spec.gated:
        return NAMES[id]
    return {"wide": Phrase("up"), "act": Phrase("activated")}.get(id, NAMES[id])


def _sizes(spec: ModelSpec, batch: int, count: int, reach: int) -> dict[str, Sizes]:
    """Axes of every tensor in the order of the work. Keys and values of a decode step are those of its own token."""
    hidden, heads = int(spec.hidden), int(spec.heads)
    groups = heads if spec.mla else int(spec.kv_heads)
    key = int(spec.head_dim) if spec.mla is None else spec.mla.nope_dim + spec.mla.rope_dim
    value = int(spec.head_dim) if spec.mla is None else spec.mla.v_dim
    inner, joined = inner_width(spec), layer_widths(spec)["out"][0]
    wide = inner * (2 if spec.gated else 1)
    many: Sizes = (("batch", batch),) if batch > 1 else ()
    token: Sizes = (*many, ("token", count))
    kept = int(spec.head_dim) if spec.mla is None else spec.mla.kv_rank + spec.mla.rope_dim
    kept_heads: Sizes = (("head", groups),) if spec.mla is None else ()
    return {
        "ids": token,
        "rows": (*token, ("channel", hidden)),
        "qkv": (*token, ("channel", heads * key + groups * (key + value))),
        "q": (*many, ("head", heads), ("token", count), ("channel", key)),
        "k": (*many, ("head", groups), ("token", count), ("channel", key)),
        "v": (*many, ("head", groups), ("token", count), ("channel", value)),
        "scores": (*many, ("head", heads), ("token", count), ("token", reach)),
        "heads": (*many, ("head", heads), ("token", count), ("channel", value)),
        "join": (*token, ("channel", joined)),
        "out": (*token, ("channel", hidden)),
        "wide": (*token, ("channel", wide)),
        "act": (*token, ("channel", inner)),
        "down": (*token, ("channel", hidden)),
        "last": (*many, ("channel", hidden)),
        "logits": (*many, ("vocabulary", int(spec.vocab))),
        "cache": (("layer", int(spec.layers)), *many, *kept_heads, ("token", reach), ("channel", kept)),
    }


def _bytes(id: str, sizes: Sizes, costs: Costs, name: str) -> Quantity:
    """Numbers times their width."""
    spec = costs.scenario.model_spec
    count = 1
    for _kind, size in sizes:
        count *= size
    count *= 2 if id == "cache" and spec.mla is None else 1
    each = {"ids": ID_BYTES, "cache": int(costs.scenario.kv_bits) / 8}.get(id, HALF)
    numbers = Quantity(count, "1", "numbers of the tensor", "n", source=SETTING)
    width = Quantity(each, "B", "bytes of a number", "b", source=DEFINED)
    return derive("bytes of the tensor", "B_t", "B", "n * b", numbers, width).christen(f"{name}.{id}.bytes")


def _flops(blocks: PassBlocks, ops: Sequence[str], name: str) -> Quantity:
    """What some blocks multiply and add together."""
    found: list[PassBlock] = [each for each in blocks.parts(*ops) if each.flops.inputs]
    if not found:
        return NOTHING
    if len(found) == 1:
        return replace(found[0].flops, id=name)
    return add_up("arithmetic into the tensor, all layers", "C_t", "FLOP", [each.flops for each in found]).christen(
        name
    )


def _share(blocks: PassBlocks, group: str, total: Quantity, name: str) -> ShapeShare:
    flops = _flops(blocks, GROUPS[group], f"{name}.{group}.all")
    share = derive("share of the pass’s FLOPs", "n_C", "share", "C_t / C", replace(flops, symbol="C_t"), total)
    return ShapeShare(group, GROUP_WORDS[group], flops, share.christen(f"{name}.{group}.share"))
