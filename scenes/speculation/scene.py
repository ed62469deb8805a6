"""Guess, then check: a draft runs ahead, the target checks all guesses in one pass, and the odds stay exact."""

from __future__ import annotations

from scenes.speculation.captions import fill_captions
from scenes.speculation.cycles import draw_cycles
from scenes.speculation.expected_curve import draw_expected_curve
from scenes.speculation.facts import SpeculationFacts, speculation_facts
from scenes.speculation.headline import draw_headline
from scenes.speculation.idle_math import draw_idle_math
from scenes.speculation.own_token import own_token_at
from scenes.speculation.places import ROW, column_xs
from scenes.speculation.rail import draw_readouts
from scenes.speculation.rest import draw_resting_row, draw_resting_verdicts
from scenes.speculation.target import draw_light, draw_target
from scenes.speculation.token_row import draw_context, draw_draft, name_row
from scenes.speculation.two_rules import draw_two_rules
from scenes.speculation.verdicts import draw_verdicts
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, Rail, scene, shared

CONTROLS = [shared("draft"), shared("gamma"), shared("temperature"), shared("batch")]
BEATS = [
    Beat(
        "idle",
        5.5,
        "{one_read} {math_state}",
        "{target}, batch {batch}, {gpus}: the math units work {busy} of the time, ideal. {checking}",
    ),
    Beat("draft", 5.5, "A draft runs ahead and guesses the next tokens.", "Draft: {draft}. {guessing}"),
    Beat(
        "check",
        5.5,
        "{check}",
        "{columns} {columns|column|columns} side by side, one read of the weights: at every place the target's own "
        "probabilities, called p.",
    ),
    Beat(
        "verdict",
        7.0,
        "{verdict}",
        "p: the target's probability of the guess; q: the draft's; u: a random number from nought to one. "
        "Keep if u < p / q: here {kept} of {guesses}. {outcome}",
    ),
    Beat("rules", 6.5, "{rule}", "{rule_numbers}"),
    Beat("pays", 7.0, "{pays}", "{pays_numbers}"),
]


def _badge(f: Frame) -> Badge:
    live = f.world.speculation.badge == "live"
    return Badge(
        "live on this computer + computed from specs" if live else "recorded + computed from specs",
        _times(f),
        Phrase(
            "draft and target of {model} are run for real: p, q, u and every verdict; speed-up is computed with "
            "that acceptance",
            model=f.world.speculation.model,
        ),
    )


def _times(f: Frame) -> Phrase:
    """Whose times the speed-up is made of, and that caches are in them."""
    costs = f.world.speculation_cost
    if f.world.speculation.draft == "ngram":
        return Phrase("times: {target}, its cache read too; looking back is taken as free", target=costs.target_name)
    return Phrase(
        "times: {target} and a draft the size of {draft}, both with their caches",
        target=costs.target_name,
        draft=costs.draft_name,
    )


def _light_arrives(f: Frame) -> tuple[float, float]:
    return float(column_xs(speculation_facts(f.world).turn)[0]), ROW.cy


@scene(
    id="speculation",
    title="Guess, then check",
    about=("speculation", "speculation_cost", "speculation_numbers", "speculation_short"),
    portrait=("verdict", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    badge=_badge,
    needs=("speculation",),
    enter=_light_arrives,
    leave=lambda f: own_token_at(speculation_facts(f.world)),
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Token row, draft, target, verdicts, and below them what this beat adds."""
    s = speculation_facts(f.world)
    fill_captions(f, p, s)
    name_row(f, p)
    draw_target(p, s)
    _draw_pass(f, p, s)
    if f.beat_name == "idle":
        draw_idle_math(f, p)
    elif f.beat_name == "rules":
        draw_two_rules(f, p, s)
    elif f.beat_name == "pays":
        draw_cycles(f, p, s)
        draw_expected_curve(f, p, s)
    else:
        draw_headline(f, p, s)
    draw_readouts(f, p, Rail(p, CONTROLS), s)


def _draw_pass(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """The pass on stage as far as it has come; at rest once its verdicts have been told."""
    if f.past("verdict"):
        draw_resting_verdicts(f, p, s)
        return
    if f.reached("check"):
        draw_resting_row(f, p, s)
    else:
        draw_context(f, p, s)
        draw_draft(f, p, s)
    draw_light(f, p, s)
    if f.beat_name == "verdict":
        draw_verdicts(f, p, s)
