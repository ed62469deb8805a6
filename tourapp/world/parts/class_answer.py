"""World part of the class's token: how the answer goes on from it, beside how it goes on by itself.

Both are the same run up to the frozen step, with the same seed and settings afterwards; only that one token differs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from tourapp.engine.class_answers import CANDIDATES, go_on, shipped_class_answers
from tourapp.engine.generate import Step
from tourapp.engine.hooks import Hooks
from tourapp.engine.model_store import is_installed
from tourapp.engine.recording import Recording
from tourapp.engine.shipped import PLANS, shipped_recording
from tourapp.engine.tokenizer import Tokenizer, shipped_tokenizer
from tourapp.world.declare import Block, number
from tourapp.world.generation import GENERATION, own_model, sampling_params, shared_model
from tourapp.world.part import PartView, part


@dataclass(frozen=True)
class ClassInputs(Block):
    """What a class chose."""

    class_choice: int = number("The class's token", 0, CANDIDATES, 0, 1, off_text="none")


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer from the frozen step on: the text of each token, the first of which is the one in question, and
    whether the model ended it."""

    token: int
    texts: tuple[str, ...]
    stopped: bool
    writing: bool = False


@dataclass(frozen=True, slots=True)
class ClassAnswer:
    """choice: place of the class's token among the likeliest, from 1; 0 where none was chosen. own: how the answer
    goes on by itself; chosen: from the class's token, None where only the model could tell. live: whether the model ran
    here for it."""

    choice: int = 0
    own: AnswerLine | None = None
    chosen: AnswerLine | None = None
    live: bool = False

    def stopped(self) -> ClassAnswer:
        """The same for good: the model was stopped here."""
        own, chosen = (None if line is None else replace(line, writing=False) for line in (self.own, self.chosen))
        return replace(self, own=own, chosen=chosen)


NO_CHOICE = ClassAnswer()
GONE_ON: tuple[str, ...] = tuple(dict.fromkeys((*GENERATION, "class_choice")))


def _line(ids: tuple[int, ...], step: int, stopped: bool, tokenizer: Tokenizer, *, writing: bool = False) -> AnswerLine:
    """The answer from the frozen step on. Texts are those of whole letters: a token that is part of one is empty."""
    shown = ids[:-1] if stopped else ids
    told = [tokenizer.decode(shown[: place + 1]).removesuffix("\ufffd") for place in range(step - 1, len(shown))]
    if step == 0:
        told[0] = ""
    texts = tuple(after[len(before) :] for before, after in pairwise(told))
    return AnswerLine(ids[step], texts, stopped, writing)


def _own(recording: Recording, step: int, tokenizer: Tokenizer) -> AnswerLine:
    return _line(tuple(recording.ids.tolist()), step, recording.ended, tokenizer)


def _recorded(view: PartView) -> ClassAnswer | None:
    """At once where nothing was chosen, or where what comes of it ships with the product."""
    if view.class_choice == 0:
        return NO_CHOICE
    plan = PLANS["default"]
    if (view.prompt, view.chat, sampling_params(view)) != (plan.prompt, plan.chat, plan.params) or own_model():
        return None
    table, tokenizer = shipped_class_answers(), shipped_tokenizer()
    found = table.answers[int(view.class_choice) - 1]
    own = _own(shipped_recording(), table.step, tokenizer)
    return ClassAnswer(int(view.class_choice), own, _line(found.ids, table.step, found.stopped, tokenizer))


@part(
    "class_answer",
    reads=GONE_ON,
    needs=("recording", "frozen_step", "answer_tokenizer"),
    slow=True,
    stand_in=lambda: NO_CHOICE,
    at_hand=_recorded,
)
def _class_answer(view: PartView) -> ClassAnswer:
    found, step = view.frozen_step, view.frozen_step.step
    recording: Recording = found.choices.recording
    if step < 0 or recording.writing or view.recording.writing:  # a picture in between never waits for the model
        return ClassAnswer(int(view.class_choice))
    params, tokenizer = sampling_params(view), view.answer_tokenizer
    choice = found.choices.at(step, params)
    before, token = tuple(recording.ids[:step].tolist()), int(choice.ids[int(view.class_choice) - 1])
    usual = params == recording.params and choice.drawn == int(recording.ids[step])
    own = _own(recording, step, tokenizer) if usual else None
    made = ClassAnswer(int(view.class_choice), own, own if usual and token == choice.drawn else None)
    if made.chosen is not None:
        return made
    alone = _line((*before, choice.drawn), step, False, tokenizer)  # without the model only its token is known
    made = replace(made, own=own or alone)
    if not is_installed():
        return made
    made = replace(made, live=True)

    def written(first: int, grown: Callable[[AnswerLine], ClassAnswer]) -> AnswerLine:
        def heard(told: Step) -> None:
            view.progress((told.index + 1) / recording.max_tokens, "")

        def told(ids: tuple[int, ...]) -> None:
            view.grow(grown(_line(ids, step, False, tokenizer, writing=True)))

        hooks = Hooks(view.cancelled, on_token=heard)
        done = go_on(shared_model(), recording, (*before, first), params, hooks=hooks, told=told)
        return _line(done.ids, step, done.stopped, tokenizer)

    chosen = written(token, lambda line: replace(made, chosen=line))
    made = replace(made, chosen=chosen)
    if token == choice.drawn:
        return replace(made, own=chosen)
    return made if own is not None else replace(made, own=written(choice.drawn, lambda line: replace(made, own=line)))
