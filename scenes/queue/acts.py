"""Which controls change the picture in which beat, those it is about first; in a beat not named all do."""

from __future__ import annotations

ACTS = {
    "gather": ("arrival_rate", "replicas", "mean_service", "burstiness", "queue_seed"),
    "inside": ("flight_rate", "flight_context"),
    "load": ("arrival_rate", "burstiness", "replicas", "mean_service", "queue_seed"),
}
