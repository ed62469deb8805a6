"""What the scene tells of the world: the chip on stage, how busy prefill and decode keep it, and one line of GPUs.

Typed numbers for the picture; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scenes.gpu_grid.floorplan import LAMPS_UNKNOWN, lit_lamps
from tourapp.authoring import Phrase, Quantity, World, format_quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Chip, Costs

LINE = ("v100-sxm", "a100-80gb-sxm", "h100-sxm", "h200-sxm", "b200-sxm")
"""One line of datacentre parts, in the order of their announcement."""
UNPUBLISHED = 64
"""Into so many parts the math of a chip is split for its lamps where nothing says how many processors it has. None of
them is drawn."""
LONGEST_FAMILY = 12
"""Letters of a GPU's name that stand under its tower: a person's own GPU may be called anything."""
SIXTEEN = Phrase("16 bit")
"""The format in which the ridge points of all GPUs are compared: each of them has it."""


@dataclass(frozen=True, slots=True)
class PhaseLoad:
    """How busy a phase keeps the chip: its math and its bridges to memory, as ideal shares, and lamps for the math."""

    math: Quantity
    bridge: Quantity
    lamps: int

    @property
    def stream(self) -> float:
        """Share 0..1 of the bridges' bandwidth in use."""
        return min(1.0, float(self.bridge.value))


@dataclass(frozen=True, slots=True)
class ChipAtWork:
    """The chip on stage in this world. format: the word for the number format its math runs in. processors: the parts
    of its math that lamps stand in; counted: whether these are its processors, and drawn."""

    chip: Chip
    costs: Costs
    format: Phrase
    processors: int
    lamps_each: int
    """Lamps of a processor: its tensor cores where they are published."""
    counted: bool
    prefill: PhaseLoad
    decode: PhaseLoad
    line: tuple[Chip, ...]
    """The parts of LINE."""

    @property
    def stacks(self) -> int | None:
        """Memory stacks on the package, where they are published."""
        return None if self.chip.stacks is None else int(self.chip.stacks.value)


def chip_at_work(world: World) -> ChipAtWork:
    """The facts of one world."""
    chip, costs = world.chip, world.cost
    count = processors_drawn(chip)
    each = lamps_each(chip)
    by_id = {item.id: item for item in world.chips}
    return ChipAtWork(
        chip=chip,
        costs=costs,
        format=world.math_format,
        processors=count,
        lamps_each=each,
        counted=chip.processors is not None,
        prefill=_load(count * each, costs.prefill.compute_busy, costs.prefill.memory_busy),
        decode=_load(count * each, costs.decode.compute_busy, costs.decode.memory_busy),
        line=tuple(by_id[name] for name in LINE),
    )


def processors_drawn(chip: Chip) -> int:
    """As many as the chip has, where that is published."""
    return int(chip.processors.value) if chip.processors is not None else UNPUBLISHED


def lamps_each(chip: Chip) -> int:
    """Tensor cores of a processor, where both are published."""
    if chip.tensor_cores is None or chip.processors is None:
        return LAMPS_UNKNOWN
    return max(1, int(chip.tensor_cores.value) // int(chip.processors.value))


def _load(lamps: int, math: Quantity, bridge: Quantity) -> PhaseLoad:
    return PhaseLoad(math, bridge, lit_lamps(lamps, min(1.0, float(math.value))))


def shortly(value: Quantity) -> Quantity:
    """A quantity printed with two significant figures, for a glance."""
    return replace(value, printed=format_quantity(value, digits=2))


def family(chip: Chip) -> str:
    """The first word of a GPU's name, as far as a column has room. Example: "H100 SXM" is "H100"."""
    word = chip.name.split()[0].rstrip(",")
    parts = word.split("-")
    while len("-".join(parts)) > LONGEST_FAMILY and len(parts) > 1:
        parts.pop()
    return "-".join(parts)[:LONGEST_FAMILY]


def bare(value: Quantity) -> Quantity:
    """A quantity without its unit, where the words beside it name that."""
    return replace(value, printed=format_quantity(replace(value, unit="1")))
