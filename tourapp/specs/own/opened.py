"""Any own file: whether it is a model's configuration, a row of a model or of a GPU, is told from its fields."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tourapp.errors import UsageError
from tourapp.specs.models import ModelSpec
from tourapp.specs.own.config import WHAT as MODEL
from tourapp.specs.own.config import OwnModel, checked, model_of, today
from tourapp.specs.own.gpu_row import NEEDED, OwnGpu, gpu_of
from tourapp.specs.own.gpu_row import WHAT as GPU
from tourapp.specs.own.json_object import read_object
from tourapp.specs.own.rows import as_row

ROW_FIELDS = ("layers", "hidden")
"""What a row of the product's own table has, and no configuration."""
CONFIGURATION = (
    "model_type",
    "architectures",
    "hidden_size",
    "num_hidden_layers",
    "n_embd",
    "text_config",
    "peft_type",
)
"""Of these a configuration has at least one."""


def read_model_file(path: Path) -> OwnModel:
    """A model: a configuration, or a row as the table of models has it. UsageError names file, field and remedy."""
    return _model(read_object(path, MODEL), path)


def read_gpu_file(path: Path) -> OwnGpu:
    """A GPU from a row. UsageError names file, field and remedy."""
    return gpu_of(read_object(path, GPU), path)


def read_own_file(path: Path) -> OwnModel | OwnGpu:
    """A model or a GPU. UsageError names file, field and remedy."""
    values = read_object(path, f"{MODEL}, or {GPU}")
    return gpu_of(values, path) if is_gpu(values) else _model(values, path)


def is_gpu(values: dict[str, Any]) -> bool:
    """Whether a file's fields are those of a GPU."""
    return any(name in values for name in NEEDED)


def _model(values: dict[str, Any], path: Path) -> OwnModel:
    if is_gpu(values):
        raise UsageError(
            f"{path.name}: bandwidth_tb_s: a GPU, not a model; give it with --gpu, or open it in the window"
        )
    if all(name in values for name in ROW_FIELDS):
        row = as_row(values, ModelSpec, path, today())
        return OwnModel(checked(row, path.name), path.name)
    return model_of(values, path)


def is_lesson(path: Path) -> bool:
    """Whether a file is meant as a lesson or a tour: it lists stops, or what it is cannot be told."""
    try:
        values = read_object(path, MODEL)
    except UsageError:
        return True
    return "stops" in values or not any(name in values for name in (*NEEDED, *ROW_FIELDS, *CONFIGURATION))
