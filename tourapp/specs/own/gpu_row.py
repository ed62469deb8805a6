"""A GPU from a small JSON row: the fields of the product's own table, of which three are needed; dense peaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tourapp.errors import UsageError
from tourapp.specs.gpus import GpuSpec
from tourapp.specs.own.config import today
from tourapp.specs.own.json_object import read_object, shown_value
from tourapp.specs.own.rows import as_row
from tourapp.words import Phrase

WHAT = 'a row such as {"name": "My GPU", "bf16_tflops": 400, "memory_gb": 96, "bandwidth_tb_s": 3.2}'
NEEDED = ("bf16_tflops", "memory_gb", "bandwidth_tb_s")
MOST = {"bf16_tflops": 1e6, "memory_gb": 1e6, "bandwidth_tb_s": 1e4}
"""Far beyond any part; a number above it is in another unit."""
UNITS = {"bf16_tflops": "TFLOP/s in 16 bits, dense", "memory_gb": "GB", "bandwidth_tb_s": "TB/s"}
UNSAID = {
    "fp8_tflops": Phrase("No 8-bit rate is given: 8-bit weights are multiplied at the 16-bit one."),
    "fp4_tflops": Phrase("No 4-bit rate is given: 4-bit weights are multiplied in 16 bits."),
    "watts": Phrase("No power is given: no energy can be told."),
}
NO_LINK = Phrase(
    "How several of them are joined is not known (link_gb_s): with more than one there is no achieved time."
)
LINK = Phrase("What an all-reduce reaches of its link, and how long it takes to start, as measured on H100 SXM.")


@dataclass(frozen=True, slots=True)
class OwnGpu:
    """A GPU read from a person's file, and in sentences what it does not say and what is taken for granted instead."""

    row: GpuSpec
    file: str
    unread: tuple[Phrase, ...] = ()
    assumed: tuple[Phrase, ...] = ()


def read_gpu(path: Path) -> OwnGpu:
    """The GPU of a file. UsageError: one line with file, field and remedy."""
    return gpu_of(read_object(path, WHAT), path)


def gpu_of(values: dict[str, Any], path: Path) -> OwnGpu:
    """The GPU of a row that was read already; `path` gives names. UsageError as for `read_gpu`."""
    for field in NEEDED:
        _check(path.name, field, values.get(field))
    stem = re.sub(r"[._-]?gpu$", "", path.stem)
    row = as_row(
        {"maker": "", "name": stem, **{k: v for k, v in values.items() if v is not None}}, GpuSpec, path, today()
    )
    unsaid = [words for field, words in UNSAID.items() if getattr(row, field) is None]
    if row.int8_tops is not None and UNSAID["fp8_tflops"] in unsaid:
        unsaid.remove(UNSAID["fp8_tflops"])
    if row.link_gb_s is None:
        return OwnGpu(row, path.name, (*unsaid, NO_LINK))
    return OwnGpu(row, path.name, tuple(unsaid), (LINK,))


def _check(file: str, field: str, value: Any) -> None:
    """One of the three numbers: there, a number, above zero, and in its unit."""
    if value is None:
        raise UsageError(f"{file}: {field}: is missing; write a number, {UNITS[field]}")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise UsageError(f"{file}: {field}: {shown_value(value)}; write a number, {UNITS[field]}")
    if not 0 < value <= MOST[field]:
        raise UsageError(f"{file}: {field}: {shown_value(value)} is out of range; write {UNITS[field]}, above 0")
