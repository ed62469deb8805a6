"""The generation loop as two counters, known and computed: what a cache saves, and where an answer ends."""

from __future__ import annotations

from scenes.paths.generation_loop.acts import ACTS
from scenes.paths.generation_loop.badge import loop_badge
from scenes.paths.generation_loop.captions import fill_captions
from scenes.paths.generation_loop.clock import draw_clock
from scenes.paths.generation_loop.ending import draw_ending
from scenes.paths.generation_loop.handover import bar_leaves, token_falls
from scenes.paths.generation_loop.kept import draw_kept
from scenes.paths.generation_loop.many import draw_many
from scenes.paths.generation_loop.rail import draw_readouts
from scenes.paths.generation_loop.work import draw_count, draw_naive, draw_two
from tourapp.authoring import Beat, Choice, Frame, Picture, scene, shared
from tourapp.figures.machine_meters import scenario_meters

CONTROLS = [
    shared("loop_answer"),
    Choice("kept_cache", "Show", (("both", "both ways"), ("on", "with a cache")), "both"),
    shared("loop_prompt"),
    shared("race_run"),
    shared("loop_run"),
]
BEATS = [
    Beat(
        "two",
        9.0,
        "Two counters: what is known, what is computed.",
        "Prefill computes the prompt of {prompt} in one pass. In decode, each pass adds one token and computes one.",
        cues={"prompt": (0.03, 0.09), "prefill": (0.14, 0.2), "decode": (0.24, 0.74), "told": (0.74, 0.82)},
        deeper="The last token is never fed back: {cached:,.0f} token passes for {prompt} and {answer}.",
    ),
    Beat(
        "naive",
        8.0,
        "Forget, and every step starts over.",
        "Without a cache the lower counter falls to zero at each step. {again} are computed once more.",
        cues={"falls": (0.04, 0.78), "told": (0.6, 0.7)},
        deeper="A pass over many tokens reads the weights once, so what is wasted is arithmetic.",
    ),
    Beat(
        "kept",
        8.0,
        "Keys and values never change, so they can be kept.",
        "The key and value of “{word}” are the same bits to the end. Its query is used once and dropped.",
        cues={"early": (0.04, 0.14), "dropped": (0.3, 0.42), "late": (0.46, 0.6), "told": (0.62, 0.72)},
        deeper="Computed anew in one long pass they differ by {recomputed} at most: sums in another order.",
    ),
    Beat(
        "count",
        7.0,
        "A block and a triangle, against one thin stair.",
        "{naive:,.0f} token passes without a cache, {cached:,.0f} with it: {saved} the work.",
        cues={"told": (0.1, 0.3)},
        deeper="For a long prompt the block rules: each step reads the whole prompt again, nearly n times the work.",
    ),
    Beat(
        "clock",
        8.0,
        "{clock}",
        "{clock_note}",
        cues={"run": (0.05, 0.4), "told": (0.42, 0.52)},
        deeper="{rounds:.0f} rounds in turns, {low} to {high} the time: one single run proves nothing.",
    ),
    Beat(
        "stop",
        8.0,
        "{stop}",
        "{stop_note}",
        cues={"columns": (0.04, 0.5), "last": (0.52, 0.6), "told": (0.58, 0.68)},
        deeper="It is one more token of the vocabulary: drawn like any other, and never shown.",
    ),
    Beat("many", 9.0, "{many}", "{many_note}", cues={"rows": (0.0, 0.08), "run": (0.08, 0.5)}, level="deeper"),
]
DRAWN = {
    "two": draw_two,
    "naive": draw_naive,
    "kept": draw_kept,
    "count": draw_count,
    "clock": draw_clock,
    "stop": draw_ending,
    "many": draw_many,
}


@scene(
    id="generation_loop",
    title="Two counters",
    about=("two_counters", "loop", "race_numbers", "kept_token", "end_odds", "counter_run"),
    portrait=("two", 0.95),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    badge=loop_badge,
    needs=("recording", "kv_race"),
    overrides={"model": "smollm2-135m", "gpus": 1, "batch": 1, "weight_bits": 16},
    meters=scenario_meters,
    enter=token_falls,
    leave=bar_leaves,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """One picture for each beat; the first two and the fourth share the map."""
    fill_captions(f, p)
    DRAWN[f.beat_name](f, p)
    draw_readouts(f, p)
