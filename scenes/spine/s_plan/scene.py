"""The fifth question: what to run, given a load, targets and a budget."""

from __future__ import annotations

from scenes.spine.s_plan.acts import ACTS
from scenes.spine.s_plan.asks import ASKS
from scenes.spine.s_plan.badge import plan_badge
from scenes.spine.s_plan.captions import fill_captions
from scenes.spine.s_plan.facts import facts_of
from scenes.spine.s_plan.handover import light_arrives, light_leaves
from scenes.spine.s_plan.meters import plan_meters
from scenes.spine.s_plan.rail import draw_readouts
from scenes.spine.s_plan.stage import draw_stage
from tourapp.authoring import Beat, Frame, Picture, scene, shared

CONTROLS = [
    shared("plan_rate"),
    shared("plan_itl"),
    shared("plan_ttft"),
    shared("plan_prompt"),
    shared("plan_answer"),
    shared("plan_pct"),
    shared("plan_budget"),
    shared("plan_headroom"),
    shared("model"),
    shared("gpu"),
    shared("gpu_hour"),
    shared("plan_second"),
]
BEATS = [
    Beat(
        "spec",
        9.0,
        "What is promised, and to how many?",
        "{spec_note}",
        cues={"tokens": (0.04, 0.14), "time": (0.24, 0.4), "load": (0.5, 0.6)},
    ),
    Beat(
        "fit",
        8.0,
        "{fit_verdict}",
        "{fit_note}",
        cues={"line": (0.04, 0.12), "grow": (0.1, 0.4), "judge": (0.44, 0.52)},
    ),
    Beat(
        "speed",
        9.0,
        "{speed_verdict}",
        "{speed_note}",
        cues={
            "target": (0.05, 0.16),
            "curve": (0.22, 0.5),
            "wall": (0.5, 0.58),
            "told": (0.58, 0.64),
            "line": (0.6, 0.68),
        },
    ),
    Beat(
        "prefill",
        8.0,
        "{prefill_verdict}",
        "{prefill_note}",
        cues={"line": (0.04, 0.12), "grow": (0.1, 0.24), "told": (0.28, 0.36), "strip": (0.42, 0.52)},
    ),
    Beat(
        "load",
        8.0,
        "{load_verdict}",
        "{load_note}",
        cues={"line": (0.04, 0.12), "grow": (0.12, 0.4), "told": (0.36, 0.46)},
    ),
    Beat(
        "wait",
        9.0,
        "{wait_verdict}",
        "{wait_note}",
        cues={"line": (0.04, 0.12), "grow": (0.12, 0.42), "target": (0.42, 0.5), "told": (0.5, 0.58)},
    ),
    Beat(
        "answer",
        9.0,
        "{answer_verdict}",
        "{answer_note}",
        cues={"rise": (0.04, 0.34), "told": (0.3, 0.38), "trade": (0.44, 0.54)},
    ),
    Beat("break", 9.0, "{break_verdict}", "{break_note}", cues={"grow": (0.06, 0.4)}),
    Beat(
        "say",
        8.0,
        "A starting point to measure, not a promise.",
        "{say_note}",
        cues={"words": (0.04, 0.16), "terms": (0.2, 0.5)},
    ),
]


@scene(
    id="s_plan",
    title="What should I run?",
    about=("plan",),
    portrait=("answer", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    asks=ASKS,
    badge=plan_badge,
    needs=("plan",),
    meters=plan_meters,
    enter=light_arrives,
    leave=light_leaves,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """The constraints one after another, and the answer they leave."""
    facts = facts_of(f)
    fill_captions(f, p, facts)
    draw_stage(f, p, facts)
    draw_readouts(f, p, facts)
