"""Every word gets a score: a vector swept over all columns of the vocabulary, what that costs, and who feels it."""

from __future__ import annotations

from scenes.atlas.op_lm_head.captions import fill_captions
from scenes.atlas.op_lm_head.facts import ACTS, CARD, head_facts
from scenes.atlas.op_lm_head.handover import columns_leave, vector_arrives
from scenes.atlas.op_lm_head.rail import draw_readouts
from scenes.atlas.op_lm_head.reading import draw_reading
from scenes.atlas.op_lm_head.scale import draw_scale
from scenes.atlas.op_lm_head.skyline import draw_skyline
from scenes.atlas.op_lm_head.sweep import draw_sweep
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

LOOK = CardLook(CARD, ("lm_head",))
BEATS = [
    Beat(
        "what",
        6.0,
        "At the end every word gets a score.",
        "{what_note}",
        cues={"vector": (0.0, 0.1), "sweep": (0.08, 0.55), "told": (0.5, 0.62)},
    ),
    Beat(
        "cost",
        6.0,
        "All {vocab} columns are read, for every step: {share} of it.",
        "{cost_note}",
        cues={"lift": (0.0, 0.14), "strip": (0.06, 0.2), "read": (0.14, 0.36), "told": (0.3, 0.42)},
    ),
    Beat(
        "scale",
        7.0,
        "{scale_verdict}",
        "Not so: prefill does not score every token of a prompt. Of {all} it scores {few}, the last of each.",
        cues={"turn": (0.0, 0.1), "come": (0.06, 0.5), "told": (0.3, 0.42)},
    ),
]


def head_badge(f: Frame) -> Badge:
    """Where the scores come from."""
    return card_badge(f, Phrase("scores of the first word of the answer"))


@scene(
    id=CARD,
    title="Every word gets a score",
    about=("ledger.decode.lm_head", "ledger.prefill.lm_head", "by_model"),
    portrait=("what", 0.97),
    beats=BEATS,
    controls=[shared("model"), shared("batch"), shared("weight_bits"), shared("prompt")],
    acts=ACTS,
    badge=head_badge,
    meters=scenario_meters,
    needs=("recording",),
    enter=vector_arrives,
    leave=columns_leave,
    light="decode",
    operator="head",
)
def draw(f: Frame, p: Picture) -> None:
    """The skyline of real scores, then the bytes behind it, then every model."""
    facts = head_facts(f)
    fill_captions(f, p, facts)
    if not f.past("cost"):
        draw_skyline(f, p, facts)
    if f.beat_name == "what":
        draw_sweep(f, p, facts)
    if f.reached("cost"):
        told = f.beat_name == "cost"
        draw_card_frame(f, p, LOOK, f.cue("cost.strip"), ("", "weight_bytes") if told else ("decode", "share"))
    if f.beat_name == "cost":
        draw_reading(f, p, facts)
    elif f.reached("scale"):
        draw_scale(f, p, facts)
    draw_readouts(f, p, facts)
