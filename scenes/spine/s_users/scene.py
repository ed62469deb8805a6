"""The third question: why a GPU with so much memory serves so few conversations."""

from __future__ import annotations

from scenes.spine.s_users.acts import ACTS
from scenes.spine.s_users.asks import ASKS
from scenes.spine.s_users.badge import users_badge
from scenes.spine.s_users.captions import fill_captions
from scenes.spine.s_users.facts import facts_of
from scenes.spine.s_users.handover import light_arrives, light_leaves
from scenes.spine.s_users.rail import draw_readouts
from scenes.spine.s_users.stage import draw_stage
from tourapp.authoring import Beat, Frame, Picture, scene, shared
from tourapp.figures.machine_meters import scenario_meters

CONTROLS = [
    shared("context"),
    shared("kv_bits"),
    shared("weight_bits"),
    shared("model"),
    shared("gpu"),
    shared("gpus"),
    shared("usable"),
    shared("users_paged"),
    shared("users_think"),
    shared("output_tokens"),
]
BEATS = [
    Beat(
        "hook",
        8.0,
        "{hook_verdict}",
        "{machine} with {memory} of memory, {model}, and each conversation {context} long.",
        cues={"appear": (0.0, 0.12), "told": (0.36, 0.45), "move": (0.46, 0.62)},
    ),
    Beat(
        "weights",
        8.0,
        "{weights_verdict}",
        "{weights_note}",
        cues={"fall": (0.06, 0.24), "walk": (0.08, 0.5), "told": (0.46, 0.54)},
    ),
    Beat(
        "one",
        8.0,
        "One conversation of {context} takes {one}.",
        "{one_note}",
        cues={"factors": (0.04, 0.16), "grow": (0.16, 0.42), "told": (0.4, 0.48), "move": (0.5, 0.62)},
    ),
    Beat(
        "divide",
        8.0,
        "{divide_verdict}",
        "{divide_note}",
        cues={"fill": (0.06, 0.44), "refuse": (0.46, 0.54), "told": (0.44, 0.52)},
    ),
    Beat("cliff", 9.0, "{cliff_verdict}", "{cliff_note}", cues={"walk": (0.1, 0.5), "told": (0.52, 0.6)}),
    Beat(
        "rescue",
        8.0,
        "{rescue_verdict}",
        "Each bar asks the cost model again with one change; the dashed line is what fits now.",
        cues={"grow": (0.06, 0.5)},
    ),
    Beat(
        "people",
        8.0,
        "{people_verdict}",
        "{people_note}",
        cues={"crowd": (0.02, 0.2), "law": (0.14, 0.28), "told": (0.36, 0.46)},
    ),
    Beat(
        "say",
        8.0,
        "What is left over, divided by one conversation.",
        "Every number above follows the settings at the right.",
        cues={"words": (0.04, 0.16), "terms": (0.2, 0.5)},
    ),
]


@scene(
    id="s_users",
    title="Why does so much memory serve so few?",
    about=("users_question",),
    portrait=("cliff", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    asks=ASKS,
    badge=users_badge,
    overrides={"model": "llama-2-13b", "gpus": 1, "weight_bits": 16, "usable": 0.9},
    enter=light_arrives,
    leave=light_leaves,
    light="key",
    meters=scenario_meters,
)
def draw(f: Frame, p: Picture) -> None:
    """The equation, the memory, and beside it what the beat is about."""
    facts = facts_of(f)
    fill_captions(f, p, facts)
    draw_stage(f, p, facts)
    draw_readouts(f, p, facts)
