"""Vectors and matrices: multiply, add, repeat is all that a model does."""

from __future__ import annotations

from scenes.paths.vectors_matmul.acts import ACTS
from scenes.paths.vectors_matmul.badge import arithmetic_badge
from scenes.paths.vectors_matmul.captions import fill_captions
from scenes.paths.vectors_matmul.handover import bars_arrive, matrix_leaves
from scenes.paths.vectors_matmul.rail import draw_readouts
from scenes.paths.vectors_matmul.stage import draw_stage
from tourapp.authoring import Beat, Choice, Control, Frame, Picture, Slider, scene
from tourapp.figures.small_model_meters import small_model_meters

CONTROLS: list[Control] = [
    Slider("x1", "x₁", -9, 9, 1),
    Slider("x2", "x₂", -9, 9, 2),
    Slider("x3", "x₃", -9, 9, 3),
    Slider("w1", "w₁", -9, 9, 4),
    Slider("w2", "w₂", -9, 9, 5),
    Slider("w3", "w₃", -9, 9, 6),
    Slider("arrow_angle", "Angle", 0, 360, 40, unit="°"),
    Choice("arrows", "Arrows", (("hand", "By hand"), ("real", "Real q, k")), "hand"),
    Slider("rows_m", "M, rows", 1, 6, 2),
    Slider("inner_k", "K, numbers in", 1, 6, 3),
    Slider("outputs_n", "N, outputs", 1, 6, 4),
    Slider("matrix_tokens", "Tokens at once", 1, 4096, 1, log=True),
]
BEATS = [
    Beat(
        "list",
        5.5,
        "A list of numbers is a place: {across} across, {up} up.",
        "Such a list is called a vector. Two numbers fit on paper; a vector of our model has {hidden}.",
        cues={"bars": (0.06, 0.24), "arrow": (0.3, 0.46)},
    ),
    Beat(
        "dot",
        7.0,
        "{dot_verdict}",
        "That number is the dot product. Our model multiplies {steps} million pairs for every piece of text.",
        cues={"pairs": (0.04, 0.58), "told": (0.56, 0.62)},
        deeper="It is at most the product of both lengths, here {most}.",
    ),
    Beat("angle", 6.0, "{angle_verdict}", "{angle_note}", cues={"turn": (0.1, 0.34), "told": (0.34, 0.46)}),
    Beat(
        "matrix",
        6.5,
        "A matrix is a stack of rows, and every row gives one output.",
        "Each output is one dot product: the first row makes {first} of the same x.",
        cues={"rows": (0.06, 0.56)},
    ),
    Beat(
        "count",
        6.5,
        "A multiplication and an addition for every pair: {flops} in all.",
        "A FLOP is one of either. {m} {m|row|rows} in, {n} {n|output|outputs} each, {each} for every output.",
        cues={"run": (0.06, 0.58)},
        deeper="Twice M times K times N. Programs call such a product a matmul, or GEMM.",
    ),
    Beat(
        "size",
        6.5,
        "A real matrix is the same, only larger: {real_flops} for {tokens} {tokens|token|tokens}.",
        "One matrix in one layer of {small_model}. The one of {larger_model} takes {larger}.",
        cues={"small": (0.04, 0.2), "large": (0.28, 0.46)},
        level="deeper",
    ),
]
NOTHING_IN_COMMON = {"w1": 3, "w2": 0, "w3": -1, "arrow_angle": 90}
OPPOSED = {"w1": -1, "w2": -2, "w3": -3, "arrow_angle": 180}
USUAL = {"w1": None, "w2": None, "w3": None, "arrow_angle": None}


@scene(
    id="vectors_matmul",
    title="Multiply, add, repeat",
    about=("token_work", "matmul_sizes", "real_pair"),
    portrait=("dot", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    presets={"Default": USUAL, "90°": NOTHING_IN_COMMON, "180°": OPPOSED},
    needs=("recording", "head_overview"),
    meters=small_model_meters,
    badge=arithmetic_badge,
    enter=bars_arrive,
    leave=matrix_leaves,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """A list, a dot product, arrows, a matrix, a count, real sizes."""
    fill_captions(f, p)
    draw_stage(f, p)
    draw_readouts(f, p)
