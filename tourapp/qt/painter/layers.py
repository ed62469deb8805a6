"""Kept layers: whatever was drawn once and is shown again, of all windows and themes, under one budget of bytes.

Still layers, images made from numbers, and charts; least recently used out first. One for the whole application.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtGui import QImage, QPixmap

BUDGET = 75_000_000
"""Bytes of kept layers, at least."""
SCREENS = 9
"""On large screens as many bytes as so many whole pictures take."""

Layer = TypeVar("Layer", QPixmap, QImage)


class LayerCache:
    """Layers by key; a key names everything a layer depends on, theme and size included."""

    def __init__(self, budget: int = BUDGET) -> None:
        self.budget = budget
        self.bytes = 0
        self._store: OrderedDict[object, QPixmap | QImage] = OrderedDict()

    def __len__(self) -> int:
        return len(self._store)

    def room_for(self, pixels: int) -> None:
        """Make room for the layers of a window of that many device pixels."""
        self.budget = max(self.budget, SCREENS * 4 * pixels)

    def __contains__(self, key: object) -> bool:
        return key in self._store

    def get(self, key: object, make: Callable[[], Layer]) -> Layer:
        """The kept layer, or a new one, which is kept."""
        found = self._store.get(key)
        if found is not None:
            self._store.move_to_end(key)
            return found  # type: ignore[return-value]
        made = make()
        self._store[key] = made
        self.bytes += _size(made)
        while self.bytes > self.budget and len(self._store) > 1:
            _, old = self._store.popitem(last=False)
            self.bytes -= _size(old)
        return made

    def clear(self) -> None:
        """Drop all layers."""
        self._store.clear()
        self.bytes = 0


def _size(layer: QPixmap | QImage) -> int:
    return layer.width() * layer.height() * 4
