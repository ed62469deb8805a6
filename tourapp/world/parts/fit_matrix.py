"""World part of what fits where: a family of models by a family of GPUs, and how many conversations each pair holds.

The figures are those of `cost().capacity`; a model whose longest context is shorter is asked at that. At most 14 models
and 15 GPUs: a chosen one that is not of the family stands in the place of its nearest. Memory only, not speed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp import specs
from tourapp.quantity import Quantity
from tourapp.quantity.origin import COMPUTED
from tourapp.sim.cost import Scenario
from tourapp.sim.cost.cache import cache
from tourapp.sim.cost.capacity import Capacity, capacity
from tourapp.sim.cost.machine import machine
from tourapp.sim.cost.weights import all_weights
from tourapp.specs import total_parameters
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

MODELS = (
    *("gpt2", "smollm2-135m", "llama-2-7b", "mistral-7b", "qwen2.5-7b", "llama-3-8b", "gemma-2-9b", "llama-2-13b"),
    *("mixtral-8x7b", "llama-2-70b", "llama-3-70b", "qwen2.5-72b", "llama-3.1-405b", "deepseek-v3"),
)
GPUS = (
    *("tpu-v5e", "v100-sxm", "l4", "rtx-3090", "rtx-4090", "a100-40gb-pcie", "a100-40gb-sxm", "l40s"),
    *("a100-80gb-pcie", "a100-80gb-sxm", "h100-pcie", "h100-sxm", "h200-sxm", "b200-sxm", "mi300x"),
)


@dataclass(frozen=True, slots=True, eq=False)
class FitMatrix:
    """models, gpus: (id, name) of rows and columns, the smallest first; memory: of one GPU of each column, GB; users
    [m, g]: conversations that each pair holds; chosen: row and column of the scenario's pair; down, across: the users
    of its column and of its row; here: the pair's own memory; each: of one conversation; fits, pairs: how many pairs
    hold at least one, and how many there are; longest: tokens a model was asked at instead, by its name."""

    models: tuple[tuple[str, str], ...]
    gpus: tuple[tuple[str, str], ...]
    memory: tuple[float, ...]
    users: np.ndarray
    chosen: tuple[int, int]
    down: tuple[Quantity, ...]
    across: tuple[Quantity, ...]
    here: Capacity
    room: Quantity
    each: Quantity
    fits: Quantity
    pairs: Quantity
    longest: tuple[tuple[str, int], ...]


@part("fit_matrix", reads=SCENARIO)
def _fit_matrix(view: PartView) -> FitMatrix:
    params = {name: float(total_parameters(specs.model(name)).value) for name in {*MODELS, str(view.model)}}
    memory = {name: float(specs.gpu(name).memory_gb) for name in {*GPUS, str(view.gpu)}}
    models = sorted(_family(MODELS, str(view.model), params), key=lambda name: params[name])
    gpus = sorted(_family(GPUS, str(view.gpu), memory), key=lambda name: (memory[name], specs.gpu(name).bandwidth_tb_s))
    asked = PairRooms(view)
    row, column = models.index(str(view.model)), gpus.index(str(view.gpu))
    users = np.array([[float(asked.room(m, g).users.value) for g in gpus] for m in models])
    here = asked.room(models[row], gpus[column])
    fits = Quantity(int((users >= 1).sum()), "1", "pairs that hold one conversation", "n", source=COMPUTED)
    return FitMatrix(
        models=tuple((name, specs.model(name).name) for name in models),
        gpus=tuple((name, specs.gpu(name).name) for name in gpus),
        memory=tuple(memory[name] for name in gpus),
        users=users,
        chosen=(row, column),
        down=tuple(asked.room(name, gpus[column]).users for name in models),
        across=tuple(asked.room(models[row], name).users for name in gpus),
        here=here,
        room=replace(here.usable_bytes - here.weight_bytes, name="room beside the weights", symbol="U_free"),
        each=asked.one(models[row]),
        fits=fits,
        pairs=Quantity(users.size, "1", "pairs of model and GPU", "n", source=COMPUTED),
        longest=tuple((specs.model(name).name, asked.context(name)) for name in models if asked.is_short(name)),
    )


def _family(usual: tuple[str, ...], chosen: str, size: dict[str, float]) -> tuple[str, ...]:
    """The usual ones; a chosen one that is not among them takes the place of that nearest in size."""
    if chosen in usual:
        return usual
    nearest = min(usual, key=lambda name: abs(size[name] - size[chosen]))
    return tuple(chosen if name == nearest else name for name in usual)


class PairRooms:
    """The cost model's memory for one pair after another, weights and cache of each model worked out once."""

    def __init__(self, view: PartView) -> None:
        self._view = view
        self._known: dict[str, tuple[Scenario, Quantity, Quantity]] = {}
        self._rooms: dict[tuple[str, str], Capacity] = {}

    def is_short(self, model: str) -> bool:
        """Whether the model's longest context is below what is asked."""
        longest = specs.model(model).max_context
        return longest is not None and longest < int(self._view.context)

    def context(self, model: str) -> int:
        """The context at which a model is asked."""
        longest, asked = specs.model(model).max_context, int(self._view.context)
        return asked if longest is None else min(asked, longest)

    def one(self, model: str) -> Quantity:
        """Bytes of one conversation."""
        return self._model(model)[2]

    def room(self, model: str, gpu: str) -> Capacity:
        """Memory of a pair."""
        if (model, gpu) not in self._rooms:
            asked, weights, one = self._model(model)
            four = specs.gpu(gpu).math_bits(asked.weight_bits)
            if four != asked.math:  # four-bit floats carry their scales: another size of the same weights
                asked = replace(asked, gpu=gpu, math=four)
                weights = all_weights(asked)
            else:
                asked = replace(asked, gpu=gpu)
            self._rooms[model, gpu] = capacity(asked, machine(asked), weights, one.named(one.name, "K"), one)
        return self._rooms[model, gpu]

    def _model(self, model: str) -> tuple[Scenario, Quantity, Quantity]:
        if model not in self._known:
            asked = scenario(self._view, model=model, context=self.context(model), batch=1, mfu=1.0, mbu=1.0)
            self._known[model] = (asked, all_weights(asked), cache(asked).per_sequence)
        return self._known[model]
