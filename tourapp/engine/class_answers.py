"""An answer that goes on from a token somebody chose: the same run up to a step, that token, then drawn as before.

For the shipped answer every likely token of its most open step is recorded, because a class without the model may
choose as well.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import msgspec

from tourapp.assets import source_assets
from tourapp.engine.generate import Generation
from tourapp.engine.hooks import NO_HOOKS, Cancelled, Hooks
from tourapp.engine.model import Model
from tourapp.engine.record import DEFAULT_PROMPT
from tourapp.engine.recorded_table import read_table, write_table
from tourapp.engine.recording import Recording
from tourapp.engine.sampler import SamplingParams

CANDIDATES = 7
"""The likeliest tokens of a step, from which one may be chosen."""
LIMIT = 64
FILE = ("recordings", "class_answers.json")


class ChosenAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ids of a whole answer, its end token included where it came to one (`stopped`)."""

    ids: tuple[int, ...]
    stopped: bool


class ClassAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one model goes on with after each candidate of one step, the likeliest candidate first."""

    model: str
    prompt: str
    step: int
    answers: tuple[ChosenAnswer, ...]

    def after(self, start: tuple[int, ...]) -> ChosenAnswer | None:
        """The answer that begins with these tokens, the last of which was chosen."""
        if len(start) != self.step + 1:
            return None
        return next((each for each in self.answers if each.ids[: len(start)] == start), None)


def go_on(
    model: Model,
    recording: Recording,
    start: tuple[int, ...],
    params: SamplingParams,
    *,
    hooks: Hooks = NO_HOOKS,
    told: Callable[[tuple[int, ...]], None] | None = None,
) -> ChosenAnswer:
    """The request of a recording, answered anew from the tokens `start`; `told` hears what there is after each token.

    The start is read token by token as it was written, so that what is computed is the very same. Cancelled where it
    was stopped."""
    prompt = model.encode(recording.prompt, recording.chat)
    run = Generation(model, prompt, params, recording.max_tokens, hooks=hooks).going_on_from(start)
    ids: list[int] = []
    for step in run:
        ids.append(step.id)
        hooks.on_token(step)
        if told is not None and len(ids) >= len(start):
            told(tuple(ids))
    if run.finish == "cancelled":
        raise Cancelled
    if run.end is not None:
        ids.append(run.end.id)
    return ChosenAnswer(tuple(ids), run.finish == "stop")


def record_class_answers(model: Model, recording: Recording, step: int) -> ClassAnswers:
    """Run the model once for each candidate of a step; seconds each."""
    before = tuple(recording.ids[:step].tolist())
    candidates = recording.top_ids[step][:CANDIDATES].tolist()
    answers = tuple(go_on(model, recording, (*before, token), recording.params) for token in candidates)
    return ClassAnswers(recording.model, recording.prompt, step, answers)


def build_class_answers(model: Model, recording: Recording, step: int) -> Path:
    """Make the shipped table again in a source tree; returns its path."""
    if recording.prompt != DEFAULT_PROMPT or recording.max_tokens != LIMIT:
        raise ValueError("class answers: the shipped ones are of the shipped answer")
    path = source_assets().joinpath(*FILE)
    write_table(path, record_class_answers(model, recording, step))
    return path


@lru_cache(maxsize=1)
def shipped_class_answers() -> ClassAnswers:
    """The shipped table. Raises MissingError when the file is gone, UsageError when it is damaged."""
    return read_table(FILE, ClassAnswers)
