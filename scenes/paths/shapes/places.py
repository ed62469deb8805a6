"""Where things stand on this stage."""

from __future__ import annotations

from tourapp.authoring import Rect

LEFT, RIGHT = 64.0, 1440.0
IDS = Rect(96.0, 168.0, 92.0, 560.0)
ROWS = Rect(470.0, 168.0, 940.0, 560.0)
BAND = Rect(64.0, 170.0, 1376.0, 130.0)
"""One row of all numbers of a token, token below token."""
STACK_H = 208.0
STACK_FOOT = 742.0
STACKS = {"q": Rect(84.0, STACK_FOOT - STACK_H, 330.0, STACK_H), "k": Rect(720.0, STACK_FOOT - STACK_H, 240.0, STACK_H)}
STACKS["v"] = Rect(1120.0, STACK_FOOT - STACK_H, 240.0, STACK_H)
"""The foremost sheet of each stack."""
REACH = {"q": (230.0, 170.0), "k": (70.0, 44.0), "v": (70.0, 44.0)}
"""How far the hindmost sheet stands to the right of it, and above it."""
RIGHT_CUT, WRONG_CUT = Rect(64.0, 190.0, 640.0, 440.0), Rect(800.0, 190.0, 640.0, 440.0)
GROUPS = Rect(64.0, 170.0, 1376.0, 560.0)
SCORES = Rect(64.0, 140.0, 1376.0, 540.0)
STRIPS = Rect(64.0, 180.0, 1376.0, 150.0)
JOINED = Rect(64.0, 420.0, 860.0, 120.0)
ADDED = Rect(64.0, 640.0, 860.0, 120.0)
HOURGLASS = Rect(64.0, 164.0, 1376.0, 580.0)
LAST = Rect(64.0, 176.0, 560.0, 220.0)
LAST_ROW = Rect(64.0, 446.0, 560.0, 26.0)
SKYLINE = Rect(64.0, 590.0, 1376.0, 170.0)
CHAIN = Rect(64.0, 160.0, 780.0, 380.0)
CACHE = Rect(940.0, 160.0, 460.0, 360.0)
SHARES = Rect(64.0, 650.0, 1376.0, 130.0)
