"""Recordings as files: one compressed npz, no pickles, written whole or not at all, checked when read."""

from __future__ import annotations

import os
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from tourapp.engine.recording import ARRAYS, TOP, Recording
from tourapp.engine.sampler import SamplingParams
from tourapp.errors import MissingError, UsageError

VERSION = 2


class Meta(msgspec.Struct, forbid_unknown_fields=True):
    """The fields of a recording that are not arrays, and the version of the file's layout."""

    version: int
    prompt: str
    chat: bool
    model: str
    params: SamplingParams
    max_tokens: int
    finish: str
    prompt_pieces: list[str]
    prompt_texts: list[str]
    pieces: list[str]
    texts: list[str]
    text: str
    context: int
    prefill_seconds: float


def save_recording(recording: Recording, path: Path) -> None:
    """Write `path` atomically. Raises UsageError when that is impossible."""
    values: dict[str, Any] = {name: getattr(recording, name) for name in Meta.__struct_fields__ if name != "version"}
    meta = msgspec.json.encode(values | {"version": VERSION})
    arrays = {name: getattr(recording, name) for name in ARRAYS}
    try:
        handle, name = tempfile.mkstemp(suffix=".npz", prefix=".writing-", dir=path.parent)
    except OSError as error:
        raise UsageError(f"output {path}: cannot be written ({error.strerror}); name a writable place") from None
    try:
        with os.fdopen(handle, "wb") as out:
            np.savez_compressed(out, meta=np.frombuffer(meta, np.uint8), **arrays)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError as error:
        raise UsageError(f"output {path}: cannot be written ({error.strerror}); name a writable place") from None
    finally:
        Path(name).unlink(missing_ok=True)


def load_recording(path: Path) -> Recording:
    """Read and check a recording; its badge is "recorded"."""
    if not path.is_file():
        raise MissingError(f"recording {path}: there is no such file; make one with `tourapp record -o {path.name}`")
    try:
        with np.load(path, allow_pickle=False) as archive:
            meta = msgspec.json.decode(archive["meta"].tobytes(), type=Meta)
            arrays = {name: archive[name] for name in ARRAYS}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, msgspec.DecodeError) as error:
        raise UsageError(f"recording {path}: damaged or not a recording ({error}); make it again") from None
    problem = _problem(meta, arrays)
    if problem:
        raise UsageError(f"recording {path}: {problem}; make it again with `tourapp record`")
    values = {name: getattr(meta, name) for name in Meta.__struct_fields__ if name != "version"}
    for name in ("prompt_pieces", "prompt_texts", "pieces", "texts"):
        values[name] = tuple(values[name])
    return Recording(badge="recorded", **values, **arrays)


def _problem(meta: Meta, arrays: dict[str, np.ndarray]) -> str:
    """What is wrong with a file's content, in words; empty when nothing is."""
    if meta.version != VERSION:
        return f"layout version {meta.version}, allowed: {VERSION}"
    prompt, steps = len(meta.prompt_pieces), len(meta.pieces)
    total = prompt + steps
    slots = total - 1  # the last token is never fed back
    if arrays["attention_packed"].ndim != 3 or arrays["queries"].ndim != 4 or arrays["key_norms"].ndim != 3:
        return "attention, queries or key_norms have the wrong number of dimensions"
    layers, heads, packed = arrays["attention_packed"].shape
    kept, _, positions, dim = arrays["queries"].shape
    kv_heads = arrays["key_norms"].shape[1]
    full = len(arrays["full_steps"])
    wanted: dict[str, tuple[int | None, ...]] = {
        "prompt_ids": (prompt,),
        "prompt_special": (prompt,),
        "ids": (steps,),
        "logprobs": (steps,),
        "top_ids": (steps, TOP),
        "top_logits": (steps, TOP),
        "logsumexp": (steps,),
        "step_seconds": (steps,),
        "full_logits": (full, None),
        "attention_packed": (layers, heads, positions * (positions + 1) // 2),
        "key_norms": (layers, kv_heads, slots),
        "value_norms": (layers, kv_heads, slots),
        "embeddings": (total, None),
        "qkv_layers": (kept,),
        "queries": (kept, heads, positions, dim),
        "keys": (kept, kv_heads, positions, dim),
        "values": (kept, kv_heads, positions, dim),
    }
    for name, shape in wanted.items():
        found = arrays[name].shape
        if len(found) != len(shape) or any(w is not None and w != f for w, f in zip(shape, found, strict=True)):
            return f"{name} has shape {found}, expected {shape}"
    if packed == 0 or len(meta.prompt_texts) != prompt or len(meta.texts) != steps:
        return "its lists are of different lengths"
    return ""
