"""One is chosen: scores become probabilities, a draw picks one, and that costs next to nothing, hot or cold."""

from __future__ import annotations

from scenes.atlas.op_pick.captions import fill_captions
from scenes.atlas.op_pick.drawing import draw_pick
from scenes.atlas.op_pick.facts import ACTS, CARD, pick_facts
from scenes.atlas.op_pick.handover import columns_arrive, word_leaves
from scenes.atlas.op_pick.matrix import draw_matrix
from scenes.atlas.op_pick.rail import draw_readouts
from scenes.atlas.op_pick.scale import draw_scale
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

LOOK = CardLook(CARD, ())
BEATS = [
    Beat(
        "what",
        6.0,
        "Scores become probabilities, and one word is drawn.",
        "{what_note}",
        cues={
            "columns": (0.0, 0.16),
            "cut": (0.22, 0.34),
            "pour": (0.36, 0.52),
            "fall": (0.56, 0.68),
            "told": (0.68, 0.74),
        },
    ),
    Beat(
        "cost",
        6.0,
        "That is {count} numbers, not a matrix.",
        "{cost_note}",
        cues={"lift": (0.0, 0.14), "strip": (0.06, 0.2), "block": (0.12, 0.34), "told": (0.32, 0.44)},
    ),
    Beat(
        "scale",
        7.0,
        "Hotter or colder, the cost stays the same.",
        "Not so: sampling is no way to save. It changes what is said; to gain there is {share} of a step's math.",
        cues={"turn": (0.0, 0.1), "grow": (0.06, 0.34), "run": (0.34, 0.7), "told": (0.3, 0.42)},
    ),
]


def pick_badge(f: Frame) -> Badge:
    """Where the scores come from."""
    return card_badge(f, Phrase("the most open choice of an answer"))


@scene(
    id=CARD,
    title="One is chosen",
    about=("uncounted.decode.sampling", "uncounted.prefill.sampling", "vocabulary.pick_share"),
    portrait=("what", 0.97),
    beats=BEATS,
    controls=[shared("temperature"), shared("top_k"), shared("top_p"), shared("model"), shared("batch")],
    acts=ACTS,
    badge=pick_badge,
    meters=scenario_meters,
    needs=("default_recording",),
    enter=columns_arrive,
    leave=word_leaves,
    light="decode",
    operator="pick",
)
def draw(f: Frame, p: Picture) -> None:
    """Columns that pour into the line of one draw, then the matrix beside them, then the heat."""
    facts = pick_facts(f)
    fill_captions(f, p, facts)
    if not f.past("cost"):
        draw_pick(f, p, facts)
    if f.reached("cost"):
        lit = ("", "flops") if f.beat_name == "cost" else ("decode", "flops")
        draw_card_frame(f, p, LOOK, f.cue("cost.strip"), lit)
    if f.beat_name == "cost":
        draw_matrix(f, p, facts)
    elif f.reached("scale"):
        draw_scale(f, p, facts)
    draw_readouts(f, p, facts)
