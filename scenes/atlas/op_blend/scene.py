"""The card of the blend: the cache is read once for every token, and no batch makes a byte of it do more."""

from __future__ import annotations

from scenes.atlas.op_blend.acts import ACTS
from scenes.atlas.op_blend.captions import fill_captions
from scenes.atlas.op_blend.facts import CARD, facts_of
from scenes.atlas.op_blend.gauge import draw_cost
from scenes.atlas.op_blend.handover import point_leaves, rows_arrive
from scenes.atlas.op_blend.rail import draw_readouts
from scenes.atlas.op_blend.scale import draw_scale
from scenes.atlas.op_blend.what import draw_reading
from tourapp.authoring import Badge, Beat, Choice, Frame, Phrase, Picture, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

BEATS = [
    Beat(
        "what",
        6.0,
        "Every stored value is read once and weighed.",
        "{what_note}",
        cues={"read": (0.04, 0.3), "carry": (0.28, 0.48), "told": (0.44, 0.54)},
    ),
    Beat(
        "cost",
        6.0,
        "{kv} of values are read for {flops} of math.",
        "{cost_note}",
        cues={"lift": (0.0, 0.14), "strip": (0.08, 0.22), "told": (0.16, 0.28), "gauge": (0.28, 0.46)},
    ),
    Beat(
        "scale",
        7.0,
        "Each user brings a cache of their own: {intensity}, whatever the batch.",
        "{scale_note}",
        cues={"turn": (0.0, 0.1), "grow": (0.06, 0.3), "told": (0.24, 0.34), "sweep": (0.3, 0.62)},
    ),
]
HEADS = Choice("blend_heads", "KV heads", (("own", "as built"), ("mha", "one each"), ("mqa", "one")), "own")
LOOK = CardLook(CARD, ("blend",))


def blend_badge(f: Frame) -> Badge:
    """Where wall and threads come from."""
    return card_badge(f, Phrase("values and weights of one head"))


@scene(
    id=CARD,
    title="The cache reader",
    about=("crossings.bytes_meet", "crossings.attention_ridge", "head_counts", "ledger.decode.attention.blend"),
    portrait=("what", 0.95),
    beats=BEATS,
    controls=[shared("batch"), HEADS, shared("context"), shared("kv_bits"), shared("model")],
    acts=ACTS,
    badge=blend_badge,
    needs=("head_overview",),
    meters=scenario_meters,
    enter=rows_arrive,
    leave=point_leaves,
    light="value",
    operator="blend",
)
def draw(f: Frame, p: Picture) -> None:
    """The reading, then bytes against math, then the law of the batch."""
    facts = facts_of(f)
    fill_captions(p, facts, f.inputs.batch)
    lifted, turned = f.cue("cost.lift"), f.cue("scale.turn")
    draw_reading(f, p, facts.head, lifted, 1.0 - turned)
    if f.reached("cost"):
        draw_cost(f, p, facts, (1.0 - turned) * lifted)
        lit = ("decode", "kv_bytes") if f.beat_name == "cost" else ("decode", "bound")
        draw_card_frame(f, p, LOOK, f.cue("cost.strip"), lit)
    if f.reached("scale"):
        draw_scale(f, p, facts, turned)
    draw_readouts(f, p, facts)
