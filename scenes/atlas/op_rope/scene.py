"""The card of the rotary turn: place is an angle, and only the angle between two words counts."""

from __future__ import annotations

from scenes.atlas.op_rope.acts import ACTS
from scenes.atlas.op_rope.captions import fill_captions
from scenes.atlas.op_rope.facts import CARD, facts_of
from scenes.atlas.op_rope.handover import dials_arrive, score_leaves
from scenes.atlas.op_rope.rail import draw_readouts
from scenes.atlas.op_rope.stage import draw_clocks, draw_cost, draw_scale
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, Slider, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

BEATS = [
    Beat(
        "what",
        6.0,
        "Place is a turn, not a number added.",
        "{what_note}",
        cues={"turn": (0.06, 0.5), "told": (0.3, 0.44)},
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
        "Move both words, and nothing between them changes.",
        "{scale_note}",
        cues={"turn": (0.0, 0.1), "key": (0.06, 0.18), "told": (0.16, 0.26), "sweep": (0.26, 0.62)},
    ),
]
POSITION = Slider("rope_position", "Both moved on by", 0, 200, 0, 1, unit="tokens")
LOOK = CardLook(CARD, ("q", "k", "q_up", "kv_down"))


def rope_badge(f: Frame) -> Badge:
    """Where the hands come from."""
    return card_badge(f, Phrase("one query and one key, pair by pair,"))


@scene(
    id=CARD,
    title="Turned by its place",
    about=("turning", "layer_numbers.angle", "uncounted.decode.rope", "uncounted.prefill.rope"),
    portrait=("scale", 0.95),
    beats=BEATS,
    controls=[POSITION, shared("model"), shared("batch")],
    acts=ACTS,
    badge=rope_badge,
    needs=("head_overview",),
    meters=scenario_meters,
    enter=dials_arrive,
    leave=score_leaves,
    light="ink",
    operator="rope",
)
def draw(f: Frame, p: Picture) -> None:
    """The dials turn, shrink above the ledger, and get a second hand."""
    facts = facts_of(f)
    fill_captions(p, facts)
    lifted, turned = f.cue("cost.lift"), f.cue("scale.turn")
    draw_clocks(f, p, facts)
    if f.reached("cost"):
        draw_cost(f, p, facts, (1.0 - turned) * lifted)
        lit = ("", "flops") if f.beat_name == "cost" else ("", "weight_bytes")
        draw_card_frame(f, p, LOOK, f.cue("cost.strip"), lit)
    if f.reached("scale"):
        draw_scale(f, p, facts, turned)
    draw_readouts(f, p, facts)
