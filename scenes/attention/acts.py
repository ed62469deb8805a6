"""Which controls change the picture in which beat, those it is about first; in a beat not named all do."""

from __future__ import annotations

ACTS = {"cache": ("text", "layer", "head", "asker", "mask"), "heads": ("layer", "head", "text", "asker", "mask")}
