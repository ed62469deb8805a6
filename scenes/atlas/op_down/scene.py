"""Down: the wide vector folds back and joins the stream. The same bytes as gate, and then the GPUs meet."""

from __future__ import annotations

from scenes.atlas.op_down.acts import ACTS
from scenes.atlas.op_down.captions import fill_captions
from scenes.atlas.op_down.columns import draw_columns
from scenes.atlas.op_down.facts import down_facts
from scenes.atlas.op_down.fold import draw_fold
from scenes.atlas.op_down.handover import lanes_arrive, time_leaves
from scenes.atlas.op_down.matrices import draw_matrices
from scenes.atlas.op_down.rail import draw_readouts
from tourapp.authoring import Badge, Beat, Choice, Frame, Phrase, Picture, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

LOOK = CardLook("op_down", ("down",))
CELLS = {"cost": ("decode", "weight_bytes"), "scale": ("decode", "share")}
CONTROLS = [
    Choice("down_layer", "Layer", (("first", "first"), ("third", "a third in"), ("last", "last")), "third"),
    shared("weight_bits"),
    shared("gpus"),
    shared("model"),
    shared("batch"),
    shared("gpu"),
]
BEATS = [
    Beat(
        "what",
        6.0,
        "The wide vector folds back.",
        "{what_note}",
        cues={"lanes": (0.02, 0.14), "fold": (0.14, 0.3), "land": (0.38, 0.5), "add": (0.5, 0.62)},
    ),
    Beat(
        "cost",
        6.0,
        "The same bytes again: {w}.",
        "{cost_note}",
        cues={"rise": (0.02, 0.14), "strip": (0.1, 0.22), "bars": (0.16, 0.34), "number": (0.3, 0.42)},
    ),
    Beat(
        "scale",
        7.0,
        "With {bits} bits a weight, down takes {time} of a step.",
        "{scale_note}",
        cues={"grow": (0.03, 0.2), "sweep": (0.18, 0.58)},
    ),
]


def _badge(f: Frame) -> Badge:
    return card_badge(f, Phrase("lanes and stream of one token"))


@scene(
    id="op_down",
    title="And back",
    operator="down",
    about=("down", "ledger.decode.ffn.down", "ledger.prefill.ffn.down"),
    portrait=("what", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    badge=_badge,
    needs=("ffn_numbers", "layer_numbers"),
    meters=scenario_meters,
    enter=lanes_arrive,
    leave=time_leaves,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """The folding, the matrices, and what changes their time."""
    facts = down_facts(f)
    fill_captions(f, p, facts)
    draw_card_frame(f, p, LOOK, f.cue("cost.strip"), CELLS.get(f.beat_name))
    if f.beat_name == "scale":
        draw_columns(f, p, facts, int(f.inputs.weight_bits))
    else:
        draw_fold(f, p, facts)
        if f.beat_name == "cost":
            draw_matrices(f, p, facts)
    draw_readouts(f, p, facts)
