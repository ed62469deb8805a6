"""One layer step by step, and what each step costs: in prefill, in decode, fused or alone, along a growing context."""

from __future__ import annotations

from scenes.paths.layer_detail.acts import ACTS
from scenes.paths.layer_detail.badge import layer_badge
from scenes.paths.layer_detail.captions import fill_captions
from scenes.paths.layer_detail.facts import layer_facts
from scenes.paths.layer_detail.handover import matrices_leave, stream_arrives
from scenes.paths.layer_detail.rail import draw_readouts
from scenes.paths.layer_detail.stage import draw_stage
from tourapp.authoring import Beat, Choice, Frame, Picture, scene, shared
from tourapp.figures.machine_meters import scenario_meters

PHASES = (("told", "as it plays"), ("prefill", "prefill"), ("decode", "decode"))
SORTS = (("order", "order of work"), ("time", "time"), ("flops", "FLOPs"), ("bytes", "bytes"))
SHARES = (("block", "the layers' time"), ("model", "the pass's time"), ("flops", "the FLOPs"))
CONTROLS = [
    Choice("layer_phase", "Phase", PHASES, "told"),
    shared("prompt_tokens"),
    shared("context"),
    shared("batch"),
    shared("model"),
    Choice("layer_sort", "Sorted by", SORTS, "order"),
    Choice("layer_share", "Share of", SHARES, "block"),
    shared("gpu"),
    shared("gpus"),
    shared("weight_bits"),
]
BEATS = [
    Beat(
        "flow",
        9.0,
        "A layer is {steps} steps beside one stream.",
        "Each half reads the stream, works, and adds its result to it. All {layers} layers do the same.",
        cues={"circuit": (0.0, 0.1), "widths": (0.08, 0.6)},
        deeper="The numbers of a token are widened and narrowed again; only attention looks at other tokens.",
    ),
    Beat(
        "table",
        9.0,
        "{table}",
        "{table_note}",
        cues={"rows": (0.0, 0.6)},
        deeper="M: memory sets the time, C: the math does. An element-wise step never waits for the math.",
    ),
    Beat(
        "decode",
        8.0,
        "{decode}",
        "{decode_note}",
        cues={"flip": (0.1, 0.3)},
        deeper="The math works {busy} of the step; each matrix is read for one token of each conversation.",
    ),
    Beat(
        "fused",
        8.0,
        "Fused, the small steps are free. Alone, they would add {extra}.",
        "Alone, each would read and write its own activations, {moved} in all. Fused, they never leave the chip.",
        cues={"opens": (0.0, 0.08), "grow": (0.08, 0.46), "told": (0.48, 0.6)},
        level="deeper",
    ),
    Beat("long", 8.0, "{long}", "{long_note}", cues={"grow": (0.04, 0.4), "told": (0.42, 0.54)}, level="deeper"),
    Beat(
        "roof",
        8.0,
        "{roof}",
        "The ridge of {gpu} stands at {ridge}. Every point is on the roof: times here are ideal.",
        cues={"roof": (0.02, 0.24), "points": (0.22, 0.6)},
        level="deeper",
    ),
]


@scene(
    id="layer_detail",
    title="What each step costs",
    about=("operator_table", "overtaking"),
    portrait=("table", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    badge=layer_badge,
    overrides={"model": "llama-3-8b", "gpu": "a100-80gb-sxm", "gpus": 1, "batch": 1, "weight_bits": 16},
    meters=scenario_meters,
    enter=stream_arrives,
    leave=matrices_leave,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """The circuit with its columns, or a chart."""
    facts = layer_facts(f)
    fill_captions(f, p, facts)
    draw_stage(f, p, facts)
    draw_readouts(f, p, facts)
