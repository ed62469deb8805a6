"""World part of the plan: what to run for a load, targets and a budget, on one model, by the solver of `tourapp plan`.

The same question by command and on stage is the same `PlanSpec`, and has the same answer. Times are the fitted model's
until MFU or MBU is set; then they are those shares, with communication and a fixed time of each pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tourapp import specs
from tourapp.sim.plan import PlanSpec, WhatIf, solve
from tourapp.sim.plan.ask import PERCENTILES, RANGES
from tourapp.world.declare import Block, Pairs, choice, number, switch
from tourapp.world.ids import give_ids
from tourapp.world.part import PartView, part
from tourapp.world.plan_board import PlanBoard, board_of

LOWEST_BUDGET = 100
"""A budget of so many dollars stands for none."""
NO_GPU = "none"
DOING = {
    "cells": "listing kinds of replica",
    "search": "searching batches",
    "ranking": "ranking what holds",
    "waits": "simulating the line",
    "repairs": "mending what fails",
    "breaks": "finding what breaks first",
    "done": "planned",
}


def _gpus() -> Pairs:
    return ((NO_GPU, "none"), *((id, row.name) for id, row in specs.gpus().items()))


def _plan_asked(label: str, name: str, default: float, step: float, **more: Any) -> Any:
    """A number with the range of the command's option."""
    low, high = RANGES[name]
    return number(label, more.pop("low", low), high, default, step, **more)


@dataclass(frozen=True)
class PlanInputs(Block):
    """A product's load and targets, and what a plan may use. Usual: two requests a second of 2,000 and 300 tokens."""

    plan_by: str = choice("Load given in", (("rate", "requests"), ("users", "users")), "rate")
    plan_rate: float = _plan_asked("Requests a second", "rate", 2.0, 0.01, unit="/s", log=True)
    plan_users: int = _plan_asked("Users", "users", 100, 1, log=True)
    plan_think: float = number("Thinking time", 0, 3600, 10, 0.5, unit="s")
    plan_prompt: int = _plan_asked("Prompt to plan", "prompt", 2000, 1, unit="tokens", log=True)
    plan_answer: int = _plan_asked("Answer to plan", "answer", 300, 1, unit="tokens", log=True)
    plan_cv: float = _plan_asked("Spread of lengths (CV)", "cv", 0.0, 0.1)
    plan_ttft: float = _plan_asked("First token within", "ttft", 1.0, 0.05, unit="s", log=True)
    plan_itl: float = _plan_asked("Between tokens, at most", "itl", 50.0, 0.5, unit="ms", log=True)
    plan_pct: int = choice("Promised to", tuple((each, f"{each} %") for each in PERCENTILES), 95)
    plan_budget: float = number(
        "Budget a month", LOWEST_BUDGET, 10_000_000, LOWEST_BUDGET, 10, unit="$", log=True, off_text="none"
    )
    plan_headroom: float = _plan_asked("Headroom", "headroom", 0.3, 0.01)
    plan_spares: int = _plan_asked("Spare replicas", "spares", 0, 1)
    plan_cached: float = _plan_asked("Kept share of prompts", "cached", 0.0, 0.01)
    plan_second: str = choice("Second GPU", _gpus, NO_GPU)
    plan_second_hour: float = number("Its GPU-hour", 0, 100, 6.0, 0.05, unit="$", off_text="excluded")
    plan_comm: bool = switch("Plan counts communication", True)
    plan_fixed: float = number("Fixed time of a pass", 0, 5, 0.5, 0.05, unit="ms")


OWN = tuple(PlanInputs.__dataclass_fields__)
SHARED = ("model", "gpu", "gpu_hour", "usable", "mfu", "mbu")


def plan_spec(view: Any) -> PlanSpec:
    """The question that some settings ask; `view` has them as attributes."""
    prices = {view.gpu: float(view.gpu_hour)}
    if view.plan_second != NO_GPU and view.plan_second != view.gpu:
        prices[view.plan_second] = float(view.plan_second_hour)
    what_if = None
    if view.mfu or view.mbu:
        what_if = WhatIf(view.mfu or 1.0, view.mbu or 1.0, view.plan_comm, view.plan_fixed / 1e3)
    by_users = view.plan_by == "users"
    return PlanSpec(
        rate=None if by_users else view.plan_rate,
        users=view.plan_users if by_users else None,
        think=view.plan_think,
        prompt=view.plan_prompt,
        answer=view.plan_answer,
        cv=view.plan_cv,
        ttft=view.plan_ttft,
        itl=view.plan_itl / 1e3,
        pct=view.plan_pct,
        budget=None if view.plan_budget <= LOWEST_BUDGET else view.plan_budget,
        models=(view.model,),
        gpus=tuple(prices),
        prices=prices,
        usable=view.usable,
        headroom=view.plan_headroom,
        spares=view.plan_spares,
        cached=view.plan_cached,
        what_if=what_if,
    )


@lru_cache(maxsize=1)
def _usual() -> PlanBoard:
    """Until the first plan is there: the usual question, ranked but not simulated."""
    from tourapp.world.inputs import Inputs

    return give_ids("plan", board_of(solve(plan_spec(Inputs()), quick=True)))


@part("plan", reads=(*SHARED, *OWN), slow=True, stand_in=_usual)
def _plan(view: PartView) -> PlanBoard:
    def tick(what: str, share: float) -> bool:
        view.progress(share, DOING[what])
        return not view.cancelled()

    return board_of(solve(plan_spec(view), tick))
