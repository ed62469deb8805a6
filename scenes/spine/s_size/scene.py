"""Stage two: why a large model is so much slower than a small one, and why that is no fixed number."""

from __future__ import annotations

from scenes.spine.s_size.acts import ACTS
from scenes.spine.s_size.asks import ASKS
from scenes.spine.s_size.badge import size_badge
from scenes.spine.s_size.captions import fill_captions
from scenes.spine.s_size.handover import cache_leaves, weights_arrive
from scenes.spine.s_size.meters import large_meters
from scenes.spine.s_size.rail import draw_readouts
from scenes.spine.s_size.stage import draw_stage
from tourapp.authoring import Beat, Frame, Picture, scene, shared

CONTROLS = [
    shared("model"),
    shared("size_other"),
    shared("gpu"),
    shared("size_bits"),
    shared("size_same"),
    shared("gpus"),
    shared("context"),
    shared("batch"),
]
BEATS = [
    Beat("two", 7.0, "{two}", "{machine}", cues={"grow": (0.08, 0.28), "told": (0.36, 0.56)}),
    Beat(
        "read",
        6.0,
        "{read}",
        "{w_big} over {beta} is {t_big}; {w_small} over the same is {t_small}.",
        cues={"big": (0.06, 0.16), "small": (0.2, 0.3), "told": (0.4, 0.52)},
    ),
    Beat("compute", 6.0, "{compute}", "{waits}", cues={"math": (0.08, 0.26), "told": (0.34, 0.5)}),
    Beat("embed", 6.0, "{embed}", "{tables}", cues={"cut": (0.14, 0.32), "told": (0.4, 0.54)}),
    Beat("cache", 7.0, "{cache}", "{why}", cues={"grow": (0.08, 0.34), "told": (0.4, 0.52)}),
    Beat("limit", 7.0, "{limit}", "{here}", cues={"curve": (0.06, 0.34), "loads": (0.38, 0.56)}),
    Beat(
        "say",
        7.0,
        "{verdict}",
        "Say it in one sentence, with the numbers of your own machine.",
        cues={"words": (0.04, 0.18), "terms": (0.26, 0.44)},
    ),
]


@scene(
    id="s_size",
    title="Why is the large model so much slower?",
    about=("size_question",),
    portrait=("limit", 0.95),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    meters=large_meters,
    asks=ASKS,
    badge=size_badge,
    enter=weights_arrive,
    leave=cache_leaves,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Two models on one machine: what they read, what hides, what the cache makes of it."""
    fill_captions(f, p)
    draw_stage(f, p)
    draw_readouts(f, p)
