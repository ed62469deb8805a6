"""A picture's fingerprint: the same operations give the same hash on every machine. No fonts, no pixels, no Qt."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import OrderedDict
from typing import Any

import numpy as np

from tourapp.authoring.ops import Bake
from tourapp.authoring.picture import Picture
from tourapp.quantity import Quantity

_LAYERS: OrderedDict[Any, tuple[list[Any], str]] = OrderedDict()
_KEPT = 160


def layer(op: Bake) -> tuple[list[Any], str]:
    """The ops of a baked layer and their hash, built once per key as the painter does."""
    key = (repr(op.key), op.rect)
    found = _LAYERS.get(key)
    if found is None:
        found = build_layer(op)
        _LAYERS[key] = found
        while len(_LAYERS) > _KEPT:
            _LAYERS.popitem(last=False)
    return found


def build_layer(op: Bake) -> tuple[list[Any], str]:
    """The ops of a baked layer and their hash, built anew: to check that a key names all it depends on."""
    inner = Picture()
    op.build(inner)
    digest = hashlib.sha256()
    _feed(digest, inner.ops)
    return inner.ops, digest.hexdigest()


def _feed(digest: Any, value: Any) -> None:
    if isinstance(value, Bake):
        _feed(
            digest,
            (repr(value.key), value.rect, round(value.alpha, 4), value.bloom, value.quad, value.shift, value.reveal),
        )
        digest.update(layer(value)[1].encode())
    elif isinstance(value, np.ndarray):
        digest.update(str(value.shape).encode())
        if value.dtype.kind == "f":
            digest.update((np.round(value.astype(np.float64), 3) + 0.0).tobytes())
        else:
            digest.update(np.ascontiguousarray(value).tobytes())
    elif isinstance(value, float | np.floating):
        digest.update(f"{float(value):.4f}".encode())
    elif isinstance(value, Quantity):
        digest.update(b"quantity")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        digest.update(type(value).__name__.encode())
        for item in dataclasses.fields(value):
            _feed(digest, getattr(value, item.name))
    elif isinstance(value, list | tuple):
        digest.update(f"[{len(value)}".encode())
        for item in value:
            _feed(digest, item)
    else:
        digest.update(repr(value).encode("utf-8", "replace"))


def picture_digest(picture: Picture) -> str:
    """Sixteen hex digits that change when anything drawn changes by more than about a thousandth of a pixel."""
    digest = hashlib.sha256()
    _feed(digest, picture.ops)
    if picture.side is not None:
        _feed(digest, picture.side.ops)
    return digest.hexdigest()[:16]


def flat_ops(picture: Picture) -> list[Any]:
    """Every op, with those inside groups and baked layers, for tests that look at all words and arrays."""
    found: list[Any] = []

    def walk(items: Any) -> None:
        for op in items:
            found.append(op)
            if isinstance(op, Bake):
                walk(layer(op)[0])
            elif hasattr(op, "ops"):
                walk(op.ops)

    walk(picture.ops)
    if picture.side is not None:
        walk(picture.side.ops)
    return found
