"""Which lever is pulled: every one that a beat can show, those that are asked for most often first."""

from __future__ import annotations

from tourapp.authoring import Choice

LEVER = Choice(
    "lever",
    "Lever",
    (
        ("", "by itself"),
        ("model_smaller", "Smaller model"),
        ("mqa", "One KV head"),
        ("speculation", "Speculation"),
        ("gpu_h200", "H200"),
        ("weights_4", "Weights: 4 bits"),
        ("kv_8", "Cache: 8 bits"),
        ("batch", "Wider batch"),
        ("tp_double", "Twice the GPUs"),
        ("gpu_b200", "B200"),
        ("weights_8", "Weights: 8 bits"),
        ("weights_16", "Weights: 16 bits"),
        ("kv_4", "Cache: 4 bits"),
        ("kv_16", "Cache: 16 bits"),
        ("mha", "A KV head each"),
        ("window", "Window"),
        ("moe", "Experts"),
        ("replicas", "Second copy"),
        ("prefill_apart", "Prefill apart"),
        ("prefix_cache", "Kept prompt"),
        ("chunked_prefill", "Prompts in chunks"),
    ),
    "",
)
"""By itself: the beat's own one."""
