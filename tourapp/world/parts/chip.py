"""World parts of the machine: the chosen GPU's own figures, and all GPUs of the tables with their ridge points."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp import specs
from tourapp.quantity import Quantity, derive
from tourapp.words import Phrase
from tourapp.world.part import PartView, part


@dataclass(frozen=True, slots=True)
class Chip:
    """One GPU as scenes show it. Figures that no source gives are None."""

    id: str
    name: str
    announced: int | None
    peak: Quantity
    bandwidth: Quantity
    memory: Quantity
    ridge: Quantity
    processors: Quantity | None
    tensor_cores: Quantity | None
    l2: Quantity | None
    memory_kind: str | None
    stacks: Quantity | None
    """Stacks of memory on the package; GDDR comes as single chips, which are not counted."""


def chip(gpu_id: str, chosen: str) -> Chip:
    """The figures of one row of the table; ridge = dense 16-bit peak / bandwidth of the same part. Those of another GPU
    than the chosen one say so in their ids."""
    row = specs.gpu(gpu_id)

    def known(name: str) -> Quantity | None:
        found = row.number(name) if getattr(row, name) is not None else None
        if found is None or gpu_id == chosen:
            return found
        return replace(found, id=f"{found.id}(gpu={gpu_id})")

    peak, bandwidth, memory = known("bf16_tflops"), known("bandwidth_tb_s"), known("memory_gb")
    assert peak is not None and bandwidth is not None and memory is not None  # every row has these three
    ridge = derive("ridge point, dense 16 bit", "I_ridge", "FLOP/B", "F_16 / β_1", peak, bandwidth)
    return Chip(
        row.id,
        row.name,
        row.announced,
        peak,
        bandwidth,
        memory,
        ridge,
        known("processors"),
        known("tensor_cores"),
        known("l2_mb"),
        row.memory_kind,
        known("memory_stacks"),
    )


@part("chip", reads=("gpu",), needs=("chips",))
def _chip(view: PartView) -> Chip:
    """The chosen one of them."""
    chosen: Chip = next(item for item in view.chips if item.id == view.gpu)
    return chosen


@part("math_format", reads=("gpu", "weight_bits"))
def _math_format(view: PartView) -> Phrase:
    """In which number format the chosen GPU multiplies these weights, as a word: its peak and ridge are those of it."""
    name = specs.gpu(view.gpu).math_format(view.weight_bits)
    return Phrase("{name}", name=name) if name else Phrase("16 bit")


@part("chips", reads=("gpu",))
def _chips(view: PartView) -> tuple[Chip, ...]:
    return tuple(chip(gpu_id, view.gpu) for gpu_id in specs.gpus())
