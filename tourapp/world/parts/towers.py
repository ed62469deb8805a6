"""World part of the towers: what a model's parameters are, floor by floor, and five models in one scale.

A tower is an entrance (the embedding), one floor for each layer, and a roof (the LM head, where it is a table of its
own). Rooms sum to the parameters exactly. Not here: what a pass costs (`operator_table`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tourapp import specs
from tourapp.quantity import Quantity, add_up, derive
from tourapp.sim.cost.matrices import matrices_of
from tourapp.sim.cost.scenario import figure
from tourapp.specs import ModelSpec, parameter_parts, total_parameters
from tourapp.words import Phrase
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO

if TYPE_CHECKING:
    from tourapp.world.parts.whole_pass import PassStages

LINE_UP = ("gpt2", "smollm2-135m", "llama-3-8b", "llama-3-70b", "llama-3.1-405b")
"""Models that stand beside one another."""
ROOMS = {
    "embedding": Phrase("embedding"),
    "attention": Phrase("attention"),
    "router": Phrase("routers"),
    "ffn": Phrase("FFN"),
    "norms": Phrase("norms"),
    "head": Phrase("LM head"),
}
"""Kinds of rooms from below; those of a floor stand side by side."""
EXAMPLE = "mixtral-8x7b"
"""The model with experts that stands in for one without."""
OF_FLOOR = ("attention", "router", "ffn")
HOLDS = {
    "embedding": ("embedding", "position_embedding"),
    "attention": ("qkv_projection", "output_projection"),
    "router": ("router",),
    "ffn": ("ffn", "experts", "shared_expert"),
    "norms": ("norms",),
    "head": ("lm_head",),
}
STAGES = {"attention": ("qkv", "attention", "out"), "ffn": ("gate", "up", "down")}
"""Which stages of a pass a kind of room works in, where not the one of its own name."""
MEASURES = ("weights", "flops", "bytes", "time")


@dataclass(frozen=True, slots=True)
class TowerRoom:
    """One kind of room over all floors: its parameters, and its share of them all."""

    kind: str
    words: Phrase
    params: Quantity
    share: Quantity


@dataclass(frozen=True, slots=True)
class Tower:
    """One model: its rooms, which sum to `params`; floors: how many layers; floor_params: of one floor, the mean of
    all; tied: whether the embedding is the LM head too; heads: of queries in a layer."""

    id: str
    name: str
    rooms: tuple[TowerRoom, ...]
    params: Quantity
    floors: Quantity
    floor_params: Quantity
    heads: int
    tied: bool

    def room(self, kind: str) -> TowerRoom | None:
        """Its rooms of a kind; None where it has none."""
        return next((each for each in self.rooms if each.kind == kind), None)


@dataclass(frozen=True, slots=True)
class ExpertTower:
    """A model with experts: the scenario's, or another one where that has none (`other`). floors: that hold experts;
    rooms: experts of a floor, lit of them for a token, shared: that every token visits; params: of all; used: by a
    token; share: of all."""

    other: bool
    name: str
    floors: int
    rooms: int
    lit: int
    shared: int
    params: Quantity
    used: Quantity
    share: Quantity


@dataclass(frozen=True, slots=True)
class Towers:
    """ours: the scenario's model; line_up: five models from small to large. matrices: parameters of each matrix in one
    floor, the mean of all, by its name. lit: by phase and measure the share of the pass that each kind of room has.
    largest_over: parameters of the largest over those of the smallest. experts: a model of many rooms a floor."""

    ours: Tower
    line_up: tuple[Tower, ...]
    matrices: dict[str, Quantity]
    lit: dict[str, dict[str, dict[str, Quantity]]]
    largest_over: Quantity
    experts: ExpertTower


@part("towers", reads=SCENARIO, needs=("cost", "whole_pass"))
def _towers(view: PartView) -> Towers:
    model: ModelSpec = view.cost.scenario.model_spec
    ours = _tower(model)
    others = tuple(_named(_tower(specs.model(id))) for id in LINE_UP)
    ends = (others[-1].params.named(others[-1].params.name, "a"), others[0].params.named(others[0].params.name, "b"))
    over = derive("parameters of the largest over those of the smallest", "r", "times", "a / b", *ends)
    lit = {phase: _lit(view.whole_pass.of(phase)) for phase in ("prefill", "decode")}
    return Towers(ours, others, _matrices(model), lit, over, _experts(model))


def _experts(model: ModelSpec) -> ExpertTower:
    """The model with experts, and how much of it one token uses."""
    other = model.moe is None
    shown = specs.model(EXAMPLE) if other else model
    moe = shown.moe
    assert moe is not None
    whole = total_parameters(shown)
    held = next(each.params for each in parameter_parts(shown) if each.op == "experts")
    sizes = (shown.part("moe.experts", "experts of a layer", "E"), shown.part("moe.active", "experts of a token", "k"))
    used = derive("parameters that a token uses", "P_used", "1", "P - P_experts * (1 - k / E)", whole, held, *sizes)
    share = derive("share of the parameters that a token uses", "n", "share", "P_used / P", used, whole)
    mark = f"towers.experts({shown.id})"
    params = replace(whole, id=f"{mark}.params") if other else whole
    told = (params, replace(used, id=f"{mark}.used"), replace(share, id=f"{mark}.share"))
    floors = int(float(shown.expert_layers().value))
    return ExpertTower(other, shown.name, floors, int(moe.experts), int(moe.active), int(moe.shared), *told)


def _tower(model: ModelSpec) -> Tower:
    parts = {each.op: each.params for each in parameter_parts(model)}
    whole, rooms = total_parameters(model), []
    for kind, ops in HOLDS.items():
        held = [parts[op] for op in ops if op in parts and parts[op].value]
        if held:
            rooms.append(_room(kind, held, whole))
    layers = figure(model, "layers")
    inside = [each.params for each in rooms if each.kind in OF_FLOOR]
    stack = add_up("parameters of all floors, norms aside", "P_floors", "1", inside)
    each = derive("parameters of a floor, norms aside", "P_floor", "1", "P_floors / L", stack, layers)
    return Tower(model.id, model.name, tuple(rooms), whole, layers, each, int(model.heads), bool(model.tied))


def _room(kind: str, held: Sequence[Quantity], whole: Quantity) -> TowerRoom:
    words = ROOMS[kind]
    params = held[0] if len(held) == 1 else add_up(Phrase("parameters: {what}", what=words), "P_part", "1", held)
    told = Phrase("share of the parameters: {what}", what=words)
    share = derive(told, "n", "share", "P_part / P", params.named(params.name, "P_part"), whole)
    return TowerRoom(kind, words, replace(params, id=""), share)


def _named(tower: Tower) -> Tower:
    """Its numbers under a name of their own: they are not those of the scenario's model."""
    mark = f"towers({tower.id})"
    rooms = tuple(replace(each, share=replace(each.share, id=f"{mark}.{each.kind}.share")) for each in tower.rooms)
    params = replace(tower.params, id=f"{mark}.params")
    return replace(tower, rooms=rooms, params=params, floors=replace(tower.floors, id=f"{mark}.floors"))


def _matrices(model: ModelSpec) -> dict[str, Quantity]:
    """Parameters of every matrix in one floor; gate, up and down over all experts that a floor has."""
    found: dict[str, list[Quantity]] = {}
    for each in parameter_parts(model):
        if each.op in ("router", "output_projection"):
            found["out" if each.op == "output_projection" else "router"] = [each.params]
        elif each.op in ("qkv_projection", *HOLDS["ffn"]):
            for name, count in matrices_of(model, each.op):
                found.setdefault(name, []).append(count)
    layers = figure(model, "layers")
    return {name: _in_floor(name, counts, layers) for name, counts in found.items()}


def _in_floor(name: str, counts: Sequence[Quantity], layers: Quantity) -> Quantity:
    whole = counts[0] if len(counts) == 1 else add_up("parameters of a matrix", "P_part", "1", counts)
    told = Phrase("parameters of a floor: {what}", what=Phrase(name.replace("_", " ")))
    return derive(told, "P_1", "1", "P_part / L", whole.named(whole.name, "P_part"), layers)


def _lit(stages: PassStages) -> dict[str, dict[str, Quantity]]:
    """Shares of the pass by measure and kind of room."""
    found: dict[str, dict[str, Quantity]] = {"flops": {}, "bytes": {}, "time": {}}
    for kind in ROOMS:
        ids = STAGES.get(kind, (kind,))
        here = [each for each in stages.stages if each.id in ids]
        for measure, field in (("flops", "flops_share"), ("bytes", "bytes_share"), ("time", "share")):
            some = [getattr(each, field) for each in here]
            if some:
                told = Phrase("share of the pass: {what}", what=ROOMS[kind])
                found[measure][kind] = some[0] if len(some) == 1 else add_up(told, "n", "share", some)
    return found
