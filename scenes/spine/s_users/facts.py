"""What the scene tells of: the room in memory, one conversation, and how many fit. Reads the world; draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Costs, UsersQuestion


@dataclass(frozen=True, slots=True, eq=False)
class UsersFacts:
    """The question's numbers, and the costs behind them."""

    asked: UsersQuestion
    costs: Costs

    @property
    def memory(self) -> Quantity:
        """Memory of all GPUs."""
        return self.costs.capacity.memory_bytes

    @property
    def users(self) -> int:
        """Whole conversations that fit."""
        return int(self.asked.here.users.value)

    @property
    def one_of(self) -> Quantity:
        """Bytes of one conversation."""
        return self.asked.here.per_sequence

    @property
    def model(self) -> str:
        """The model's name."""
        return self.costs.scenario.model_spec.name

    @property
    def gpu(self) -> str:
        """The GPU's short name."""
        return self.costs.scenario.gpu_spec.name.partition(",")[0]

    @property
    def factors(self) -> tuple[Quantity, Quantity, Quantity]:
        """What κ is made of: layers, numbers that a token keeps in a layer, bytes of a number."""
        layers, numbers, size = self.asked.factors
        return layers, numbers, size

    @property
    def latent(self) -> bool:
        """Whether a token keeps one latent vector in place of keys and values."""
        return self.costs.scenario.model_spec.mla is not None

    @property
    def windowed(self) -> bool:
        """Whether some layers forget what is beyond their window, so that length times κ is not what is held."""
        return self.costs.scenario.model_spec.window is not None

    @property
    def room(self) -> bool:
        """Whether the weights leave any room at all."""
        return float(self.asked.room.value) > 0

    @property
    def result(self) -> Quantity:
        """What the equation gives: conversations before rounding down; none where there is no room to divide."""
        return self.asked.here.exact if self.room else self.asked.here.users

    def machine(self) -> Phrase:
        """GPUs and their kind."""
        gpus = self.costs.scenario.gpus
        return Phrase("{n} × {gpu}", n=int(gpus), gpu=self.gpu)


def facts_of(f: Frame) -> UsersFacts:
    """The facts of a frame."""
    return UsersFacts(f.world.users_question, f.world.cost)
