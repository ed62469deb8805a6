"""What the card of an own row shows, as lines: a number, its words, and the sentences about the file."""

from __future__ import annotations

from dataclasses import dataclass, field

from tourapp.authoring import fill
from tourapp.qt.i18n import tr
from tourapp.quantity import Quantity
from tourapp.sim.cost import Scenario, cost
from tourapp.specs import GpuSpec, ModelSpec, total_parameters
from tourapp.specs.own.config import OwnModel
from tourapp.specs.own.gpu_row import OwnGpu
from tourapp.words import Phrase


@dataclass(frozen=True, slots=True)
class CardLines:
    """title and name; headline: the number that stands large, with its words; rows: words and value; passages: headings
    with their sentences."""

    title: str
    name: str
    headline: tuple[str, str]
    rows: list[tuple[str, str]]
    passages: list[tuple[str, list[str]]] = field(default_factory=list)


def card_lines(own: OwnModel | OwnGpu) -> CardLines:
    """The lines of a card, in the language in use."""
    return _model_lines(own) if isinstance(own, OwnModel) else _gpu_lines(own)


def _model_lines(own: OwnModel) -> CardLines:
    row = own.row
    stored = own.stored.bits if own.stored is not None else None
    costs = cost(Scenario(model=row, kv_bits=16, weight_bits=stored or 16))
    rows = [
        (tr("Layers, width"), f"{row.layers:,} × {row.hidden:,}"),
        (tr("Query heads, key-value heads"), f"{row.heads:,}, {row.kv_heads:,}"),
        (tr("Vocabulary"), f"{row.vocab:,}"),
        (tr("Longest context, in tokens"), f"{row.max_context:,}"),
        *_more(row),
        (fill("Weights in {bits} bits", {"bits": stored or 16}), _value(costs.weight_bytes)),
        (tr("Cache of a token in 16 bits"), _value(costs.kv_bytes_per_token)),
    ]
    said = [str(own.stored.words)] if own.stored is not None else []
    passages = [
        (tr("In the file"), said),
        (tr("Taken for granted"), [str(each) for each in own.assumed]),
        (tr("Not counted"), [str(each) for each in own.unread]),
    ]
    headline = (_value(total_parameters(row)), tr("parameters"))
    return CardLines(tr("A model of your own"), row.name, headline, rows, passages)


def _more(row: ModelSpec) -> list[tuple[str, str]]:
    """What only some models have."""
    rows = []
    if row.moe is not None:
        values = {"n": row.moe.active, "all": row.moe.experts, "more": row.moe.shared}
        words = fill("{n} of {all}, {more} shared", values) if row.moe.shared else fill("{n} of {all}", values)
        rows.append((tr("Experts that a token meets"), words))
    if row.window is not None:
        layers = fill("{n} of {all} layers", {"n": row.window_layers, "all": row.layers})
        rows.append((fill("Window of {n} tokens", {"n": row.window.size}), layers))
    if row.mla is not None:
        rows.append((tr("Latent attention: rank of keys and values"), f"{row.mla.kv_rank:,}"))
    if row.tied:
        rows.append((tr("Embedding and LM head"), tr("one matrix")))
    return rows


def _gpu_lines(own: OwnGpu) -> CardLines:
    row = own.row
    figures = {
        tr("Memory"): "memory_gb",
        tr("Memory bandwidth"): "bandwidth_tb_s",
        tr("Peak, dense FP8"): "fp8_tflops",
        tr("Peak, dense FP4"): "fp4_tflops",
        tr("Power"): "watts",
    }
    rows = [(words, _figure(row, field)) for words, field in figures.items() if getattr(row, field) is not None]
    headline = (_figure(row, "bf16_tflops"), tr("in 16 bits, dense"))
    passages = [
        (tr("Not known"), [str(each) for each in own.unread]),
        (tr("Taken for granted"), [str(each) for each in own.assumed]),
    ]
    return CardLines(tr("A GPU of your own"), row.name, headline, rows, passages)


def _figure(row: GpuSpec, field: str) -> str:
    number = row.number(field)
    return "" if number is None else _value(number)


def _value(quantity: Quantity) -> str:
    return fill("{v}", {"v": quantity})


def used_words(own: OwnModel | OwnGpu, name: str) -> str:
    """What is said when the row is in use."""
    if isinstance(own, OwnModel) and own.stored is not None and own.stored.bits is not None:
        words = Phrase("{name} counts from here on, with {bits}-bit weights. Ctrl+Z takes it back.")
        words.fields = {"name": name, "bits": own.stored.bits}
        return str(words)
    return str(Phrase("{name} counts from here on. Ctrl+Z takes it back.", name=name))
