"""What a class is asked before temperature and cuts are seen: how many tokens are left to draw from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scenes.sampling.shown_choice import shown_choice
from tourapp.authoring import Ask, Frame, Quantity, origin


def tokens_kept(f: Frame) -> Quantity:
    """Tokens that may be drawn under the settings of the controls; none where there is no answer."""
    shown = shown_choice(f)
    kept = 0 if shown is None else shown.numbers.choice.kept_count
    return Quantity(kept, "1", "tokens that may be drawn", "m", source=origin.COUNTED)


def _fields(f: Frame) -> Mapping[str, Any]:
    shown = shown_choice(f)
    if shown is None:
        return {}
    choice = shown.numbers.choice
    return {"vocab": choice.vocabulary, "k": choice.params.top_k, "p": choice.params.top_p}


ASKS = {
    "reshape": Ask(
        "{vocab} tokens have a probability. How many of them can still be drawn?",
        tokens_kept,
        note="Temperature {t:.2f}, then two cuts: top-k {k} and top-p {p:.2f}.",
        high=100_000.0,
        tempts="Top-k counts tokens, top-p counts probability: whoever stays has passed both.",
        fields=_fields,
        lands=0.5,
    )
}
