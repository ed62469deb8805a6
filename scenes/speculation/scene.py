"""Guess, then check: a draft runs ahead, the target checks all guesses in one pass, and the odds stay exact."""

from __future__ import annotations

from scenes.speculation.acts import ACTS
from scenes.speculation.asks import ASKS
from scenes.speculation.badge import speculation_badge
from scenes.speculation.batch_stage import draw_batch_stage
from scenes.speculation.captions import fill_captions
from scenes.speculation.facts import SpeculationFacts, speculation_facts
from scenes.speculation.handover import kept_tokens_leave, words_arrive
from scenes.speculation.headline import draw_headline
from scenes.speculation.idle_math import draw_idle_math
from scenes.speculation.rail import draw_readouts
from scenes.speculation.real_time import REAL
from scenes.speculation.rest import draw_resting_row
from scenes.speculation.ribbon import draw_ribbon
from scenes.speculation.target import draw_light, draw_target, name_models
from scenes.speculation.token_row import draw_context, draw_draft, name_row
from scenes.speculation.two_rules import draw_two_rules
from scenes.speculation.verdicts import draw_verdicts
from tourapp.authoring import Beat, Frame, Picture, scene, shared

NAMES_AT = (64.0, 138.0)
"""Where the models are named that the curves are of."""
CONTROLS = [shared("draft"), shared("gamma"), shared("temperature", high=1.2, step=0.4), shared("batch")]
"""Temperature takes just the values that are recorded (`engine.speculation_grid`)."""
BEATS = [
    Beat(
        "idle",
        5.5,
        "{one_read} {math_state}",
        "{target}, batch {batch}, {gpus}: math works {busy} of the time, ideal. {checking}",
        cues={"settle": (0.0, 0.1)},
    ),
    Beat("draft", 5.5, "{runs_ahead}", "Draft: {draft}. {guessing}"),
    Beat("check", 5.5, "{check}", "{places}"),
    Beat("verdict", 7.0, "{verdict}", "{verdict_rule}"),
    Beat("rules", 6.5, "{rule}", "{rule_numbers}"),
    Beat("pays", 7.0, "{pays}", "{pays_numbers}"),
]


@scene(
    id="speculation",
    title="Guess, then check",
    about=("speculation", "speculation_cost", "speculation_numbers", "speculation_short"),
    portrait=("verdict", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    presets={"Alone": {"batch": 1}, "Default": {"batch": None}, "Crowd": {"batch": 128}},
    acts=ACTS,
    asks=ASKS,
    reached={"idle": "written"},
    badge=speculation_badge,
    needs=("speculation",),
    enter=words_arrive,
    leave=kept_tokens_leave,
    real=REAL,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Token row, draft, target, verdicts, and below them what this beat adds."""
    s = speculation_facts(f.world)
    fill_captions(f, p, s)
    if f.beat_name == "pays":
        draw_batch_stage(f, p, s)
        draw_ribbon(f, p, s)
        name_models(p, s, *NAMES_AT)
    elif f.beat_name == "rules":
        draw_two_rules(f, p, s)
    else:
        _draw_stage(f, p, s)
    draw_readouts(f, p, s)


def _draw_stage(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """The pass of one token, of guesses, of their check and of the verdicts."""
    told = f.beat_name == "verdict"
    if not told:
        name_row(f, p)
    draw_target(p, s, named=not told)
    if f.reached("check"):
        draw_resting_row(f, p, s)
    else:
        draw_context(f, p, s)
        draw_draft(f, p, s)
    draw_light(f, p, s)
    if f.beat_name == "idle":
        draw_idle_math(f, p)
    elif told:
        draw_verdicts(f, p, s)
    draw_headline(f, p, s)
