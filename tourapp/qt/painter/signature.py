"""What an op paints, as one hashable value: two ops with equal signatures paint the same pixels in the same place."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import numpy as np

from tourapp.authoring import ops

_ARRAYS = ("boxes", "alpha", "at", "size", "squash", "angle", "ends", "points", "width", "data")
_PLAIN_KINDS: dict[type, tuple[str, ...]] = {ops.Words: (), ops.Line: (), ops.Bake: (), ops.Picture2D: ("data",)}
_UNSEEN = ("build", "value", "more", "series")
_KINDS = (
    ops.Rects,
    ops.Hatch,
    ops.Sprites,
    ops.Lines,
    ops.Curves,
    ops.Polys,
    ops.Picture2D,
    ops.Words,
    ops.Line,
    ops.Bake,
)

LARGE = 20_000
"""From so many bytes on, only some of an array's bytes take part in its hash; equality always asks them all."""
SAMPLES = 1009


def signature(op: Any) -> Any:
    """The signature of an op that paints; groups and areas are not asked here."""
    kind = type(op)
    if kind is ops.Chart:
        return kind, op.key if op.key is not None else id(op), op.rect, op.x, op.y
    plain, arrays = _READ[kind]
    if arrays is None or (kind is ops.Picture2D and op.key is not None):
        return kind, plain(op)
    return kind, plain(op), tuple([_bytes(value) for value in arrays(op)])


def _bytes(value: Any) -> Any:
    if type(value) is not np.ndarray:
        return value
    return (value.shape, value.tobytes()) if value.nbytes < LARGE else (value.shape, _Large(value))


class _Large:
    """The bytes of a large array. Its hash is taken from a few of them: a whole wall of pixels would be read twice."""

    __slots__ = ("_hash", "data")

    def __init__(self, value: np.ndarray) -> None:
        self.data = value.tobytes()
        self._hash = hash(self.data[:: max(1, len(self.data) // SAMPLES)])

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Large) and self.data == other.data


def _readers(kind: type) -> tuple[Callable[[Any], Any], Callable[[Any], Any] | None]:
    """How to read the plain fields of a kind of op, and those that may be arrays."""
    names = [field.name for field in dataclasses.fields(kind) if field.name not in _UNSEEN]
    arrays = [name for name in names if name in _PLAIN_KINDS.get(kind, _ARRAYS)]
    plain = [name for name in names if name not in arrays]
    if not arrays:
        return attrgetter(*plain), None
    one = attrgetter(*arrays)
    return attrgetter(*plain), one if len(arrays) > 1 else lambda op: (one(op),)


_READ = {kind: _readers(kind) for kind in _KINDS}
