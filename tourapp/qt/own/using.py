"""An own row in use: which row it is from now on, and which settings follow from it."""

from __future__ import annotations

from typing import Any

import msgspec

from tourapp import specs
from tourapp.specs import GpuSpec, ModelSpec
from tourapp.specs.own.config import OwnModel
from tourapp.specs.own.gpu_row import OwnGpu


def known_id(own: OwnModel | OwnGpu) -> str | None:
    """Under which id the same row is in the lists already, whenever it was read; None where it is not."""
    rows: dict[str, Any] = {**specs.own_models(), **specs.own_gpus()}
    new = own.row
    for id, row in rows.items():
        if msgspec.structs.replace(row, id=new.id, name=new.name, date=new.date) == new:
            return id
    return None


def settings_for(own: OwnModel | OwnGpu) -> tuple[ModelSpec | GpuSpec, tuple[tuple[str, Any], ...]]:
    """The row as it is found by its id, and the settings that use it: a model with the bits its file names."""
    if isinstance(own, OwnGpu):
        gpu = specs.add_gpu(own.row)
        return gpu, (("gpu", gpu.id),)
    model = specs.add_model(own.row)
    bits = own.stored.bits if own.stored is not None else None
    return model, (("model", model.id), *([("weight_bits", bits)] if bits is not None else []))
