"""What llama.cpp was asked of small models: the cases that `.setup/record_peer.py` recorded and the tests repeat."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from tests.engine.gguf_files import CHATML, LLAMA_3, ROUND, TYPES, Tiny, of

RECORDED = Path(__file__).parent.parent / "data" / "peer_models.npz"
CASES: dict[str, Tiny] = {
    **{f"type-{name}": of(name, seed=number) for number, name in enumerate(TYPES)},
    "untied": of("Q8_0", tied=False),
    "rope-freqs": of("F32", rope_freqs=True),
    "rope-linear": of("F32", rope_scale=4.0),
    "head-dim": replace(ROUND, head_dim=32),
    "one-kv-head": replace(ROUND, kv_heads=1, layers=3),
    "all-kv-heads": replace(ROUND, kv_heads=4),
    "llama-bpe": replace(ROUND, vocabulary="llama-bpe", template=LLAMA_3, vocab=2048),
    "default": replace(ROUND, seed=21, vocabulary="default", template=CHATML, vocab=2048),
    "smollm": replace(ROUND, seed=22, template=CHATML, vocab=2048),
    "pieces": replace(ROUND, vocabulary="llama"),
}
TEXTS = (
    "The river bank was muddy, so the fisherman",
    "In 1905 the number 3.14159 and 2,718 were printed; a+b=c <|eot_id|>",
    "  two  spaces\n\n\tand tabs\r\n don't DON'T we'll",
    "Überraschung! 日本語 und עברית — 🚀 fliegt",
    "x",
)
REPACKED = tuple(name for name in TYPES if not name.endswith("_K"))
"""Types into which the small model itself is packed; its rows of 576 are no multiple of the 256 of the others."""
SOME = 64
"""Of the small model every so-many-th score is kept."""
VOCABULARIES = {
    **{name: Tiny(vocabulary=name, vocab=49_152, hidden=32) for name in ("llama-bpe", "default", "smollm")},
    "pieces": Tiny(vocabulary="llama", vocab=400, hidden=32),
}
GREEDY = 16
"""Tokens of the greedy continuation of the first text."""


def nasty_texts() -> list[str]:
    """The strings of `nasty_prompts.json` that are valid Unicode."""
    texts = json.loads((RECORDED.parent / "nasty_prompts.json").read_text(encoding="ascii"))
    return [text for text in texts if not any("\ud800" <= letter <= "\udfff" for letter in text)]
