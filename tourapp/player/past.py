"""The prompts asked last and what was answered: the newest first, kept from one run to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

if TYPE_CHECKING:
    from tourapp.player.state import PlayerState
    from tourapp.player.tour import Tour

KEPT = 10
LONGEST_PROMPT, LONGEST_ANSWER = 1000, 300
"""Letters; a longer prompt is not kept, of a longer answer its beginning."""


class PastPrompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A prompt and its answer; "" while none is known."""

    prompt: Annotated[str, msgspec.Meta(max_length=LONGEST_PROMPT)]
    answer: Annotated[str, msgspec.Meta(max_length=LONGEST_ANSWER)] = ""


Past = tuple[PastPrompt, ...]


@dataclass(frozen=True, slots=True)
class KeepPrompt:
    """A prompt was asked, or its answer is known now."""

    prompt: str
    answer: str = ""


def keep_prompt(state: PlayerState, intent: KeepPrompt, _tour: Tour) -> PlayerState:
    """The state with that prompt first; an answer known before stays until there is a new one."""
    if not intent.prompt.strip() or len(intent.prompt) > LONGEST_PROMPT:
        return state
    known = next((each.answer for each in state.past if each.prompt == intent.prompt), "")
    answer = " ".join(intent.answer.split())[:LONGEST_ANSWER]
    first = PastPrompt(intent.prompt, answer or known)
    if intent.answer and any(each.prompt == intent.prompt for each in state.past):  # it keeps its place
        past = tuple(first if each.prompt == intent.prompt else each for each in state.past)
    else:
        past = (first, *(each for each in state.past if each.prompt != intent.prompt))[:KEPT]
    return state if past == state.past else replace(state, past=past)


PAST_STEPS: dict[type, Callable[[PlayerState, Any, Tour], PlayerState]] = {KeepPrompt: keep_prompt}
