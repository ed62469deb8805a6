"""The two labs about what is kept: token passes with and without a cache, and bytes of a cache."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import numpy as np

from tourapp.learning.code_labs.kinds import CodeCase, CodeLab, close

WIDTH = 8
SHORT = ((3, 2), (4, 2), (4, 1), (7, 3), (12, 1), (12, 11))
HEADS = {"layers": 32, "heads": 32, "kv_heads": 8, "head_dim": 128}
SPECS: tuple[tuple[str, dict[str, int]], ...] = (
    ("grouped heads", HEADS),
    ("a head of its own for every query", {"layers": 32, "heads": 32, "kv_heads": 32, "head_dim": 128}),
    ("one key-value head", {"layers": 18, "heads": 8, "kv_heads": 1, "head_dim": 256}),
    ("a latent", {"layers": 61, "heads": 128, "kv_heads": 128, "head_dim": 128, "latent": 576}),
    ("a window", {"layers": 42, "heads": 16, "kv_heads": 8, "head_dim": 256, "window": 4096, "window_layers": 21}),
    ("a small model", {"layers": 30, "heads": 9, "kv_heads": 3, "head_dim": 64}),
)


def _attended(q: np.ndarray, k: np.ndarray, v: np.ndarray, place: int) -> list[float]:
    scores = k[: place + 1] @ q[place] / np.sqrt(q.shape[1])
    weights = np.exp(scores - scores.max())
    return list((weights / weights.sum()) @ v[: place + 1])


def _passes(length: int, prompt: int, *, kept: bool) -> int:
    places = range(prompt - 1, length - 1)
    return length - 1 if kept else sum(place + 1 for place in places)


def _loops(dice: Random) -> Iterator[CodeCase]:
    longer = [(dice.randint(8, 24), dice.randint(1, 7)) for _ in range(6)]
    for length, prompt in (*SHORT, *longer):
        source = np.random.default_rng(dice.randrange(2**32))
        q, k, v = (source.normal(size=(length, WIDTH)).round(3) for _ in range(3))
        outputs = [_attended(q, k, v, place) for place in range(prompt - 1, length - 1)]
        for kept in (True, False):
            right, other = _passes(length, prompt, kept=kept), _passes(length, prompt, kept=not kept)
            wrong = [(right + 1, "one pass too many: the last token is never fed back")]
            if kept:
                wrong.append((other, "every token is projected again in every step: keep its key and value"))
            else:
                wrong.append((other, "with kept False nothing may be kept: project all tokens up to the newest again"))
            yield CodeCase(
                "run",
                [q, k, v, prompt, kept],
                {"outputs": outputs, "passes": right},
                f"run(project, {length}, {prompt}, {kept})",
                kind="projection",
                wrong=tuple(({"passes": count}, words) for count, words in wrong if count != right),
                judge=close,
            )


def kept_bytes(spec: dict[str, int], tokens: int, bits: int, heads: str = "kv_heads", both: int = 2) -> int:
    """Bytes that a conversation keeps; the last two for what usual mistakes take instead."""
    row = spec["latent"] if "latent" in spec else both * spec[heads] * spec["head_dim"]
    capped = spec.get("window_layers", 0)
    rows = (spec["layers"] - capped) * tokens + capped * min(tokens, spec.get("window", tokens))
    return rows * row * bits // 8


def _bytes(dice: Random) -> Iterator[CodeCase]:
    for words, spec in SPECS:
        for tokens in (1, 2000, dice.randint(100, 20_000)):
            bits = dice.choice((16, 8, 4))
            right = kept_bytes(spec, tokens, bits)
            wrong = [
                (kept_bytes(spec, tokens, bits, heads="heads"), "too much: keys and values have heads of their own"),
                (kept_bytes(spec, tokens, bits, both=1), "half of it: a key and a value are kept"),
                (right * 8, "eight times too much: these are bits, not bytes"),
                (right * 16 // bits, "the size of a number is bits / 8 bytes"),
            ]
            seen: list[Any] = [right]
            told = []
            for value, said in wrong:
                if value not in seen:
                    seen.append(value)
                    told.append((value, said))
            yield CodeCase(
                "kv_bytes", [spec, tokens, bits], right, f"kv_bytes({words}, {tokens}, {bits})", wrong=tuple(told)
            )


LABS = (CodeLab("kv_cache", "What forgetting costs", _loops), CodeLab("kv_bytes", "Bytes of a conversation", _bytes))
