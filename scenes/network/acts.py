"""Which controls change the picture in which beat, those it is about first; in a beat not named all do."""

from __future__ import annotations

ACTS = {
    "typed": ("from_city", "to_region", "stretch", "connection"),
    "race": ("from_city", "to_region", "stretch", "connection"),
    "clock": ("connection", "to_region", "from_city", "stretch"),
    "arrive": ("from_city", "to_region", "stretch", "connection"),
}
