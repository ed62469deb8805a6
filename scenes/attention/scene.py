"""The new token looks back: its query meets every stored key, and one hundred threads of light carry the values home.

Weights, queries, keys and values are the small model's own in the run on stage; the case by hand is the engine's
function on three tokens.
"""

from __future__ import annotations

from scenes.attention.captions import attention_badge, fill_captions
from scenes.attention.chips import light_at
from scenes.attention.facts import attention_facts
from scenes.attention.head_grid import draw_heads
from scenes.attention.output import draw_output
from scenes.attention.places import BED
from scenes.attention.rail import draw_rail
from scenes.attention.row_picture import draw_row_picture
from tourapp.authoring import Badge, Beat, Choice, Control, Frame, Picture, Slider, Toggle, scene

CONTROLS: list[Control] = [
    Choice("text", "Text", (("prompt", "This prompt"), ("river", "River"), ("hand", "By hand")), "prompt"),
    Slider("layer", "Layer", 0, 30, 0, off_text="clearest"),
    Slider("head", "Head", 0, 9, 0, role="decode", off_text="clearest"),
    Slider("asker", "Token that asks", 0, 100, 0, 0.1, unit="%", role="decode", off_text="clearest"),
    Toggle("mask", "Causal mask", True),
]
BEATS = [
    Beat(
        "cache",
        5.0,
        "Every token so far has left a key and a value behind.",
        "{stored}",
        cues={"text": (0.1, 0.25), "store": (0.14, 0.66)},
    ),
    Beat(
        "query",
        6.0,
        "Now one token asks. Its query meets every key, and each meeting gives a score.",
        "A score is the sum of {d} products. {match}",
        cues={
            "text_leaves": (0.04, 0.14),
            "arrive": (0.08, 0.2),
            "meet": (0.24, 0.32),
            "label": (0.25, 0.35),
            "sweep": (0.3, 0.82),
        },
    ),
    Beat(
        "softmax",
        6.5,
        "Scaled and put through softmax, the scores become weights that sum to one.",
        "{threads} threads of light, each one per cent: {top_threads} of them {top_threads|goes|go} to “{top}”. "
        "First every score is divided by {root}.",
        cues={
            "scale": (0.06, 0.18),
            "beams_leave": (0.06, 0.2),
            "meeting_leaves": (0.2, 0.3),
            "weigh": (0.24, 0.36),
            "look_back": (0.34, 0.62),
            "triangle": (0.6, 0.7),
        },
    ),
    Beat(
        "blend",
        6.0,
        "The threads carry values back. The output is their blend, {most}.",
        "The value of “{top}” weighs {top_share}; all weights together give {total:.2f}.",
        cues={
            "frame": (0.06, 0.16),
            "legend": (0.1, 0.3),
            "carry": (0.12, 0.55),
            "fill": (0.48, 0.66),
            "sparks": (0.55, 0.7),
        },
    ),
    Beat(
        "onward",
        5.5,
        "The blend moves on, and this token’s own key and value stay in the cache.",
        "{cached}",
        cues={
            "query_leaves": (0.05, 0.2),
            "dim": (0.1, 0.3),
            "rise": (0.12, 0.34),
            "words": (0.3, 0.4),
            "lay_down": (0.36, 0.56),
            "join": (0.5, 0.66),
            "glow_ends": (0.75, 0.95),
        },
    ),
    Beat(
        "heads",
        7.0,
        "{heads} heads look back, {per_layer} in each of {layers} layers, and each looks its own way.",
        "{sinks}",
        cues={"away": (0.0, 0.12), "grid": (0.12, 0.5), "gather": (0.4, 0.6), "words": (0.5, 0.6)},
    ),
]


def badge(f: Frame) -> Badge:
    """Where the weights come from."""
    return attention_badge(f["text"], attention_facts(f))


def enter(f: Frame) -> tuple[float, float]:
    """The top of the token that asks."""
    return light_at(attention_facts(f).staged)


def leave(_f: Frame) -> tuple[float, float]:
    """The output vector."""
    return BED.cx, BED.cy


@scene(
    id="attention",
    title="The new token looks back",
    about=("head_overview", "by_hand", "river_overview", "model.heads"),
    portrait=("blend", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    reached={"cache": "written"},
    badge=badge,
    grows=True,
    needs=("head_overview",),
    meters="decode",
    enter=enter,
    leave=leave,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """The row of one token first; then all heads at once."""
    facts = attention_facts(f)
    fill_captions(p, facts)
    away = f.cue("heads.away")
    if away <= 0:
        draw_row_picture(f, p, facts)
    elif away < 1:
        with p.group(opacity=1.0 - away):
            draw_row_picture(f, p, facts)
    if away > 0:
        draw_heads(f, p, facts.heads, facts.marked, away)
        draw_output(p, facts.staged, 1.0, away)
    draw_rail(f, p, facts, CONTROLS)
