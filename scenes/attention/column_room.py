"""How wide the chips of tokens are, and whether a row of them fits on the stage."""

from __future__ import annotations

from scenes.attention.places import LEFT, RIGHT
from tourapp.authoring import text_width
from tourapp.authoring.sizes import LABEL

LEAST_W, AROUND = 92.0, 22.0
GAP, WIDEST_GAP = 8.0, 70.0
ASIDE = 20.0
"""Between what stands apart and the words of the text."""
WIDEST_GAIN = 1.17
"""Words are at most so much wider on another theme."""


def chip_width(label: str, gain: float) -> float:
    """Room for a word at the theme's text gain."""
    return max(LEAST_W, text_width(label, LABEL * gain, "text", 600) + AROUND)


def row_fits(labels: list[str]) -> bool:
    """Whether chips with these words stand side by side, on every theme."""
    wide = sum(chip_width(label, WIDEST_GAIN) for label in labels)
    return wide + GAP * (len(labels) - 1) + ASIDE <= RIGHT - LEFT
