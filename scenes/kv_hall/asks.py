"""What a class is asked before all halls stand on the floor: how many users fit."""

from __future__ import annotations

from scenes.kv_hall.flight import hall_moment
from tourapp.authoring import Ask, Frame, Quantity


def users_that_fit(f: Frame) -> Quantity:
    """Conversations of the chosen length that memory holds beside the weights."""
    return hall_moment(f).variant.users


ASKS = {
    "grow": Ask(
        "Each conversation takes {user}. How many fit on this machine?",
        users_that_fit,
        note="Whole conversations, beside the weights of {model}.",
        high=10_000.0,
        tempts="The weights take their share of the memory first; what is left is divided by one conversation.",
        lands=0.6,
    )
}
