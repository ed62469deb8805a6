"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

ACTS = {
    "two": ("loop_answer", "kept_cache", "loop_prompt"),
    "naive": ("loop_answer", "loop_prompt"),
    "kept": (),
    "count": ("loop_answer", "loop_prompt"),
    "clock": ("race_run",),
    "stop": (),
    "many": ("loop_run",),
}
