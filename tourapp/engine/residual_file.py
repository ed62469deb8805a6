"""The shipped runs of the residual stream and what unplugging costs: how the file is made, and how it is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from tourapp.assets import asset_path, source_assets
from tourapp.engine.array_file import read_arrays, write_arrays
from tourapp.engine.cutouts import Cutouts, fixed_ids, measure_cutouts
from tourapp.engine.experiment import PARTS
from tourapp.engine.model import Model
from tourapp.engine.record import DEFAULT_PROMPT
from tourapp.engine.residual import ARRAYS, LENS_TOP, ResidualRun, run_residual
from tourapp.errors import DamagedFileError

FILE = "residual.npz"
LARGEST = 4_000_000
"""Bytes unpacked."""
PROMPTS = {
    "question": (DEFAULT_PROMPT, True),
    "paris": ("The capital of France is", False),
    "river": ("The river bank was muddy, so the fisherman", False),
}
"""The shipped prompts by name: the words, and whether they stand in the chat template."""
CUT_ARRAYS = ("perplexity", "kept", "all_out")


class KeptResidual(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of one run is not an array."""

    prompt: str
    chat: bool
    texts: tuple[str, ...]
    lens_texts: tuple[tuple[str, ...], ...]
    answer: str
    error: float
    hidden: int


class ResidualMeta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of the whole file is not an array."""

    model: str
    text: str
    tokens: int
    whole: float
    runs: dict[str, KeptResidual]


@dataclass(frozen=True, slots=True, eq=False)
class Residuals:
    """The shipped runs by name, and what unplugging one block costs on a fixed text."""

    runs: dict[str, ResidualRun]
    cutouts: Cutouts
    text: str

    def match(self, prompt: str, chat: bool) -> ResidualRun | None:
        """The run of exactly this prompt, if it ships."""
        return next((run for run in self.runs.values() if (run.prompt, run.chat) == (prompt, chat)), None)


def build_residuals(model: Model, tell: Callable[[str], None]) -> Path:
    """Run the prompts and the fixed text (half a minute) and write the shipped file of a source tree."""
    runs = {name: run_residual(model, prompt, chat) for name, (prompt, chat) in PROMPTS.items()}
    ids, cut = fixed_ids(model), None
    for found in measure_cutouts(model, ids):
        if isinstance(found, Cutouts):
            cut = found
        else:
            tell(f"{found:.0%}")
    assert cut is not None
    kept = {
        name: KeptResidual(run.prompt, run.chat, run.texts, run.lens_texts, run.answer, run.error, run.hidden)
        for name, run in runs.items()
    }
    meta = ResidualMeta(model.name, model.tokenizer.decode(ids), cut.tokens, cut.whole, kept)
    arrays = {f"{name}_{each}": getattr(run, each) for name, run in runs.items() for each in ARRAYS}
    arrays |= {f"cut_{each}": getattr(cut, each) for each in CUT_ARRAYS}
    path = source_assets() / "recordings" / FILE
    write_arrays(path, meta, arrays)
    return path


@lru_cache(maxsize=1)
def shipped_residuals() -> Residuals:
    """The shipped file. Raises DamagedFileError when it is gone or damaged."""
    return read_residuals(asset_path("recordings", FILE))


def read_residuals(path: Path) -> Residuals:
    """Read and check such a file. Raises DamagedFileError, which names it and what is wrong."""
    names = [f"{name}_{each}" for name in PROMPTS for each in ARRAYS] + [f"cut_{each}" for each in CUT_ARRAYS]
    meta, arrays = read_arrays(path, names, LARGEST, ResidualMeta)
    wrong = _unfit(meta, arrays)
    if wrong:
        raise DamagedFileError(path.name, wrong)
    runs = {name: _run(meta.model, kept, name, arrays) for name, kept in meta.runs.items()}
    cut = Cutouts(meta.tokens, meta.whole, *(arrays[f"cut_{each}"] for each in ("all_out", "perplexity", "kept")))
    return Residuals(runs, cut, meta.text)


def _run(model: str, kept: KeptResidual, name: str, arrays: dict[str, np.ndarray]) -> ResidualRun:
    """One run, put together again."""
    parts: dict[str, Any] = {each: getattr(kept, each) for each in KeptResidual.__struct_fields__}
    parts |= {each: arrays[f"{name}_{each}"] for each in ARRAYS}
    return ResidualRun(model=model, **parts)


def _unfit(meta: ResidualMeta, arrays: dict[str, np.ndarray]) -> str:
    """What does not fit together, in words; "" where all does."""
    if meta.runs.keys() != PROMPTS.keys():
        return f"runs: {', '.join(meta.runs)[:80]}, expected {', '.join(PROMPTS)}"
    layers = arrays["cut_perplexity"].shape[0] if arrays["cut_perplexity"].ndim else 0
    for name, kept in meta.runs.items():
        for each, shape in _shapes(layers, len(kept.texts), arrays[f"{name}_gated"].shape[-1:]).items():
            if arrays[f"{name}_{each}"].shape != shape:
                return f"{name}_{each}: shape {arrays[f'{name}_{each}'].shape}, expected {shape}"
        if len(kept.lens_texts) != layers + 1 or any(len(row) != LENS_TOP for row in kept.lens_texts):
            return f"{name}: lens_texts: expected {layers + 1} rows of {LENS_TOP}"
    for each, shape in (("perplexity", (layers, 2)), ("kept", (layers, 2)), ("all_out", (len(PARTS),))):
        if arrays[f"cut_{each}"].shape != shape:
            return f"cut_{each}: shape {arrays[f'cut_{each}'].shape}, expected {shape}"
    bad = next((name for name, array in arrays.items() if not np.isfinite(array.astype(np.float64)).all()), "")
    return f"{bad}: holds numbers that are none" if bad else ""


def _shapes(layers: int, count: int, inner: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    """The shapes of a run's arrays."""
    return {
        "lengths": (layers + 1, count),
        "added": (layers, len(PARTS), count),
        "looks": (layers, count, count),
        "tenth": (layers, count),
        "lens_ids": (layers + 1, LENS_TOP),
        "lens_odds": (layers + 1, LENS_TOP),
        "ranks": (layers + 1,),
        "answer_odds": (layers + 1,),
        "gated": (layers, *inner),
    }
