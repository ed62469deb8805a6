"""Answers for a lesson, made beforehand: which requests it asks of the model, and each answer small enough to carry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from tourapp.engine.capture import triangle_offset
from tourapp.engine.hooks import Cancel, Cancelled, Hooks, never
from tourapp.engine.record import record
from tourapp.engine.recording import Recording
from tourapp.engine.sampler import SamplingParams
from tourapp.engine.shipped import READABLE_LAYERS, matching_recording
from tourapp.errors import UsageError
from tourapp.player.lessons.lesson_file import packed
from tourapp.player.lessons.opened import lesson_text
from tourapp.player.opening import first_settings
from tourapp.player.state import inputs_for, opening
from tourapp.player.tour import Tour, make_tour
from tourapp.tours import all_scenes
from tourapp.tours.format import TourFile
from tourapp.tours.lesson_box import LARGEST_RECORDING, MOST_RECORDINGS
from tourapp.tours.load import parse_tour
from tourapp.world import Inputs
from tourapp.world.generation import RequestInputs, sampling_params
from tourapp.world.parts.choices import Choices

if TYPE_CHECKING:
    from tourapp.engine.model import Model

FIRST_STEPS = (0, 1, 2, 3)
"""Steps of which all scores are kept, beside the most open one."""
CUTS = (256, 192, 160, 128, 96, 64, 48)
"""How many tokens keep their attention, tried until the recording is small enough."""
Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class AnswerWanted:
    """A request to the model."""

    prompt: str
    chat: bool
    params: SamplingParams
    limit: int

    @property
    def shown(self) -> str:
        """The prompt, short enough for a line."""
        words = " ".join(self.prompt.split())
        return words if len(words) <= 40 else words[:39] + "…"


def answers_wanted(tour: Tour) -> tuple[AnswerWanted, ...]:
    """What the lesson asks at its stops and with its prompts; then, as far as there is room, the same prompts at the
    usual settings, of which one frozen step is shown. What ships with the product is not asked. UsageError where there
    are too many."""
    asked = [_wanted(inputs) for inputs in _inputs(tour)]
    usual = RequestInputs()
    extra = [AnswerWanted(each.prompt, each.chat, sampling_params(usual), usual.answer_tokens) for each in asked]
    needed = len(_distinct(asked))
    if needed > MOST_RECORDINGS:
        raise UsageError(
            f"{needed} different answers; a lesson carries at most {MOST_RECORDINGS}: "
            "use fewer prompts, or the same sampling settings at every stop"
        )
    return tuple(_distinct([*asked, *extra])[:MOST_RECORDINGS])


def with_asked(file: TourFile, asked: Iterable[str]) -> TourFile:
    """The lesson with more prompts: those that were asked in the window, as many as it can carry answers to."""
    more = [
        prompt for prompt in dict.fromkeys(asked) if prompt not in file.prompts and prompt != RequestInputs().prompt
    ]
    for count in range(min(len(more), MOST_RECORDINGS), 0, -1):
        found = msgspec.structs.replace(file, prompts=[*file.prompts, *more[:count]])
        with suppress(UsageError):
            wanted_by(found)
            return found
    return file


def wanted_by(file: TourFile) -> tuple[AnswerWanted, ...]:
    """What a lesson that is not opened yet asks of the model. UsageError as in `answers_wanted`."""
    found = parse_tour(lesson_text(file), file.title, all_scenes())
    return answers_wanted(make_tour(found))


def prepared_recordings(
    model: Model, wanted: tuple[AnswerWanted, ...], progress: Progress, cancel: Cancel = never
) -> Iterator[Recording]:
    """Each answer, written now by the model. UsageError for one that cannot be carried, Cancelled where it was
    stopped."""
    for number, each in enumerate(wanted):

        def told(step: object, number: int = number, each: AnswerWanted = each) -> None:
            share = (getattr(step, "index", 0) + 1) / each.limit
            progress((number + min(share, 1.0) * 0.95) / len(wanted), each.shown)

        progress(number / len(wanted), each.shown)
        hooks = Hooks(cancel=cancel, on_token=told)
        made = record(model, each.prompt, each.chat, each.params, each.limit, hooks=hooks)
        if cancel():
            raise Cancelled
        yield small_enough(made)
    progress(1.0, "")


def small_enough(recording: Recording) -> Recording:
    """The recording with what the scenes show of it, cut to the size that a lesson carries. UsageError beyond that."""
    kept = recording.qkv_layers.tolist()
    layers = tuple(layer for layer in READABLE_LAYERS if layer in kept) or tuple(kept[:4])
    steps = tuple(sorted({*FIRST_STEPS, max(0, Choices(recording).widest)}))
    small = recording.compact(layers, steps)
    for count in (small.positions, *(cut for cut in CUTS if cut < small.positions)):
        cut = _cut(small, count)
        if cut.attention_packed.nbytes < 3 * LARGEST_RECORDING and len(packed(cut)) <= LARGEST_RECORDING:
            return cut
    raise UsageError(f"{recording.prompt[:40]!r}: its answer is too large for a lesson; ask something shorter")


def _cut(recording: Recording, count: int) -> Recording:
    return replace(
        recording,
        attention_packed=recording.attention_packed[:, :, : triangle_offset(count)],
        layer_record=recording.layer_record and recording.layer_record.thinned(count),
        **{name: getattr(recording, name)[:, :, :count] for name in ("queries", "keys", "values")},
    )


def _inputs(tour: Tour) -> Iterator[Inputs]:
    state = opening(settings=first_settings(tour, {}))
    for stop in tour.stops:
        yield inputs_for(state, stop)
    for prompt in tour.prompts:
        yield state.inputs.change(prompt=prompt)


def _wanted(inputs: Inputs) -> AnswerWanted:
    return AnswerWanted(inputs.prompt, inputs.chat, sampling_params(inputs), inputs.answer_tokens)


def _distinct(asked: list[AnswerWanted]) -> list[AnswerWanted]:
    """Every request once, with its highest limit, without those that ship with the product."""
    found: dict[tuple[object, ...], AnswerWanted] = {}
    for each in asked:
        key = (each.prompt, each.chat, each.params)
        limit = max(each.limit, found[key].limit if key in found else 0)
        if matching_recording(each.prompt, each.chat, each.params, limit) is None:
            found[key] = replace(each, limit=limit)
    return list(found.values())
