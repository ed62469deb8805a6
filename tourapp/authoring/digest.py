"""A picture's fingerprint: the same operations give the same hash on every machine. No fonts, no pixels, no Qt."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from tourapp.authoring.ops import Bake
from tourapp.authoring.picture import Picture
from tourapp.quantity import Quantity

Add = Callable[[bytes], None]
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


def _feed(add: Add, value: Any) -> None:
    """Add the bytes of a value."""
    kind = type(value)
    (_FEEDERS.get(kind) or _feeder(kind))(add, value)


def _feeder(kind: type) -> Callable[[Add, Any], None]:
    """How values of a type are fed, worked out once for each."""
    if issubclass(kind, float | np.floating):
        found: Callable[[Add, Any], None] = _feed_float
    elif issubclass(kind, list | tuple):
        found = _feed_items
    elif issubclass(kind, Quantity):
        found = _feed_quantity
    elif dataclasses.is_dataclass(kind):
        found = _fields_feeder(kind)
    else:
        found = _feed_plain
    return _FEEDERS.setdefault(kind, found)


def _feed_float(add: Add, value: Any) -> None:
    add(b"%.4f" % float(value))


def _feed_plain(add: Add, value: Any) -> None:
    add(repr(value).encode("utf-8", "replace"))


@lru_cache(maxsize=4096)
def _string(value: str) -> bytes:
    return repr(value).encode("utf-8", "replace")


def _feed_string(add: Add, value: str) -> None:
    add(_string(value))


def _feed_constant(value: Any) -> Callable[[Add, Any], None]:
    """Of a type with a few values only."""
    told = {each: repr(each).encode() for each in value}
    return lambda add, each: add(told[each])


def _feed_quantity(add: Add, _value: Quantity) -> None:
    add(b"quantity")


def _feed_array(add: Add, value: np.ndarray) -> None:
    add(str(value.shape).encode())
    if value.dtype.kind == "f":
        add((np.round(value.astype(np.float64), 3) + 0.0).tobytes())
    else:
        add(np.ascontiguousarray(value).tobytes())


def _feed_items(add: Add, value: Any) -> None:
    add(b"[%d" % len(value))
    for item in value:
        _feed(add, item)


def _feed_layer(add: Add, value: Bake) -> None:
    key = (repr(value.key), value.rect, round(value.alpha, 4), value.bloom, value.quad, value.shift, value.reveal)
    _feed_items(add, key)
    add(layer(value)[1].encode())


def _fields_feeder(kind: Any) -> Callable[[Add, Any], None]:
    """Name and fields of a dataclass, one after another."""
    name, fields = kind.__name__.encode(), tuple(item.name for item in dataclasses.fields(kind))

    def feed(add: Add, value: Any) -> None:
        add(name)
        for field in fields:
            item = getattr(value, field)
            found = _FEEDERS.get(type(item))
            if found is None:
                _feed(add, item)
            else:
                found(add, item)

    return feed


_FEEDERS: dict[type, Callable[[Add, Any], None]] = {
    float: _feed_float,
    bool: _feed_constant((True, False)),
    type(None): _feed_constant((None,)),
    str: _feed_string,
    np.ndarray: _feed_array,
    Bake: _feed_layer,
}
"""By the type of a value; the others are added as they come."""


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
