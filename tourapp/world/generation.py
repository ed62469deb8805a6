"""The request that is answered for real on this computer: its settings, and the one opened model that answers it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

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
    temperature: float = number("Temperature", 0, 2, 0.8, 0.05, role="decode", off_text="greedy")
    top_k: int = number("Top-k", 0, 200, 40, 1, role="decode", off_text="off")
    top_p: float = number("Top-p", 0.05, 1, 0.9, 0.01, role="decode")
    seed: int = number("Seed", 0, 99, 2, role="dim")
    answer_tokens: int = number("Answer, at most", 8, 200, 64, unit="tokens", role="decode")


def sampling_params(view: Any) -> SamplingParams:
    """The sampler settings of some inputs."""
    from tourapp.engine.sampler import SamplingParams

    return SamplingParams(temperature=view.temperature, top_k=view.top_k, top_p=view.top_p, seed=view.seed)


def stand_in_recording() -> Recording:
    """What is shown until a live recording is there."""
    from tourapp.engine.shipped import shipped_recording

    return shipped_recording("default")


@lru_cache(maxsize=1)
def shared_model() -> Any:
    """The opened model, one per process; only the worker (or a command) runs it."""
    from tourapp.engine.model import load_model

    return load_model()
