"""The operators that can be chosen and looked into, in the order of the pass: their names, cards and blocks."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.atlas.whole.facts import atlas_facts
from tourapp.authoring import OPERATOR, Choice, Frame, Phrase, Quantity, SceneZoom, Slider


@dataclass(frozen=True, slots=True)
class PassOperator:
    """An operator: its id, how it is called, the card behind it, and the stage of the pass whose block it stands in (""
    for one that no block shows)."""

    id: str
    name: Phrase
    card: str
    stage: str


STEPS = (
    PassOperator("ids", Phrase("token ids"), "op_ids", ""),
    PassOperator("embedding", Phrase("embedding"), "op_embedding", "embedding"),
    PassOperator("norm_attention", Phrase("norm before attention"), "op_rmsnorm", "norms"),
    PassOperator("qkv", Phrase("Q, K and V"), "op_qkv", "qkv"),
    PassOperator("rope", Phrase("rotary positions"), "op_rope", "attention"),
    PassOperator("scores", Phrase("scores"), "op_scores", "attention"),
    PassOperator("softmax", Phrase("softmax"), "op_softmax", "attention"),
    PassOperator("blend", Phrase("sums of values"), "op_blend", "attention"),
    PassOperator("out", Phrase("output projection"), "op_out", "out"),
    PassOperator("norm_ffn", Phrase("norm before the FFN"), "op_placing", "norms"),
    PassOperator("router", Phrase("router"), "op_experts", "router"),
    PassOperator("gate", Phrase("gate"), "op_gate_up", "gate"),
    PassOperator("up", Phrase("up"), "op_gate_up", "up"),
    PassOperator("down", Phrase("down"), "op_down", "down"),
    PassOperator("head", Phrase("LM head"), "op_lm_head", "head"),
    PassOperator("pick", Phrase("pick"), "op_pick", ""),
    PassOperator("state", Phrase("cache"), "op_state", ""),
    PassOperator("loop", Phrase("loop"), "op_loop", ""),
)
BY_ID = {step.id: step for step in STEPS}
LOOK_STEPS = ("norm_attention", "qkv", "rope", "scores", "softmax", "blend", "out")
FFN_STEPS = ("norm_ffn", "router", "gate", "up", "activation", "down")
"""Operators of the two halves of a layer, from near; "activation" joins gate and up."""
ZOOM = Slider("zoom", "Zoom", 0, 2, 0)
CHOSEN = Choice(OPERATOR, "Operator", tuple((step.id, step.name.template) for step in STEPS), "ids")
FIRST_OF = {"attention": "blend", "norms": "norm_attention"}
"""Which operator a block stands for that holds several."""


def operator_of(stage: str) -> str:
    """The operator that a click on a stage's block chooses."""
    return FIRST_OF.get(stage, stage)


def stage_pointed(f: Frame) -> str:
    """The stage whose operator is under the pointer, "" where none is."""
    step = BY_ID.get(str(f.hovered(OPERATOR)))
    return "" if step is None else step.stage


def stage_chosen(f: Frame) -> str:
    """The stage of the chosen operator."""
    return BY_ID[str(f[OPERATOR])].stage


def told(f: Frame, operator: str) -> str | Phrase:
    """How the chosen operator is called aloud, with its share of the decode step."""
    step = BY_ID[operator]
    stage = atlas_facts(f).whole.decode.stage(step.stage)
    if stage is not None:
        share: Quantity = stage.share
        return Phrase("{name}, {share} of a decode step", name=step.name, share=share)
    if step.stage:
        return Phrase("{name}: this model has none", name=step.name)
    return step.name


OPENS = {step.id: step.card for step in STEPS}
LOOK_INTO = SceneZoom("zoom", OPERATOR, OPENS.get, told, last=1, whole="model_overview")
