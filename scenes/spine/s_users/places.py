"""Where things stand on this stage: the equation on top, the picture at the left, the machine's memory at the right."""

from __future__ import annotations

from tourapp.authoring import Rect

EQUATION = (64.0, 164.0)
"""Baseline point of the equation."""
EQUATION_W = 1376.0
"""Stage units that it may take."""
USUAL = 1.04
"""Up to this gain of the words all stands as it does."""
BESIDE = 1.6
"""Above this gain the equation has to leave the memory's name its room."""
LEFT = Rect(64.0, 214.0, 900.0, 616.0)
CARD = Rect(1068.0, 226.0, 330.0, 600.0)
"""The machine's memory, to scale, its floor at the bottom."""
NAME_Y = 206.0
"""Baseline of the memory's name above it."""
CHART = Rect(100.0, 300.0, 850.0, 460.0)
"""The staircase of conversations over their length."""
