"""GPUs (and one TPU): peaks without sparsity, memory, bandwidth and the layout of the chip.

Figures are vendors' peaks, never achieved ones. Not here: what a workload makes of them (sim.cost).
"""

from __future__ import annotations

from typing import ClassVar, Literal

from tourapp.quantity import Quantity
from tourapp.specs.row import Amount, Count, SpecRow

# GB/s in one direction over sixteen lanes: 16 or 32 GT/s x 128/130 / 8 bits, source PCIE.
LINK_GB_S: dict[str, float] = {"pcie4-x16": 31.5, "pcie5-x16": 63.0}


MemoryKind = Literal["HBM2", "HBM2e", "HBM3", "HBM3e", "GDDR6", "GDDR6X"]
MATH_FORMATS = {"fp8_tflops": "FP8", "int8_tops": "INT8"}
"""What a peak of 8-bit numbers is called beside it. The 16-bit one is BF16, on parts without it FP16."""


class GpuSpec(SpecRow, frozen=True):
    """One accelerator. Units are in the field names: TFLOP/s, GB, TB/s, kB per processor, MB, W.

    memory_kind: the sort of memory; memory_stacks: stacks of HBM on the package (GDDR comes as single chips on the
    card, which have no figure here). processors: SMs or compute units; tensor_cores and fp32_lanes: of the whole chip;
    l1_kb: L1 and shared memory of one processor; shared_kb: the most of it a program may take; registers_kb: its
    registers. None where no source says. link_gb_s: to the other GPUs of a machine, one way, where it does not stand
    in the table of links: own rows.
    """

    KIND: ClassVar[str] = "gpu"
    FIGURES: ClassVar[dict[str, tuple[str, str, str, float]]] = {
        "bf16_tflops": ("peak, dense 16-bit", "F_16", "FLOP/s", 1e12),
        "fp8_tflops": ("peak, dense FP8", "F_8", "FLOP/s", 1e12),
        "fp4_tflops": ("peak, dense FP4", "F_4", "FLOP/s", 1e12),
        "int8_tops": ("peak, dense INT8", "F_i8", "FLOP/s", 1e12),
        "memory_gb": ("memory of one GPU", "M_1", "B", 1e9),
        "bandwidth_tb_s": ("memory bandwidth of one GPU", "β_1", "B/s", 1e12),
        "memory_stacks": ("memory stacks of one GPU", "n_stack", "1", 1),
        "processors": ("processors (SM or CU)", "n_sm", "1", 1),
        "fp32_lanes": ("FP32 lanes", "n_fp32", "1", 1),
        "tensor_cores": ("tensor cores", "n_tc", "1", 1),
        "threads_per_processor": ("resident threads of one processor", "n_threads", "1", 1),
        "l1_kb": ("L1 and shared memory of one processor", "m_l1", "B", 1024),
        "shared_kb": ("largest shared memory of one block", "m_shared", "B", 1024),
        "registers_kb": ("registers of one processor", "m_r", "B", 1024),
        "l2_mb": ("L2 cache", "m_l2", "B", 1e6),
        "watts": ("power limit", "p_max", "W", 1),
    }

    maker: str
    bf16_tflops: Amount
    memory_gb: Amount
    bandwidth_tb_s: Amount
    memory_kind: MemoryKind | None = None
    memory_stacks: Count | None = None
    announced: Count | None = None
    fp8_tflops: Amount | None = None
    int8_tops: Amount | None = None
    fp4_tflops: Amount | None = None
    processors: Count | None = None
    fp32_lanes: Count | None = None
    tensor_cores: Count | None = None
    threads_per_processor: Count | None = None
    l1_kb: Amount | None = None
    shared_kb: Amount | None = None
    registers_kb: Amount | None = None
    l2_mb: Amount | None = None
    watts: Amount | None = None
    host_link: Literal["pcie4-x16", "pcie5-x16"] | None = None
    link_gb_s: Amount | None = None

    def problem(self) -> str | None:
        """A peak that falls with fewer bits, or more shared memory than L1, is a typing mistake."""
        eight = self.fp8_tflops or self.int8_tops
        if eight is not None and eight < self.bf16_tflops:
            return "fp8_tflops: an 8-bit peak below the 16-bit one; is one of them the rate with sparsity?"
        if self.shared_kb is not None and self.l1_kb is not None and self.shared_kb > max(self.l1_kb, 64):
            return "shared_kb: more than l1_kb"
        if self.memory_stacks is not None and not (self.memory_kind or "").startswith("HBM"):
            return "memory_stacks: only HBM comes in stacks"
        return None

    def peak_field(self, weight_bits: float) -> str:
        """Which peak counts for weights of so many bits: BF16 for 16 and for less than 8 (unpacked to 16 bit before
        the multiplication), FP8 for 8, INT8 where the part has no FP8, BF16 where it has neither.
        """
        if weight_bits == 8:
            for field in ("fp8_tflops", "int8_tops"):
                if getattr(self, field) is not None:
                    return field
        return "bf16_tflops"

    def math_bits(self, weight_bits: float) -> int:
        """In how many bits weights are multiplied where nobody says otherwise: 4-bit ones in 4 on parts with such a
        peak, else unpacked to 16."""
        return 4 if weight_bits == 4 and self.fp4_tflops is not None else 16

    def math_format(self, weight_bits: float) -> str:
        """The name of that peak's number format, "FP8" or "INT8"; "" for the 16-bit one."""
        return MATH_FORMATS.get(self.peak_field(weight_bits), "")

    def link(self) -> Quantity | None:
        """Bytes per second from host memory to one GPU, one direction; None where not known."""
        if self.host_link is None:
            return None
        words = f"host link of one GPU, {self.host_link}, one direction"
        return Quantity(LINK_GB_S[self.host_link] * 1e9, "B/s", words, "β_link", "", (), self.source("host_link"))
