"""What is known: models, GPUs and price cards, read from assets/specs, each row with its sources and date.

Tables are read once and never change. Not here: anything computed from more than one row.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeVar

from tourapp.assets import asset_path
from tourapp.errors import DamagedFileError, UsageError
from tourapp.quantity import Source
from tourapp.specs.achieved import AchievedConstant, Link, MeasuredRun, MeasuredRuns, read_runs
from tourapp.specs.gpus import GpuSpec
from tourapp.specs.load import read_rows, read_sources
from tourapp.specs.models import Latent, MixtureOfExperts, ModelSpec, SlidingWindow
from tourapp.specs.params import ParameterPart, parameter_parts, total_parameters
from tourapp.specs.prices import PriceCard

SpecRow = TypeVar("SpecRow")


@lru_cache(maxsize=1)
def sources() -> dict[str, Source]:
    """Every source by its short name."""
    return read_sources(asset_path("specs", "sources.json"))


@lru_cache(maxsize=1)
def models() -> dict[str, ModelSpec]:
    """Every model by id, in the order of the file."""
    return read_rows(asset_path("specs", "models.json"), ModelSpec, _sources_or_none())


@lru_cache(maxsize=1)
def gpus() -> dict[str, GpuSpec]:
    """Every GPU by id, in the order of the file."""
    return read_rows(asset_path("specs", "gpus.json"), GpuSpec, _sources_or_none())


@lru_cache(maxsize=1)
def prices() -> dict[str, PriceCard]:
    """Every price card by id, in the order of the file."""
    return read_rows(asset_path("specs", "prices.json"), PriceCard, _sources_or_none())


@lru_cache(maxsize=1)
def achieved_constants() -> dict[str, AchievedConstant]:
    """Every constant of the achieved model by id."""
    return read_rows(asset_path("specs", "achieved.json"), AchievedConstant, _sources_or_none())


@lru_cache(maxsize=1)
def links() -> dict[str, Link]:
    """How GPUs are joined, by the GPU's id; a GPU without a row has no known link."""
    return read_rows(asset_path("specs", "links.json"), Link, _sources_or_none())


@lru_cache(maxsize=1)
def measured_runs() -> MeasuredRuns:
    """The measured serving runs."""
    return read_runs(asset_path("specs", "measured.json"))


def _sources_or_none() -> dict[str, Source] | None:
    """The sources, or None where their file is damaged: figures stay what they are, only titles are missing then."""
    try:
        return sources()
    except DamagedFileError:
        return None


def model(id: str) -> ModelSpec:
    """One model; UsageError that lists the ids when there is none of that name."""
    return _pick("model", id, models())


def gpu(id: str) -> GpuSpec:
    """One GPU; UsageError that lists the ids when there is none of that name."""
    return _pick("gpu", id, gpus())


def price(id: str) -> PriceCard:
    """One price card; UsageError that lists the ids when there is none of that name."""
    return _pick("price card", id, prices())


def _pick(kind: str, id: str, rows: dict[str, SpecRow]) -> SpecRow:
    try:
        return rows[id]
    except (KeyError, TypeError):
        shown = id if isinstance(id, str) and len(id) <= 60 else str(id)[:60] + "…"
        raise UsageError(f"{kind} {shown!r} is not known; choose one of: {', '.join(rows)}") from None


__all__ = [
    "AchievedConstant",
    "GpuSpec",
    "Latent",
    "Link",
    "MeasuredRun",
    "MeasuredRuns",
    "MixtureOfExperts",
    "ModelSpec",
    "ParameterPart",
    "PriceCard",
    "SlidingWindow",
    "Source",
    "achieved_constants",
    "gpu",
    "gpus",
    "links",
    "measured_runs",
    "model",
    "models",
    "parameter_parts",
    "price",
    "prices",
    "sources",
    "total_parameters",
]
