"""The picture without a rail, as a class sees it: in the middle, and larger by what head and sentence leave free."""

from __future__ import annotations

from typing import Any

from tourapp.authoring import Picture
from tourapp.authoring.layout import STAGE, WIDTH

WIDER, UP = 1.04, -6.0
"""How much larger it is, and how far it moves: it then begins below the passport and ends above the sentence."""


def widened(inner: Picture) -> list[Any]:
    """The ops of a picture, moved to the middle."""
    roomy = Picture()
    with roomy.group(scale=WIDER, about=(STAGE.cx, STAGE.y), move=(WIDTH / 2 - STAGE.cx, UP)):
        roomy.ops.extend(inner.ops)
    return roomy.ops
