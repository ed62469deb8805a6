"""World part of quantization: real weights snapped for real, measured quality from the shipped table, sizes and
speed."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from tourapp.engine.kv_quant import FORMATS, kv_bits
from tourapp.engine.quality import Quality
from tourapp.engine.quality_table import shipped_quality
from tourapp.engine.quantize import Quantized, QuantSpec, quantize
from tourapp.quantity import Quantity, derive
from tourapp.sim.cost import Costs, cost
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
    error: float
    layer: int
    matrix: str


@dataclass(frozen=True, slots=True)
class ModelAtWidth:
    """The chosen model at some weight width: bits with scales, bytes, GPUs it needs, speed for one user, users that
    fit."""

    bits: int
    width: Quantity
    weights: Quantity
    gpus: int
    costs: Costs
    speed: Quantity
    users: Quantity
    quality: Quality | None

    @property
    def gpu_bytes(self) -> float:
        """Memory of one GPU."""
        return float(self.costs.scenario.gpu_spec.memory_gb) * 1e9

    @property
    def usable_bytes(self) -> float:
        """The part of it that weights and conversations may take."""
        return self.gpu_bytes * float(self.costs.scenario.usable)

    @property
    def conversation_bytes(self) -> float:
        """Keys and values of one conversation, on all GPUs together."""
        return float(self.costs.kv_bytes_per_sequence.value)


@dataclass(frozen=True, slots=True)
class CacheFormat:
    """A format of the KV cache: its name, bits of a stored number with scales, and measured quality."""

    name: str
    bits: float
    quality: Quality | None


@dataclass(frozen=True, slots=True)
class Quant:
    """All of it for one setting; `full` is the quality of the model as it is."""

    spec: QuantSpec | None
    snapped: SnappedWeights
    eight: SnappedWeights
    sizes: tuple[ModelAtWidth, ...]
    gain: Quantity
    formats: tuple[CacheFormat, ...]
    full: Quality

    @property
    def bits(self) -> int:
        """The chosen weight bits."""
        return self.spec.bits if self.spec else 16

    @property
    def chosen(self) -> ModelAtWidth:
        """The model at the chosen weight bits."""
        return next(size for size in self.sizes if size.bits == self.bits)


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
        done.rms_error,
        *_place(name),
    )


def _place(name: str) -> tuple[int, str]:
    """Layer and matrix from the name of the shipped sample, such as 'layer 13, out'."""
    layer, matrix = name.removeprefix("layer ").split(", ")
    return int(layer), matrix


@part("quant", reads=(*SCENARIO, "quant_bits", "group_size", "salient"))
def _quant(view: PartView) -> Quant:
    table = shipped_quality()
    spec = None if view.quant_bits == 16 else _spec(view.quant_bits, view.group_size, view.salient)
    shown = spec or _spec(8, view.group_size, view.salient)
    snapped = _snap(shown, table.sample, table.sample_activity, table.sample_name)
    eight = _snap(_spec(8, view.group_size, view.salient), table.sample, table.sample_activity, table.sample_name)
    if spec is None:  # sixteen bits: nothing snaps
        snapped = replace(eight, restored=eight.values, error=0.0)
    widths = [16, 8] + ([view.quant_bits] if view.quant_bits < 8 else [])
    sizes = tuple(
        _size(view, bits, table.weights(_spec(bits, view.group_size, view.salient)) if bits < 16 else table.full())
        for bits in widths
    )
    formats = tuple(
        CacheFormat(name, kv_bits(name, 64), table.kv(name) if name != "fp16" else table.full()) for name in FORMATS
    )
    gain = derive(
        "weights before over after",
        "r",
        "times",
        "W_16 / W_b",
        sizes[0].weights.named("weights in 16 bits", "W_16"),
        sizes[-1].weights.named("weights as chosen", "W_b"),
    )
    return Quant(spec, snapped, eight, sizes, gain, formats, table.full())


def _size(view: PartView, bits: int, quality: Quality | None) -> ModelAtWidth:
    """On as few of the chosen GPUs as hold the weights and one conversation, for one user."""
    one = cost(scenario(view, weight_bits=bits, batch=1, gpus=1))
    width = Quantity(
        16.0 if bits == 16 else _spec(bits, view.group_size, view.salient).bits_per_weight,
        "1",
        "bits of a weight, scales counted",
        "b",
    )
    weights = derive(
        "weights, scales counted",
        "W",
        "B",
        "P * b / b_8 * e",
        one.params.named("parameters", "P"),
        width,
        Quantity(8, "1", "bits of a byte", "b_8"),
        Quantity(1, "B", "a byte", "e"),
    )
    need = float(weights.value) + float(one.kv_bytes_per_sequence.value)
    gpus = max(1, math.ceil(need / float(one.capacity.usable_bytes.value)))
    costs = cost(scenario(view, weight_bits=bits, batch=1, gpus=gpus))
    room = float(costs.capacity.usable_bytes.value) - float(weights.value)
    users = Quantity(
        max(0, math.floor(room / float(costs.kv_bytes_per_sequence.value))),
        "1",
        "conversations that fit",
        "n",
        "max(floor((U - W) / K), 0)",
        (costs.capacity.usable_bytes, weights, costs.kv_bytes_per_sequence),
    )
    return ModelAtWidth(bits, width, weights, gpus, costs, costs.decode.tokens_per_second, users, quality)
