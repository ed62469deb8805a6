"""The fourth question: which lever helps here. Each moves one letter, and helps as much as that letter weighs."""

from __future__ import annotations

from scenes.spine.s_levers.acts import ACTS
from scenes.spine.s_levers.asks import ASKS
from scenes.spine.s_levers.badge import levers_badge
from scenes.spine.s_levers.captions import fill_captions
from scenes.spine.s_levers.facts import facts_of
from scenes.spine.s_levers.handover import lever_leaves, weights_arrive
from scenes.spine.s_levers.lever_choice import LEVER
from scenes.spine.s_levers.rail import draw_readouts
from scenes.spine.s_levers.stage import draw_stage
from tourapp.authoring import Beat, Frame, Picture, scene, shared
from tourapp.figures.machine_meters import scenario_meters

CONTROLS = [
    LEVER,
    shared("batch"),
    shared("context"),
    shared("model"),
    shared("weight_bits"),
    shared("kv_bits"),
    shared("gpu"),
    shared("gpus"),
    shared("lever_comm"),
]
PULL = {"lit": (0.04, 0.12), "move": (0.12, 0.24), "told": (0.22, 0.3), "bars": (0.28, 0.52)}
BEATS = [
    Beat(
        "equation",
        8.0,
        "Three equations, and every lever moves a letter in them.",
        "A step reads {w} of weights and {k} of cache; {users} fit, and output costs {price}.",
        cues={"cards": (0.02, 0.3), "light": (0.32, 0.34)},
    ),
    Beat(
        "table",
        9.0,
        "{most_user}",
        "{most_dollar}",
        cues={"names": (0.0, 0.08), "bars": (0.3, 0.6), "lit": (0.6, 0.66), "move": (0.6, 0.68), "told": (0.64, 0.7)},
    ),
    Beat("bytes", 8.0, "{bytes_verdict}", "{bytes_note}", cues=PULL),
    Beat("cache", 8.0, "{cache_verdict}", "{cache_note}", cues=PULL),
    Beat("share", 8.0, "{share_verdict}", "{share_note}", cues=PULL),
    Beat("machine", 8.0, "{machine_verdict}", "{machine_note}", cues=PULL),
    Beat(
        "nothing",
        9.0,
        "A lever does little where its letter weighs little.",
        "{nothing_note}",
        cues={"lines": (0.04, 0.32), "told": (0.32, 0.42), "list": (0.36, 0.56)},
    ),
    Beat(
        "say",
        8.0,
        "{say_verdict}",
        "Every number above follows the settings at the right.",
        cues={"words": (0.04, 0.16), "terms": (0.2, 0.5)},
    ),
]


@scene(
    id="s_levers",
    title="Which lever?",
    about=("levers", "lever_fades"),
    portrait=("bytes", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    asks=ASKS,
    badge=levers_badge,
    needs=("recording", "levers", "lever_fades"),
    enter=weights_arrive,
    leave=lever_leaves,
    light="decode",
    meters=scenario_meters,
)
def draw(f: Frame, p: Picture) -> None:
    """The equation with its bytes to scale, and the levers that move its letters."""
    facts = facts_of(f)
    fill_captions(f, p, facts)
    draw_stage(f, p, facts)
    draw_readouts(f, p, facts)
