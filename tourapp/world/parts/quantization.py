"""World part of quantization: real weights snapped for real, measured quality from the shipped table, and for each
weight width the bytes of the chosen model, and the speed that follows from just those bytes.

Not here: what the model needs at the scenario's own weight bits (`cost`), where weights have no scales.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from tourapp.engine.kv_quant import FORMATS, kv_bits
from tourapp.engine.quality import Quality
from tourapp.engine.quality_table import shipped_quality
from tourapp.engine.quantize import SCALE_BITS, Quantized, QuantSpec, quantize
from tourapp.quantity import Quantity, add_up, derive
from tourapp.quantity.origin import DEFINED, RECORDED, SETTING
from tourapp.sim.cost import Costs, cost
from tourapp.sim.cost.constants import BITS_PER_BYTE
from tourapp.sim.cost.machine import machine
from tourapp.world.declare import Block, choice
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

SHOWN_GROUPS = 4
COLUMN = 17  # of the shipped sample; one output of the matrix


@dataclass(frozen=True)
class QuantizationInputs(Block):
    """How weights are rounded."""

    quant_bits: int = choice("Weight bits", ((16, "16"), (8, "8"), (4, "4"), (3, "3"), (2, "2")), 4)
    group_size: int = choice("Group size", ((32, "32"), (64, "64"), (128, "128")), 128)
    salient: int = choice("Protect salient share", ((0, "none"), (1, "1 %"), (5, "5 %")), 1)


@dataclass(frozen=True, slots=True)
class SnappedWeights:
    """A few groups of real weights: values and restored values [groups, group], codes, scales, zero points,
    protected. `layer`, `matrix`: where in the small model they are; `error`: root mean square, of the weights' own
    size."""

    values: np.ndarray
    restored: np.ndarray
    codes: np.ndarray
    scales: np.ndarray
    zeros: np.ndarray
    protected: np.ndarray
    error: Quantity
    layer: int
    matrix: str


@dataclass(frozen=True, slots=True)
class MeasuredQuality:
    """What was measured of the small model on the fixed text: perplexity, and the share of places at which the
    likeliest token is that of the model as it is."""

    perplexity: Quantity
    same: Quantity


@dataclass(frozen=True, slots=True)
class ModelAtWidth:
    """The chosen model at some weight width, on as few GPUs as hold it and one conversation.

    width: bits of a weight with its share of scales and of what is kept in 16 bits; weights: all of them in bytes;
    read: those that one token reads (the input embedding is looked up, of experts only the ones in use are read);
    moved: read and the cache of one conversation; speed: of one user, ideal, from `moved`; users: conversations that
    fit. by_bytes: bytes decide the speed, not the math. tied: the input embedding is read too, as the last layer.
    """

    bits: int
    width: Quantity
    weights: Quantity
    gpus: int
    memory: Quantity
    one_gpu: Quantity
    usable: Quantity
    conversation: Quantity
    read: Quantity
    moved: Quantity
    speed: Quantity
    users: Quantity
    by_bytes: bool
    tied: bool
    quality: MeasuredQuality | None

    @property
    def id(self) -> str:
        """What its numbers are called by."""
        return f"{self.bits}_bits"

    @property
    def gpu_bytes(self) -> float:
        """Memory of one GPU."""
        return float(self.memory.value) / self.gpus

    @property
    def usable_bytes(self) -> float:
        """The part of it that weights and conversations may take."""
        return float(self.usable.value) / self.gpus


@dataclass(frozen=True, slots=True)
class CacheFormat:
    """A format of the KV cache: its name, bits of a stored number with scales, and measured quality."""

    name: str
    bits: float
    quality: MeasuredQuality | None

    @property
    def id(self) -> str:
        """What its numbers are called by."""
        return self.name


@dataclass(frozen=True, slots=True)
class Quant:
    """All of it for one setting. in_group: bits of a weight with its share of scale and zero point; kept: share of
    channels that stay in 16 bits (both None in 16 bits, where nothing is rounded); tokens: of the fixed text."""

    spec: QuantSpec | None
    snapped: SnappedWeights
    eight: SnappedWeights
    sizes: tuple[ModelAtWidth, ...]
    gain: Quantity
    formats: tuple[CacheFormat, ...]
    in_group: Quantity | None
    kept: Quantity | None
    tokens: int

    @property
    def bits(self) -> int:
        """The chosen weight bits."""
        return self.spec.bits if self.spec else 16

    @property
    def full(self) -> ModelAtWidth:
        """The model in 16 bits."""
        return self.sizes[0]

    @property
    def chosen(self) -> ModelAtWidth:
        """The model at the chosen weight bits."""
        return next(size for size in self.sizes if size.bits == self.bits)


ERROR = "root of the mean of (weight − snapped)², over that of weight²"
PERPLEXITY = "e^(mean of −log p of the next token)"


def _spec(bits: int, group: int, salient: int) -> QuantSpec:
    return QuantSpec(bits, group, False, salient / 100)


def _snap(spec: QuantSpec, sample: np.ndarray, activity: np.ndarray, name: str) -> SnappedWeights:
    done: Quantized = quantize(sample, spec, activity)
    n = min(SHOWN_GROUPS, sample.shape[0] // spec.group)
    rows = n * spec.group
    shape = (n, spec.group)
    return SnappedWeights(
        sample[:rows, COLUMN].reshape(shape),
        done.restored[:rows, COLUMN].reshape(shape),
        done.codes[:rows, COLUMN].reshape(shape),
        done.scales[:n, COLUMN],
        done.zeros[:n, COLUMN],
        done.protected[:rows].reshape(shape),
        Quantity(done.rms_error, "share", "error left, root mean square", "x", ERROR, (), RECORDED),
        *_place(name),
    )


def _place(name: str) -> tuple[int, str]:
    """Layer and matrix from the name of the shipped sample, such as 'layer 13, out'."""
    layer, matrix = name.removeprefix("layer ").split(", ")
    return int(layer), matrix


@part("quant", reads=(*SCENARIO, "quant_bits", "group_size", "salient"), needs=("chip", "cost"))
def _quant(view: PartView) -> Quant:
    table = shipped_quality()
    spec = None if view.quant_bits == 16 else _spec(view.quant_bits, view.group_size, view.salient)
    wide = _spec(8, view.group_size, view.salient)
    snapped = _snap(spec or wide, table.sample, table.sample_activity, table.sample_name)
    eight = _snap(wide, table.sample, table.sample_activity, table.sample_name)
    if spec is None:  # sixteen bits: nothing snaps, and nothing is kept apart
        whole = np.zeros_like(eight.protected)
        snapped = replace(eight, restored=eight.values, protected=whole, error=replace(eight.error, value=0.0))
    widths = [16, 8] + ([view.quant_bits] if view.quant_bits < 8 else [])
    sizes = tuple(_size(view, bits) for bits in widths)
    formats = tuple(
        CacheFormat(name, kv_bits(name, 64), _measured(table.kv(name) if name != "fp16" else table.full()))
        for name in FORMATS
    )
    chosen = next(size for size in sizes if size.bits == view.quant_bits)
    gain = derive(
        "weights before over after",
        "r",
        "times",
        "W_16 / W_b",
        sizes[0].weights.named("weights in 16 bits", "W_16"),
        chosen.weights.named("weights as chosen", "W_b"),
    )
    in_group, kept = _width_parts(spec) if spec else (None, None)
    return Quant(spec, snapped, eight, sizes, gain, formats, in_group, kept, table.full().tokens)


def _measured(quality: Quality | None) -> MeasuredQuality | None:
    if quality is None:
        return None
    return MeasuredQuality(
        Quantity(quality.perplexity, "1", "perplexity on the fixed text", "x", PERPLEXITY, (), RECORDED),
        Quantity(quality.agreement, "share", "places with the same first choice", source=RECORDED),
    )


def _width_parts(spec: QuantSpec) -> tuple[Quantity, Quantity]:
    """Bits of a weight with its share of a scale and a zero point, and the share of weights that stay in 16 bits."""
    in_group = derive(
        "bits of a weight in a group",
        "b_g",
        "1",
        "b + (b_scale + b) / g",
        Quantity(spec.bits, "1", "bits of a weight and of a zero point", "b", source=SETTING),
        Quantity(SCALE_BITS, "1", "bits of a scale", "b_scale", source=DEFINED),
        Quantity(spec.group, "1", "weights of a group", "g", source=SETTING),
    )
    return in_group, Quantity(spec.protect, "share", "weights kept in 16 bits", "k", source=SETTING)


def _width(spec: QuantSpec | None) -> Quantity:
    full = Quantity(16.0, "1", "bits of a weight as it is", "b_full", source=DEFINED)
    if spec is None:
        return full.named("bits of a weight", "b_w")
    words = "bits of a weight, scales and what is kept counted"
    return derive(words, "b_w", "1", "k * b_full + (1 - k) * b_g", full, *_width_parts(spec))


def _bytes(words: str, symbol: str, count: Quantity, width: Quantity) -> Quantity:
    """So many weights of that width."""
    byte = (replace(BITS_PER_BYTE, unit="1"), Quantity(1, "B", "a byte", "e", source=DEFINED))
    return derive(words, symbol, "B", f"{count.symbol} * b_w / byte * e", count, width, *byte)


def _size(view: PartView, bits: int) -> ModelAtWidth:
    """On as few of the chosen GPUs as hold the weights and one conversation, for one user."""
    table, spec = shipped_quality(), _spec(bits, view.group_size, view.salient) if bits < 16 else None
    width, conversation = _width(spec), view.cost.kv_bytes_per_sequence
    weights = _bytes("all weights, scales counted", "W", view.cost.params, width)
    one = cost(scenario(view, weight_bits=bits, batch=1, gpus=1))
    need = float(weights.value) + float(conversation.value)
    gpus = max(1, math.ceil(need / float(one.capacity.usable_bytes.value)))
    costs = cost(scenario(view, weight_bits=bits, batch=1, gpus=gpus))
    read = _bytes("weights that one token reads, scales counted", "R", costs.streamed_params, width)
    speed, by_bytes = _speed(costs, read)
    users = derive(
        "conversations that fit",
        "n",
        "1",
        "maximum(floor((U - W) / κ_s), 0)",
        costs.capacity.usable_bytes,
        weights,
        conversation,
    )
    return ModelAtWidth(
        bits=bits,
        width=width,
        weights=weights,
        gpus=gpus,
        memory=costs.capacity.memory_bytes,
        one_gpu=view.chip.memory,
        usable=costs.capacity.usable_bytes,
        conversation=conversation,
        read=read,
        moved=derive("bytes moved for one token of one user", "Q", "B", "R + κ_s", read, conversation),
        speed=speed,
        users=users,
        by_bytes=by_bytes,
        tied=costs.scenario.model_spec.tied,
        quality=_measured(table.weights(spec) if spec else table.full()),
    )


def _speed(costs: Costs, read: Quantity) -> tuple[Quantity, bool]:
    """Tokens per second of one user, ideal, as the cost model tells it (operators one after another), but with the
    weights at these bytes; and whether bytes decide it."""
    box, attention = machine(costs.scenario), next(row for row in costs.rows("decode") if row.op == "attention")
    flops, pairs = costs.decode.flops_per_step, replace(attention.flops, symbol="C_a")
    taken = (flops, pairs, box.peak, read, box.bandwidth)
    weights = derive("time of the weights", "t_w", "s", "maximum((C - C_a) / F, R / β)", *taken)
    step = add_up("time of one user's step, ideal", "t", "s", [weights, attention.seconds])
    one = Quantity(1, "token", "one token of one user", "n", source=DEFINED)
    by_math = attention.bound == "compute" or (flops - pairs) / box.peak > read / box.bandwidth
    return derive("tokens per second of one user, ideal", "X_1", "token/s", "n / t", one, step), not by_math
