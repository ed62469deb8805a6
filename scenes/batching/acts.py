"""Which controls change the picture in which beat, those it is about first; in a beat not named all do."""

from __future__ import annotations

ACTS = {
    "share": ("slots",),
    "door": ("slots", "load", "variance", "mean_output", "policy_a", "policy_b", "batch_seed"),
    "slowest": ("variance", "mean_output", "slots", "load", "policy_a", "policy_b", "batch_seed"),
    "climb": ("climb_context",),
    "gap": ("variance", "policy_b", "policy_a", "mean_output", "slots", "load", "batch_seed"),
}
