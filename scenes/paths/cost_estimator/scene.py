"""Any model on any GPU: four answers, what fits, which knob helps, eight rules of thumb, the batch, the napkin."""

from __future__ import annotations

from scenes.paths.cost_estimator.acts import ACTS
from scenes.paths.cost_estimator.answers import draw_answers
from scenes.paths.cost_estimator.badge import estimate_badge
from scenes.paths.cost_estimator.captions import fill_captions
from scenes.paths.cost_estimator.coast import draw_coast
from scenes.paths.cost_estimator.facts import RULE_ROWS, WORST
from scenes.paths.cost_estimator.handover import coin_arrives, price_leaves
from scenes.paths.cost_estimator.napkin import draw_napkin
from scenes.paths.cost_estimator.rail import draw_readouts
from scenes.paths.cost_estimator.rule_board import draw_rules
from scenes.paths.cost_estimator.sweep import draw_sweep_charts
from scenes.paths.cost_estimator.tornado import draw_tornado
from tourapp.authoring import Beat, Choice, Frame, Picture, scene, shared
from tourapp.figures.machine_meters import scenario_meters

CONTROLS = [
    shared("batch"),
    shared("context"),
    shared("model"),
    shared("gpu"),
    shared("gpus"),
    shared("weight_bits"),
    shared("kv_bits"),
    shared("prompt_tokens"),
    shared("output_tokens"),
    shared("usable"),
    shared("gpu_hour"),
    shared("plan_ttft"),
    shared("plan_itl"),
    shared("mfu"),
    shared("mbu"),
    shared("knob_goal"),
    Choice("rule_row", "Limit of which rule", RULE_ROWS, WORST),
]
BEATS = [
    Beat(
        "ask",
        8.0,
        "Four answers, one page of arithmetic.",
        "{verdict}",
        cues={"cards": (0.02, 0.4), "tight": (0.5, 0.58)},
        deeper="Tight is the limit of which most is used, of memory, first token and pace: {share} of it here.",
    ),
    Beat(
        "fits",
        8.0,
        "Lit fits. The brighter, the more users at once.",
        "{pairs}",
        cues={"flood": (0.04, 0.3), "cross": (0.34, 0.42)},
        deeper="Users are what is left beside the weights over the cache of one conversation, rounded down: a ceiling.",
    ),
    Beat(
        "knobs",
        8.0,
        "{knob}",
        "Each knob one step down and up. Hatched makes it worse, or no longer fits.",
        cues={"bars": (0.06, 0.44)},
        deeper="A step halves or doubles a count, or takes the next precision or GPU. Ideal, at the same hourly price.",
    ),
    Beat(
        "rules",
        9.0,
        "{rules}",
        "{limit}",
        cues={"rows": (0.02, 0.4), "lamps": (0.44, 0.6)},
        deeper="The error is rule over exact, less one; a lamp is lit up to a tenth, half lit up to three.",
    ),
    Beat("sweep", 8.0, "{sweep}", "{ends}", cues={"curves": (0.04, 0.34), "best": (0.4, 0.52)}, level="deeper"),
    Beat(
        "napkin",
        10.0,
        "The whole estimate fits on a napkin.",
        "{model} on {n} × {gpu}: memory first, then time, then money.",
        cues={"lines": (0.02, 0.62)},
        level="deeper",
    ),
]
DRAWN = {
    "ask": draw_answers,
    "fits": draw_coast,
    "knobs": draw_tornado,
    "rules": draw_rules,
    "sweep": draw_sweep_charts,
    "napkin": draw_napkin,
}


@scene(
    id="cost_estimator",
    title="Any model, any GPU",
    about=("estimate", "fit_matrix", "knobs", "rule_errors", "batch_sweep"),
    portrait=("ask", 0.95),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    meters=scenario_meters,
    badge=estimate_badge,
    overrides={
        **{"model": "llama-3-8b", "gpu": "rtx-4090", "gpus": 1, "batch": 24, "weight_bits": 16},
        **{"prompt_tokens": 1000, "gpu_hour": 0.4},
    },
    enter=coin_arrives,
    leave=price_leaves,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """One picture for each beat."""
    fill_captions(f, p)
    DRAWN[f.beat_name](f, p)
    draw_readouts(f, p)
