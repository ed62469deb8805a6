"""Why everything is read every step: the weights and the caches go by once for every token."""

from __future__ import annotations

from scenes.atlas.op_loop.acts import ACTS
from scenes.atlas.op_loop.belt_stage import draw_belt
from scenes.atlas.op_loop.captions import fill_captions
from scenes.atlas.op_loop.facts import loop_facts
from scenes.atlas.op_loop.growth_stage import draw_growth
from scenes.atlas.op_loop.handover import cache_arrives, step_leaves
from scenes.atlas.op_loop.rail import draw_readouts
from scenes.atlas.op_loop.step_stage import draw_step
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

CONTROLS = [shared("batch"), shared("context"), shared("gpu"), shared("weight_bits"), shared("model")]
CELLS = {"cost": ("decode", "weight_bytes"), "scale": ("decode", "kv_bytes")}
BEATS = [
    Beat(
        "what",
        6.0,
        "For the next word, everything is read again.",
        "{what_note}",
        cues={"passes": (0.05, 0.6), "rest": (0.62, 0.8)},
    ),
    Beat(
        "cost",
        6.0,
        "{w} of weights and {k} of cache over {bw}: {t}.",
        "{cost_note}",
        cues={
            "unroll": (0.02, 0.16),
            "strip": (0.1, 0.22),
            "told": (0.16, 0.24),
            "walk": (0.24, 0.6),
            "number": (0.48, 0.58),
        },
    ),
    Beat("scale", 7.0, "{scale_verdict}", "{scale_note}", cues={"grow": (0.03, 0.26), "sweep": (0.2, 0.6)}),
]


def _badge(f: Frame) -> Badge:
    return card_badge(f, Phrase("tokens and layers"))


@scene(
    id="op_loop",
    title="Why everything is read every step",
    operator="loop",
    about=("loop_lengths", "letters", "decode.step_seconds", "decode.bytes_per_step", "decode.weight_bytes_per_step"),
    portrait=("cost", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    badge=_badge,
    needs=("loop_lengths",),
    meters=scenario_meters,
    enter=cache_arrives,
    leave=step_leaves,
    light="key",
)
def draw(f: Frame, p: Picture) -> None:
    """The belt as a loop, the belt to scale, and how its time grows."""
    facts = loop_facts(f)
    fill_captions(p, facts)
    every = tuple(block.op for block in f.world.operators.decode.blocks)
    draw_card_frame(f, p, CardLook("op_loop", every), f.cue("cost.strip"), CELLS.get(f.beat_name))
    if f.beat_name == "what" or f.cue("cost.told") < 1.0:
        draw_belt(f, p, facts)
    if f.beat_name == "cost":
        draw_step(f, p, facts)
    elif f.beat_name == "scale":
        draw_growth(f, p, facts)
    draw_readouts(f, p, facts)
