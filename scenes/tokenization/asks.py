"""What a class is asked before the first pair fuses: how many tokens are left in the end."""

from __future__ import annotations

from scenes.tokenization.facts import tokenization_facts
from tourapp.authoring import Ask, Frame, Quantity


def tokens_left(f: Frame) -> Quantity:
    """Pieces after the merges that the slider shows: with all of them, the tokens."""
    return tokenization_facts(f).pieces


ASKS = {
    "merges": Ask(
        "Pairs that are common in text fuse. How many pieces do these {bytes} {bytes|byte|bytes} become?",
        tokens_left,
        high=1000.0,
        tempts="Neither letters nor words are the rule: what is common in text has fused, what is rare has not.",
        lands=0.8,
    )
}
