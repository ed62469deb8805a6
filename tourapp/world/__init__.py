"""The world: Inputs (every shared setting) and what is computed from them. Public names of this room."""

from tourapp.world.controls import Button, Choice, Control, Slider, Text, Toggle, clean_text, describe
from tourapp.world.inputs import Inputs, controls, shared
from tourapp.world.part import PartCache, Work, part, parts
from tourapp.world.world import World

__all__ = [
    "Button",
    "Choice",
    "Control",
    "Inputs",
    "PartCache",
    "Slider",
    "Text",
    "Toggle",
    "Work",
    "World",
    "clean_text",
    "controls",
    "describe",
    "part",
    "parts",
    "shared",
]
