"""How long in reality what a beat shows takes: a plain pass, the draft's guesses, and the pass that checks them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scenes.speculation.facts import speculation_facts
from tourapp.authoring import Frame, Quantity, derive


def plain_pass(f: Frame) -> Quantity:
    """A step of decode, achieved."""
    return replace(f.world.cost.decode.achieved_step_seconds, symbol="t")


def guessing(f: Frame) -> Quantity | None:
    """The draft's steps, each a share of a plain pass; None for a draft that takes no time or finds nothing."""
    s = speculation_facts(f.world)
    if not s.turn.guesses or float(s.numbers.cost.value) <= 0:
        return None
    count = Quantity(len(s.turn.guesses), "1", "guesses shown", "g")
    return derive(
        "guesses of the draft", "T", "s", "g * c * t", count, replace(s.numbers.cost, symbol="c"), plain_pass(f)
    )


def checking(f: Frame) -> Quantity:
    """The pass that checks them, as many times a plain one as the rail says."""
    verify = replace(speculation_facts(f.world).numbers.verify, symbol="v")
    return derive("the pass that checks", "T", "s", "v * t", verify, plain_pass(f))


REAL: dict[str, Callable[[Frame], Quantity | None]] = {"idle": plain_pass, "draft": guessing, "check": checking}
