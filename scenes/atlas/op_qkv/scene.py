"""The card of the three projections: queries are wide, keys and values are thin where heads share them."""

from __future__ import annotations

from scenes.atlas.op_qkv.acts import ACTS
from scenes.atlas.op_qkv.captions import fill_captions
from scenes.atlas.op_qkv.cost import draw_cost, draw_matrices
from scenes.atlas.op_qkv.facts import CARD, facts_of
from scenes.atlas.op_qkv.handover import bar_leaves, vector_arrives
from scenes.atlas.op_qkv.rail import draw_readouts
from scenes.atlas.op_qkv.scale import draw_scale
from scenes.atlas.op_qkv.what import draw_views
from tourapp.authoring import Badge, Beat, Choice, Frame, Phrase, Picture, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

BEATS = [
    Beat(
        "what", 6.0, "One vector is seen in three ways.", "{what_note}", cues={"out": (0.06, 0.46), "told": (0.4, 0.52)}
    ),
    Beat(
        "cost",
        6.0,
        "{cost_verdict}",
        "{cost_note}",
        cues={"lift": (0.0, 0.16), "strip": (0.1, 0.24), "told": (0.18, 0.3)},
    ),
    Beat(
        "scale",
        7.0,
        "{scale_verdict}",
        "{scale_note}",
        cues={"turn": (0.0, 0.1), "grow": (0.06, 0.3), "told": (0.2, 0.3), "sweep": (0.32, 0.62)},
    ),
]
HEADS = Choice("qkv_heads", "KV heads", (("own", "as built"), ("mha", "one each"), ("mqa", "one")), "own")
LOOK = CardLook(CARD, ("q", "k", "v", "q_down", "q_up", "kv_down", "kv_up"))


def qkv_badge(f: Frame) -> Badge:
    """Where vector and strips come from."""
    return card_badge(f, Phrase("one vector and its three views"))


@scene(
    id=CARD,
    title="Three views of one vector",
    about=("head_counts.variants", "ledger.decode.qkv_projection"),
    portrait=("what", 0.95),
    beats=BEATS,
    controls=[HEADS, shared("model"), shared("batch"), shared("weight_bits"), shared("kv_bits")],
    acts=ACTS,
    badge=qkv_badge,
    needs=("head_overview",),
    meters=scenario_meters,
    enter=vector_arrives,
    leave=bar_leaves,
    light="key",
    operator="qkv_projection",
)
def draw(f: Frame, p: Picture) -> None:
    """The fan, then the matrices to scale, then other numbers of heads."""
    facts = facts_of(f)
    fill_captions(p, facts)
    lifted, turned = f.cue("cost.lift"), f.cue("scale.turn")
    draw_views(f, p, facts.views, 1.0 - lifted)
    draw_matrices(f, p, facts, lifted, 1.0 - turned)
    if f.reached("cost"):
        draw_cost(f, p, facts, (1.0 - turned) * lifted)
        lit = ("", "weight_bytes") if f.beat_name == "cost" else ("decode", "share")
        draw_card_frame(f, p, LOOK, f.cue("cost.strip"), lit)
    if f.reached("scale"):
        draw_scale(f, p, facts, turned)
    draw_readouts(f, p, facts)
