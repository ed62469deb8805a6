"""The second task: the longest conversations with which a batch can still make decode compute-bound."""

from __future__ import annotations

from typing import Any

from tourapp.learning.labs.kinds import Hints, Knob, LabVerdict
from tourapp.learning.labs.phases.case import PhaseCase
from tourapp.learning.labs.state import LabState
from tourapp.words import Phrase

TITLE = Phrase("Let decode reach the ridge")
LENGTHS = (64, 128, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096)


def _lengths(case: PhaseCase) -> tuple[int, ...]:
    return tuple(sorted({*LENGTHS, case.context}))


def reaches(case: PhaseCase, context: int) -> bool:
    """Whether some batch makes decode compute-bound at a context."""
    return float(case.top(context).value) >= float(case.ridge.value)


def longest(case: PhaseCase) -> int:
    """The longest offered context at which some batch does."""
    return max((n for n in _lengths(case) if reaches(case, n)), default=min(LENGTHS))


KNOBS = (
    Knob("context", Phrase("Context"), _lengths, lambda case: case.context, lambda value: Phrase("{n}", n=int(value))),
)


def goal(case: PhaseCase, state: LabState) -> LabVerdict:
    """The longest context that still works."""
    context = int(state.knobs.get("context", case.context))
    top = case.top(context)
    if not reaches(case, context):
        words = Phrase("With {n} tokens decode tops at {i}: never compute-bound.", n=context, i=top)
        return LabVerdict(False, words, str(context), next_hint=1)
    if context < longest(case):
        return LabVerdict(False, Phrase("It works, but a longer one works too."), str(context), next_hint=2)
    words = Phrase("With {n} tokens decode tops at {i}: above the ridge.", n=context, i=top)
    return LabVerdict(True, words, str(context), next_hint=0)


def goal_words(_case: PhaseCase) -> Phrase:
    """What stands on the button."""
    return Phrase("Check the longest")


def goal_hints(_case: PhaseCase) -> Hints:
    """Where to look, the relation, and a gap."""
    return (
        Phrase("Turn it and watch the mark of decode on the roof."),
        Phrase("Half the tokens, half the bytes of a conversation: twice the intensity."),
        Phrase("context × top / … is about the length"),
    )


def solve(case: PhaseCase) -> dict[str, Any]:
    """The longest that works."""
    return {"context": longest(case)}


def note(case: PhaseCase, _state: LabState) -> Phrase:
    """Both bounds in a line."""
    words: dict[str, Any] = {"model": case.model_name, "gpu": case.gpu_name, "n": case.first, "context": case.context}
    words |= {"i": case.top(), "ridge": case.ridge, "least": longest(case)}
    if reaches(case, case.context):
        return Phrase(
            "{model} on {gpu}: prefill is compute-bound from {n} tokens, decode can be with {context} each.", **words
        )
    return Phrase(
        "{model} on {gpu}: prefill is compute-bound from {n} tokens; decode with {context} each never is ({i}, ridge "
        "{ridge}), with {least} it can be.",
        **words,
    )
