"""What stands on the stage in each beat: a line of arithmetic, and the picture of its constraint."""

from __future__ import annotations

from collections.abc import Callable

from scenes.spine.s_plan import lines
from scenes.spine.s_plan.break_stage import draw_breaks
from scenes.spine.s_plan.facts import PlanFacts
from scenes.spine.s_plan.fit_stage import draw_fit
from scenes.spine.s_plan.load_stage import draw_load
from scenes.spine.s_plan.prefill_stage import draw_prefill
from scenes.spine.s_plan.say_stage import draw_say
from scenes.spine.s_plan.spec_stage import draw_spec
from scenes.spine.s_plan.speed_stage import draw_speed
from scenes.spine.s_plan.stacks import draw_bill, draw_stacks
from scenes.spine.s_plan.trade import draw_trade
from scenes.spine.s_plan.wait_stage import draw_wait
from tourapp.authoring import Frame, Picture

Stage = Callable[[Frame, Picture, PlanFacts], None]
LINES = {
    "fit": (lines.fit_line, "fit.line"),
    "speed": (lines.speed_line, "speed.line"),
    "prefill": (lines.prefill_line, "prefill.line"),
    "load": (lines.load_line, "load.line"),
    "wait": (lines.wait_line, "wait.line"),
}


def draw_answer(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """Stacks, the bill, and cost against speed."""
    draw_stacks(f, p, facts, f.cue("answer.rise"))
    draw_bill(f, p, facts, f.cue("answer.told"))
    draw_trade(f, p, facts)


def draw_break(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """The same stacks, and what breaks them."""
    draw_stacks(f, p, facts, 1.0)
    draw_bill(f, p, facts, 1.0)
    draw_breaks(f, p, facts)


STAGES: dict[str, Stage] = {
    "spec": draw_spec,
    "fit": draw_fit,
    "speed": draw_speed,
    "prefill": draw_prefill,
    "load": draw_load,
    "wait": draw_wait,
    "answer": draw_answer,
    "break": draw_break,
    "say": draw_say,
}


def draw_stage(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """The whole picture."""
    if f.beat_name in LINES:
        made, cue = LINES[f.beat_name]
        line = made(facts)
        if line is not None:
            lines.draw_line(p, line, f.cue(cue), f.rail.stand.words_gain)
    STAGES[f.beat_name](f, p, facts)
