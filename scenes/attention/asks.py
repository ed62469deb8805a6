"""What a class is asked before the softmax: how large the largest share is."""

from __future__ import annotations

from scenes.attention.facts import attention_facts
from scenes.attention.look_back import top_columns
from tourapp.authoring import Ask, Frame, Quantity


def largest_share(f: Frame) -> Quantity:
    """The greatest weight of this look back."""
    return top_columns(attention_facts(f).staged.look).weight


ASKS = {
    "softmax": Ask(
        "Softmax makes shares of these scores. How many per cent goes to the largest?",
        largest_share,
        note="First every score is divided by {root}; all the shares together make a whole.",
        per=0.01,
        low=1.0,
        high=100.0,
        tempts="A score is no share: each further point multiplies the weight, it does not add to it.",
        lands=0.5,
    )
}
