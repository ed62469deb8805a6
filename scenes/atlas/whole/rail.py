"""Readouts beside the picture: the step, the operators that take the most of it, and whether it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.atlas.whole.facts import AtlasFacts, stages_of
from scenes.atlas.whole.inside_facts import inner_steps
from scenes.atlas.whole.operators import BY_ID, stage_pointed
from tourapp.authoring import OPERATOR, Frame, Phrase, Picture, Rail, ends_alone

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PassStages

LARGEST = 3


def draw_readouts(f: Frame, p: Picture, facts: AtlasFacts) -> None:
    """At most four: ideal step, and the largest operators with M where memory binds and C where arithmetic does; or
    what is pointed at."""
    rail, stages = Rail(p, f.rail), stages_of(f, facts, f.beat_name)
    if f.beat_name == "text":
        rail.read("Tokens", facts.prompt)
        return
    _draw_time(rail, facts, stages, apart=f.rail.stand.kind != "side")
    if int(f["zoom"]) >= 1 and _draw_inner(f, rail, facts, stages):
        return
    pointed = stages.stage(stage_pointed(f))
    if pointed is not None:
        name = BY_ID[str(f.hovered(OPERATOR))].name
        rail.read(name, pointed.share)
        rail.read("Weights", pointed.weight_bytes)
        rail.read("Math", pointed.flops, "prefill")
        return
    near = int(f["zoom"]) >= 1  # there attention stands in its parts
    told = [stage for stage in stages.stages if not (near and stage.id == "attention")]
    largest = sorted(told, key=lambda stage: -float(stage.share.value))[:LARGEST]
    for stage in largest:
        mark = Phrase("M") if stage.bound == "memory" else Phrase("C")
        rail.read(Phrase("{what}, {mark}", what=stage.words, mark=mark), stage.share)


def _draw_time(rail: Rail, facts: AtlasFacts, stages: PassStages, *, apart: bool) -> None:
    """The pass, ideal and achieved; one below the other where there is no rail at the side."""
    decodes = stages.phase == "decode"
    costs, reached = facts.costs, facts.world.reached
    achieved = costs.decode.achieved_step_seconds if decodes else costs.prefill.achieved_seconds
    band = ends_alone(achieved, reached, "token" if decodes else "prefill")
    if apart:
        rail.read(Phrase("Step, ideal") if decodes else Phrase("Prefill, ideal"), stages.seconds, stages.phase)
        rail.read(Phrase("Step, achieved") if decodes else Phrase("Prefill, achieved"), achieved, stages.phase)
        return
    words = Phrase("Step") if decodes else Phrase("Prefill")
    rail.columns("ideal", "achieved")
    rail.pair(words, stages.seconds, achieved, (stages.phase, stages.phase), below=band)


def _draw_inner(f: Frame, rail: Rail, facts: AtlasFacts, stages: PassStages) -> bool:
    """From near: the operator that is pointed at or chosen, in one layer. False where none of the layer is."""
    pointed = str(f.hovered(OPERATOR) or f[OPERATOR])
    halves = inner_steps(facts, stages)
    step = next((each for half in halves for each in half if each.id == pointed), None)
    if step is None:
        return False
    if step.share is not None:
        rail.read(Phrase("{what}, of the time", what=step.name), step.share)
    if step.moved is not None:
        rail.read("Read in a layer", step.moved)
    if step.flops is not None:
        rail.read("Math in a layer", step.flops, "prefill")
    return True
