"""The request that is answered for real on this computer: its settings, and the one opened model that answers it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tourapp.errors import MissingError
from tourapp.world.declare import Block, number, switch, text

if TYPE_CHECKING:
    from tourapp.engine.recording import Recording
    from tourapp.engine.sampler import SamplingParams

GENERATION = ("prompt", "chat", "temperature", "top_k", "top_p", "seed", "answer_tokens")
"""What a part that runs the model reads."""


@dataclass(frozen=True)
class RequestInputs(Block):
    """The prompt and how its answer is drawn."""

    prompt: str = text("Prompt", "What is photosynthesis?")
    chat: bool = switch("Chat template", True)
    temperature: float = number("Temperature", 0, 2, 0.8, 0.05, off_text="greedy")
    top_k: int = number("Top-k", 0, 200, 40, 1, off_text="off")
    top_p: float = number("Top-p", 0.05, 1, 0.9, 0.01)
    seed: int = number("Seed", 0, 99, 2)
    answer_tokens: int = number("Answer, at most", 8, 200, 64, unit="tokens")


def sampling_params(view: Any) -> SamplingParams:
    """The sampler settings of some inputs."""
    from tourapp.engine.sampler import SamplingParams

    return SamplingParams(temperature=view.temperature, top_k=view.top_k, top_p=view.top_p, seed=view.seed)


def stand_in_recording() -> Recording:
    """What is shown until a live recording is there."""
    from tourapp.engine.shipped import shipped_recording

    return shipped_recording("default")


def own_model() -> bool:
    """Whether a model given by hand is in use: nothing that ships is of it, so it only runs live."""
    from tourapp.engine.model_store import is_installed, is_own

    return is_installed() and (_opened().own if _opened.cache_info().currsize else is_own())


def model_file() -> str:
    """SHA-256 of the file that the model in use was made of; "" without one."""
    from tourapp.engine.model_store import read_header

    if _opened.cache_info().currsize:
        return _opened().model.transformer.weights.source.sha256
    try:
        return read_header().source.sha256
    except MissingError:
        return ""


def shared_model() -> Any:
    """The opened model, one per process; only the worker (or a command) runs it. Another one that is installed
    meanwhile is used from the next start; one whose file was cut is opened anew. Raises MissingError."""
    opened = _opened()
    if not opened.model.transformer.weights.is_whole:
        _opened.cache_clear()
        opened = _opened()
    return opened.model


@dataclass(frozen=True, slots=True)
class OpenedModel:
    """A model, and whether it was given by hand."""

    model: Any
    own: bool


@lru_cache(maxsize=1)
def _opened() -> OpenedModel:
    from tourapp.engine.model import load_model
    from tourapp.engine.model_store import is_own

    return OpenedModel(load_model(), is_own())
