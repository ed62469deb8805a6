"""How long in reality what the last beat shows took: a pass for each token, at the rate of the recorded run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scenes.sampling.captions import rate_of
from scenes.sampling.shown_choice import shown_choice
from tourapp.authoring import Frame, Quantity, derive


def tokens_that_follow(f: Frame) -> Quantity | None:
    """The tokens after the first one on stage; None where there is none or no rate was measured."""
    shown = shown_choice(f)
    if shown is None:
        return None
    answer = shown.answer.recording
    rest, rate = len(answer.ids) - 1 - shown.start, rate_of(answer)
    if rest < 1 or float(rate.value) <= 0.0:
        return None
    tokens = Quantity(rest, "token", "tokens of the answer that follow", "n")
    rate = replace(rate, unit="token/s")
    return derive("the rest of the answer, at the rate of this run", "T", "s", "n / v", tokens, rate)


REAL: dict[str, Callable[[Frame], Quantity | None]] = {"loop": tokens_that_follow}
