"""Never build the matrix: attention tile by tile on the request's own queries, keys and values, with its traffic
counted."""

from __future__ import annotations

from scenes.flash_attention.acts import ACTS
from scenes.flash_attention.captions import badge, fill_captions
from scenes.flash_attention.facts import flash_facts
from scenes.flash_attention.handover import keys_arrive, output_leaves
from scenes.flash_attention.memory import draw_names, draw_panel
from scenes.flash_attention.naive import draw_naive
from scenes.flash_attention.rail import draw_rail
from scenes.flash_attention.tiled import draw_tiled
from tourapp.authoring import Beat, Frame, Picture, Slider, Toggle, scene, shared

CONTROLS = [
    shared("flash_tokens"),
    shared("flash_head_dim"),
    shared("sram_kb", unit="KiB"),
    Toggle("causal", "Causal mask", True),
    Slider("step_speed", "Step speed", 1, 16, 2, 1, unit="tiles/s"),
]
BEATS = [
    Beat(
        "matrix",
        8.0,
        "Attention scores every token against {against}, and writes it all down.",
        "{tokens} tokens make {pairs} scores. Four trips of that matrix are {share} of the {naive} that one head "
        "of one layer moves.",
        cues={"trips": (0.03, 0.56), "name": (0.1, 0.18)},
    ),
    Beat(
        "blocks",
        5.0,
        "But a block of scores needs only a block of queries and a block of keys.",
        "A tile of {side} × {side} at head width {dim} takes {used} of SRAM, with all it needs. The matrix is a ghost.",
        cues={
            "ghost": (0.0, 0.2),
            "name": (0.1, 0.24),
            "light": (0.06, 0.22),
            "sram": (0.16, 0.26),
            "fill": (0.2, 0.42),
        },
    ),
    Beat(
        "tiles",
        6.0,
        "So bring blocks near the math: {lives}.",
        "{passing}",
        cues={"blaze": (0.02, 0.14), "values": (0.02, 0.12), "bars": (0.0, 0.1)},
    ),
    Beat(
        "softmax",
        7.0,
        "{maximum}",
        "Row {row}: {proof} In the end it is exactly the full softmax.",
        cues={"quiet": (0.0, 0.06), "row": (0.06, 0.12)},
    ),
    Beat(
        "output",
        6.0,
        "Only the output goes back: the same answer, {gain:.3g} times {verdict}.",
        "{flash} instead of {naive}, {checked}. With twice the digits, the real head’s output differs "
        "by {error} at most.",
        cues={
            "bars": (0.0, 0.1),
            "dim": (0.02, 0.14),
            "return": (0.03, 0.12),
            "home": (0.04, 0.3),
            "answer": (0.16, 0.28),
            "verdict": (0.3, 0.4),
        },
    ),
]


@scene(
    id="flash_attention",
    title="Never build the matrix",
    about=("flash_traffic", "flash_head"),
    portrait=("tiles", 0.7),
    beats=BEATS,
    controls=CONTROLS,
    presets={"Short": {"flash_tokens": 256}, "Default": {"flash_tokens": None}, "Long": {"flash_tokens": 4096}},
    acts=ACTS,
    reached={"matrix": "written"},
    badge=badge,
    needs=("recording", "flash_head"),
    meters="prefill",
    enter=keys_arrive,
    leave=output_leaves,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """Slow memory at the left, fast memory at the right, the traffic of both ways below."""
    facts = flash_facts(f)
    fill_captions(p, facts)
    draw_panel(p, facts.head)
    draw_names(f, p)
    if f.reached("blocks"):
        draw_tiled(f, p, facts)
    else:
        draw_naive(f, p, facts)
    draw_rail(f, p, facts)
