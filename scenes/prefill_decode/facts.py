"""What the scene tells of the world: the two phases of the service's typical request on its machine, and our own
question beside it, whose answer lends the words.

Typed numbers for the picture; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scenes.prefill_decode.pane import panes_for
from scenes.prefill_decode.sail import sheet_of
from tourapp.authoring import Phrase, Quantity, World, banded, between
from tourapp.figures.token_strip import safe_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import AchievedBasis, ComputerNumbers, Costs, Measurement, Measuring, RequestTimes

WORDS = 40
"""Tokens of the answer that a time line may name."""
LETTERS = 24
"""Letters of a token that are shown at most."""

ABOUT = (
    *("decode", "prefill", "request_times", "request_cost", "request_step"),
    *("own_cost", "prompt_track", "measured", "scenario.prompt_tokens"),
)
"""The facts that the scene is about."""


@dataclass(frozen=True, slots=True, eq=False)
class TwoPhases:
    """The service's typical request on the scenario's machine. Counts are tokens where no other unit is named."""

    costs: Costs
    """Prefill of one typical prompt, alone in its pass."""
    step: Costs
    """The first decode step after it, one token of each conversation of the batch."""
    shared: Costs
    """The scenario as every scene has it: what does not depend on the context."""
    own: Costs
    """Prefill of our own prompt, alone in its pass."""
    times: RequestTimes
    reached: AchievedBasis
    """What the word "achieved" rests on here."""
    format: Phrase
    """In which number format the machine multiplies, which its ridge is for."""
    measured: Measurement | None
    computer: ComputerNumbers | None
    """What was measured, as quantities."""
    measuring: Measuring
    prompt: int
    own_prompt: int
    panes: int
    layers_each: int
    """Layers of the model that one pane stands for."""
    dot: int
    """Tokens that one dot of the slab stands for."""
    texts: tuple[str, ...]
    """The tokens of the answer to our question as they came."""
    writer: str
    """The model that wrote them."""
    ended: bool
    """Whether it ended the answer itself, with an end token."""

    @property
    def compute(self) -> float:
        """Busy share of the math in prefill."""
        return float(self.costs.prefill.compute_busy.value)

    @property
    def memory(self) -> float:
        """Busy share of the memory in prefill."""
        return float(self.costs.prefill.memory_busy.value)

    @property
    def step_memory(self) -> float:
        """Busy share of the memory in a step of decode."""
        return float(self.step.decode.memory_busy.value)

    @property
    def batch(self) -> Quantity:
        """Conversations that a decode step serves, each with one token."""
        return self.shared.scenario.quantity("batch")

    @property
    def one_token(self) -> bool:
        """Whether the typical answer is a single token, which prefill gives."""
        return self.times.tokens == 1

    @property
    def words(self) -> tuple[str, ...]:
        """The first tokens of the answer as labels."""
        return tuple(shown_word(text) for text in self.texts[:WORDS])

    @property
    def slow_first(self) -> Phrase:
        """Achieved time to the first token with its band."""
        return banded(self.times.achieved_first, self.reached, "prefill")

    @property
    def slow_between(self) -> Phrase:
        """Achieved time between tokens with its band."""
        return banded(self.times.achieved_between, self.reached, "token")

    @property
    def slow_total(self) -> Phrase:
        """Achieved time of the whole answer with its band."""
        return between(self.times.achieved_total, self.times.total_ends, self.reached)

    @property
    def machine(self) -> Phrase:
        """What the machine is called: its GPU, and how many of them."""
        gpu, gpus = self.costs.scenario.gpu_spec.name, self.costs.scenario.gpus
        return Phrase("{n} × {gpu}", n=gpus, gpu=gpu) if gpus > 1 else Phrase("{gpu}", gpu=gpu)


def two_phases(world: World) -> TwoPhases:
    """The facts of one world."""
    panes, each = panes_for(world.request_cost.scenario.model_spec.layers)
    prompt = world.inputs.prompt_tokens
    return TwoPhases(
        costs=world.request_cost,
        step=world.request_step,
        shared=world.cost,
        own=world.own_cost,
        times=world.request_times,
        reached=world.reached,
        format=world.math_format,
        measured=world.measured,
        computer=world.computer_numbers,
        measuring=world.measuring,
        prompt=prompt,
        own_prompt=max(1, world.recording.prompt_count),
        panes=panes,
        layers_each=each,
        dot=sheet_of(prompt).each,
        texts=tuple(world.recording.texts),
        writer=world.recording.model,
        ended=world.recording.ended,
    )


def token_count(n: int) -> Phrase:
    """'1 token', '2,000 tokens'."""
    return Phrase("{n} {n|token|tokens}", n=n)


@lru_cache(maxsize=4096)
def shown_word(text: str) -> str:
    """A token's text as a short word for a label: no space around it, safe for any Unicode."""
    return safe_words(text.strip() or text.replace(" ", "·"))[:LETTERS]


@lru_cache(maxsize=4096)
def shown_piece(text: str) -> str:
    """A token's text inside a line: its leading space kept."""
    return safe_words(text)[:LETTERS]
