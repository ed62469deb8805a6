"""A whole model as a building: an entrance, floors, a roof, and areas that are parameters."""

from __future__ import annotations

from scenes.paths.model_overview.acts import ACTS
from scenes.paths.model_overview.badge import tower_badge
from scenes.paths.model_overview.captions import fill_captions
from scenes.paths.model_overview.handover import rooms_leave, token_arrives
from scenes.paths.model_overview.rail import draw_readouts
from scenes.paths.model_overview.stage import draw_stage
from scenes.paths.model_overview.zoom import LOOK_INTO, PART, ZOOM
from tourapp.authoring import Beat, Choice, Frame, Picture, scene, shared
from tourapp.figures.machine_meters import scenario_meters

MEASURES = (("weights", "parameters"), ("flops", "FLOPs"), ("bytes", "bytes"), ("time", "time"))
PHASES = (("decode", "decode"), ("prefill", "prefill"))
CONTROLS = [
    shared("model"),
    Choice("tower_by", "Lit by", MEASURES, "weights"),
    Choice("tower_phase", "Phase", PHASES, "decode"),
    shared("batch"),
    shared("context"),
    PART,
    ZOOM,
]
BEATS = [
    Beat(
        "tower",
        8.0,
        "{model} is a building of {floors} floors.",
        "Tokens come in at the foot and climb floor by floor. Every area is to scale: {all} parameters in all.",
        cues={"grows": (0.02, 0.4), "told": (0.44, 0.56)},
        deeper="Heads work side by side in one floor; a floor begins only when the one below it is done.",
    ),
    Beat(
        "weights",
        8.0,
        "{weights}",
        "{weights_note}",
        cues={"moves": (0.06, 0.5), "told": (0.52, 0.64)},
        deeper="To the last one: {exact} parameters.",
    ),
    Beat(
        "scale",
        9.0,
        "In one scale: {large} is {over} as large as {small}.",
        "But only {high} floors against {low}: large models grow in width far more than in height.",
        cues={"back": (0.14, 0.62), "told": (0.64, 0.74)},
        deeper="A floor has to wait for the one below it, so height is time that no wider machine takes away.",
    ),
    Beat(
        "moe",
        8.0,
        "With experts, a token lights {lit} of {rooms} rooms on each floor.",
        "{moe_note}",
        cues={"rooms": (0.02, 0.3), "told": (0.34, 0.46)},
        level="deeper",
    ),
    Beat(
        "enter",
        8.0,
        "One floor is a layer of {each} parameters. Look inside.",
        "Each room costs time: to be read, to be computed with, or both. And there are {floors} such floors.",
        cues={"out": (0.06, 0.4), "told": (0.44, 0.56)},
    ),
]


@scene(
    id="model_overview",
    title="The whole building",
    about=("towers",),
    portrait=("scale", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    badge=tower_badge,
    overrides={"model": "llama-3-8b", "gpu": "a100-80gb-sxm", "gpus": 1, "batch": 1, "weight_bits": 16},
    meters=scenario_meters,
    enter=token_arrives,
    leave=rooms_leave,
    light="prefill",
    zoom=LOOK_INTO,
)
def draw(f: Frame, p: Picture) -> None:
    """The tower, its parts, its neighbours, or a floor."""
    fill_captions(f, p)
    draw_stage(f, p)
    draw_readouts(f, p)
