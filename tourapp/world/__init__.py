"""The world: Inputs (every shared setting) and what is computed from them. Public names of this room."""

from tourapp.world import builders as _builders  # noqa: F401 - these declare the parts
from tourapp.world import builders_attention as _attention  # noqa: F401
from tourapp.world import builders_bill as _bill  # noqa: F401
from tourapp.world import builders_finale as _finale  # noqa: F401
from tourapp.world import builders_flash as _flash  # noqa: F401
from tourapp.world import builders_machine as _machine  # noqa: F401
from tourapp.world import builders_measure as _measure  # noqa: F401
from tourapp.world import builders_memory as _memory  # noqa: F401
from tourapp.world import builders_quant as _quant  # noqa: F401
from tourapp.world import builders_serving as _serving  # noqa: F401
from tourapp.world import builders_speculation as _speculation  # noqa: F401
from tourapp.world.controls import Button, Choice, Control, Slider, Text, Toggle, clean_text, describe
from tourapp.world.inputs import Inputs, controls, shared
from tourapp.world.parts import PartCache, Work, part, parts
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
