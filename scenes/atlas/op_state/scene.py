"""What is kept: a key and a value per layer and token. Five integers say how large a row of the cache is."""

from __future__ import annotations

from scenes.atlas.op_state.acts import ACTS
from scenes.atlas.op_state.captions import fill_captions
from scenes.atlas.op_state.facts import state_facts
from scenes.atlas.op_state.handover import column_leaves, row_arrives
from scenes.atlas.op_state.law_stage import draw_law
from scenes.atlas.op_state.rail import draw_readouts
from scenes.atlas.op_state.row_opened import draw_opened
from scenes.atlas.op_state.walls_stage import draw_walls
from tourapp.authoring import Badge, Beat, Choice, Frame, Phrase, Picture, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

LOOK = CardLook("op_state", ("scores", "blend", "attention"))
KV_CELL = ("decode", "kv_bytes")
CONTROLS = [
    Choice("state_heads", "KV heads", (("own", "Own"), ("mha", "MHA"), ("mqa", "MQA"), ("mla", "MLA")), "own"),
    shared("context"),
    shared("kv_bits"),
    shared("model"),
    shared("batch"),
]
BEATS = [
    Beat(
        "what",
        6.0,
        "What is kept: a key and a value, per layer, per token.",
        "{what_note}",
        cues={"prompt": (0.06, 0.22), "steps": (0.24, 0.6), "lift": (0.6, 0.76)},
    ),
    Beat(
        "cost",
        6.0,
        "{product}: {factors} = {kappa}.",
        "{cost_note}",
        cues={"rise": (0.02, 0.13), "strip": (0.11, 0.22), "open": (0.12, 0.6), "number": (0.52, 0.62)},
    ),
    Beat(
        "scale",
        7.0,
        "A conversation of {context} holds {held}.",
        "{scale_note}",
        cues={"fold": (0.0, 0.1), "grow": (0.08, 0.26), "sweep": (0.2, 0.6)},
    ),
]


def _badge(f: Frame) -> Badge:
    return card_badge(f, Phrase("norms of all keys and values"))


@scene(
    id="op_state",
    title="What is kept",
    operator="state",
    about=("kept_row", "kv_variants", "kv_bytes_per_token", "kv_bytes_per_sequence", "kv_bytes", "model.kv_heads"),
    portrait=("cost", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    badge=_badge,
    needs=("kept_row",),
    meters=scenario_meters,
    enter=row_arrives,
    leave=column_leaves,
    light="key",
)
def draw(f: Frame, p: Picture) -> None:
    """The walls, the row they are made of, and how it grows."""
    facts = state_facts(f)
    fill_captions(f, p, facts)
    draw_card_frame(f, p, LOOK, f.cue("cost.strip"), KV_CELL if f.cue("cost.strip") > 0.9 else None)
    if f.beat_name == "what" or f.cue("cost.rise") < 1.0:
        draw_walls(f, p, facts)
    if f.beat_name == "cost":
        draw_opened(f, p, facts)
    elif f.beat_name == "scale":
        draw_law(f, p, facts)
    draw_readouts(f, p, facts)
