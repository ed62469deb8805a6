"""Which scene shows a quantity: so that a step of a derivation can jump to its picture. By the words of its name."""

from __future__ import annotations

from tourapp.quantity import Quantity

WORDS: tuple[tuple[str, str], ...] = (
    ("price", "pricing"),
    ("for an hour", "pricing"),
    ("utilisation", "pricing"),
    ("margin", "pricing"),
    ("bill", "pricing"),
    ("kv cache", "kv_hall"),
    ("users that fit", "kv_hall"),
    ("conversations that fit", "kv_hall"),
    ("key-value heads", "kv_hall"),
    ("context", "kv_hall"),
    ("usable", "kv_hall"),
    ("memory of one gpu", "kv_hall"),
    ("great-circle", "network"),
    ("great circle", "network"),
    ("fibre", "network"),
    ("round trip", "network"),
    ("wait", "queue"),
    ("arrival", "queue"),
    ("ridge", "gpu_grid"),
    ("bandwidth", "gpu_grid"),
    ("peak", "gpu_grid"),
    ("processors", "gpu_grid"),
    ("intensity", "gpu_grid"),
    ("vocabulary", "tokenization"),
    ("query heads", "attention"),
    ("sequences in the batch", "batching"),
    ("bits of a weight", "quantization"),
    ("all weights", "quantization"),
    ("guess", "speculation"),
    ("decode", "prefill_decode"),
    ("prefill", "prefill_decode"),
    ("prompt tokens", "prefill_decode"),
    ("one step", "prefill_decode"),
)


def scene_of(quantity: Quantity) -> str | None:
    """The id of the scene that shows a quantity, or None where no scene is about it."""
    name = quantity.name.lower()
    return next((scene for words, scene in WORDS if words in name), None)
