"""Whole stages that stand still for a while, such as the two of a passage: composed and painted once, then a layer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from itertools import count
from typing import Any

from tourapp.authoring import Picture

KEPT = 4
"""Two for the passage that plays, two for the one before it or in another window."""

_numbers = count()
_kept: OrderedDict[Hashable, tuple[Any, int, Picture]] = OrderedDict()


def resting(about: Any, key: Hashable, compose: Callable[[], Picture]) -> Picture:
    """The picture as one kept layer. `key` names what it depends on; `about` is what ids in the key belong to, kept so
    that they stay its own."""
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = (about, next(_numbers), compose())
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    _, number, still = found
    picture = Picture()
    picture.fields = still.fields
    picture.bake(("resting", number), lambda q: q.ops.extend(still.ops))
    return picture
