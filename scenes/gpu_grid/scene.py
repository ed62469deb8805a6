"""The GPU: the same chip at two moments. Prefill lights the math, decode lights the bridge; the roofline says why."""

from __future__ import annotations

from scenes.gpu_grid.acts import ACTS
from scenes.gpu_grid.asks import ASKS
from scenes.gpu_grid.captions import fill_captions
from scenes.gpu_grid.chip_stage import draw_two_moments, draw_waking
from scenes.gpu_grid.facts import chip_at_work
from scenes.gpu_grid.generations import draw_generations
from scenes.gpu_grid.handover import processors_arrive, windows_leave
from scenes.gpu_grid.rail import draw_readouts
from scenes.gpu_grid.reuse import draw_reuse
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
        cues={"settle": (0.0, 0.1), "count": (0.05, 0.45), "memory": (0.45, 0.55)},
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
        cues={"cut": (0.08, 0.34), "numbers": (0.3, 0.42)},
    ),
    Beat(
        "why",
        6.0,
        "While one byte arrives, the math has room for {room} operations. Decode brings {brings}.",
        "Each step of decode moves {weights} of weights for {batch} {batch|token|tokens}. "
        "The balance lies at {ridge} in {format}.",
        cues={"fills": (0.08, 0.4), "words": (0.04, 0.12)},
    ),
    Beat(
        "roofline",
        8.0,
        "{climbed}",
        "Weights alone: {alone} at batch {most}; with all caches read {whole}. The ridge: {ridge} in {format}.",
        cues={"climbs": (0.1, 0.55)},
    ),
    Beat(
        "generations",
        7.0,
        "Does the wall grow with every generation? {verdict}",
        "Tower: dense {sixteen} math. Road: memory. Math ÷ memory: how often a byte must be used.",
        cues={"grow": (0.04, 0.5)},
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
    presets={"Alone": {"batch": 1}, "Default": {"batch": None}, "Crowd": {"batch": 256}},
    acts=ACTS,
    asks=ASKS,
    reached={"grid": "written"},
    badge=Badge(
        "computed from specs + schematic",
        "ideal shares; one GPU of those in use; places on the chip are schematic",
        "counts, rates and shares are the chosen GPU's; each lamp stands for the same part of its math",
    ),
    enter=processors_arrive,
    leave=windows_leave,
    real={
        "prefill": lambda f: f.world.cost.prefill.achieved_seconds,
        "decode": lambda f: f.world.cost.decode.achieved_step_seconds,
    },
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """The chip, then why, then the charts."""
    facts = chip_at_work(f.world)
    fill_captions(p, f.inputs, facts, f.world.climb)
    match f.beat_name:
        case "grid":
            draw_waking(f, p, facts)
        case "why":
            draw_reuse(f, p, facts)
        case "roofline":
            draw_roof(f, p, facts)
        case "generations":
            draw_generations(f, p, facts)
        case _:
            draw_two_moments(f, p, facts)
    draw_readouts(p, f, facts)
