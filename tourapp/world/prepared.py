"""Answers made beforehand that came with a lesson: they stand on stage at once, and the model is not run for them.

Those of one lesson at a time. An answer counts for the very request it was made for, and only while the model in use is
the one that made it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tourapp.engine.model_store import KNOWN, read_header
from tourapp.errors import MissingError

if TYPE_CHECKING:
    from tourapp.engine.recording import Recording
    from tourapp.engine.sampler import SamplingParams


class PreparedAnswers:
    """The answers at hand, by request."""

    def __init__(self, recordings: Iterable[Recording] = ()) -> None:
        self.known: dict[tuple[Any, ...], tuple[Recording, ...]] = {}
        for each in recordings:
            key = (each.prompt, each.chat, each.params)
            self.known[key] = (*self.known.get(key, ()), each)

    def answer(self, prompt: str, chat: bool, params: SamplingParams, limit: int) -> Recording | None:
        """The answer to this request, cut to the limit of tokens."""
        for answer in self.known.get((prompt, chat, params), ()):
            if (answer.ended or answer.max_tokens >= limit) and answer.model == _model_in_use():
                return answer.clipped(limit)
        return None


_at_hand = PreparedAnswers()


def use_prepared(recordings: Iterable[Recording]) -> None:
    """From now on these are at hand, and no others."""
    _at_hand.known = PreparedAnswers(recordings).known


def prepared_answer(prompt: str, chat: bool, params: SamplingParams, limit: int) -> Recording | None:
    """The answer that was made for this request; None where there is none."""
    return _at_hand.answer(prompt, chat, params, limit)


def has_prepared() -> bool:
    """Whether any answer came with the lesson."""
    return bool(_at_hand.known)


def _model_in_use() -> str:
    """The name of the model that would answer now; without one, of the model whose recordings the product shows."""
    try:
        return read_header().name
    except MissingError:
        return KNOWN[0].name
