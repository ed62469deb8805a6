"""One row is read: the table of the vocabulary as a dark tower, our rows pulled out of it, and what a step touches."""

from __future__ import annotations

from scenes.atlas.op_embedding.captions import fill_captions
from scenes.atlas.op_embedding.facts import ACTS, CARD, embedding_facts
from scenes.atlas.op_embedding.handover import point_leaves, rows_arrive
from scenes.atlas.op_embedding.rail import draw_readouts
from scenes.atlas.op_embedding.rows import draw_rows
from scenes.atlas.op_embedding.scale import draw_scale
from scenes.atlas.op_embedding.step_rows import draw_step_rows
from scenes.atlas.op_embedding.tower import draw_tower
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

LOOK = CardLook(CARD, ("embedding", "position_embedding"))
BEATS = [
    Beat(
        "what",
        6.0,
        "Each number picks one row of a tall table.",
        "{what_note}",
        cues={"tower": (0.0, 0.1), "pull": (0.1, 0.44), "bars": (0.2, 0.52), "told": (0.46, 0.56)},
    ),
    Beat(
        "cost",
        6.0,
        "{rows} {n|row is|rows are} read out of {vocab}: no multiplication.",
        "{cost_note}",
        cues={"lift": (0.0, 0.14), "strip": (0.06, 0.2), "pull": (0.14, 0.36), "told": (0.32, 0.44)},
    ),
    Beat(
        "scale",
        7.0,
        "The table holds {stored}, a step touches {touched}.",
        "{misconception}",
        cues={"turn": (0.0, 0.1), "grow": (0.06, 0.34), "run": (0.34, 0.7), "told": (0.3, 0.42)},
    ),
]


def embedding_badge(f: Frame) -> Badge:
    """Where the rows come from."""
    return card_badge(f, Phrase("rows of the embedding table"))


@scene(
    id=CARD,
    title="One row is read",
    about=("vocabulary.stored", "vocabulary.touched", "ledger.decode.embedding", "layer_numbers.row_norm"),
    portrait=("what", 0.97),
    beats=BEATS,
    controls=[shared("batch"), shared("model"), shared("weight_bits"), shared("prompt")],
    acts=ACTS,
    badge=embedding_badge,
    meters=scenario_meters,
    needs=("recording",),
    enter=rows_arrive,
    leave=point_leaves,
    light="prefill",
    operator="embedding",
)
def draw(f: Frame, p: Picture) -> None:
    """Tower and rows, then the rows of a step, then the law."""
    facts = embedding_facts(f)
    fill_captions(f, p, facts)
    if not f.past("cost"):
        draw_tower(f, p, facts)
    if f.beat_name == "what":
        draw_rows(f, p, facts)
    if f.reached("cost"):
        lit = ("", "flops") if f.beat_name == "cost" else ("decode", "activation_bytes")
        draw_card_frame(f, p, LOOK, f.cue("cost.strip"), lit)
    if f.beat_name == "cost":
        draw_step_rows(f, p, facts)
    elif f.reached("scale"):
        draw_scale(f, p, facts)
    draw_readouts(f, p, facts)
