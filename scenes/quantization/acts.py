"""Which controls change the picture in which beat, those it is about first; in a beat not named all do."""

from __future__ import annotations

ACTS = {
    "memory": ("model", "gpu"),
    "snap": ("quant_bits", "group_size", "salient"),
    "groups": ("group_size", "salient", "quant_bits"),
    "cache": ("kv_bits", "quant_bits", "group_size", "salient", "model", "gpu"),
    "faster": ("quant_bits", "gpu", "group_size", "salient", "kv_bits", "model"),
    "price": ("quant_bits", "group_size", "salient"),
}
