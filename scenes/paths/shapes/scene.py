"""One pass, every shape: what each axis of each tensor means, and where the arithmetic goes."""

from __future__ import annotations

from scenes.paths.shapes.acts import ACTS
from scenes.paths.shapes.badge import shapes_badge
from scenes.paths.shapes.captions import fill_captions
from scenes.paths.shapes.cutting import draw_cutting
from scenes.paths.shapes.ending import draw_vocabulary
from scenes.paths.shapes.facts import shape_facts
from scenes.paths.shapes.handover import cache_leaves, ids_arrive
from scenes.paths.shapes.hourglass import draw_hourglass
from scenes.paths.shapes.joining import draw_joining
from scenes.paths.shapes.mixing import draw_mixing
from scenes.paths.shapes.one_row import draw_one_row
from scenes.paths.shapes.pairs import draw_pairs
from scenes.paths.shapes.rail import draw_readouts
from scenes.paths.shapes.sharing import draw_sharing
from scenes.paths.shapes.start import draw_start
from tourapp.authoring import Beat, Choice, Frame, Picture, scene, shared
from tourapp.figures.machine_meters import scenario_meters

PHASES = (("told", "as it plays"), ("prefill", "prefill"), ("decode", "decode"))
CONTROLS = [
    shared("prompt_tokens", high=8192, label="Tokens"),
    shared("model"),
    Choice("shape_phase", "Phase", PHASES, "told"),
    shared("batch"),
    shared("prompt"),
]
BEATS = [
    Beat(
        "in",
        7.0,
        "A pass begins with one number for each token.",
        "{n:,} {n|id fetches its row|ids fetch their rows}: {hidden:,} numbers for each token. "
        "Nothing is multiplied yet.",
        cues={"rows": (0.06, 0.4), "told": (0.42, 0.54)},
    ),
    Beat(
        "cut",
        9.0,
        "Same numbers, other cut: the shape tells who talks to whom.",
        "Nothing is computed: {band:,} numbers a token become {heads} heads of queries, {groups} of keys and values.",
        cues={"knives": (0.05, 0.2), "fall": (0.2, 0.56), "axes": (0.58, 0.66)},
        deeper="[tokens, heads, channels] turned to [heads, tokens, channels]: each head is a small matrix of its own.",
    ),
    Beat(
        "wrong",
        9.0,
        "{wrong}",
        "{wrong_note}",
        cues={"fly": (0.1, 0.5), "told": (0.54, 0.64)},
        deeper="The output moves by up to {change}, where its largest number is {largest}. No error is raised.",
    ),
    Beat("share", 8.0, "{share_verdict}", "{share_note}", cues={"bind": (0.05, 0.5)}),
    Beat(
        "scores",
        8.0,
        "One score for each pair of tokens, in every head.",
        "{n:,} × {reach:,} in each of {heads} heads. No token looks ahead: above the diagonal nothing is used.",
        cues={"fill": (0.04, 0.56)},
        deeper="The only tensor in which tokens stand on two axes, and so the only one that grows with their square.",
    ),
    Beat(
        "join",
        8.0,
        "The heads are put side by side again.",
        "{heads} heads make {joined:,} numbers a token. One matrix mixes them; what comes out is added to the stream.",
        cues={"slide": (0.06, 0.36), "out": (0.4, 0.62)},
    ),
    Beat(
        "ffn",
        8.0,
        "Widened and narrowed again: the FFN does {ffn} of the FLOPs.",
        "{ffn_note}",
        cues={"flow": (0.04, 0.5), "told": (0.54, 0.62)},
        deeper="No axis but the channels changes: the FFN never mixes tokens.",
    ),
    Beat(
        "out",
        8.0,
        "Only the last row meets the vocabulary.",
        "The LM head makes {vocab:,} logits of {hidden:,} numbers: {head} of the FLOPs. The other rows are done.",
        cues={"pick": (0.06, 0.24), "widen": (0.28, 0.52), "told": (0.54, 0.62)},
    ),
    Beat(
        "decode",
        9.0,
        "In decode the same machine has one row.",
        "It looks at the cache of {layers} layers. The LM head does {head_now} of the FLOPs, in prefill {head_before}.",
        cues={"chain": (0.02, 0.3), "cache": (0.2, 0.46), "shares": (0.48, 0.62)},
    ),
]
DRAWN = {
    "in": draw_start,
    "cut": draw_cutting,
    "wrong": draw_mixing,
    "share": draw_sharing,
    "scores": draw_pairs,
    "join": draw_joining,
    "ffn": draw_hourglass,
    "out": draw_vocabulary,
    "decode": draw_one_row,
}


@scene(
    id="shapes",
    title="One pass, every shape",
    about=("pass_shapes", "shape_run", "shape_step"),
    needs=("default_recording",),
    portrait=("cut", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    badge=shapes_badge,
    overrides={"model": "smollm2-135m", "gpus": 1, "batch": 1, "weight_bits": 16, "prompt_tokens": 34, "context": 128},
    meters=scenario_meters,
    enter=ids_arrive,
    leave=cache_leaves,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """One picture for each beat."""
    facts = shape_facts(f)
    fill_captions(f, p, facts)
    DRAWN[f.beat_name](f, p, facts)
    draw_readouts(f, p, facts)
