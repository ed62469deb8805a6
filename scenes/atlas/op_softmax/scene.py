"""The card of the softmax: little arithmetic, and the reason why a matrix would be written."""

from __future__ import annotations

from scenes.atlas.op_softmax.acts import ACTS
from scenes.atlas.op_softmax.captions import fill_captions
from scenes.atlas.op_softmax.cost import draw_cost
from scenes.atlas.op_softmax.facts import CARD, facts_of
from scenes.atlas.op_softmax.handover import point_leaves, scores_arrive
from scenes.atlas.op_softmax.piles import draw_lights, draw_scores
from scenes.atlas.op_softmax.rail import draw_readouts
from scenes.atlas.op_softmax.scale import draw_scale
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, Toggle, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

BEATS = [
    Beat(
        "what",
        6.0,
        "Scores become shares that sum to one.",
        "{what_note}",
        cues={"scores": (0.02, 0.14), "fall": (0.12, 0.5), "told": (0.46, 0.56)},
    ),
    Beat(
        "cost",
        6.0,
        "Cheap to compute; expensive only if it were written down.",
        "{cost_note}",
        cues={"lift": (0.0, 0.14), "strip": (0.08, 0.22), "told": (0.16, 0.28), "grow": (0.24, 0.44)},
    ),
    Beat(
        "scale",
        7.0,
        "At {n:,} {n|token|tokens} the matrix would be {bytes} a layer.",
        "{scale_note}",
        cues={"turn": (0.0, 0.1), "grow": (0.06, 0.3), "told": (0.24, 0.34), "sweep": (0.3, 0.62)},
    ),
]
FUSED = Toggle("softmax_fused", "Fused attention", True)
LOOK = CardLook(CARD, ("scores", "blend"))


def softmax_badge(f: Frame) -> Badge:
    """Where scores and lights come from."""
    return card_badge(f, Phrase("scores and shares of one head"))


@scene(
    id=CARD,
    title="Weights that sum to one",
    about=("score_matrix", "uncounted.decode.softmax", "uncounted.prefill.softmax"),
    portrait=("what", 0.95),
    beats=BEATS,
    controls=[shared("prompt_tokens"), FUSED, shared("context"), shared("batch"), shared("model")],
    acts=ACTS,
    badge=softmax_badge,
    needs=("head_overview",),
    meters=scenario_meters,
    enter=scores_arrive,
    leave=point_leaves,
    light="key",
    operator="softmax",
)
def draw(f: Frame, p: Picture) -> None:
    """The lights fall, then two bars, then the matrix against the tile."""
    facts = facts_of(f)
    fill_captions(p, facts)
    lifted, turned = f.cue("cost.lift"), f.cue("scale.turn")
    draw_scores(f, p, facts.head, lifted, 1.0 - turned)
    draw_lights(f, p, facts.head, lifted, 1.0 - turned)
    if f.reached("cost"):
        draw_cost(f, p, facts, (1.0 - turned) * lifted)
        lit = ("", "flops") if f.beat_name == "cost" else ("", "share")
        draw_card_frame(f, p, LOOK, f.cue("cost.strip"), lit)
    if f.reached("scale"):
        draw_scale(f, p, facts, turned)
    draw_readouts(f, p, facts)
