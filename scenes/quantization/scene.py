"""Quantization: real weights of the small model snap to a few values; fewer bytes cross the bridge."""

from __future__ import annotations

from scenes.quantization.cache_formats import draw_cache_formats
from scenes.quantization.captions import fill_captions
from scenes.quantization.gain import draw_gain
from scenes.quantization.groups import draw_groups
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
        "In sixteen bits the model is too big: {gpus} before the first token.",
        "{name}: {params} parameters at two bytes are {bytes}.",
        cues={"count": (0.5, 0.6)},
    ),
    Beat(
        "snap",
        7.0,
        "A cloud of weights passes, and snaps to {levels} values.",
        "Real weights of the small model, {where}: first to INT8, then to {bits} bits.",
        cues={"to_eight": (0.08, 0.42), "to_chosen": (0.55, 0.95)},
    ),
    Beat(
        "groups",
        6.0,
        "Every group keeps its own scale, and the few that matter stay as they are.",
        "So {bits} bits become {width} a weight. The error left is {error} of the weights' own size.",
    ),
    Beat(
        "cache",
        6.0,
        "The KV cache can shrink too.",
        "Measured on a fixed text: FP8 changes the odds by {kl_fp8:.4f} nats, INT8 by {kl_int8:.4f}, "
        "INT4 by {kl_int4:.3f}.",
    ),
    Beat(
        "faster",
        7.0,
        "Fewer bytes over the bridge: a smaller machine, or faster words.",
        "{bits} bits: {small} on {few}, {speed} for one user, room for {users} conversations.",
    ),
    Beat(
        "price",
        6.0,
        "It is not free: the model gets a little worse.",
        "Perplexity on the fixed text: {ppl_full:.1f} as it is, {ppl} now, "
        "relative to this model, which had been rounded once before.",
    ),
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
        "quality: the small model, relative to itself; embedding kept; ideal speed",
        "the weights, their rounding and the measured quality are real; sizes and speeds are computed",
    ),
    enter=lambda f: (300.0, 440.0),
    leave=lambda f: (1180.0, 300.0),
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Memory, the snap, groups, cache, the gain and its price."""
    quant = f.world.quant
    fill_captions(f, p, quant)
    if f.beat_name == "memory":
        draw_too_big(f, p, quant.sizes[0])
    elif f.beat_name == "snap":
        moment = snap_moment(f, quant)
        draw_snap(p, moment, moving=True)
        draw_sample(p, moment.weights)
    elif f.beat_name == "groups":
        draw_snap(p, snap_moment(f, quant), moving=False)
        draw_groups(f, p, quant)
    elif f.beat_name == "cache":
        draw_cache_formats(f, p, quant.formats)
    elif f.beat_name == "faster":
        draw_gain(f, p, quant)
    else:
        draw_perplexity(f, p, quant)
    draw_readouts(Rail(p, CONTROLS), quant)
