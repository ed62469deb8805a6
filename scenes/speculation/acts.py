"""Which controls change the picture in which beat, those it is about first; in a beat not named all do."""

from __future__ import annotations

ACTS = {
    "draft": ("gamma", "draft", "temperature"),
    "check": ("gamma", "draft", "temperature"),
    "verdict": ("draft", "temperature", "gamma"),
    "rules": ("draft", "gamma", "temperature"),
    "pays": ("gamma", "batch", "draft", "temperature"),
}
