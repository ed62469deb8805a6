"""Which controls change the picture in which beat, those it is about first; in a beat not named all do."""

from __future__ import annotations

ACTS = {
    "bytes": ("prompt",),
    "merges": ("merge_share", "prompt"),
    "ids": ("under", "chat", "prompt", "merge_share"),
    "letters": ("word",),
    "vectors": ("prompt", "merge_share", "under"),
    "learn": ("learn_steps",),
    "back": ("prompt",),
}
