"""A word becomes a number: the vocabulary's places of our tokens, what a number costs, and what other texts become."""

from __future__ import annotations

from scenes.atlas.op_ids.acts import ACTS
from scenes.atlas.op_ids.bytes_stage import draw_bytes, draw_numbers
from scenes.atlas.op_ids.facts import ids_facts
from scenes.atlas.op_ids.field import draw_field
from scenes.atlas.op_ids.pieces import draw_pieces
from scenes.atlas.op_ids.told import card_badge, chips_leave, draw_readouts, fill_captions, words_arrive
from tourapp.authoring import Beat, Frame, Picture, scene, shared
from tourapp.figures.card_frame import CardLook, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

LOOK = CardLook("op_ids", ())
CONTROLS = [shared("prompt"), shared("chat")]
BEATS = [
    Beat(
        "what",
        6.0,
        "The model never sees a word, only its number.",
        "{neighbours}",
        cues={"chips": (0.0, 0.12), "roll": (0.06, 0.5), "fall": (0.1, 0.5), "beside": (0.55, 0.68)},
    ),
    Beat(
        "cost",
        6.0,
        "A number costs four bytes and no arithmetic.",
        "{sent} It is done on the processor beside the GPU, before the first pass.",
        cues={"rise": (0.0, 0.16), "lamps": (0.12, 0.5), "strip": (0.06, 0.2), "told": (0.4, 0.52)},
    ),
    Beat(
        "scale",
        7.0,
        "Other text, other pieces: {pieces} for {letters} {letters|letter|letters}.",
        "{misconception}",
        cues={"rows": (0.02, 0.5), "told": (0.1, 0.3)},
    ),
]


@scene(
    id="op_ids",
    title="A word becomes a number",
    about=("id_bytes", "text_samples", "own_text"),
    portrait=("what", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    badge=card_badge,
    meters=scenario_meters,
    enter=words_arrive,
    leave=chips_leave,
    light="prefill",
    operator="ids",
)
def draw(f: Frame, p: Picture) -> None:
    """The field of the vocabulary, then the bytes of our numbers, then other texts."""
    facts = ids_facts(f)
    fill_captions(f, p, facts)
    if not f.reached("scale"):
        draw_field(f, p, facts)
        draw_numbers(f, p, facts)
    if f.reached("cost"):
        draw_bytes(f, p, facts)
        draw_card_frame(f, p, LOOK, f.cue("cost.strip"), None if f.reached("scale") else ("", "flops"))
    if f.reached("scale"):
        draw_pieces(f, p)
    draw_readouts(f, p, facts)
