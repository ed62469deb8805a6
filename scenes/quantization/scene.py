"""Quantization: real weights of the small model snap to a few values; fewer bytes cross the bridge."""

from __future__ import annotations

from scenes.quantization.cache_formats import draw_cache_formats
from scenes.quantization.captions import fill_captions
from scenes.quantization.gain import draw_gain
from scenes.quantization.groups import draw_groups
from scenes.quantization.meters import head_meters
from scenes.quantization.perplexity import draw_perplexity
from scenes.quantization.rail import draw_readouts
from scenes.quantization.snap import draw_sample, draw_snap, snap_moment
from scenes.quantization.too_big import draw_too_big
from tourapp.authoring import Badge, Beat, Frame, Picture, Rail, scene, shared

CONTROLS = [
    shared("quant_bits"),
    shared("group_size"),
    shared("salient"),
    shared("kv_bits"),
    shared("model"),
    shared("gpu"),
]
BEATS = [
    Beat(
        "memory",
        5.0,
        "In sixteen bits this model needs {gpus} before it says a word.",
        "{name}: {params} parameters at two bytes are {bytes}.",
        cues={"count": (0.5, 0.6)},
    ),
    Beat(
        "snap",
        7.0,
        "{snaps}",
        "Real weights of the small model, {where}: {steps}.",
        cues={"to_eight": (0.08, 0.42), "to_chosen": (0.55, 0.95)},
    ),
    Beat("groups", 6.0, "{groups}", "{so}"),
    Beat(
        "cache",
        6.0,
        "The KV cache can shrink too.",
        "Measured on a fixed text: the first choice stays the same at {same_fp8} of the places in FP8, "
        "at {same_int8} in INT8, at {same_int4} in INT4.",
    ),
    Beat(
        "faster",
        7.0,
        "{gain}",
        "{bits} bits: {small} on {few}, with room for {users}. For a token of one user {moved} move "
        "({left_out}): {speed:,.1f} tokens a second, ideal.",
    ),
    Beat("price", 6.0, "{verdict}", "{perplexities}"),
]


@scene(
    id="quantization",
    title="Fewer bytes over the bridge",
    about=("quant", "weight_bytes"),
    portrait=("snap", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    badge=Badge(
        "recorded + computed from specs",
        "quality: the small model, its embedding kept; sizes: all weights rounded; speed: ideal, one user",
        "the weights, their rounding and the measured quality are real; sizes and speeds are computed",
    ),
    enter=lambda f: (300.0, 440.0),
    leave=lambda f: (1180.0, 300.0),
    light="decode",
    meters=head_meters,
)
def draw(f: Frame, p: Picture) -> None:
    """Memory, the snap, groups, cache, the gain and its price."""
    quant = f.world.quant
    fill_captions(f, p, quant)
    if f.beat_name == "memory":
        draw_too_big(f, p, quant.full)
    elif f.beat_name == "snap":
        moment = snap_moment(f, quant)
        draw_snap(p, moment, moving=True)
        draw_sample(p, moment)
    elif f.beat_name == "groups":
        draw_snap(p, snap_moment(f, quant), moving=False)
        draw_groups(f, p, quant)
    elif f.beat_name == "cache":
        draw_cache_formats(f, p, quant)
    elif f.beat_name == "faster":
        draw_gain(f, p, quant)
    else:
        draw_perplexity(f, p, quant)
    draw_readouts(Rail(p, CONTROLS), quant)
