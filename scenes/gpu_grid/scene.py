"""The GPU: the same chip at two moments. Prefill lights the math, decode lights the bridge; the roofline says why."""

from __future__ import annotations

from scenes.gpu_grid.captions import fill_captions
from scenes.gpu_grid.chip_stage import draw_two_moments, draw_waking, light_enters, light_leaves
from scenes.gpu_grid.facts import chip_at_work
from scenes.gpu_grid.generations import draw_generations
from scenes.gpu_grid.rail import draw_readouts
from scenes.gpu_grid.roof import draw_roof
from tourapp.authoring import Badge, Beat, Choice, Frame, Picture, scene, shared

CONTROLS = [
    Choice("phase", "Phase", (("both", "both"), ("prefill", "prefill"), ("decode", "decode")), "both"),
    shared("batch"),
    shared("prompt_tokens"),
    shared("weight_bits"),
    shared("gpu"),
]
BEATS = [
    Beat(
        "grid",
        5.0,
        "One chip: {built}.",
        "{name}: {processors} processors, {cores} tensor cores, fed with {bandwidth} by {memory}.",
        cues={"count": (0.1, 0.75), "cores": (0.6, 0.8)},
    ),
    Beat(
        "prefill",
        6.0,
        "Prefill: {lit}.",
        "{tokens} prompt {tokens|token uses|tokens share} each weight. Ideal: math busy {math_in}, bridge {bridge_in}.",
        cues={"light": (0.08, 0.35)},
    ),
    Beat(
        "decode",
        6.0,
        "Decode: {dark}.",
        "Batch {batch}, ideal: math busy {math_out}, bridge {bridge_out}. The processors are awake; they stream.",
        cues={"cut": (0.1, 0.45), "numbers": (0.3, 0.5)},
    ),
    Beat(
        "why",
        6.0,
        "Why: every weight crosses the bridge, for one token per user.",
        "{weights} of weights per step. Decode of batch {batch} does {reuse_out} with them; "
        "math and bridge are in balance at {ridge} in {format}.",
        cues={"ruler": (0.05, 0.3)},
    ),
    Beat(
        "roofline",
        6.0,
        "On one chart: {places}.",
        "Weights alone {gemm}; with attention the whole decode step of batch {batch} does {step}. "
        "The ridge lies at {ridge} in {format}.",
        cues={"points": (0.1, 0.4)},
    ),
    Beat(
        "generations",
        6.0,
        "Does the wall grow with every generation? {verdict}",
        "Ridge points in dense {sixteen}: {rise}, from peak and bandwidth of the same part.",
        cues={"grow": (0.05, 0.5)},
    ),
]


@scene(
    id="gpu_grid",
    title="The great hall of cores",
    about=(
        "chip",
        "chips",
        "gpu",
        "decode.ridge",
        "decode.intensity",
        "decode.compute_busy",
        "decode.memory_busy",
        "prefill.ridge",
        "prefill.intensity",
    ),
    portrait=("decode", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    reached={"grid": "written"},
    badge=Badge(
        "computed from specs + schematic",
        "ideal shares; one GPU of those in use; places on the chip are schematic",
        "counts, rates and shares are the chosen GPU's; each lamp stands for the same part of its math",
    ),
    enter=light_enters,
    leave=light_leaves,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """The chip, then why, then the charts."""
    facts = chip_at_work(f.world)
    fill_captions(p, f.inputs, facts)
    match f.beat_name:
        case "grid":
            draw_waking(f, p, facts)
        case "roofline":
            draw_roof(p, facts, f.inputs.gpus, f.cue("roofline.points"))
        case "generations":
            draw_generations(p, facts, f.cue("generations.grow"))
        case _:
            draw_two_moments(f, p, facts)
    draw_readouts(p, f, CONTROLS, facts)
