"""What must hold for the numbers from inside the layers in a recording's file: see `recording_check`."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from tourapp.engine.layer_record import MOST_STEPS, STREAMS, sampled_layers
from tourapp.engine.npz import ArrayHeader


def layer_shapes(steps: int, slots: int, headers: Mapping[str, ArrayHeader]) -> dict[str, tuple[int | None, ...]]:
    """The shape that each array should have beside the others of its recording; None where any side will do."""
    layers, heads, _ = headers["attention_packed"].shape
    kv_heads, dim = headers["key_norms"].shape[1], headers["queries"].shape[3]
    hidden, lanes = headers["embeddings"].shape[1], headers["gate_up_last"].shape[1]
    kept = len(sampled_layers(layers))
    return {
        "norm_rms": (2 * layers + 1, slots),
        "gate_stats": (layers, 4),
        "gate_up_last": (layers, lanes, 2),
        "sample_layers": (kept,),
        "gate_up_sample": (kept, None, lanes, 2),
        "sample_streams": (kept, len(STREAMS), hidden),
        "sample_queries": (kept, 2, heads, dim),
        "sample_keys": (kept, 2, kv_heads, dim),
        "sample_values": (kept, kv_heads, dim),
        "sample_heads": (kept, heads, dim),
        "final_hidden": (min(steps, MOST_STEPS), hidden),
        "rope_turns": (dim // 2,),
    }


def check_layer_values(arrays: Mapping[str, np.ndarray]) -> str:
    """What is wrong with the numbers, in words that begin with the field; "" when nothing is."""
    stats, lanes = arrays["gate_stats"], arrays["gate_up_last"].shape[1]
    for column, low, high, what in ((0, 0, 1, "shares"), (1, 0, 1, "shares"), (2, 1, lanes, "lanes"), (3, 0, 1e9, "")):
        found = stats[:, column]
        if found.min() < low or found.max() > high:
            return f"gate_stats: holds {what or 'products'} outside {low:g} to {high:g}"
    if arrays["norm_rms"].min() < 0 or arrays["norm_rms"].max() > 1e9:
        return "norm_rms: holds numbers outside 0 to 1e+09"
    if arrays["rope_turns"].min() < 0 or arrays["rope_turns"].max() > 10:
        return "rope_turns: holds numbers outside 0 to 10"
    sampled = arrays["sample_layers"]
    if sampled.min() < 0 or sampled.max() >= len(stats):
        return f"sample_layers: holds numbers outside 0 to {len(stats) - 1}"
    if tuple(sampled.tolist()) != sampled_layers(len(stats)):
        return f"sample_layers: are not {', '.join(map(str, sampled_layers(len(stats))))}"
    if arrays["gate_up_sample"].shape[1] > arrays["norm_rms"].shape[1]:
        return "gate_up_sample: more tokens than were fed"
    return ""
