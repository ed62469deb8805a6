"""Errors of the achieved model on runs that a fit had not seen, as it writes them (assets/specs/achieved_errors.json).

Not here: the fit itself (.setup/fit_achieved.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from tourapp.specs.load import read_table
from tourapp.specs.row import Date

PerCent = Annotated[float, msgspec.Meta(ge=0, le=1e6)]


class ErrorOfPart(msgspec.Struct, frozen=True):
    """Of some runs: how many, their median error in per cent, and how many per cent lie in the band."""

    rows: int
    median_error: PerCent
    inside: PerCent


ErrorTable = dict[str, dict[str, ErrorOfPart]]
"""By time ("tpot", "ttft"), then by part: "all", "dense", "moe", a GPU, a model, a count of GPUs."""


class UnseenErrors(msgspec.Struct, frozen=True):
    """Three ways to leave runs out of a fit: in five folds, each GPU, each model. rows: runs that were judged; queued:
    those that would have waited for room."""

    rows: int
    queued: int
    date: Date
    folds: ErrorTable
    left_out_gpu: ErrorTable
    left_out_model: ErrorTable


def read_errors(path: Path) -> UnseenErrors:
    """The table. DamagedFileError names what is broken in it."""
    return read_table(path, UnseenErrors)
