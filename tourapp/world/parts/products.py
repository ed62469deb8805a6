"""World parts of plain products: a real query and key as two arrows, what one token multiplies in the small model, and
two real matrices with their arithmetic for a token, read off the ledger.

Not here: products of numbers that a person sets, which their scene multiplies on the stage.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED, RUN
from tourapp.sim.cost import cost
from tourapp.sim.cost.blocks import pass_blocks
from tourapp.sim.cost.scenario import figure
from tourapp.words import Phrase
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

TWO = Quantity(2, "FLOP", "a multiplication and an addition", "n_2", source=DEFINED)
MILLION = Quantity(1_000_000, "1", "a million", "n_1", source=DEFINED)
SMALL, LARGE = "smollm2-135m", "llama-2-7b"
SIZED, SIZED_WORDS = "up", Phrase("up matrix")
"""The block of a layer that both models have alike: one matrix."""


@dataclass(frozen=True, slots=True)
class RealPair:
    """A recorded query and a key as arrows in the plane that both lie in: their dot product, their lengths, and the
    cosine of the angle between them."""

    dot: Quantity
    query: Quantity
    key: Quantity
    cosine: Quantity


@dataclass(frozen=True, slots=True)
class SizedMatrix:
    """A matrix of a real model. inputs K, outputs N; token: FLOP for one token in one layer, which is the ledger's row
    over the model's layers; params: numbers of it."""

    id: str
    model: str
    words: Phrase
    inputs: Quantity
    outputs: Quantity
    params: Quantity
    token: Quantity

    def flops(self, tokens: int) -> Quantity:
        """FLOP when so many tokens pass together."""
        count = Quantity(tokens, "1", "tokens that pass together", "M", source=DEFINED)
        found = derive("arithmetic of the product", "C_M", "FLOP", "M * C_1", count, self.token.named("", "C_1"))
        return found.christen(f"matmul_sizes.{self.id}.flops(tokens={tokens})")


@dataclass(frozen=True, slots=True)
class TokenWork:
    """What the small model does for a token of the answer: millions of pairs multiplied and added, FLOP, bytes read,
    and memory held of all there is (B)."""

    millions: Quantity
    flops: Quantity
    bytes: Quantity
    held: Quantity
    memory: Quantity


@part("real_pair", needs=("turning",))
def _real_pair(view: PartView) -> RealPair | None:
    pair = view.turning.pair
    if pair is None:
        return None
    query, key = (float(np.linalg.norm(each)) for each in (pair.query_lengths, pair.key_lengths))
    dot = pair.score.named("query times key", "qk")
    one = Quantity(query, "1", "length of the query", "q", source=RUN)
    two = Quantity(key, "1", "length of the key", "k", source=RUN)
    return RealPair(dot, one, two, derive("cosine of their angle", "cos", "1", "qk / (q * k)", dot, one, two))


@part("token_work", reads=SCENARIO, needs=("recording",))
def _token_work(view: PartView) -> TokenWork:
    """At the length that the answer on stage reaches, in 16 bits, on the scenario's machine."""
    length = view.recording.prompt_count + len(view.recording.ids)
    costs = cost(scenario(view, model=SMALL, batch=1, gpus=1, weight_bits=16, context=length))
    flops, memory = pass_blocks(costs, "decode").flops, costs.capacity
    named = f"small model, context={length}"
    pairs = derive("pairs multiplied and added for a token", "n_pairs", "1", "C / n_2", replace(flops, symbol="C"), TWO)
    millions = derive("millions of such pairs", "n_M", "1", "n_pairs / n_1", pairs, MILLION)
    return TokenWork(
        millions.christen(f"token_work.millions({named})"),
        _called(flops, f"token_work.flops({named})"),
        _called(costs.decode.bytes_per_token, f"token_work.bytes({named}, gpu={costs.scenario.gpu_spec.id})"),
        _called(memory.held_bytes, f"token_work.held({named})"),
        _called(memory.memory_bytes, f"token_work.memory(gpu={costs.scenario.gpu_spec.id})"),
    )


def _called(number: Quantity, name: str) -> Quantity:
    """The same fact under a name that says of which model it is."""
    return replace(number, id=name)


@part("matmul_sizes", reads=SCENARIO)
def _matmul_sizes(view: PartView) -> tuple[SizedMatrix, SizedMatrix]:
    found = []
    for model in (SMALL, LARGE):
        costs = cost(scenario(view, model=model, batch=1, gpus=1))
        spec, (block,) = costs.scenario.model_spec, pass_blocks(costs, "decode").parts(SIZED)
        layers, hidden = figure(spec, "layers"), figure(spec, "hidden")
        every = block.flops.named("", "C_up")
        token = derive("arithmetic of one token in one layer", "C_1", "FLOP", "C_up / L", every, layers)
        outputs = derive("outputs", "N", "1", "1 * f", figure(spec, "ffn").named("width of the FFN", "f"))
        params = derive("numbers of the matrix", "P_m", "1", "h * N", hidden.named("inputs", "h"), outputs)
        hidden = replace(hidden, id=f"matmul_sizes.{model}.inputs")
        found.append(SizedMatrix(model, spec.name, SIZED_WORDS, hidden, outputs, params, token))
    return found[0], found[1]
