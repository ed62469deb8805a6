"""Scores to shares: the softmax by itself, its range, its heat, and how it is done in one pass."""

from __future__ import annotations

from scenes.paths.softmax.acts import ACTS
from scenes.paths.softmax.badge import softmax_stage_badge
from scenes.paths.softmax.bursting import draw_bursting
from scenes.paths.softmax.captions import fill_captions
from scenes.paths.softmax.handover import bars_arrive, light_leaves
from scenes.paths.softmax.heat import draw_heat
from scenes.paths.softmax.online import draw_online
from scenes.paths.softmax.rail import draw_readouts
from scenes.paths.softmax.raising import draw_raising
from scenes.paths.softmax.reach import draw_reach
from scenes.paths.softmax.shifting import draw_shifting
from scenes.paths.softmax.spread import draw_spread
from tourapp.authoring import Beat, Choice, Control, Frame, Picture, Slider, scene
from tourapp.figures.machine_meters import scenario_meters

SOURCES = (("own", "of this beat"), ("mine", "mine"), ("logits", "three logits"), ("row", "a row of attention"))
CONTROLS: list[Control] = [
    Slider("score_1", "Score 1", -20, 20, 0, 0.5),
    Slider("score_2", "Score 2", -20, 20, 1, 0.5),
    Slider("score_3", "Score 3", -20, 20, 2, 0.5),
    Slider("soft_offset", "Added to all", 0, 1000, 1000, 1),
    Choice("precision", "Bits", ((16, "16"), (32, "32"), (64, "64")), 32),
    Slider("soft_heat", "Temperature", 0.05, 10, 1, 0.05, log=True),
    Choice("product_length", "Numbers in a vector", ((4, "4"), (16, "16"), (64, "64"), (256, "256")), 64),
    Choice("soft_source", "Scores", SOURCES, "own"),
]
BEATS = [
    Beat(
        "exp",
        8.0,
        "Shares, not scores: each is a part of one whole.",
        "{exp_note}",
        cues={"powers": (0.12, 0.3), "shares": (0.38, 0.56)},
        deeper="p = exp(z) / Σ exp(z): always above zero, always in the order of the scores, always one in all.",
    ),
    Beat(
        "shift",
        7.0,
        "What counts is the gap.",
        "{shift_note}",
        cues={"run": (0.08, 0.42), "told": (0.44, 0.54)},
        deeper="Two shares stand to each other as e to the gap of their scores: what is added to both cancels.",
    ),
    Beat(
        "overflow",
        9.0,
        "{overflow_verdict}",
        "{overflow_note}",
        cues={"up": (0.06, 0.26), "down": (0.5, 0.64)},
        deeper="The largest score a power survives: {l16} in {small} bits, {l32} in {large}, {l64} in {double}.",
    ),
    Beat(
        "real",
        8.0,
        "Our own scores would break the small format.",
        "They reach {highest}: without that, {broken} of the rows break {small} bits, {fine} break {large}.",
        cues={"grow": (0.04, 0.3), "limits": (0.32, 0.46), "told": (0.5, 0.6)},
        deeper="The highest logit of the answer, {logit}, would break {small} bits too.",
    ),
    Beat(
        "heat",
        9.0,
        "{heat_verdict}",
        "{heat_note}",
        cues={"grow": (0.02, 0.1), "sweep": (0.12, 0.56)},
        deeper="A temperature multiplies every gap by one over itself; the order of the shares never changes.",
    ),
    Beat(
        "sqrt",
        8.0,
        "Long vectors make large scores, so they are divided.",
        "Of {numbers} random numbers they spread by {spread}. "
        "Undivided, the entropy of our rows falls to {without_bits}.",
        cues={"grow": (0.04, 0.24), "divide": (0.3, 0.48), "told": (0.52, 0.62)},
        level="deeper",
    ),
    Beat(
        "online",
        9.0,
        "Reading once is enough: keep the maximum and the sum.",
        "A new maximum shrinks the sum, here {rescaled} {rescaled|time|times} in {count} scores. Tiles do the same.",
        cues={"walk": (0.06, 0.66), "told": (0.68, 0.76)},
        level="deeper",
    ),
]
DRAWN = {
    "exp": draw_raising,
    "shift": draw_shifting,
    "overflow": draw_bursting,
    "real": draw_reach,
    "heat": draw_heat,
    "sqrt": draw_spread,
    "online": draw_online,
}


@scene(
    id="softmax",
    title="Scores to shares",
    about=("softmax",),
    portrait=("exp", 0.95),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    badge=softmax_stage_badge,
    overrides={"model": "smollm2-135m", "gpus": 1, "batch": 1, "weight_bits": 16},
    meters=scenario_meters,
    enter=bars_arrive,
    leave=light_leaves,
    light="ink",
)
def draw(f: Frame, p: Picture) -> None:
    """One picture for each beat."""
    fill_captions(f, p)
    DRAWN[f.beat_name](f, p)
    draw_readouts(f, p)
