"""Fading a part of the picture: a group only while it fades. What rests inside one would be painted again in every
frame."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tourapp.authoring import Picture


@contextmanager
def faded(p: Picture, alpha: float) -> Iterator[None]:
    """Everything drawn inside, faded together where it is not fully there."""
    if alpha >= 1.0:
        yield
        return
    with p.group(opacity=max(alpha, 0.0)):
        yield
