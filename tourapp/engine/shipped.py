"""The recordings and tokenizer tables that ship with the product: how each is made, and how they are
opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from tourapp.assets import asset_path, source_assets
from tourapp.engine.embedding_norms import build_embedding_norms
from tourapp.engine.model import Model
from tourapp.engine.record import DEFAULT_PROMPT, record
from tourapp.engine.recording import ARRAYS, Recording
from tourapp.engine.recording_file import load_recording, save_recording
from tourapp.engine.sampler import SamplingParams
from tourapp.engine.tokenizer_data import save_tokenizer_data
from tourapp.errors import TourError, UsageError


@dataclass(frozen=True, slots=True)
class Plan:
    """How one shipped recording is made, and which layers' Q, K, V and which steps' scores it keeps whole."""

    prompt: str
    chat: bool
    params: SamplingParams
    max_tokens: int
    layers: tuple[int, ...]
    full_steps: tuple[int, ...]


READABLE_LAYERS = (0, 9, 11, 13, 16, 17, 29)
"""Layers with heads that read well, besides the first and the last."""

PLANS = {
    "default": Plan(DEFAULT_PROMPT, True, SamplingParams(), 64, READABLE_LAYERS, (0, 1, 2, 3, 46)),
    "river": Plan(
        "The river bank was muddy, so the fisherman",
        False,
        SamplingParams(temperature=0.0),
        12,
        tuple(range(30)),
        (0, 1, 2, 3, 4, 5, 6, 7),
    ),
}


@lru_cache(maxsize=4)
def shipped_recording(name: str = "default") -> Recording:
    """A shipped recording. Raises UsageError for an unknown name, MissingError when the file is gone."""
    if name not in PLANS:
        raise UsageError(f"recording: {name!r}, allowed: {', '.join(PLANS)}")
    return load_recording(asset_path("recordings", f"{name}.npz"))


def matching_recording(prompt: str, chat: bool, params: SamplingParams, max_tokens: int) -> Recording | None:
    """The shipped recording of exactly this request, if there is one."""
    for name, plan in PLANS.items():
        if (plan.prompt, plan.chat, plan.params) != (prompt, chat, params):
            continue
        if max_tokens <= plan.max_tokens or shipped_recording(name).ended:
            return _clipped(name, max_tokens)
    return None


@lru_cache(maxsize=4)
def _clipped(name: str, max_tokens: int) -> Recording:
    return shipped_recording(name).clipped(max_tokens)


CLOSE = 2e-3
"""By how much, as a share of the largest number, a run on another processor may differ."""


def built_on(standing: Recording, made: Recording) -> Recording:
    """The shipped recording with what a new run of the same request adds: where both chose the same tokens from the
    same scores, the standing arrays and times stay as they are and no picture moves; else the new run as it is."""
    if (standing.prompt, standing.chat, standing.params) != (made.prompt, made.chat, made.params):
        return made
    for name in ARRAYS:
        old, new = getattr(standing, name), getattr(made, name)
        if name in ("step_seconds", "top_ids"):  # times never are the same, equal scores have no order
            continue
        allowed = CLOSE * float(np.abs(old).max()) if old.dtype.kind == "f" and old.size else 0.0
        if old.shape != new.shape or old.dtype != new.dtype or not np.allclose(old, new, rtol=0, atol=allowed):
            return made
    return replace(standing, layer_record=made.layer_record)


def _standing(path: Path) -> Recording | None:
    """The recording that is there, if there is a whole one."""
    try:
        return load_recording(path)
    except TourError:
        return None


def build(model: Model, tell: Callable[[str], None] | None = None) -> list[Path]:
    """Rebuild every shipped file of the engine in a source tree; returns their paths."""
    tell = tell or (lambda line: None)
    root = source_assets()
    written = [root / "tokenizer" / "smollm2.json.gz"]
    save_tokenizer_data(model.tokenizer.tables, written[0])
    for name, plan in PLANS.items():
        tell(f"recording {name}")
        full = record(model, plan.prompt, plan.chat, plan.params, plan.max_tokens)
        path = root / "recordings" / f"{name}.npz"
        path.parent.mkdir(exist_ok=True)
        made, standing = full.compact(plan.layers, plan.full_steps), _standing(path)
        save_recording(made if standing is None else built_on(standing, made), path)
        written.append(path)
    return [*written, build_embedding_norms(model)]
