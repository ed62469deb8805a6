"""How large words will be painted on a theme, for laying them out before they are drawn."""

from __future__ import annotations

from tourapp.authoring.sizes import LABEL, LINE, TAG

LIGHT = 1.12
"""From this factor of words on, the theme is the light one of projectors, which raises the two smallest sizes."""
RAISED = {TAG: LABEL, LABEL: LINE}


def painted(size: float, gain: float) -> float:
    """The size in which words of this size are painted; `gain` is the theme's factor for words."""
    return RAISED.get(size, size) if gain >= LIGHT else size
