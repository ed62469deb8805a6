"""Turning by place: order is lost without it, and it is kept as the difference of two turns."""

from __future__ import annotations

from scenes.paths.position.acts import ACTS
from scenes.paths.position.badge import place_badge
from scenes.paths.position.blind import draw_blind
from scenes.paths.position.captions import fill_captions
from scenes.paths.position.curve import draw_curve
from scenes.paths.position.facts import OWN
from scenes.paths.position.handover import score_leaves, words_arrive
from scenes.paths.position.leak import draw_leak
from scenes.paths.position.long import draw_long
from scenes.paths.position.pair import draw_pair
from scenes.paths.position.rail import draw_readouts
from scenes.paths.position.shift import draw_shift
from scenes.paths.position.turn import draw_turn
from tourapp.authoring import Beat, Choice, Control, Frame, Picture, Slider, scene
from tourapp.figures.machine_meters import scenario_meters

HEADS = (
    (OWN, "of this beat"),
    (0, "layer 10, head 3"),
    (1, "layer 17, head 1"),
    (2, "layer 12, head 2"),
    (3, "layer 10, head 5"),
    (4, "layer 28, head 7"),
    (5, "layer 21, head 6"),
)
CONTROLS: list[Control] = [
    Choice("word_order", "Order", (("both", "in turn"), ("one", "dog first"), ("two", "man first")), "both"),
    Slider("turn_pair", "Pair", 1, 32, 8, 1),
    Choice("rope_base", "Base of the turns", ((10_000, "10k"), (100_000, "100k"), (500_000, "500k")), 100_000),
    Slider("place_query", "q at place", 0, 8191, 108, 1),
    Slider("pair_apart", "Places apart", 0, 64, 0, 1, off_text="own"),
    Choice("place_head", "Head", HEADS, OWN),
    Choice("place_text", "Text", (("river", "river"), ("question", "question")), "river"),
    Choice("moved_by", "Moved on by", tuple((n, f"{n:,}") for n in (0, 1, 10, 100, 1_000, 5_000, 7_000)), 7_000),
]
BEATS = [
    Beat(
        "blind",
        8.0,
        "Without place, the order of the words is lost.",
        "Both orders give the last token the same: the largest difference of all its numbers is {gap}.",
        cues={"rise": (0.04, 0.2), "swap": (0.3, 0.46), "told": (0.5, 0.6)},
        deeper="Attention alone adds up a set: in {bits} bits both outputs differ by {tiny}, which is rounding.",
    ),
    Beat(
        "leak",
        8.0,
        "With the mask, the order leaks in one layer later.",
        "The first layer stays blind; after the second the last token differs by {leaked}, its logits by {logits}.",
        cues={"open": (0.06, 0.26), "masked": (0.32, 0.56), "told": (0.58, 0.68)},
        level="deeper",
    ),
    Beat(
        "turn",
        7.0,
        "Place is a turn: {pairs} clocks, fast to slow.",
        "Each pair of numbers turns on with every place. Pair {chosen} turns once in {wave} places.",
        cues={"faces": (0.02, 0.14), "walk": (0.16, 0.56), "told": (0.4, 0.5)},
        deeper="Each pair is slower by the same factor: the first needs {fast} places for a turn, the last {slow}.",
    ),
    Beat(
        "pair",
        8.0,
        "{pair_verdict}",
        "{pair_note}",
        cues={"keys": (0.02, 0.12), "move": (0.16, 0.46), "told": (0.48, 0.56)},
        deeper="A turn keeps lengths, and cos(a − b) only knows the difference: no place is written anywhere.",
    ),
    Beat(
        "curve",
        7.0,
        "{curve_verdict}",
        "The mean score is {own} for the token itself, {best} at its best distance, {far} at {farthest} places.",
        cues={"grow": (0.04, 0.34), "told": (0.36, 0.46)},
        deeper="Every query of one text is set at each distance from every key: layer {layer}, head {head}.",
    ),
    Beat(
        "shift",
        7.0,
        "{shift_verdict}",
        "{shift_note}",
        cues={"move": (0.1, 0.4), "bars": (0.4, 0.56), "told": (0.56, 0.64)},
        level="deeper",
    ),
    Beat(
        "long",
        7.0,
        "{long_verdict}",
        "{long_note}",
        cues={"grow": (0.04, 0.34), "line": (0.34, 0.44), "told": (0.46, 0.56)},
        level="deeper",
    ),
]
DRAWN = {
    "blind": draw_blind,
    "leak": draw_leak,
    "turn": draw_turn,
    "pair": draw_pair,
    "curve": draw_curve,
    "shift": draw_shift,
    "long": draw_long,
}


@scene(
    id="position",
    title="Turning by place",
    about=("rotations",),
    portrait=("pair", 0.95),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    badge=place_badge,
    overrides={"model": "smollm2-135m", "gpus": 1, "batch": 1, "weight_bits": 16},
    meters=scenario_meters,
    enter=words_arrive,
    leave=score_leaves,
    light="ink",
)
def draw(f: Frame, p: Picture) -> None:
    """One picture for each beat; the clocks of the third stay for the fourth."""
    fill_captions(f, p)
    DRAWN[f.beat_name](f, p)
    draw_readouts(f, p)
