"""Quantization: real weights of the small model snap to a few values; fewer bytes cross the bridge."""

from __future__ import annotations

from scenes.quantization.acts import ACTS
from scenes.quantization.answers import draw_answers
from scenes.quantization.cache_formats import draw_cache_formats
from scenes.quantization.captions import fill_captions
from scenes.quantization.gain import draw_gain
from scenes.quantization.group_steps import draw_group_steps
from scenes.quantization.groups import draw_groups
from scenes.quantization.handover import bits_arrive, choices_leave
from scenes.quantization.meters import head_meters
from scenes.quantization.rail import draw_readouts
from scenes.quantization.snap import draw_sample, draw_snap, snap_moment
from scenes.quantization.too_big import draw_too_big
from tourapp.authoring import Badge, Beat, Frame, Picture, scene, shared

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
        cues={"to_eight": (0.05, 0.25), "to_chosen": (0.38, 0.62)},
    ),
    Beat("groups", 6.0, "{groups}", "{so}"),
    Beat(
        "cache",
        6.0,
        "The KV cache can shrink too: more conversations fit beside the weights.",
        "First choice stays, on a fixed text: FP8 {same_fp8}, INT8 {same_int8}, INT4 {same_int4} of the places.",
    ),
    Beat(
        "faster", 7.0, "{gain}", "A token of one user moves {moved} ({left_out}): {speed:,.1f} tokens a second, ideal."
    ),
    Beat("price", 8.0, "{verdict}", "{perplexities}"),
]


@scene(
    id="quantization",
    title="Fewer bytes over the bridge",
    about=("quant", "quant_answers", "cache_room", "weight_bytes"),
    portrait=("snap", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    presets={"16 bits": {"quant_bits": 16}, "Default": {"quant_bits": None}, "2 bits": {"quant_bits": 2}},
    acts=ACTS,
    reached={"memory": "written"},
    badge=Badge(
        "recorded + computed from specs",
        "quality: the small model, its embedding kept; sizes: all weights rounded; speed: ideal, one user",
        "weights, rounding, answers and measured quality are real, of the small model, which its makers had rounded "
        "once before; sizes and speeds are computed",
    ),
    enter=bits_arrive,
    leave=choices_leave,
    light="decode",
    meters=head_meters,
)
def draw(f: Frame, p: Picture) -> None:
    """Memory, the snap, groups, cache, the gain and its price."""
    quant = f.world.quant
    fill_captions(f, p, quant)
    if f.beat_name == "memory":
        draw_too_big(f, p, quant)
    elif f.beat_name == "snap":
        moment = snap_moment(f, quant)
        draw_snap(f, p, moment)
        draw_sample(p, moment)
    elif f.beat_name == "groups":
        draw_group_steps(f, p, quant.snapped, quant.bits)
        draw_groups(f, p, quant)
    elif f.beat_name == "cache":
        draw_cache_formats(f, p, quant)
    elif f.beat_name == "faster":
        draw_gain(f, p, quant)
    else:
        draw_answers(f, p, f.world.quant_answers, quant.tokens)
    draw_readouts(f, p, quant)
