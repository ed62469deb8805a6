"""The card of the scores: a question meets every key, a triangle in prefill and a row in decode."""

from __future__ import annotations

from scenes.atlas.op_scores.acts import ACTS
from scenes.atlas.op_scores.captions import fill_captions
from scenes.atlas.op_scores.cost import draw_cost
from scenes.atlas.op_scores.facts import CARD, facts_of
from scenes.atlas.op_scores.handover import point_leaves, query_arrives
from scenes.atlas.op_scores.rail import draw_readouts
from scenes.atlas.op_scores.scale import draw_scale
from scenes.atlas.op_scores.what import draw_real_triangle, draw_what
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

BEATS = [
    Beat(
        "what",
        6.0,
        "A question meets every key, and each meeting gives a score.",
        "{what_note}",
        cues={"sweep": (0.06, 0.5), "told": (0.46, 0.56)},
    ),
    Beat(
        "cost",
        6.0,
        "Prefill asks {pairs} times, one step of decode {keys} times.",
        "{cost_note}",
        cues={
            "lift": (0.0, 0.14),
            "strip": (0.08, 0.22),
            "area": (0.16, 0.4),
            "row": (0.38, 0.52),
            "told": (0.2, 0.32),
        },
    ),
    Beat(
        "scale",
        7.0,
        "Twice the prompt, {twice} the scores: attention takes {share} of prefill now.",
        "{scale_note}",
        cues={"turn": (0.0, 0.1), "grow": (0.06, 0.3), "told": (0.24, 0.34), "sweep": (0.3, 0.62)},
    ),
]
LOOK = CardLook(CARD, ("scores",))


def scores_badge(f: Frame) -> Badge:
    """Where the scores come from."""
    return card_badge(f, Phrase("queries, keys and scores of one head"))


@scene(
    id=CARD,
    title="The quadratic",
    about=("crossings.pairs", "crossings.flops_meet", "crossings.prefill_share", "ledger.decode.attention.scores"),
    portrait=("what", 0.95),
    beats=BEATS,
    controls=[shared("prompt_tokens"), shared("context"), shared("model")],
    acts=ACTS,
    badge=scores_badge,
    needs=("head_overview",),
    enter=query_arrives,
    leave=point_leaves,
    light="key",
    meters=scenario_meters,
    operator="scores",
)
def draw(f: Frame, p: Picture) -> None:
    """The meeting, then area against row, then both lines."""
    facts = facts_of(f)
    fill_captions(p, facts)
    lifted, turned = f.cue("cost.lift"), f.cue("scale.turn")
    draw_what(f, p, facts.head, 1.0 - lifted)
    if turned < 1.0:
        draw_real_triangle(f, p, facts.head, lifted, 1.0 - turned)
    if f.reached("cost"):
        draw_cost(f, p, facts, (1.0 - turned) * lifted)
        lit = ("", "flops") if f.beat_name == "cost" else None
        phase = "decode" if f.beat_name == "cost" else "prefill"
        draw_card_frame(f, p, LOOK, f.cue("cost.strip"), lit, phase=phase)
    if f.reached("scale"):
        draw_scale(f, p, facts, turned)
    draw_readouts(f, p, facts)
