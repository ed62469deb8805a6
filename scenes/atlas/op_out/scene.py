"""The card of the output matrix: heads mix and join the stream, and several GPUs meet for it."""

from __future__ import annotations

from scenes.atlas.op_out.acts import ACTS
from scenes.atlas.op_out.captions import fill_captions
from scenes.atlas.op_out.cost import draw_cost, draw_matrix
from scenes.atlas.op_out.facts import CARD, facts_of
from scenes.atlas.op_out.handover import columns_leave, heads_arrive
from scenes.atlas.op_out.rail import draw_readouts
from scenes.atlas.op_out.scale import draw_scale
from scenes.atlas.op_out.what import draw_joining
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

BEATS = [
    Beat(
        "what",
        6.0,
        "Heads mix, and the result joins the stream.",
        "{what_note}",
        cues={"out": (0.06, 0.28), "add": (0.28, 0.5), "told": (0.3, 0.44)},
    ),
    Beat(
        "cost",
        6.0,
        "{cost_verdict}",
        "{cost_note}",
        cues={
            "lift": (0.0, 0.14),
            "strip": (0.08, 0.22),
            "told": (0.16, 0.28),
            "cut": (0.24, 0.36),
            "meet": (0.34, 0.48),
        },
    ),
    Beat(
        "scale",
        7.0,
        "{scale_verdict}",
        "{scale_note}",
        cues={"turn": (0.0, 0.1), "grow": (0.06, 0.3), "told": (0.24, 0.34), "sweep": (0.3, 0.62)},
    ),
]
LOOK = CardLook(CARD, ("output_projection",))


def out_badge(f: Frame) -> Badge:
    """Where strips and stream come from."""
    return card_badge(f, Phrase("heads and stream of one token"))


@scene(
    id=CARD,
    title="Back into the stream",
    about=("meetings", "ledger.decode.output_projection", "ledger.prefill.output_projection"),
    portrait=("what", 0.95),
    beats=BEATS,
    controls=[shared("gpus"), shared("gpu"), shared("model"), shared("batch"), shared("weight_bits")],
    acts=ACTS,
    badge=out_badge,
    needs=("head_overview",),
    meters=scenario_meters,
    enter=heads_arrive,
    leave=columns_leave,
    light="value",
    operator="output_projection",
)
def draw(f: Frame, p: Picture) -> None:
    """The joining, then the matrix cut for the GPUs, then more and fewer of them."""
    facts = facts_of(f)
    fill_captions(p, facts)
    lifted, turned = f.cue("cost.lift"), f.cue("scale.turn")
    draw_joining(f, p, facts.joining, 1.0 - lifted)
    draw_matrix(f, p, facts, lifted, 1.0 - turned)
    if f.reached("cost"):
        draw_cost(f, p, facts, (1.0 - turned) * lifted)
        lit = ("", "weight_bytes") if f.beat_name == "cost" else None
        draw_card_frame(f, p, LOOK, f.cue("cost.strip"), lit)
    if f.reached("scale"):
        draw_scale(f, p, facts, turned)
    draw_readouts(f, p, facts)
