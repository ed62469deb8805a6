"""The generation loop in token passes: how often a token goes through the whole model, with and without a cache.

The prompt is read in one pass over all its tokens. Every further token of the answer is one pass of one token where
keys and values are kept, and a pass over everything so far where they are not.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import COUNTED, DEFINED, RUN


@dataclass(frozen=True, slots=True)
class Loop:
    """Token passes of one request. with_cache: P + n - 1; without: n P + n(n - 1)/2; saved: their ratio, at most n."""

    prompt: Quantity
    answer: Quantity
    with_cache: Quantity
    without: Quantity
    saved: Quantity


def loop(prompt: int, answer: int) -> Loop:
    """From the tokens of prompt and answer (each at least 1, the end token counted).

    Example: 34 and 64 tokens take 97 passes with a cache and 4,192 without, 43.2 times as many.
    """
    p = Quantity(prompt, "token", "prompt tokens", "P", source=COUNTED)
    n = Quantity(answer, "token", "answer tokens", "n", source=RUN)
    one, half = Quantity(1, "token", "the first token, which the prompt's pass gives", "one", source=DEFINED), "0.5"
    kept = derive("token passes with a cache", "w_cache", "token", "P + n - one", p, n, one)
    rounds = Quantity(answer, "1", "rounds, one for each answer token", "r", source=RUN)
    again = derive(
        "token passes without a cache", "w_none", "token", f"r * P + {half} * r * (n - one)", rounds, p, n, one
    )
    return Loop(p, n, kept, again, derive("work saved", "saved", "times", "w_none / w_cache", again, kept))
