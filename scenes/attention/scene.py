"""The new token looks back: its query meets every stored key, and a hundred threads of light carry the values home."""

from __future__ import annotations

from scenes.attention.acts import ACTS
from scenes.attention.asks import ASKS
from scenes.attention.captions import attention_badge, fill_captions
from scenes.attention.facts import attention_facts
from scenes.attention.handover import keys_arrive, output_leaves
from scenes.attention.head_grid import draw_heads
from scenes.attention.output import draw_output
from scenes.attention.rail import draw_rail
from scenes.attention.row_picture import draw_row_picture
from tourapp.authoring import Badge, Beat, Choice, Control, Frame, Picture, Slider, Toggle, scene

CONTROLS: list[Control] = [
    Choice("text", "Text", (("prompt", "This prompt"), ("river", "River"), ("hand", "By hand")), "prompt"),
    Slider("layer", "Layer", 0, 30, 0, off_text="clearest"),
    Slider("head", "Head", 0, 9, 0, off_text="clearest"),
    Slider("asker", "Token that asks", 0, 100, 0, 0.1, unit="%", off_text="clearest"),
    Toggle("mask", "Causal mask", True),
]
BEATS = [
    Beat(
        "cache",
        5.0,
        "Every token so far has left a key and a value behind.",
        "{stored}",
        cues={"text": (0.0, 0.06), "chips": (0.0, 0.1), "store": (0.06, 0.44), "held": (0.42, 0.52)},
    ),
    Beat(
        "query",
        6.0,
        "Now one token asks. Its query meets every key, and each meeting gives a score.",
        "A score is the sum of {d} products. {match}",
        cues={
            "text_leaves": (0.0, 0.1),
            "arrive": (0.04, 0.14),
            "meet": (0.12, 0.2),
            "sweep": (0.2, 0.56),
            "best": (0.54, 0.6),
        },
    ),
    Beat(
        "softmax",
        6.5,
        "Scaled and put through softmax, the scores become weights that sum to one.",
        "{threads} threads of light, each one per cent: {top_threads} of them {top_threads|goes|go} to “{top}”. "
        "First every score is divided by {root}.",
        cues={
            "scale": (0.02, 0.12),
            "meeting_leaves": (0.02, 0.1),
            "weigh": (0.12, 0.24),
            "look_back": (0.28, 0.54),
            "columns_leave": (0.28, 0.4),
            "told": (0.46, 0.56),
            "scores_leave": (0.44, 0.54),
        },
    ),
    Beat(
        "blend",
        6.0,
        "The threads carry values back. The output is their blend, {most}.",
        "The value of “{top}” weighs {top_share}; all weights together give {total:.2f}.",
        cues={
            "frame": (0.06, 0.16),
            "told_leaves": (0.0, 0.08),
            "carry": (0.08, 0.46),
            "fill": (0.4, 0.56),
            "sparks": (0.46, 0.6),
        },
    ),
    Beat(
        "onward",
        5.5,
        "The blend moves on, and this token’s own key and value stay in the cache.",
        "{cached}",
        cues={
            "query_leaves": (0.0, 0.14),
            "dim": (0.0, 0.16),
            "rise": (0.04, 0.22),
            "text": (0.16, 0.26),
            "words": (0.2, 0.28),
            "lay_down": (0.26, 0.42),
            "join": (0.4, 0.52),
        },
    ),
    Beat(
        "heads",
        7.0,
        "{heads} heads look back, {per_layer} in each of {layers} layers, and each looks its own way.",
        "{sinks}",
        cues={
            "away": (0.0, 0.03),
            "grid": (0.03, 0.14),
            "gather": (0.14, 0.26),
            "words": (0.14, 0.2),
            "cards": (0.12, 0.22),
        },
    ),
]


def badge(f: Frame) -> Badge:
    """Where the weights come from."""
    return attention_badge(f["text"], attention_facts(f))


@scene(
    id="attention",
    title="The new token looks back",
    about=("head_overview", "by_hand", "river_overview", "model.heads"),
    portrait=("blend", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    asks=ASKS,
    reached={"cache": "written"},
    badge=badge,
    grows=True,
    needs=("head_overview",),
    meters="decode",
    enter=keys_arrive,
    leave=output_leaves,
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
    draw_rail(f, p, facts)
