"""Guess, then check: a draft runs ahead, the target checks all guesses in one pass, and the odds stay exact."""

from __future__ import annotations

from scenes.speculation.batch_stage import draw_batch_stage
from scenes.speculation.captions import fill_captions
from scenes.speculation.facts import SpeculationFacts, speculation_facts
from scenes.speculation.headline import draw_headline
from scenes.speculation.idle_math import draw_idle_math
from scenes.speculation.own_token import own_token_at
from scenes.speculation.places import ROW, column_xs
from scenes.speculation.rail import draw_readouts
from scenes.speculation.rest import draw_resting_row
from scenes.speculation.ribbon import draw_ribbon
from scenes.speculation.target import draw_light, draw_target, name_models
from scenes.speculation.token_row import draw_context, draw_draft, name_row
from scenes.speculation.two_rules import draw_two_rules
from scenes.speculation.verdicts import draw_verdicts
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, Rail, scene, shared

NAMES_AT = (64.0, 138.0)
"""Where the models are named that the curves are of."""
CONTROLS = [shared("draft"), shared("gamma"), shared("temperature"), shared("batch")]
BEATS = [
    Beat(
        "idle",
        5.5,
        "{one_read} {math_state}",
        "{target}, batch {batch}, {gpus}: math works {busy} of the time, ideal. {checking}",
    ),
    Beat("draft", 5.5, "A draft runs ahead and guesses the next tokens.", "Draft: {draft}. {guessing}"),
    Beat(
        "check",
        5.5,
        "{check}",
        "{columns} {columns|place|places}, one read of the weights: at each the target's own probabilities, called p.",
    ),
    Beat(
        "verdict",
        7.0,
        "{verdict}",
        "p: the target's probability; q: the draft's; u: a random number from nought to one. "
        "Keep while u < p / q: here {kept} of {guesses}.",
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
    reached={"idle": "written"},
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
    if f.beat_name == "pays":
        draw_batch_stage(f, p, s)
        draw_ribbon(f, p, s)
        name_models(p, s, *NAMES_AT)
    elif f.beat_name == "rules":
        draw_two_rules(f, p, s)
    else:
        _draw_stage(f, p, s)
    draw_readouts(Rail(p, CONTROLS), s)


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
