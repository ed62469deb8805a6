"""The residual stream: a road through all layers that attention and MLP only ever add to."""

from __future__ import annotations

from scenes.paths.residual_stream.acts import ACTS
from scenes.paths.residual_stream.badge import stream_badge
from scenes.paths.residual_stream.between import draw_between
from scenes.paths.residual_stream.captions import fill_captions
from scenes.paths.residual_stream.colonnade import draw_colonnade, draw_colonnade_words
from scenes.paths.residual_stream.early import draw_early
from scenes.paths.residual_stream.facts import stream_of
from scenes.paths.residual_stream.handover import column_rises, head_leaves
from scenes.paths.residual_stream.inner import draw_inner
from scenes.paths.residual_stream.plugs import draw_plugs
from scenes.paths.residual_stream.rail import draw_readouts
from scenes.paths.residual_stream.sink import draw_sink
from tourapp.authoring import Beat, Frame, Picture, scene, shared
from tourapp.figures.machine_meters import scenario_meters

CONTROLS = [
    shared("residual_token"),
    shared("residual_layer"),
    shared("residual_prompt"),
    shared("cut_layer"),
    shared("cut_part"),
    shared("prompt"),
]
BEATS = [
    Beat(
        "add",
        9.0,
        "Nothing is replaced. Everything is added.",
        "One column is one token’s stream through {layers} layers. "
        "Attention adds from other columns, the MLP from its room.",
        cues={"rise": (0.04, 0.5), "told": (0.52, 0.6)},
        deeper="From length {start} to {end}. In layer {layer}: {before}, {attention} and {mlp} make {here}, "
        "as they point different ways.",
    ),
    Beat(
        "mix",
        8.0,
        "Attention carries between tokens, the MLP works inside one.",
        "{mix_note}",
        cues={"columns": (0.0, 0.1), "threads": (0.12, 0.3), "rooms": (0.4, 0.52), "told": (0.3, 0.38)},
        deeper="Only attention mixes tokens: norms, MLP and LM head treat every column by itself.",
    ),
    Beat(
        "mlp",
        8.0,
        "Inside the MLP few doors stand wide open.",
        "{hidden} numbers fan out to {inner}, are gated, and fold back. "
        "A tenth holds {tenth_here} of layer {layer}’s energy.",
        cues={"open": (0.04, 0.2), "rows": (0.22, 0.42), "told": (0.46, 0.56)},
        deeper="Energy is the sum of squares. Which doors open depends on the token.",
    ),
    Beat(
        "cutout",
        9.0,
        "{cutout}",
        "{cutout_note}",
        cues={"columns": (0.03, 0.34), "pull": (0.4, 0.5), "told": (0.5, 0.58)},
        deeper="Without the MLP of layer {quiet_layer} it is {quiet}: the stream carries on what a block does not add.",
    ),
    Beat(
        "lens",
        9.0,
        "{lens}",
        "Each layer’s stream through the last norm and the LM head. In the end “{answer}” has {odds}.",
        cues={"curve": (0.04, 0.5), "choices": (0.3, 0.42), "told": (0.54, 0.62)},
        level="deeper",
    ),
    Beat("sink", 8.0, "{sink}", "{sink_note}", cues={"lines": (0.04, 0.5), "told": (0.54, 0.62)}, level="deeper"),
]
DRAWN = {"mix": draw_between, "mlp": draw_inner, "cutout": draw_plugs, "lens": draw_early, "sink": draw_sink}


@scene(
    id="residual_stream",
    title="The road everything adds to",
    about=("lens", "cutouts"),
    portrait=("add", 0.95),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    badge=stream_badge,
    needs=("residual",),
    overrides={"model": "smollm2-135m", "gpus": 1, "batch": 1, "weight_bits": 16},
    meters=scenario_meters,
    enter=column_rises,
    leave=head_leaves,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """The colonnade, then one picture for each beat."""
    stream = stream_of(f)
    fill_captions(p, stream)
    if f.beat_name == "add":
        draw_colonnade(f, p, stream)
        draw_colonnade_words(f, p, stream)
    else:
        DRAWN[f.beat_name](f, p, stream)
    draw_readouts(f, p, stream)
