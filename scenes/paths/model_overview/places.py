"""Where things stand on this stage."""

from __future__ import annotations

from tourapp.authoring import Rect

TOWER = Rect(150.0, 150.0, 420.0, 676.0)
"""A tower from its entrance to its roof."""
SHAFT = 30.0
"""How far left of the tower the stream climbs."""
BESIDE = Rect(640.0, 150.0, 790.0, 676.0)
"""The room right of the tower."""
STACK_X, STACK_W = 760.0, 210.0
"""A tower's rooms by kind, one upon the other."""
SECOND_X = 1080.0
"""The same for what a pass does in them."""
WORDS_GAP = 26.0
PLAN = Rect(700.0, 236.0, 720.0, 470.0)
"""The floor that has been drawn out."""
NEAR_PLAN = Rect(80.0, 190.0, 1344.0, 590.0)
"""The same from near."""
NEAR_TITLE = 158.0
GROUND = 792.0
"""On which towers stand in one scale."""
SKY = 150.0
GRID = Rect(150.0, 196.0, 1000.0, 600.0)
"""Experts across, floors upwards."""
