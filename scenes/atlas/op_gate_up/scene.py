"""Gate and up: two thirds of the feed-forward block. Most lanes close, and every weight is read all the same."""

from __future__ import annotations

from scenes.atlas.op_gate_up.acts import ACTS
from scenes.atlas.op_gate_up.batch_law import draw_batch_law
from scenes.atlas.op_gate_up.bytes_stage import draw_bytes
from scenes.atlas.op_gate_up.captions import fill_captions
from scenes.atlas.op_gate_up.facts import gate_facts
from scenes.atlas.op_gate_up.handover import bar_arrives, token_leaves
from scenes.atlas.op_gate_up.lanes import draw_count, draw_lanes
from scenes.atlas.op_gate_up.rail import draw_readouts
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, Slider, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

LAYERS, USUAL = 30, 11
"""Layers of the small model that ships, and the one that is looked at first."""
LOOK = CardLook("op_gate_up", ("gate", "up"))
CELLS = {"cost": ("decode", "weight_bytes"), "scale": ("decode", "share")}
CONTROLS = [
    Slider("gate_layer", "Layer", 1, LAYERS, USUAL),
    shared("batch"),
    shared("model"),
    shared("weight_bits"),
    shared("gpu"),
]
BEATS = [
    Beat(
        "what",
        6.0,
        "{what_verdict}",
        "{what_note}",
        cues={"bar": (0.0, 0.14), "rise": (0.12, 0.28), "open": (0.38, 0.54), "count": (0.5, 0.6)},
    ),
    Beat(
        "cost",
        6.0,
        "{cost_verdict}",
        "{cost_note}",
        cues={"rise": (0.02, 0.14), "strip": (0.1, 0.22), "number": (0.2, 0.32)},
    ),
    Beat("scale", 7.0, "{scale_verdict}", "{scale_note}", cues={"grow": (0.03, 0.26), "sweep": (0.2, 0.6)}),
]


def _badge(f: Frame) -> Badge:
    facts = gate_facts(f)
    return card_badge(f, Phrase("the products of all lanes, layer {layer}", layer=facts.layer))


@scene(
    id="op_gate_up",
    title="Two thirds of the thinking room",
    operator="gate_up",
    about=("ffn_numbers", "ledger.decode.ffn", "ledger.prefill.ffn", "layer_numbers.carrying", "layer_numbers.closed"),
    portrait=("what", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    badge=_badge,
    needs=("ffn_numbers", "layer_numbers"),
    meters=scenario_meters,
    enter=bar_arrives,
    leave=token_leaves,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """The lanes, the bytes below them, and what makes them cheaper."""
    facts = gate_facts(f)
    fill_captions(p, facts)
    draw_card_frame(f, p, LOOK, f.cue("cost.strip"), CELLS.get(f.beat_name))
    if f.beat_name == "scale":
        draw_batch_law(f, p, facts, int(f.inputs.weight_bits))
    else:
        draw_lanes(f, p, facts)
        draw_count(f, p, facts)
        if f.beat_name == "cost":
            draw_bytes(f, p, facts)
    draw_readouts(f, p, facts)
