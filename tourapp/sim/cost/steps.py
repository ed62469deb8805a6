"""The element-wise steps of a layer: its norms, its activation functions, its residual adds.

Fused into their neighbours they cost no time of their own but what their weights take; as kernels of their own each
reads what it works on and writes what comes of it. The norms are a row of the ledger and stand here as its parts, which
sum to it: those before attention (with those of queries, keys and latent vectors), those before the FFN, and the last
one. The other two are in no row; what they move is counted in activations of the rows around them.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost.activations import elements
from tourapp.sim.cost.constants import ACTIVATION_BYTES, MULTIPLY_ADD, NO_WEIGHTS
from tourapp.sim.cost.costs import LedgerPass
from tourapp.sim.cost.ledger import LedgerRow
from tourapp.sim.cost.operators import about
from tourapp.sim.cost.scenario import Scenario, figure
from tourapp.sim.cost.uncounted import inner_numbers, uncounted
from tourapp.specs import ModelSpec
from tourapp.words import Phrase

STEPS = {
    "norm_attention": Phrase("norms before attention"),
    "add_attention": Phrase("adds after attention"),
    "norm_ffn": Phrase("norms before the FFN"),
    "activation": Phrase("activation functions"),
    "add_ffn": Phrase("adds after the FFN"),
    "norm_last": Phrase("norm before the LM head"),
}
_FREE = Quantity(0.0, "s", "no time of its own: it is fused", "t", source=DEFINED)
_HALVES = Quantity(2, "1", "halves of a layer", "n_half", source=DEFINED)
_IN_OUT = Quantity(2, "1", "times a normed number is read or written", "n_rw", source=DEFINED)
_MOVED = Quantity(3, "1", "numbers moved by an add: two read, one written", "n_rw", source=DEFINED)


@dataclass(frozen=True, slots=True)
class ElementStep:
    """One kind of step over all layers and the whole batch: flops in FLOP, weights it reads and activations it moves
    alone in B, seconds fused and alone (ideal); counted: whether a row of the ledger holds its arithmetic."""

    op: str
    words: Phrase
    flops: Quantity
    weight_bytes: Quantity
    activation_bytes: Quantity
    seconds: Quantity
    alone_seconds: Quantity
    counted: bool


def element_steps(scenario: Scenario, done: LedgerPass) -> dict[str, ElementStep]:
    """All of them for one pass, by their ids, in the order in which a token meets them."""
    model = scenario.model_spec
    found = _norms(model, done)
    inner, adds = inner_numbers(model), _adds(model)
    times = Quantity(3 if model.gated else 2, "1", "times an inner number is read or written", "n_rw", source=DEFINED)
    left = {each.op: each.flops for each in uncounted(scenario, done)}
    half = derive("arithmetic of half of the adds", "C", "FLOP", "C_2 / n_half", _as(left["residual"], "C_2"), _HALVES)
    found["activation"] = _step("activation", done, left["activation"], (_as(inner, "n"), times))
    for op in ("add_attention", "add_ffn"):
        found[op] = _step(op, done, half, (_as(adds, "n"), _MOVED))
    return {op: found[op] for op in STEPS}


def _as(value: Quantity, symbol: str) -> Quantity:
    return value.named(value.name, symbol)


def _adds(model: ModelSpec) -> Quantity:
    """Numbers of the stream that one of the two adds of each layer sums, of one token."""
    return derive("numbers added for a token", "n_add", "1", "L * h", figure(model, "layers"), figure(model, "hidden"))


def _step(op: str, done: LedgerPass, flops: Quantity, moved: tuple[Quantity, Quantity]) -> ElementStep:
    """One that no row counts."""
    which, words = done.which, STEPS[op]
    peak, tokens, box = which.peak_of("norms"), which.tokens, which.machine
    formula = f"n * n_rw * {tokens.symbol} * e_a"
    bytes_ = derive(about("activations moved by {what}", words), "Z", "B", formula, *moved, tokens, ACTIVATION_BYTES)
    alone = f"maximum(C / {peak.symbol}, Z / β)"
    told = about("time of {what} alone, not fused", words)
    seconds = derive(told, "t_1", "s", alone, _as(flops, "C"), peak, bytes_, box.bandwidth)
    return ElementStep(op, words, flops, NO_WEIGHTS, bytes_, _FREE, seconds, counted=False)


def _norms(model: ModelSpec, done: LedgerPass) -> dict[str, ElementStep]:
    """The row of the norms in its three parts: those before attention are the rest of the row."""
    row = next(each for each in done.rows if each.op == "norms")
    assert row.streamed is not None
    vectors = Quantity(2 if model.norm == "layer" else 1, "1", "vectors of a norm", "n_vec", source=DEFINED)
    hidden, layers = figure(model, "hidden"), figure(model, "layers")
    each = model.part("norms_per_layer", "norms of a layer", "n_norm")
    half = (each, _HALVES, layers, hidden)
    names = ("norm weights of one half of each layer", "norm weights before the LM head")
    weights = (
        derive(names[0], "P_ffn", "1", "n_norm / n_half * L * h * n_vec", *half, vectors),
        derive(names[1], "P_last", "1", "h * n_vec", hidden, vectors),
    )
    moved = (
        derive(
            "numbers moved by the norms of one half", "a_ffn", "1", "n_norm / n_half * L * h * n_rw", *half, _IN_OUT
        ),
        derive("numbers moved by the last norm", "a_last", "1", "h * n_rw", hidden, _IN_OUT),
    )
    counts = _with_rest(_as(row.streamed, "P"), weights, "norm weights before attention")
    numbers = _with_rest(_as(elements(model, "norms"), "a"), moved, "numbers moved by the norms before attention")
    ops = ("norm_attention", "norm_ffn", "norm_last")
    return {op: _norm(op, row, done, (p, a)) for op, p, a in zip(ops, counts, numbers, strict=True)}


def _with_rest(whole: Quantity, parts: tuple[Quantity, Quantity], words: str) -> tuple[Quantity, Quantity, Quantity]:
    """What is left of the whole, and the two parts."""
    ffn, last = parts
    rest = derive(words, f"{whole.symbol}_n", "1", f"{whole.symbol} - {ffn.symbol} - {last.symbol}", whole, ffn, last)
    return rest, ffn, last


def _norm(op: str, row: LedgerRow, done: LedgerPass, sizes: tuple[Quantity, Quantity]) -> ElementStep:
    """A part of the norms, by its weights and by the numbers it moves for a token."""
    which, words, whole = done.which, STEPS[op], row.streamed
    assert whole is not None
    count, numbers = _as(sizes[0], "P_n"), _as(sizes[1], "a_n")
    tokens, size, peak = which.tokens, which.size_of("norms"), which.peak_of("norms")
    work = (MULTIPLY_ADD, count, tokens)
    flops = derive(about("arithmetic of {what}", words), "C", "FLOP", f"c * P_n * {tokens.symbol}", *work)
    read = derive(about("weights read by {what}", words), "W", "B", f"P_n * {size.symbol}", count, size)
    told = about("activations moved by {what}", words)
    moved = derive(told, "Z", "B", f"a_n * {tokens.symbol} * e_a", numbers, tokens, ACTIVATION_BYTES)
    fused = about("time of {what}", words)
    seconds = derive(fused, "t", "s", "t_row * P_n / P", _as(row.seconds, "t_row"), count, _as(whole, "P"))
    told = about("time of {what} alone, not fused", words)
    sizes_read = (flops, peak, read, moved, which.machine.bandwidth)
    alone = derive(told, "t_1", "s", f"maximum(C / {peak.symbol}, (W + Z) / β)", *sizes_read)
    return ElementStep(op, words, flops, read, moved, seconds, alone, counted=True)
