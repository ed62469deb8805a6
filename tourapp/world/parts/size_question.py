"""World part of the second question: two models on one machine, and by how much a step of the larger one is slower.

Both are asked of the cost model at the same load; the larger one is that with more parameters. Their ratio at
other loads, and along a growing cache, is the full model's, never a product of factors. Not here: the equation itself
(`letters`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp.quantity import Quantity, add_up, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost import Costs, cost
from tourapp.sim.cost.machine import machine
from tourapp.specs import ModelSpec, parameter_parts, total_parameters
from tourapp.world.declare import BITS, Block, choice, switch
from tourapp.world.equation_letters import Letters, letters_of
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, model_pairs, scenario

ALONE = (1, 128)
"""Batch and context at which nothing but the weights counts."""
ASKED = (32, 8192)
"""Batch and context that a class is asked about."""
LOADS = (ALONE, (1, 2000), (8, 2000), ASKED, (64, 8192), (64, 32_768))
"""Loads that the curve names."""
CACHED = (100.0, 10_000_000.0)
"""Tokens in the cache of the whole batch, at the ends of the curve."""
POINTS = 80


@dataclass(frozen=True)
class SizeInputs(Block):
    """With what the scenario's model is compared, in how many bits both keep their weights, and where the other runs.
    16 bits are a setting of this question's own: the ratio of two models is told as they were published."""

    size_other: str = choice("Compared with", model_pairs, "llama-3-8b")
    size_bits: int = choice("Weight bits, both", BITS, 16)
    size_same: bool = switch("Same machine", True)


@dataclass(frozen=True, slots=True)
class SizeSide:
    """One of the two models at the scenario's load: its letters, its parameters, step ideal and achieved in s, what of
    the step the math needs, the time in s in which one conversation alone reads its weights, users that fit; flops and
    bytes of a token, memory held and memory there, B; tables: share of embedding and LM head in its parameters; unread:
    share of the parameters that no step reads; gpus: of its machine."""

    name: str
    letters: Letters
    params: Quantity
    step: Quantity
    achieved: Quantity
    math: Quantity
    reading: Quantity
    users: Quantity
    flops: Quantity
    bytes: Quantity
    held: Quantity
    memory: Quantity
    tables: Quantity
    unread: Quantity
    gpus: Quantity
    tied: bool


@dataclass(frozen=True, slots=True)
class SizeAt:
    """Both steps at one load, in s, and the larger over the smaller; cached: tokens in the cache of the batch; fits:
    whether the larger one holds that load; letters, small_letters: both equations there."""

    id: str
    batch: Quantity
    context: Quantity
    cached: Quantity
    big: Quantity
    small: Quantity
    ratio: Quantity
    fits: bool
    letters: Letters
    small_letters: Letters


@dataclass(frozen=True, slots=True, eq=False)
class SizeQuestion:
    """big, small: the two models; first: whether the scenario's is the larger. alone, here, asked: their ratio at one
    load each, `loads`: at the named ones; achieved: here, achieved. by_params, by_weights (read by a step alone, and by
    one here), by_kappa, by_math: ratios of what they are made of; hidden: as if the math alone counted and memory hid
    it. cached [n] with ratio [n]: along a growing cache at the scenario's batch; full: the largest cache that the
    larger one holds, tokens. same: whether both have the same machine; apart: the ratio of both steps alone where the
    smaller has one GPU."""

    big: SizeSide
    small: SizeSide
    first: bool
    same: bool
    alone: SizeAt
    here: SizeAt
    asked: SizeAt
    loads: tuple[SizeAt, ...]
    achieved: Quantity
    by_params: Quantity
    by_weights: Quantity
    by_weights_here: Quantity
    by_kappa: Quantity
    by_math: Quantity
    hidden: Quantity
    apart: Quantity
    cached: np.ndarray
    ratio: np.ndarray
    full: Quantity

    @property
    def same_model(self) -> bool:
        """Whether a model is compared with itself."""
        return self.big.name == self.small.name


HIDDEN = Quantity(1.0, "times", "as fast: more arithmetic is hidden behind the memory", "r", source=DEFINED)


@part("size_question", reads=(*SCENARIO, "size_other", "size_bits", "size_same"), needs=("cost",))
def _size_question(view: PartView) -> SizeQuestion:
    return _compare(_Pair(view))


class _Pair:
    """Both models as settings of the cost model, the larger one first."""

    def __init__(self, view: PartView) -> None:
        self.view, self.first, self.same = view, True, bool(view.size_same)
        models = [str(view.model), str(view.size_other)]
        sizes = [float(cost(scenario(view, model=name)).params.value) for name in models]
        if sizes[0] < sizes[1]:
            self.first, models = False, models[::-1]
        self.models = tuple(models)

    def costs(self, which: int, **load: object) -> Costs:
        """Costs of the larger (0) or the smaller (1) at a load."""
        if which and not self.same:
            load["gpus"] = 1
        bits = int(self.view.size_bits)
        return cost(scenario(self.view, model=self.models[which], weight_bits=bits, **load))

    def here(self, which: int) -> Costs:
        """Costs at the scenario's load: the scenario's own model keeps the very numbers of the cost model."""
        own = (which == 0) == self.first and (self.same or which == 0)
        own = own and int(self.view.size_bits) == int(self.view.weight_bits)
        found: Costs = self.view.cost
        return found if own else self.costs(which)


def _compare(pair: _Pair) -> SizeQuestion:
    costs = (pair.here(0), pair.here(1))
    load = costs[0].scenario
    here, alone = _at(pair, (int(load.batch), int(load.context)), costs), _at(pair, ALONE)
    big, small = _side(costs[0], alone.letters), _side(costs[1], alone.small_letters)
    cached, ratio = _curve(pair, int(load.batch))
    one, both = (alone.letters, alone.small_letters), (big.letters, small.letters)
    math = tuple(each.decode.flops_per_step for each in costs)
    return SizeQuestion(
        big=big,
        small=small,
        first=pair.first,
        same=pair.same,
        alone=alone,
        here=here,
        asked=_at(pair, ASKED),
        loads=tuple(_at(pair, each) for each in LOADS),
        achieved=_over("achieved step of the larger over that of the smaller", big.achieved, small.achieved),
        by_params=_over("parameters of the larger over those of the smaller", big.params, small.params),
        by_weights=_over("weights read by a step alone, the larger over the smaller", *(each.weights for each in one)),
        by_weights_here=_over("weights read by a step, the larger over the smaller", *(each.weights for each in both)),
        by_kappa=_over("cache of a token, the larger over the smaller", *(each.kappa for each in both)),
        by_math=_over("arithmetic of a step, the larger over the smaller", *math),
        hidden=HIDDEN,
        apart=_apart(pair),
        cached=cached,
        ratio=ratio,
        full=_full(costs[0]),
    )


def _over(words: str, big: Quantity, small: Quantity) -> Quantity:
    return derive(words, "r", "times", "a / b", big.named(big.name, "a"), small.named(small.name, "b"))


def _side(costs: Costs, alone: Letters) -> SizeSide:
    model, now = costs.scenario.model_spec, costs.decode
    letters, box = letters_of(costs), machine(costs.scenario)
    tables, unread, tied = _tables(model)
    return SizeSide(
        name=model.name,
        letters=letters,
        params=replace(costs.params, id=""),  # of a model, whichever side it is on
        step=now.step_seconds,
        achieved=now.achieved_step_seconds,
        math=now.compute_busy,
        reading=derive("time to read the weights", "t_W", "s", "W / β", alone.weights, box.bandwidth),
        users=costs.capacity.users,
        flops=now.flops_per_token,
        bytes=now.bytes_per_token,
        held=costs.capacity.held_bytes,
        memory=costs.capacity.memory_bytes,
        tables=tables,
        unread=unread,
        gpus=replace(box.gpus, id=""),
        tied=tied,
    )


def _tables(model: ModelSpec) -> tuple[Quantity, Quantity, bool]:
    """Shares of the parameters: in embedding and LM head, and in the part that is only looked up; whether they are one
    table."""
    parts, whole = parameter_parts(model), total_parameters(model)
    tables = [each.params for each in parts if each.kind in ("lookup", "head")]
    looked = [each.params for each in parts if each.kind == "lookup"]
    both = add_up("parameters of embedding and LM head", "P_V", "1", tables)
    only = add_up("parameters that are only looked up", "P_E", "1", looked)
    tied = model.tied
    if tied:
        words = "parameters that are only looked up: none, the table is the LM head too"
        only = Quantity(0, "1", words, "P_E", source=DEFINED)
    return (
        derive("share of the parameters in embedding and LM head", "n_V", "share", "P_V / P", both, whole),
        derive("share of the parameters that no step reads", "n_E", "share", "P_E / P", only, whole),
        tied,
    )


def _at(pair: _Pair, load: tuple[int, int], known: tuple[Costs, Costs] | None = None) -> SizeAt:
    """Both steps at a batch and a context."""
    batch, context = load
    big, small = known or tuple(pair.costs(which, batch=batch, context=context) for which in (0, 1))
    rows, length = big.scenario.quantity("batch"), big.scenario.quantity("context")
    letters = [letters_of(big), letters_of(small)]
    if known is None:
        rows, length = replace(rows, id="", source=DEFINED), replace(length, id="", source=DEFINED)
        letters = [replace(each, batch=rows, context=length) for each in letters]
    steps = (big.decode.step_seconds, small.decode.step_seconds)
    cached = derive("tokens in the cache of the batch", "S", "token", "B * s", rows, length)
    ratio = _over("step of the larger over that of the smaller", *steps)
    fits = bool(big.capacity.fits)
    return SizeAt(f"{batch}x{context}", rows, length, cached, *steps, ratio, fits, *letters)


def _curve(pair: _Pair, batch: int) -> tuple[np.ndarray, np.ndarray]:
    """The ratio of both steps along a growing cache: tokens in the cache [n], ratio [n]."""
    contexts = np.unique(np.maximum(1, np.round(np.geomspace(*CACHED, POINTS) / batch))).astype(float)
    big, small = (np.asarray(pair.costs(which, context=contexts).decode.step_seconds.value, float) for which in (0, 1))
    return contexts * batch, np.broadcast_to(big / small, contexts.shape)


def _apart(pair: _Pair) -> Quantity:
    """Both steps alone, the smaller on one GPU."""
    batch, context = ALONE
    big = pair.costs(0, batch=batch, context=context)
    small = pair.costs(1, batch=batch, context=context, gpus=1)
    words = "step of the larger over that of the smaller on one GPU"
    return _over(words, big.decode.step_seconds, small.decode.step_seconds)


def _full(costs: Costs) -> Quantity:
    """Tokens of cache that the larger one holds, of all conversations together."""
    users, context = costs.capacity.users_exact, costs.scenario.quantity("context")
    most = "maximum(n, 0) * s"
    return derive("tokens of cache that fit", "S_fit", "token", most, users.named(users.name, "n"), context)
