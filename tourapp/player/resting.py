"""Whole stages that stand still for a while, such as the two of a passage: composed and painted once, then a layer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from tourapp.authoring import FULL, Picture, Rect
from tourapp.player.words_apart import SplitLayers

Parts = tuple[Picture, Picture]


class LaidStage(Picture):
    """A stage as one kept layer; `live`: what it is made of, for as long as it stands there as it was before."""

    def __init__(self, still: Picture) -> None:
        super().__init__()
        self.live = still.ops
        self.fields = still.fields
        self.height, self.left_out, self.stand = still.height, still.left_out, still.stand


KEPT = 4
"""Two for the passage that plays, two for the one before it or in another window."""


class RestingStages:
    """The newest stages that stood still: of each the picture, and what stands around it."""

    def __init__(self) -> None:
        self.split = SplitLayers()
        """Layers without their words, for large words."""
        self._kept: OrderedDict[Hashable, tuple[Any, object, Parts]] = OrderedDict()

    def parts(self, about: Any, key: Hashable, compose: Callable[[], Parts]) -> Parts:
        """Both parts of a stage, each as one kept layer. `key` names what it depends on; `about` is what ids in the key
        belong to: held, so that they stay its own."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = (about, object(), compose())
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        _, layer, (inner, around) = found
        return _layer(("resting", layer), inner), _layer(("around", layer), around)


def _layer(key: Hashable, still: Picture) -> Picture:
    picture = LaidStage(still)
    picture.bake(key, lambda q: q.ops.extend(still.ops), rect=Rect(0.0, 0.0, FULL.w, still.height))
    return picture
