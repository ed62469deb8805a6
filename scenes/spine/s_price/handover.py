"""What the stage takes and gives: the token of input on the price list, and the weights in the answer's equation."""

from __future__ import annotations

from scenes.spine.s_price.places import COIN_IN, COINS_FLOOR
from tourapp.authoring import Frame
from tourapp.figures.say_page import CARDS


def first_token(_f: Frame) -> tuple[float, float]:
    """Where the token of input stands."""
    return COIN_IN, COINS_FLOOR - 80.0


def weights_leave(_f: Frame) -> tuple[float, float]:
    """The card of the weights below the sentence."""
    return CARDS.x + 60.0, CARDS.y + 60.0
