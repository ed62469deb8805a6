"""What misconceptions about prices would give: each a number of its own, the truth but for one mistake."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp.quantity import Quantity, derive, format_quantity
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost import Costs
from tourapp.sim.cost.machine import machine

ONE_TOKEN = Quantity(1, "token", "one token", "k", source=DEFINED)
EVEN = Quantity(1.0, "times", "a token is a token", "r", source=DEFINED)
TWICE = Quantity(2.0, "times", "writing is reading and writing", "r", source=DEFINED)


@dataclass(frozen=True, slots=True)
class PriceWrong:
    """Of the ratio on a price card: `even`, `lengths` (prompt over answer), `machine` (its own ratio), `twice`.

    Of a token of input, in s a token: `alone` (it reads all weights for itself), `prompt` (the whole pass over its
    sequences), `one_gpu`, `half` (a multiply-add counted as one). Of a token of output: `as_input`, `step` (nobody
    shares the step), `gpu_step` (one GPU reads), `no_cache` (weights alone), `again` (the prompt is read anew for it),
    `back` (what is read is written back)."""

    even: Quantity
    lengths: Quantity
    machine: Quantity
    twice: Quantity
    alone: Quantity
    prompt: Quantity
    one_gpu: Quantity
    half: Quantity
    as_input: Quantity
    step: Quantity
    gpu_step: Quantity
    no_cache: Quantity
    again: Quantity
    back: Quantity


def price_wrong(costs: Costs, answer: Quantity) -> PriceWrong:
    """Every mistake of a scenario. answer: tokens of an answer."""
    scenario, price, now = costs.scenario, costs.price, costs.decode
    batch, gpus, prompt = (scenario.quantity(name) for name in ("batch", "gpus", "prompt_tokens"))
    into, out = price.input_seconds_per_token, price.output_seconds_per_token
    t_in, t_out = replace(into, symbol="t_in"), replace(out, symbol="t_out")
    read = now.weight_bytes_per_step.named("weights that a step reads", "W")
    beta = _bandwidth(costs)
    one = ONE_TOKEN
    return PriceWrong(
        even=EVEN,
        lengths=derive("length of the prompt over that of the answer", "r", "times", "N / n", prompt, answer),
        machine=replace(price.ratio, id=""),
        twice=TWICE,
        alone=_held("a token of input that reads all weights for itself", "W / β / k", read, beta, one),
        prompt=_held("the whole prompt's time for each of its tokens", "t_in * N / k", t_in, prompt, one),
        one_gpu=_held("a token of input on one of the GPUs", "t_in * G", t_in, gpus),
        half=_held("a multiply and an add counted as one", "t_in / c", t_in, _two()),
        as_input=_held("a token of output that shares like one of input", "t_in", t_in),
        step=_held("a step that nobody shares", "t_out * B", t_out, batch),
        gpu_step=_held("a step that one GPU reads alone", "t_out * G", t_out, gpus),
        no_cache=_held("a step without its cache", "W / β / B / k", read, beta, batch, one),
        again=_held("the whole prompt read anew for a token of output", "t_in * N / k", t_in, prompt, one),
        back=_held("a step that writes back what it has read", "t_out * c", t_out, _two()),
    )


def _two() -> Quantity:
    return Quantity(2, "1", "operations of a multiply-add", "c", source=DEFINED)


def _bandwidth(costs: Costs) -> Quantity:
    return machine(costs.scenario).bandwidth


def _held(words: str, formula: str, *inputs: Quantity) -> Quantity:
    """Machine time of a token, in s a token, printed as plain seconds."""
    found = derive(words, "t", "s/token", formula, *inputs)
    return replace(found, printed=format_quantity(replace(found, unit="s", printed="")))
