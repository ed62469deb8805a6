"""Kept layers: whatever was drawn once and is shown again, of all windows and themes, under one budget of bytes.

Still layers, images made from numbers, and charts; least recently used out first. One for the whole application.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtGui import QImage, QPixmap

from tourapp.player.memory import MEMORIES, MemoryUse

Layer = TypeVar("Layer", QPixmap, QImage)


class LayerCache:
    """Layers by key; a key names everything a layer depends on, theme and size included."""

    def __init__(self, memory: MemoryUse = MEMORIES["full"]) -> None:
        self.memory = memory
        self.budget = memory.layers
        self.bytes = 0
        self._store: OrderedDict[object, QPixmap | QImage] = OrderedDict()
        self._asked: list[object] | None = None

    @contextmanager
    def watched(self) -> Iterator[list[object]]:
        """Notes the keys of the layers that are asked for meanwhile."""
        before, self._asked = self._asked, []
        try:
            yield self._asked
        finally:
            self._asked = before

    def touch(self, keys: Iterable[object]) -> None:
        """These layers are in use, though nobody asks for them: a copy of them is shown."""
        for key in keys:
            if key in self._store:
                self._store.move_to_end(key)

    def __len__(self) -> int:
        return len(self._store)

    def use(self, memory: MemoryUse) -> None:
        """Keep as much as this from now on, beginning with nothing."""
        self.memory, self.budget = memory, memory.layers
        self.clear()

    def room_for(self, pixels: int) -> None:
        """Make room for the layers of a window of that many device pixels."""
        self.budget = max(self.budget, self.memory.screens * 4 * pixels)

    def __contains__(self, key: object) -> bool:
        return key in self._store

    def get(self, key: object, make: Callable[[], Layer]) -> Layer:
        """The kept layer, or a new one, which is kept."""
        if self._asked is not None:
            self._asked.append(key)
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

    def take(self, key: object) -> QPixmap | None:
        """Give a layer away, to be painted anew; None where it is not kept any more."""
        found = self._store.get(key)
        if not isinstance(found, QPixmap):
            return None
        del self._store[key]
        self.bytes -= _size(found)
        return found

    def clear(self) -> None:
        """Drop all layers."""
        self._store.clear()
        self.bytes = 0


def _size(layer: QPixmap | QImage) -> int:
    return layer.width() * layer.height() * 4
