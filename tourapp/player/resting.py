"""Whole stages that stand still for a while, such as the two of a passage: composed and painted once, then a layer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from tourapp.authoring import Picture

KEPT = 4
"""Two for the passage that plays, two for the one before it or in another window."""


class RestingStages:
    """The newest stages that stood still."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Any, object, Picture]] = OrderedDict()

    def picture(self, about: Any, key: Hashable, compose: Callable[[], Picture]) -> Picture:
        """The stage as one kept layer. `key` names what it depends on; `about` is what ids in the key belong to: held,
        so that they stay its own."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = (about, object(), compose())
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        _, layer, still = found
        picture = Picture()
        picture.fields = still.fields
        picture.bake(("resting", layer), lambda q: q.ops.extend(still.ops))
        return picture
