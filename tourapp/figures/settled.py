"""Shapes that come to rest: drawn as they are while they move, and baked once they stand still."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tourapp.authoring import Picture, Rect


def draw_settled(
    p: Picture, room: Rect, key: Any, build: Callable[[Picture], None], *, rest: bool = True, alpha: float = 1.0
) -> None:
    """`build` draws the shapes, within a room of the stage; rest: whether they stand still. The key names all that
    `build` depends on at rest."""
    if rest:
        p.bake(key, build, rect=room, alpha=alpha)
        return
    with p.group(opacity=alpha):
        build(p)
