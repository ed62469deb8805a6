"""Four boxes: passes without a cache, with one, their ratio, and the shortest answer that reaches a factor."""

from __future__ import annotations

from tourapp.learning.labs.kinds import Box, Hints, Mistake
from tourapp.learning.labs.kv_speedup.case import SpeedupCase, times
from tourapp.quantity import Quantity
from tourapp.words import Phrase


def _both(case: SpeedupCase) -> Phrase:
    return Phrase("P = {p}, n = {n}", p=case.prompt, n=case.answer)


def _asked(case: SpeedupCase) -> Phrase:
    return Phrase("for at least {r} ×", r=case.factor)


def _without_hints(_case: SpeedupCase) -> Hints:
    return (
        Phrase("Look at the stair: each step is one row of the picture."),
        Phrase("Step k reads the prompt and the k - 1 tokens that are written: add up all steps."),
        Phrase("n × P + n × (n - 1) / …"),
    )


def _with_hints(_case: SpeedupCase) -> Hints:
    return (
        Phrase("Look at the bright edge of the stair: one new token a step."),
        Phrase("The prompt once, then each new token once; the last one is never fed back."),
        Phrase("P + n - …"),
    )


def _ratio_hints(_case: SpeedupCase) -> Hints:
    return (
        Phrase("Look at the two boxes above."),
        Phrase("How many times the second fits into the first."),
        Phrase("without / …"),
    )


def _smallest_hints(case: SpeedupCase) -> Hints:
    return (
        Phrase("Try a number here: the picture shows that answer."),
        Phrase("Both counts grow with the answer; find where their ratio passes {r}.", r=case.factor),
        Phrase("(n × P + n × (n - 1) / 2) / (P + n - 1) ≥ …"),
    )


BOXES = (
    Box(
        "without",
        Phrase("without a cache"),
        "1",
        lambda case: Quantity(case.without(), "1", "token passes without a cache", "N_0"),
        _without_hints,
        _both,
        (
            Mistake(
                lambda case: case.answer * (case.prompt + case.answer),
                Phrase("Not every step is as long as the last one."),
            ),
            Mistake(
                lambda case: (case.prompt + case.answer) * (case.prompt + case.answer + 1) / 2,
                Phrase("The prompt comes in one pass, not token by token."),
            ),
            Mistake(
                lambda case: case.answer * case.prompt + case.answer * (case.answer + 1) / 2,
                Phrase("One each too many: the first step has no answer token yet."),
            ),
            Mistake(lambda case: case.answer * case.prompt, Phrase("The answer so far is read again too.")),
        ),
        rel=0.0,
        near=0.5,
    ),
    Box(
        "with",
        Phrase("with a cache"),
        "1",
        lambda case: Quantity(case.with_cache(), "1", "token passes with a cache", "N_1"),
        _with_hints,
        _both,
        (
            Mistake(lambda case: case.prompt + case.answer, Phrase("One too many: the last token is never fed back.")),
            Mistake(lambda case: case.answer, Phrase("The prompt has to be read once.")),
        ),
        rel=0.0,
        near=0.5,
    ),
    Box(
        "ratio",
        Phrase("times fewer"),
        "times",
        times,
        _ratio_hints,
        None,
        (Mistake(lambda case: 1.0 / case.ratio(), Phrase("Upside down: divide the larger by the smaller.")),),
        sign="÷",
        rule=True,
    ),
    Box(
        "smallest",
        Phrase("shortest answer"),
        "1",
        lambda case: Quantity(case.smallest, "1", "answer tokens that reach the factor", "n_R"),
        _smallest_hints,
        _asked,
        (
            Mistake(lambda case: case.smallest - 1, Phrase("Close: there the factor is not reached yet.")),
            Mistake(lambda case: case.smallest + 1, Phrase("It holds there, but a shorter one reaches it too.")),
            Mistake(
                lambda case: 2 * case.factor, Phrase("Half a square forgets the prompt: it is read again as well.")
            ),
        ),
        rel=0.0,
        near=0.01,
    ),
)
