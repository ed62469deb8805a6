"""Measured quality of many quantization settings, kept in a file for where the model is not installed.

Also holds a piece of one real weight matrix, so that rounding can be shown on real weights anywhere.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

from tourapp.assets import asset_path, source_assets
from tourapp.engine.kv_quant import FORMATS
from tourapp.engine.model import Model
from tourapp.engine.quality import Quality, QualityLab
from tourapp.engine.quantize import BITS, QuantSpec
from tourapp.errors import UsageError

TABLE_GROUPS = (32, 64, 128)
TABLE_PROTECT = (0.0, 0.01, 0.05)
SAMPLE = (13, "out")
"""Layer and matrix of the sample."""

SAMPLE_COLUMNS = 256


class QualityRow(msgspec.Struct, frozen=True):
    """One setting: a weight spec, a KV format, or neither for the model as it is."""

    quality: Quality
    spec: QuantSpec | None = None
    kv: str | None = None


@dataclass(frozen=True, slots=True)
class QualityTable:
    """Rows, and a sample of real weights [576, 256] fp32 with its input channels' activity [576]."""

    rows: tuple[QualityRow, ...]
    sample: np.ndarray
    sample_activity: np.ndarray
    sample_name: str

    def full(self) -> Quality:
        """The model as it is."""
        return next(row.quality for row in self.rows if row.spec is None and row.kv is None)

    def weights(self, spec: QuantSpec) -> Quality | None:
        """Measured quality of a weight setting; None when it is not in the table."""
        return next((row.quality for row in self.rows if row.spec == spec), None)

    def kv(self, name: str) -> Quality | None:
        """Measured quality of a KV format; None when it is not in the table."""
        return next((row.quality for row in self.rows if row.kv == name), None)


def table_specs() -> list[QuantSpec]:
    """All weight settings of the table."""
    return [
        QuantSpec(bits, group, symmetric, protect)
        for bits in BITS
        for group in TABLE_GROUPS
        for symmetric in (True, False)
        for protect in TABLE_PROTECT
    ]


def build_table(model: Model, tell: Callable[[str], None] | None = None) -> Path:
    """Measure every setting (several minutes) and write the shipped file of a source tree."""
    lab = QualityLab(model)
    rows = [QualityRow(lab.full()), *(QualityRow(lab.kv(name), kv=name) for name in FORMATS)]  # type: ignore[arg-type]
    for spec in table_specs():
        rows.append(QualityRow(lab.weights(spec), spec=spec))
        if tell is not None:
            tell(f"{spec}: {rows[-1].quality}")
    layer, name = SAMPLE
    matrix = model.transformer.weights.tensors[f"{layer}.{name}"][:, :SAMPLE_COLUMNS]
    path = source_assets() / "recordings" / "quantization.npz"
    scratch = path.with_name(".writing.npz")
    meta = msgspec.json.encode({"rows": rows, "sample": f"layer {layer}, {name}"})
    np.savez_compressed(
        scratch,
        meta=np.frombuffer(meta, np.uint8),
        sample=np.ascontiguousarray(matrix),
        activity=lab.activity[SAMPLE].astype(np.float32),
    )
    os.replace(scratch, path)
    return path


@lru_cache(maxsize=1)
def shipped_quality() -> QualityTable:
    """The shipped table. Raises MissingError when it is gone, UsageError when it is damaged."""
    path = asset_path("recordings", "quantization.npz")
    try:
        with np.load(path, allow_pickle=False) as archive:
            meta = msgspec.json.decode(archive["meta"].tobytes())
            rows = tuple(msgspec.convert(meta["rows"], list[QualityRow]))
            sample, activity = archive["sample"], archive["activity"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, msgspec.MsgspecError) as error:
        raise UsageError(f"quality table {path}: damaged ({error}); install tourapp again") from None
    sample.flags.writeable = activity.flags.writeable = False
    return QualityTable(rows, sample, activity, meta["sample"])
