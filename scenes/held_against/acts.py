"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

SCENARIO = ("model", "gpu", "batch")
"""What says which runs are nearest."""
ACTS = {
    "ideal": ("held_model", "held_gpu", "held_time", "held_run", *SCENARIO),
    "terms": ("held_without", "held_model", "held_gpu", "held_run", *SCENARIO),
    "unseen": ("held_unseen", "held_time", "held_model", "held_gpu", "held_run", *SCENARIO),
    "first": ("held_run", "held_model", "held_gpu", "held_unseen", *SCENARIO),
    "peers": ("held_unseen",),
}
