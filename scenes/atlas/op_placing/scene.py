"""Before, not after: where the norms of a layer stand, what it takes to start them, and how many a pass has."""

from __future__ import annotations

from scenes.atlas.op_placing.captions import fill_captions
from scenes.atlas.op_placing.facts import ACTS, CARD, GRAPHS, placing_facts
from scenes.atlas.op_placing.handover import points_leave, stream_arrives
from scenes.atlas.op_placing.launches import draw_launches
from scenes.atlas.op_placing.layer import draw_layer
from scenes.atlas.op_placing.rail import draw_readouts
from scenes.atlas.op_placing.scale import draw_scale
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, Toggle, scene, shared
from tourapp.figures.card_frame import CardLook, card_badge, draw_card_frame
from tourapp.figures.machine_meters import scenario_meters

LOOK = CardLook(CARD, ("norms",))
BEATS = [
    Beat(
        "what",
        6.0,
        "{what_verdict}",
        "{what_note}",
        cues={"rail": (0.0, 0.12), "blocks": (0.08, 0.22), "move": (0.32, 0.52), "told": (0.54, 0.64)},
    ),
    Beat(
        "cost",
        6.0,
        "{cost_verdict}",
        "{cost_note}",
        cues={
            "lift": (0.0, 0.14),
            "strip": (0.06, 0.2),
            "ticks": (0.1, 0.44),
            "bars": (0.3, 0.5),
            "told": (0.34, 0.46),
        },
    ),
    Beat(
        "scale",
        7.0,
        "{scale_verdict}",
        "Not so: the norm does not stand after the sum, as in the first Transformer. "
        "Nothing here ever rescales the stream itself.",
        cues={"turn": (0.0, 0.1), "come": (0.06, 0.5), "told": (0.3, 0.42)},
    ),
]


def placing_badge(f: Frame) -> Badge:
    """Where the sizes come from, and what is assumed."""
    if f.beat_name == "cost":
        return Badge(
            "computed from specs",
            "launches stand beside the ideal ledger; without a graph they are an assumption",
            "with a recorded graph: the time between kernels, fitted on measured runs",
        )
    return card_badge(f, Phrase("schematic layer; sizes"))


@scene(
    id=CARD,
    title="Before, not after",
    about=("norm_launches", "operators.norms"),
    portrait=("what", 0.97),
    beats=BEATS,
    controls=[shared("model"), Toggle(GRAPHS, "Recorded graph", False), shared("batch"), shared("prompt")],
    acts=ACTS,
    badge=placing_badge,
    meters=scenario_meters,
    needs=("recording",),
    enter=stream_arrives,
    leave=points_leave,
    light="decode",
    operator="norm_ffn",
)
def draw(f: Frame, p: Picture) -> None:
    """A layer with its norms, then their launches, then every model."""
    facts = placing_facts(f)
    fill_captions(f, p, facts)
    if not f.past("cost"):
        draw_layer(f, p, facts)
    if f.reached("cost"):
        draw_card_frame(f, p, LOOK, f.cue("cost.strip"), ("decode", "share") if f.beat_name == "cost" else None)
    if f.beat_name == "cost":
        draw_launches(f, p, facts)
    elif f.reached("scale"):
        draw_scale(f, p, facts)
    draw_readouts(f, p, facts)
