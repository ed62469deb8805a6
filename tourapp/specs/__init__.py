"""What is known: models, GPUs and price cards, read from assets/specs, each row with its sources and date.

Tables are read once; a person's own models and GPUs stand behind the shipped ones for as long as the program runs. Not
here: anything computed from more than one row.
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
from tourapp.specs.own.links import links_of
from tourapp.specs.own.registry import OwnTable
from tourapp.specs.params import ParameterPart, parameter_parts, total_parameters
from tourapp.specs.peers import PeerRow, read_peers
from tourapp.specs.prices import PriceCard
from tourapp.specs.unseen import ErrorOfPart, UnseenErrors, read_errors

SpecRow = TypeVar("SpecRow")
_OWN_MODELS, _OWN_GPUS = OwnTable[ModelSpec](), OwnTable[GpuSpec]()


@lru_cache(maxsize=1)
def sources() -> dict[str, Source]:
    """Every source by its short name."""
    return read_sources(asset_path("specs", "sources.json"))


@lru_cache(maxsize=1)
def models() -> dict[str, ModelSpec]:
    """Every model by id: those of the file in its order, then those of a person's own."""
    return {**read_rows(asset_path("specs", "models.json"), ModelSpec, _sources_or_none()), **_OWN_MODELS.rows()}


@lru_cache(maxsize=1)
def gpus() -> dict[str, GpuSpec]:
    """Every GPU by id: those of the file in its order, then those of a person's own."""
    return {**read_rows(asset_path("specs", "gpus.json"), GpuSpec, _sources_or_none()), **_OWN_GPUS.rows()}


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
    """How GPUs are joined, by the GPU's id; a GPU without a row has no known link, but an own one may name it."""
    known = read_rows(asset_path("specs", "links.json"), Link, _sources_or_none())
    return {**known, **links_of(_OWN_GPUS.rows(), known)}


@lru_cache(maxsize=1)
def measured_runs() -> MeasuredRuns:
    """The measured serving runs."""
    return read_runs(asset_path("specs", "measured.json"))


@lru_cache(maxsize=1)
def unseen_errors() -> UnseenErrors:
    """Errors of the achieved model on runs that a fit had not seen."""
    return read_errors(asset_path("specs", "achieved_errors.json"))


@lru_cache(maxsize=1)
def peers() -> tuple[PeerRow, ...]:
    """Errors that other simulators have published, in the order of the file."""
    return read_peers(asset_path("specs", "peers.json"))


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


def add_model(row: ModelSpec) -> ModelSpec:
    """Put a model of a person's own behind the others; the row as it is found again by its id from now on, everywhere.
    An id that is taken gets a number behind it."""
    found = _OWN_MODELS.add(row, {id: each for id, each in models().items() if id not in own_models()})
    models.cache_clear()
    return found


def add_gpu(row: GpuSpec) -> GpuSpec:
    """Put a GPU of a person's own behind the others, as `add_model` does."""
    found = _OWN_GPUS.add(row, {id: each for id, each in gpus().items() if id not in own_gpus()})
    _changed()
    return found


def own_models() -> dict[str, ModelSpec]:
    """The models of a person's own, by id."""
    return _OWN_MODELS.rows()


def own_gpus() -> dict[str, GpuSpec]:
    """The GPUs of a person's own, by id."""
    return _OWN_GPUS.rows()


def remove_own(id: str) -> None:
    """Take a model or GPU of a person's own out; nothing where there is none."""
    _OWN_MODELS.remove(id)
    _OWN_GPUS.remove(id)
    _changed()


def forget_own() -> None:
    """Take all own rows out, as at the start of the program."""
    _OWN_MODELS.forget()
    _OWN_GPUS.forget()
    _changed()


def _changed() -> None:
    for table in (models, gpus, links):
        table.cache_clear()


def _pick(kind: str, id: str, rows: dict[str, SpecRow]) -> SpecRow:
    try:
        return rows[id]
    except (KeyError, TypeError):
        shown = id if isinstance(id, str) and len(id) <= 60 else str(id)[:60] + "…"
        raise UsageError(f"{kind} {shown!r} is not known; choose one of: {', '.join(rows)}") from None


__all__ = [
    "AchievedConstant",
    "ErrorOfPart",
    "GpuSpec",
    "Latent",
    "Link",
    "MeasuredRun",
    "MeasuredRuns",
    "MixtureOfExperts",
    "ModelSpec",
    "ParameterPart",
    "PeerRow",
    "PriceCard",
    "SlidingWindow",
    "Source",
    "UnseenErrors",
    "achieved_constants",
    "add_gpu",
    "add_model",
    "forget_own",
    "gpu",
    "gpus",
    "links",
    "measured_runs",
    "model",
    "models",
    "own_gpus",
    "own_models",
    "parameter_parts",
    "peers",
    "price",
    "prices",
    "remove_own",
    "sources",
    "total_parameters",
    "unseen_errors",
]
