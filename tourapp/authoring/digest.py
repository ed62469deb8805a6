"""A picture's fingerprint: the same operations give the same hash on every machine. No fonts, no pixels, no Qt."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache
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
    return inner.ops, _hash(inner.ops).hexdigest()


def _hash(*values: Any) -> Any:
    found: list[bytes] = []
    for value in values:
        _feed(found.append, value)
    return hashlib.sha256(b"".join(found))


@lru_cache(maxsize=256)
def _fields(kind: Hashable) -> tuple[bytes, tuple[str, ...]] | None:
    """Name and fields of a dataclass; None for any other type."""
    if not isinstance(kind, type) or not dataclasses.is_dataclass(kind):
        return None
    return kind.__name__.encode(), tuple(item.name for item in dataclasses.fields(kind))


def _feed(add: Callable[[bytes], None], value: Any) -> None:
    """Add the bytes of a value."""
    kind: Any = type(value)
    if isinstance(value, float | np.floating):
        add(b"%.4f" % float(value))
    elif kind is str:
        add(repr(value).encode("utf-8", "replace"))
    elif kind is np.ndarray:
        add(str(value.shape).encode())
        if value.dtype.kind == "f":
            add((np.round(value.astype(np.float64), 3) + 0.0).tobytes())
        else:
            add(np.ascontiguousarray(value).tobytes())
    elif isinstance(value, list | tuple):
        add(b"[%d" % len(value))
        for item in value:
            _feed(add, item)
    elif isinstance(value, Quantity):
        add(b"quantity")
    elif kind is Bake:
        key = (repr(value.key), value.rect, round(value.alpha, 4), value.bloom, value.quad, value.shift, value.reveal)
        _feed(add, key)
        add(layer(value)[1].encode())
    else:
        known = _fields(kind)
        if known is None:
            add(repr(value).encode("utf-8", "replace"))
            return
        add(known[0])
        for name in known[1]:
            _feed(add, getattr(value, name))


def picture_digest(picture: Picture) -> str:
    """Sixteen hex digits that change when anything drawn changes by more than about a thousandth of a pixel."""
    parts = [picture.ops] if picture.side is None else [picture.ops, picture.side.ops]
    return str(_hash(*parts).hexdigest()[:16])


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
