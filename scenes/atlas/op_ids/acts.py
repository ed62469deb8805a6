"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

ACTS = {"what": ("prompt", "chat"), "cost": ("chat", "prompt"), "scale": ("prompt",)}
